"""Every layer, random configurations (NODEGRAD_CONFIGURATIONS of each), training and evaluation: outputs and all gradients against torch in Python.

usage: check_layers.py PEER_ENGINE
float32 tolerances: |a - b| <= 1e-5 + 1e-5 |b| for outputs, norm-wise 1e-5 for gradients (tests of one layer each).
"""
import json
import os
import subprocess
import sys
import tempfile

import torch
from safetensors.torch import load_file

from cases import LAYERS, randoms
from loss_cases import LOSSES

CONFIGURATIONS = int(os.environ.get("NODEGRAD_CONFIGURATIONS", "4"))


def norm_difference(a, b, whole):
    """|a - b| / |b|, with a hundredth of the whole gradient's norm as the least scale: the gradient of a key's bias is zero but for rounding."""
    return (a - b).norm().item() / max(b.norm().item(), 0.01 * whole, 1e-12)


def main(tool):
    torch.manual_seed(0)
    torch.set_num_threads(1)
    cases, twins = [], {}
    for name, make in LAYERS.items():
        for i, r in enumerate(randoms(name, CONFIGURATIONS)):
            text, twin = make(r)
            for training in (True, False):
                key = f"{name}_{i}_{'train' if training else 'eval'}"
                cases.append({"id": key, "text": text, "seed": i + 1, "batch": r.randint(2, 5), "training": training})
                twins[key] = (name, text, twin, training, None)
    for name, make in LOSSES.items():
        for i, r in enumerate(randoms(name, CONFIGURATIONS)):
            case = make(r)
            key = f"loss_{name}_{i}"
            cases.append({"id": key, "text": case.text, "seed": i + 1, "batch": r.randint(2, 5), "loss": True, "target": case.target})
            twins[key] = ("loss " + name, case.text, case.twin, True, case)

    worst, failures = {}, 0
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + "/cases.json", "w") as file:
            json.dump(cases, file)
        subprocess.run([tool, folder + "/cases.json", folder])
        for key, (name, text, twin, training, loss) in twins.items():
            if not os.path.exists(f"{folder}/{key}.safetensors"):
                failures += 1
                print(f"FAILED {key}: was not written")
                continue
            ours = load_file(f"{folder}/{key}.safetensors")
            twin.load_state_dict({k[7:]: v for k, v in ours.items() if k.startswith("weight.")}, strict=True)
            twin.train(training)
            x = ours["input"]
            if x.is_floating_point():
                x.requires_grad_(True)
            twin.zero_grad()
            output = twin(x)
            problems, out, grad = [], 0.0, 0.0

            def same(what, a, b):
                nonlocal out
                if a.shape != b.shape:
                    problems.append(f"{what}: shape {tuple(a.shape)}, torch has {tuple(b.shape)}")
                    return
                out = max(out, (a - b).abs().max().item() if a.numel() else 0.0)
                if not torch.allclose(a, b, rtol=1e-5, atol=1e-5):
                    problems.append(f"{what}: differs by {(a - b).abs().max().item():.2e}")

            first = output[0] if isinstance(output, tuple) else output
            same("output", ours["output"], first.detach())
            if loss:
                value = loss.loss(output, ours["target"])
                same("loss", ours["loss"][0], value.detach())
                same("prediction", ours["prediction"], loss.prediction(first.detach()))
                value.backward()
            elif output.requires_grad:
                (output * ours["cotangent"]).sum().backward()
            wanted = {"grad." + n: p.grad for n, p in twin.named_parameters()}
            if x.is_floating_point():
                wanted["grad_input"] = x.grad
            got = {k for k in ours if k.startswith("grad")}
            if got != set(wanted):
                problems.append(f"gradients of {sorted(got ^ set(wanted))}")
            whole = sum(g.norm().item() ** 2 for g in wanted.values()) ** 0.5
            for k in got & set(wanted):
                difference = norm_difference(ours[k], wanted[k], whole)
                grad = max(grad, difference)
                if ours[k].shape != wanted[k].shape or not difference <= 1e-5:
                    problems.append(f"{k}: norm-wise {difference:.2e}")
            for n, b in twin.named_buffers():
                same("buffer " + n, ours["buffer." + n].to(torch.float64), b.detach().to(torch.float64))
            best = worst.setdefault(name, [0.0, 0.0, 0])
            worst[name] = [max(best[0], out), max(best[1], grad), best[2] + 1]
            if problems:
                failures += 1
                print(f"FAILED {key}: {text}\n    " + "\n    ".join(problems))
    print(f"{'layer':<34}{'cases':>6}{'largest |a - b|':>18}{'gradients, norm-wise':>22}")
    for name, (out, grad, count) in worst.items():
        print(f"{name:<34}{count:>6}{out:>18.2e}{grad:>22.2e}")
    print(f"{len(twins)} cases, {failures} failed")
    return 1 if failures or not twins else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
