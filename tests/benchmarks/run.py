#!/usr/bin/env python3
"""Training speed against PyTorch and others, as ratios in one run: run.py WORKER [--models a,b] [--peers eager,best,lightning,keras] [--threads 1,2] [--pairs 15]
[--device cpu] [--precision 32-true] [--markdown FILE] [--environments FOLDER]. WORKER is the program train_worker (cmake -DNODEGRAD_BENCHMARKS=ON).

Both sides start from the same weights and take the same batches for 20 steps, and their losses must agree; then they are timed in turn,
piece by piece. A ratio is the median of the pairs' ratios with the 95 % interval of its bootstrap."""

import argparse
import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile

import numpy as np
import torch
from safetensors.torch import save_file

from models import MODELS, data_of

HERE = pathlib.Path(__file__).parent


class Worker:
    def __init__(self, command):
        self.process = subprocess.Popen([str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HERE)
        assert self.process.stdout.readline().strip() == "ready", command

    def ask(self, what, count):
        self.process.stdin.write(f"{what} {count}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.write("\n")
        self.process.stdin.close()
        self.process.wait()


def our_keys(worker, model):
    """Our state-dict keys, in the order of the layers."""
    return json.loads(subprocess.run([worker, model.text, "--keys"], capture_output=True, text=True, check=True).stdout)


def prepare(worker, name, folder):
    model = MODELS[name]
    inputs, targets = data_of(model)
    np.save(f"{folder}/inputs.npy", inputs)
    np.save(f"{folder}/targets.npy", targets)
    torch.manual_seed(1)
    state = model.module().state_dict()
    torch.save(state, f"{folder}/start.pt")
    np.savez(f"{folder}/start.npz", **{str(i): tensor.numpy() for i, tensor in enumerate(state.values())})
    keys = our_keys(worker, model)
    theirs = [key for key in state]
    assert len(keys) == len(theirs), (name, keys, theirs)
    ours = {}
    for (key, shape), other in zip(keys, theirs):
        assert list(state[other].shape) == shape, (key, shape, other, state[other].shape)
        ours[key] = state[other].contiguous()
    save_file(ours, f"{folder}/start.safetensors")


def interval(ratios, seed=0):
    draws = random.Random(seed)
    medians = sorted(statistics.median(draws.choices(ratios, k=len(ratios))) for _ in range(2000))
    return medians[50], medians[1949]


def python_of(peer, environments):
    """The interpreter of a peer that has an environment of its own, which is made at the first time."""
    requirements = HERE / f"requirements-{peer}.txt"
    if not requirements.exists():
        return sys.executable
    folder = environments / peer
    stamp = folder / "requirements.txt"
    if not stamp.exists() or stamp.read_text() != requirements.read_text():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([folder / "bin/python", "-m", "pip", "install", "--quiet", "-r", requirements], check=True)
        stamp.write_text(requirements.read_text())
    return folder / "bin/python"


class Contest:
    """Our worker and a peer on one model, with threads, device and precision."""

    def __init__(self, worker, python, name, folder, peer, arguments):
        self.model, self.arguments = MODELS[name], arguments
        self.exact = (arguments.device, arguments.precision) == ("cpu", "32-true")
        script = f"peer_{peer}.py" if peer in ("lightning", "keras") else "peer_torch.py"
        self.ours = [worker, self.model.text, folder, self.model.batch]
        self.theirs = [python, HERE / script, name, folder]
        self.flavour = peer
        self.rest = [self.model.optimizer, self.model.batch] if peer == "keras" else []  # it cannot look into models.py

    def sides(self, threads, shuffle):
        place = [shuffle, self.arguments.device, self.arguments.precision]
        return Worker([*self.ours, threads, 1, *place, self.model.optimizer]), Worker([*self.theirs, threads, self.flavour, *place, *self.rest])

    def parity(self, threads):
        """The largest relative difference of the losses of the first steps; too large a one ends the benchmark. ResNet gets four of them: in
        float32 it drifts apart from any change of the order of sums, also PyTorch from itself in another layout."""
        a, b = self.sides(threads, 0)
        steps = self.model.parity if self.exact else min(self.model.parity, 5)  # products in fewer digits drift apart sooner
        mine, others = a.ask("losses", steps), b.ask("losses", steps)
        a.close(), b.close()
        difference = max(abs(x - y) / max(abs(y), 1e-3) for x, y in zip(mine, others))
        is_other = self.flavour == "keras" and "LSTM" in self.model.name  # one bias where PyTorch has two
        if "dropout" not in self.model.name and difference > (1e-3 if self.exact and not is_other else 5e-2):
            raise SystemExit(f"{self.model.name}: the losses differ by {difference:.2g}: {mine[:5]} {others[:5]}")
        return difference

    def compare(self, threads):
        a, b = self.sides(threads, 1)
        a.ask("time", self.model.steps), b.ask("time", self.model.steps)  # warm-up
        ratios, seconds = [], []
        for pair in range(self.arguments.pairs):
            sides = (a, b) if pair % 2 == 0 else (b, a)
            times = {side: side.ask("time", self.model.steps) for side in sides}
            ratios.append(times[b] / times[a])
            seconds.append(times[a] / self.model.steps)
        a.close(), b.close()
        return statistics.median(ratios), *interval(ratios), statistics.median(seconds) * 1e3


def machine(device):
    if device != "cpu":
        return torch.cuda.get_device_name(0)
    with open("/proc/cpuinfo") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), "CPU")
    return f"{model}, {os.cpu_count()} cores"


def page(arguments, rows):
    """The Markdown page: what was measured, where, and the table."""
    return "\n".join([
        "# Training speed against PyTorch",
        "",
        f"Made by `tests/benchmarks/run.py`: {machine(arguments.device)}, PyTorch {torch.__version__}, {arguments.precision}, {arguments.pairs} pairs.",
        "",
        "Both sides start from the same weights; the losses of the first steps on the same batches must agree, else there is no row. Then they are",
        "timed in turn and the ratio is the median of the pairs with the 95 % interval of its bootstrap: above 1 we are faster. Ours is the program's",
        "own step with its metrics. Peers: *eager*, as people write it (DataLoader, AdamW, `loss.item()`); *best*, batches by index, fused optimizer,",
        "subnormal numbers flushed, channels_last for ResNet; *lightning*, `Trainer.fit` without logger; *keras*, `Model.fit` of Keras 3.15 on TensorFlow. ResNet trains with SGD, all others with AdamW.",
        "",
        *rows,
        "",
    ])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("worker")
    parser.add_argument("--models", default=",".join(MODELS))
    parser.add_argument("--peers", default="eager,best,lightning,keras")
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--pairs", type=int, default=15)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--precision", default="32-true")
    parser.add_argument("--markdown")
    parser.add_argument("--environments", type=pathlib.Path, default=HERE.parent.parent / "build" / "peers", help="of peers that need one of their own")
    arguments = parser.parse_args()
    worker = pathlib.Path(arguments.worker).resolve()
    rows = ["| model | peer | threads | times faster | 95 % | our step, ms | losses differ by |", "|---|---|---|---|---|---|---|"]
    print("\n".join(rows), flush=True)
    for name in arguments.models.split(","):
        with tempfile.TemporaryDirectory() as folder:
            prepare(worker, name, folder)
            for peer in arguments.peers.split(","):
                contest = Contest(worker, python_of(peer, arguments.environments), name, folder, peer, arguments)
                difference = contest.parity(arguments.threads.split(",")[0])
                for threads in arguments.threads.split(","):
                    ratio, low, high, milliseconds = contest.compare(threads)
                    rows.append(f"| {contest.model.name} | {peer} | {threads} | {ratio:.2f} | {low:.2f} to {high:.2f} | {milliseconds:.3f} | {difference:.1e} |")
                    print(rows[-1], flush=True)
    if arguments.markdown:
        pathlib.Path(arguments.markdown).write_text(page(arguments, rows))


if __name__ == "__main__":
    main()
