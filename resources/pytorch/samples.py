"""The samples of the run, and the order in which it saw them."""

from pathlib import Path

import numpy as np
import torch

import training

DATA = Path(__file__).parent / "data"
LOW_64_BITS = 2**64 - 1


def load(name, device="cpu"):
    """data/NAME.npy as a tensor: inputs, targets, or the indices of a part (train, validation, test)."""
    return torch.from_numpy(np.load(DATA / f"{name}.npy")).to(device)


def mixed(bits):
    bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & LOW_64_BITS
    bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & LOW_64_BITS
    return bits ^ (bits >> 31)


def permutation(count, seed, name):
    """Fisher-Yates with the draws of SplitMix64, whose key is a hash (FNV-1a) of the name: equal on every machine."""
    key = 0xCBF29CE484222325
    for byte in name.encode():
        key = ((key ^ byte) * 0x100000001B3) & LOW_64_BITS
    gamma = 0x9E3779B97F4A7C15
    state = mixed(key ^ mixed((seed + gamma) & LOW_64_BITS))
    order = list(range(count))
    for bound in range(count, 1, -1):
        while True:
            state = (state + gamma) & LOW_64_BITS
            draw = mixed(state)
            if draw >= 2**64 % bound:  # lower draws would make some places more likely
                break
        other = draw % bound
        order[bound - 1], order[other] = order[other], order[bound - 1]
    return order


def epoch_order(part, epoch):
    """Indices of the samples of `part` in the order of that epoch, which counts from 1."""
    if not training.SHUFFLE:
        return part
    return part[permutation(len(part), training.SEED, f"shuffle/{epoch}")]


def batches(order):
    """The order in batches; the last one holds what is left."""
    parts = list(torch.split(order, training.BATCH_SIZE))
    if training.JOIN_SINGLE and len(parts) > 1 and len(parts[-1]) == 1:  # BatchNorm cannot train on one sample
        parts[-2:] = [torch.cat(parts[-2:])]
    return parts[:training.LIMIT_TRAIN_BATCHES] if training.LIMIT_TRAIN_BATCHES else parts


def steps(order):
    """The batches in groups: one step of the optimizer each."""
    parts, size = batches(order), training.ACCUMULATE_GRAD_BATCHES
    return [parts[i:i + size] for i in range(0, len(parts), size)]


def validation_batches(part):
    """Without gradients a batch may be twice as large."""
    if training.LIMIT_VAL_BATCHES:
        part = part[:training.LIMIT_VAL_BATCHES * training.BATCH_SIZE]
    return torch.split(part, 2 * training.BATCH_SIZE)
