#!/usr/bin/env python3
"""Prints the numbers that tests/core/data quotes, computed with NumPy from the bundled files.
Run: .venv/bin/python tests/golden/data_reference.py"""
import csv
import pathlib

import numpy as np

DATA = pathlib.Path(__file__).resolve().parents[2] / "resources" / "data"


def table(name):
    rows = list(csv.reader(open(DATA / name / f"{name}.csv")))
    x = np.array([[float(c) for c in r[:-1]] for r in rows[1:]])
    return rows[0], x, np.array([r[-1] for r in rows[1:]])


def show(name, x, labels):
    names, counts = np.unique(labels, return_counts=True)
    print(f"{name}: shape {x.shape} classes {dict(zip(names.tolist(), counts.tolist()))} sum {x.sum():.10g} "
          f"sum of squares {np.square(x).sum():.10g} min {x.min():.8g} max {x.max():.8g}")


for name in ("iris", "wine", "breast_cancer"):
    header, x, labels = table(name)
    show(name, x, labels)
    part = x[::3]  # "training": samples 0, 3, 6, ...
    print("  means of every third row, first, last:", part.mean(0)[[0, -1]].tolist())
    print("  1 / population deviation, first, last:", (1 / part.std(0))[[0, -1]].tolist())
    print("  smallest and 1 / range, first:", part.min(0)[0], 1 / (part.max(0)[0] - part.min(0)[0]))
    print("  first row standardized, first, last:", ((x[0] - part.mean(0)) / part.std(0))[[0, -1]].tolist())
    print("  median, mean of last column:", np.median(x[:, -1]), x[:, -1].mean())

images = np.frombuffer((DATA / "digits" / "images-idx3-ubyte").read_bytes()[16:], np.uint8).reshape(-1, 8, 8).astype(float)
labels = np.frombuffer((DATA / "digits" / "labels-idx1-ubyte").read_bytes()[8:], np.uint8)
show("digits", images, labels)
part = images[::3]
print("  picture 0, row 0:", images[0, 0].tolist(), "label", labels[0], "last label", labels[-1])
print("  channel mean and 1 / deviation of every third:", part.mean(), 1 / part.std())
