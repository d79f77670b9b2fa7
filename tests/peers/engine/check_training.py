"""50 optimizer steps from the same weights on the same batches against torch.optim in Python: parameters within 1e-5.

usage: check_training.py PEER_ENGINE
"""
import json
import os
import subprocess
import sys
import tempfile

import torch
from safetensors.torch import load_file
from torch import nn

from cases import Twin

STEPS, BATCH = 50, 16

# No bias before BatchNorm: its gradient is zero but for rounding, which Adam would blow up to whole steps.
NETS = {
    "mlp": ("x = input(8); a = x > dense(16); t = a > tanh; b = t > dense(3); b > output(mse)",
            lambda: Twin(lambda s, x: s.b(torch.tanh(s.a(x))), a=nn.Linear(8, 16), b=nn.Linear(16, 3))),
    "conv": ("x = input(1,8,8); c = x > conv2d(4, kernel=3, padding=same, bias=false); n = c > batch_norm; r = n > relu; p = r > max_pool2d; "
             "f = p > flatten; d = f > dense(3); d > output(mse)",
             lambda: Twin(lambda s, x: s.d(torch.flatten(torch.max_pool2d(torch.relu(s.n(s.c(x))), 2), 1)),
                          c=nn.Conv2d(1, 4, 3, padding="same", bias=False), n=nn.BatchNorm2d(4), d=nn.Linear(64, 3))),
    "lstm": ("x = input(6,5); l = x > lstm(7); d = l > dense(2); d > output(mse)",
             lambda: Twin(lambda s, x: s.d(s.l(x)[0][:, -1]), l=nn.LSTM(5, 7, batch_first=True), d=nn.Linear(7, 2))),
}
OPTIMIZERS = {
    "sgd": ("sgd", {"learning_rate": 0.05}, lambda p: torch.optim.SGD(p, lr=0.05)),
    "sgd_decay": ("sgd", {"learning_rate": 0.05, "weight_decay": 0.01}, lambda p: torch.optim.SGD(p, lr=0.05, weight_decay=0.01)),
    "momentum": ("sgd", {"learning_rate": 0.05, "momentum": 0.9}, lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9)),
    "nesterov": ("sgd", {"learning_rate": 0.05, "momentum": 0.9, "nesterov": True},
                 lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True)),
    "adam": ("adam", {}, lambda p: torch.optim.Adam(p)),
    "adam_options": ("adam", {"learning_rate": 0.01, "beta1": 0.8, "beta2": 0.95, "eps": 1e-6, "weight_decay": 0.01},
                     lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.01)),
    "adamw": ("adamw", {}, lambda p: torch.optim.AdamW(p)),
    "adamw_decay": ("adamw", {"learning_rate": 0.01, "weight_decay": 0.1}, lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0.1)),
}


def main(tool):
    torch.set_num_threads(1)
    cases = []
    for net, (text, _) in NETS.items():
        for name, (optimizer, params, _) in OPTIMIZERS.items():
            settings = {"optimizer": optimizer, "optimizer_params": params, "batch_size": BATCH, "epochs": 1, "shuffle": False, "threads": 1}
            cases.append({"id": f"{net}_{name}", "text": text, "steps": STEPS, "settings": settings, "seed": len(cases) + 1})
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + "/cases.json", "w") as file:
            json.dump(cases, file)
        subprocess.run([tool, folder + "/cases.json", folder])
        for net, (_, make) in NETS.items():
            for name, (_, _, optimizer_of) in OPTIMIZERS.items():
                if not os.path.exists(f"{folder}/{net}_{name}.safetensors"):
                    failures += 1
                    print(f"{net:<6}{name:<14} was not written   FAILED")
                    continue
                ours = load_file(f"{folder}/{net}_{name}.safetensors")
                twin = make()
                twin.load_state_dict({k[7:]: v for k, v in ours.items() if k.startswith("weight.")}, strict=True)
                optimizer = optimizer_of(twin.parameters())
                for step in range(STEPS):
                    rows = slice(step * BATCH, (step + 1) * BATCH)
                    optimizer.zero_grad()
                    nn.functional.mse_loss(twin(ours["inputs"][rows]), ours["targets"][rows]).backward()
                    optimizer.step()
                state = twin.state_dict()
                moved = max((ours["weight." + k] - p).abs().max().item() for k, p in twin.named_parameters())
                difference = max((ours["trained." + k] - v).abs().max().item() for k, v in state.items())
                ok = difference <= 1e-5 and moved > 1e-3
                failures += not ok
                print(f"{net:<6}{name:<14} moved {moved:.3f}, largest difference {difference:.2e}{'' if ok else '   FAILED'}")
    print(f"{len(cases)} runs of {STEPS} steps, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
