#!/usr/bin/env python3
"""Records what fastai's rules for a learning rate read from 200 curves: record_rates.py SCHEDULE.py > tests/core/training/fastai_rates.h,
SCHEDULE.py being fastai/callback/schedule.py of its wheel. The rules are taken out of the file, as the whole of fastai needs much that
tests do not. The curves are made again by tests/core/training/rate_finder_test.cpp."""

import ast
import math
import sys

import numpy
import torch

RULES = ("valley", "slide", "minimum", "steep")


def rules_of(path):
    names = {"np": numpy, "torch": torch, "to_np": lambda tensor: tensor.numpy()}
    with open(path) as file:
        for node in ast.parse(file.read()).body:
            if isinstance(node, ast.FunctionDef) and node.name in RULES:
                node.decorator_list = []
                exec(compile(ast.Module([node], []), path, "exec"), names)
    return [names[rule] for rule in RULES]


class Numbers:
    """Knuth's generator, upper 24 bits, in 0..1."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return (self.state >> 40) / float(1 << 24)


def curve(seed):
    numbers = Numbers(seed + 1)
    count = 60 + int(numbers.next() * 41)
    centre = -5 + numbers.next() * 3
    width = 0.3 + numbers.next()
    drop = 0.2 + 2 * numbers.next()
    rise = -2 + numbers.next() * 2
    noise = numbers.next() ** 3 * 0.02
    losses = []
    for i in range(count):
        x = -7 + 8 * i / 100
        losses.append(2.5 - drop * math.atan((x - centre) / width) / 3 + max(0, x - rise) ** 2 * 0.5 + noise * (numbers.next() - 0.5))
    return losses


def main():
    rules = rules_of(sys.argv[1])
    rows = []
    for seed in range(200):
        losses = curve(seed)
        rates = [1e-7 * 1e8 ** (i / 100) for i in range(len(losses))]
        lr, loss = (torch.tensor(values[10:-5], dtype=torch.float64) for values in (rates, losses))
        found = [rule(lr, loss, 100)[0] * (10 if rule.__name__ == "minimum" else 1) for rule in rules]
        rows.append([round(100 * math.log(rate / 1e-7) / math.log(1e8)) for rate in found])
    print("#pragma once\n// What fastai 2.8.4 reads from 200 curves: tests/peers/engine/record_rates.py makes this table.\n\nnamespace nodegrad {\n")
    print("/// Points of the ramp (the rate is 1e-7 * 1e8^(point / 100)): valley, slide, least loss, steep.")
    print("inline constexpr int kFastaiRates[200][4] = {")
    for i in range(0, 200, 8):
        print("    " + ", ".join("{" + ", ".join(map(str, row)) + "}" for row in rows[i : i + 8]) + ",")
    print("};\n\n} // namespace nodegrad")


main()
