"""Prints window_shapes.inc: output sizes of convolutions and pools as PyTorch computes them.

    .venv/bin/python tests/core/ops/window_shapes.py > tests/core/ops/window_shapes.inc
"""
import random

import torch
import torch.nn.functional as F

random.seed(7)
print("// Made by window_shapes.py with PyTorch.")
print("// op, height, width, kernel, stride, padding, dilation, ceil_mode, output height, output width (0 0: refused)")
for index in range(90):
    op = ["conv2d", "max_pool2d", "average_pool2d"][index % 3]
    size = [random.randint(1, 14), random.randint(1, 14)]
    kernel = [random.randint(1, 5), random.randint(1, 5)]
    stride = [random.randint(1, 4), random.randint(1, 4)]
    dilation = [random.randint(1, 2), random.randint(1, 2)] if op == "conv2d" else [1, 1]
    padding = [random.randint(0, k // 2) for k in kernel]
    ceil = op != "conv2d" and random.random() < 0.5
    x = torch.zeros(1, 1, *size)
    try:
        if op == "conv2d":
            y = F.conv2d(x, torch.zeros(1, 1, *kernel), stride=stride, padding=padding, dilation=dilation)
        elif op == "max_pool2d":
            y = F.max_pool2d(x, kernel, stride, padding, ceil_mode=ceil)
        else:
            y = F.avg_pool2d(x, kernel, stride, padding, ceil_mode=ceil)
        out = list(y.shape[2:])
    except RuntimeError:
        out = [0, 0]
    row = [*size, *kernel, *stride, *padding, *dilation]
    print(f'{{"{op}", {", ".join(map(str, row))}, {str(ceil).lower()}, {out[0]}, {out[1]}}},')
