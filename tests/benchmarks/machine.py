#!/usr/bin/env python3
"""How near a training step is to what the machine can do: machine.py WORKER [--models a,b] [--threads 1,2] [--pieces 9] [--markdown FILE].
The rate of all products of a step beside that of the fastest large product in the same process, what a step costs when the same network
has a width of 1, and the memory that further steps leave taken. WORKER is the program train_worker."""

import argparse
import pathlib
import statistics
import tempfile

import numpy as np

from models import MODELS, data_of
from run import Worker, prepare

HEAD = ["| model | threads | step, ms | GFLOP a step | GFLOP/s | fastest product, GFLOP/s | share | step at width 1, us | 10,000 steps leave, KB |",
        "|---|---|---|---|---|---|---|---|---|"]


def seconds(worker, steps, pieces):
    worker.ask("time", max(1, steps // 2))
    return statistics.median(worker.ask("time", steps) / steps for _ in range(pieces))


def worker_of(program, text, folder, batch, threads, optimizer):
    return Worker([program, text, folder, batch, threads, 1, 1, "cpu", "32-true", optimizer])


def at_width_1(program, model, threads):
    """The step of the network with one unit, channel or feature everywhere, and a batch of one: nothing but what each op costs by itself.
    And the memory that it leaves taken: in a network as small, 10,000 steps take seconds."""
    with tempfile.TemporaryDirectory() as folder:
        random = np.random.default_rng(0)
        np.save(f"{folder}/inputs.npy", random.standard_normal((512, *model.narrow_sample)).astype(np.float32))
        np.save(f"{folder}/targets.npy", random.integers(0, model.classes, 512))
        worker = worker_of(program, model.narrow, folder, 1, threads, model.optimizer)
        time = seconds(worker, 512, 9)
        left = worker.ask("memory", 10_000)
        worker.close()
        return time, left


def row(program, name, threads, pieces):
    model = MODELS[name]
    with tempfile.TemporaryDirectory() as folder:
        prepare(program, name, folder)
        worker = worker_of(program, model.text, folder, model.batch, threads, model.optimizer)
        products = worker.ask("products", 0)
        worker.ask("time", model.steps)
        steps, bests = [], []
        for _ in range(pieces):  # side by side: the machine's speed changes
            bests.append(worker.ask("best", 0))
            steps.append(worker.ask("time", model.steps) / model.steps)
        worker.close()
    step, best = statistics.median(steps), statistics.median(bests)
    share = statistics.median(products / one / rate for one, rate in zip(steps, bests))
    time, left = at_width_1(program, model, threads)
    return (f"| {model.name} | {threads} | {step * 1e3:.3f} | {products:.4g} | {products / step:.0f} | {best:.0f} | {100 * share:.0f} % | "
            f"{time * 1e6:.0f} | {left / 1024:.1f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("worker")
    parser.add_argument("--models", default=",".join(MODELS))
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--pieces", type=int, default=9)
    parser.add_argument("--markdown")
    arguments = parser.parse_args()
    program = pathlib.Path(arguments.worker).resolve()
    rows = list(HEAD)
    print("\n".join(rows), flush=True)
    for name in arguments.models.split(","):
        for threads in arguments.threads.split(","):
            rows.append(row(program, name, threads, arguments.pieces))
            print(rows[-1], flush=True)
    if arguments.markdown:
        pathlib.Path(arguments.markdown).write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
