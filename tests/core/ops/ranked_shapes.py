"""Prints ranked_shapes.inc: output sizes of windows over one, two and three dimensions as PyTorch computes them.

    .venv/bin/python tests/core/ops/ranked_shapes.py > tests/core/ops/ranked_shapes.inc
"""
import random

import torch
import torch.nn.functional as F

random.seed(11)
OPS = ["conv1d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d", "max_pool1d", "max_pool2d", "max_pool3d", "average_pool1d",
       "average_pool3d", "lp_pool1d", "lp_pool2d", "lp_pool3d", "unfold", "adaptive_max_pool1d", "adaptive_average_pool2d", "adaptive_max_pool3d"]
WINDOWS = 12


def sizes_of(op, size, kernel, stride, padding, dilation, more, ceil):
    rank = len(size)
    x = torch.zeros(1, 1, *size)
    if op.startswith("conv_transpose"):
        return getattr(F, op)(x, torch.zeros(1, 1, *kernel), stride=stride, padding=padding, output_padding=more, dilation=dilation)
    if op.startswith("conv"):
        return getattr(F, op)(x, torch.zeros(1, 1, *kernel), stride=stride, padding=padding, dilation=dilation)
    if op.startswith("max_pool"):
        return getattr(F, op)(x, kernel, stride, padding, dilation, ceil)
    if op.startswith("average_pool"):
        return getattr(F, f"avg_pool{rank}d")(x, kernel, stride, padding, ceil)
    if op.startswith("lp_pool"):
        return getattr(F, op)(x, 2, kernel if rank > 1 else kernel[0], stride if rank > 1 else stride[0], ceil)
    if op == "unfold":
        return F.unfold(x, kernel, dilation, padding, stride)
    return getattr(F, op.replace("average", "avg"))(x, more)


def braces(values):
    return "{" + ", ".join(map(str, values)) + "}"


print("// Made by ranked_shapes.py with PyTorch.")
print("// op, sizes, kernel, stride, padding, dilation, output padding or size, ceil_mode, output sizes (empty: refused)")
for op in OPS:
    rank = 2 if op == "unfold" else int(op[-2])
    for _ in range(WINDOWS):
        draw = lambda low, high: [random.randint(low, high) for _ in range(rank)]
        size, kernel, stride, dilation = draw(1, 13), draw(1, 4), draw(1, 4), [1] * rank
        if op.startswith(("conv", "max_pool", "unfold")):
            dilation = draw(1, 3)
        padding = [0] * rank if op.startswith(("lp", "adaptive")) else [random.randint(0, k // 2) for k in kernel]
        more = [0] * rank
        if op.startswith("conv_transpose"):
            more = [random.randint(0, max(s, d) - (random.random() < 0.9)) for s, d in zip(stride, dilation)]
        elif op.startswith("adaptive"):
            more = draw(1, 9)
        ceil = "_pool" in op and not op.startswith("adaptive") and random.random() < 0.5
        try:
            out = list(sizes_of(op, size, kernel, stride, padding, dilation, more, ceil).shape[2:])
        except (RuntimeError, ValueError):
            out = []
        if out and min(out) < 1:
            out = []
        print(f'{{"{op}", {", ".join(map(braces, (size, kernel, stride, padding, dilation, more)))}, {str(ceil).lower()}, {braces(out)}}},')
