"""PyTorch's side of the training benchmark. peer_torch.py MODEL FOLDER THREADS FLAVOUR SHUFFLE DEVICE PRECISION, then the lines that run.py explains.

FLAVOUR eager: as people write it, DataLoader(TensorDataset), AdamW, loss.item(). best: batches taken by index, fused AdamW, channels_last
for ResNet, all data on the device."""

import json
import sys
import time

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from models import MODELS


def eager_batches(inputs, targets, batch, shuffle):
    loader = DataLoader(TensorDataset(inputs, targets), batch_size=batch, shuffle=shuffle)
    while True:
        yield from loader


def indexed_batches(inputs, targets, batch, shuffle):
    while True:
        order = torch.randperm(len(inputs), device=inputs.device) if shuffle else torch.arange(len(inputs), device=inputs.device)
        for indices in order.split(batch):
            yield inputs[indices], targets[indices]


def main():
    name, folder, threads, flavour, shuffle, device, precision = sys.argv[1:]
    torch.set_num_threads(int(threads))
    model = MODELS[name]
    inputs = torch.from_numpy(np.load(f"{folder}/inputs.npy"))
    targets = torch.from_numpy(np.load(f"{folder}/targets.npy"))
    module = model.module()
    module.load_state_dict(torch.load(f"{folder}/start.pt", weights_only=True))
    module.train()
    module.to(device)
    mixed = {"32-true": None, "bf16-mixed": torch.bfloat16}[precision]
    torch.set_flush_denormal(flavour == "best")
    if flavour == "best" and name == "resnet":
        module = module.to(memory_format=torch.channels_last)
        inputs = inputs.contiguous(memory_format=torch.channels_last)
    if flavour == "best":
        inputs, targets = inputs.to(device), targets.to(device)
    criterion = nn.CrossEntropyLoss()
    fused = flavour == "best"
    if model.optimizer == "sgd":
        optimizer = torch.optim.SGD(module.parameters(), lr=0.01, momentum=0.9, fused=fused)
    else:
        optimizer = torch.optim.AdamW(module.parameters(), lr=1e-3, weight_decay=1e-2, fused=fused)
    batches = (indexed_batches if flavour == "best" else eager_batches)(inputs, targets, model.batch, shuffle == "1")

    def step():
        x, y = next(batches)
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        with torch.autocast(torch.device(device).type, dtype=mixed, enabled=mixed is not None):
            loss = criterion(module(x), y)
        loss.backward()
        optimizer.step()
        return loss.item()

    print("ready", flush=True)
    for line in sys.stdin:
        if not line.strip():
            break
        what, count = line.split()
        start = time.perf_counter()
        losses = [step() for _ in range(int(count))]
        print(json.dumps(losses) if what == "losses" else time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
