"""Trains the network again as the run did: the same first weights, batches, loss, optimizer and learning rates.

usage: python train.py [--epochs N] [--device cuda] [--output FOLDER]

Writes log.csv (one line a step), last.safetensors and best.safetensors.
"""

import argparse
import csv
from pathlib import Path

import torch
from safetensors.torch import save_file

import samples
import training
from extras import Averages


class Scores:
    """Loss and share of right answers over many batches."""

    def __init__(self):
        self.loss = self.hits = self.answers = self.samples = 0

    def add(self, loss, outputs, targets):
        hits, answers = training.right_answers(outputs, targets)
        self.loss += loss * len(targets)
        self.hits += hits
        self.answers += answers
        self.samples += len(targets)

    def value(self, name):
        return self.loss / max(1, self.samples) if name == "loss" else self.hits / max(1, self.answers)

    def __str__(self):
        return f"loss {self.value('loss'):.4f}" + (f", accuracy {self.value('accuracy'):.4f}" if self.answers else "")


class Progress:
    """The best value so far, and how long ago it was."""

    def __init__(self):
        self.best = self.bar = None
        self.waited = 0

    def is_better(self, value, than):
        return than is None or (value > than if training.HIGHER_IS_BETTER else value < than)

    def judge(self, value):
        """Whether this is the best, and whether it is time to stop."""
        finite = abs(value) < float("inf")
        is_best = finite and self.is_better(value, self.best)
        if is_best:
            self.best = value
        slack = -training.MIN_DELTA if training.HIGHER_IS_BETTER else training.MIN_DELTA
        if finite and self.is_better(value + slack, self.bar):
            self.bar, self.waited = value, 0
        else:
            self.waited += 1
        stops = training.EARLY_STOPPING and (self.waited >= training.PATIENCE or (training.CHECK_FINITE and not finite))
        return is_best, stops


def validate(network, inputs, targets, part):
    scores = Scores()
    network.eval()
    with torch.no_grad():
        for batch in samples.validation_batches(part):
            with training.precision(inputs.device):
                outputs = training.outputs_of(network, inputs[batch])
                loss = training.loss_of(outputs, targets[batch])
            scores.add(loss.item(), outputs, targets[batch])
    network.train()
    return scores


def main():
    parser = argparse.ArgumentParser(description="Trains the network as the run did.")
    parser.add_argument("--epochs", type=int, default=training.EPOCHS)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--output", type=Path, default=Path(__file__).parent / "trained", help="folder to write to")
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)

    torch.set_flush_denormal(True)  # numbers below 1e-38 count as 0, as in the run
    inputs, targets = samples.load("inputs", arguments.device), samples.load("targets", arguments.device)
    part, validation = samples.load("train"), samples.load("validation")
    network = training.build().to(arguments.device).train()
    optimizer = training.make_optimizer(network)
    scaler = training.make_scaler(arguments.device)
    averages = Averages(network, training.EMA_DECAY) if training.EMA_DECAY else None
    progress, step, stops = Progress(), 0, False
    monitored = training.MONITOR

    with open(arguments.output / "log.csv", "w", newline="") as file:
        log = csv.writer(file)
        log.writerow(["step", "epoch", "loss", "learning_rate"])
        for epoch in range(1, arguments.epochs + 1):
            scores = Scores()
            for group in samples.steps(samples.epoch_order(part, epoch)):
                if training.MAX_STEPS and step >= training.MAX_STEPS:
                    stops = True
                    break
                optimizer.zero_grad()
                count, total = sum(len(batch) for batch in group), 0.0
                for batch in group:
                    batch = batch.to(arguments.device)
                    with training.precision(inputs.device):
                        outputs = training.outputs_of(network, inputs[batch])
                        loss = training.loss_of(outputs, targets[batch])
                    scaler.scale(loss * (len(batch) / count)).backward()
                    total += loss.item() * len(batch) / count
                    scores.add(loss.item(), outputs, targets[batch])
                rate = training.set_rates(optimizer, step)
                scaler.unscale_(optimizer)
                training.clip_gradients(network)
                scaler.step(optimizer)
                scaler.update()
                if averages:
                    averages.update()
                step += 1
                log.writerow([step, epoch, repr(total), repr(rate)])
            line = f"epoch {epoch}: training {scores}"
            is_due = len(validation) and (epoch % training.CHECK_VAL_EVERY_N_EPOCH == 0 or stops)
            if averages:
                averages.exchange()
            if is_due:
                scores = validate(network, inputs, targets, validation)
                line += f", validation {scores}"
            is_best = False
            if is_due or not len(validation):
                value = scores.value(monitored)
                training.judged(value)
                is_best, is_over = progress.judge(value)
                stops = stops or is_over
            if is_best:
                save_file(training.weights_of(network), arguments.output / "best.safetensors")
            if averages:
                averages.exchange()
            print(line + (" (best)" if is_best else ""), flush=True)
            if stops:
                break
    save_file(training.weights_of(network), arguments.output / "last.safetensors")
    print(f"Written to {arguments.output}")


if __name__ == "__main__":
    main()
