"""The models of the training benchmark: once as our notation, once as people write them in PyTorch; and their data."""

from dataclasses import dataclass
from typing import Callable

import numpy as np
import torch
from torch import nn


@dataclass
class Model:
    name: str
    text: str  # graph_text
    module: Callable[[], nn.Module]
    sample: tuple
    classes: int
    rows: int
    batch: int
    steps: int  # of one timed piece
    optimizer: str = "adamw"
    parity: int = 20  # steps whose losses must agree
    narrow: str = ""  # the same layers with one unit, channel or feature each
    narrow_sample: tuple = ()


class Block(nn.Module):
    def __init__(self, inside, outside, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inside, outside, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outside)
        self.conv2 = nn.Conv2d(outside, outside, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outside)
        self.short = nn.Sequential()
        if stride != 1 or inside != outside:
            self.short = nn.Sequential(nn.Conv2d(inside, outside, 1, stride, bias=False), nn.BatchNorm2d(outside))

    def forward(self, x):
        y = torch.relu(self.bn1(self.conv1(x)))
        return torch.relu(self.bn2(self.conv2(y)) + self.short(x))


def resnet():
    layers = [nn.Conv2d(3, 64, 3, 1, 1, bias=False), nn.BatchNorm2d(64), nn.ReLU()]
    inside = 64
    for width, stride in ((64, 1), (128, 2), (256, 2), (512, 2)):
        layers += [Block(inside, width, stride), Block(width, width, 1)]
        inside = width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 10))


def resnet_text(side=32, most=512):
    lines = [f"x0 = input(3,{side},{side}) > conv2d({min(most, 64)}, kernel=3, padding=same, bias=false) > batch_norm > relu"]
    at, inside = 0, 64
    for full, stride in ((64, 1), (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1)):
        width = min(most, full)
        a, b = f"x{at}", f"x{at + 1}"
        lines.append(f"m{at} = {a} > conv2d({width}, kernel=3, stride={stride}, padding=1, bias=false) > batch_norm > relu"
                     f" > conv2d({width}, kernel=3, padding=1, bias=false) > batch_norm")
        short = a
        if stride != 1 or inside != full:
            lines.append(f"s{at} = {a} > conv2d({width}, kernel=1, stride={stride}, bias=false) > batch_norm")
            short = f"s{at}"
        lines.append(f"{b} = add(m{at}, {short}) > relu")
        at, inside = at + 1, full
    return "; ".join(lines + [f"x{at} > global_average_pool > dense(10) > output(cross_entropy)"])


class Lstm(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(64, 128, batch_first=True)
        self.head = nn.Linear(128, 10)

    def forward(self, x):
        return self.head(self.lstm(x)[0][:, -1])


class Encoder(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        layer = nn.TransformerEncoderLayer(256, 8, 1024, dropout, batch_first=True)
        self.layers = nn.TransformerEncoder(layer, 4, enable_nested_tensor=False)
        self.head = nn.Linear(256, 10)

    def forward(self, x):
        return self.head(self.layers(x).mean(1))


def mlp():
    return nn.Sequential(nn.Linear(20, 128), nn.ReLU(), nn.Linear(128, 128), nn.ReLU(), nn.Linear(128, 128), nn.ReLU(), nn.Linear(128, 10))


def lenet():
    return nn.Sequential(nn.Conv2d(1, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
                         nn.Flatten(), nn.Linear(64 * 7 * 7, 128), nn.ReLU(), nn.Linear(128, 10))


def mlp_text(inputs=20, width=128):
    return f"input({inputs}) > dense({width}) > relu > dense({width}) > relu > dense({width}) > relu > dense(10) > output(cross_entropy)"


def lenet_text(side=28, first=32, second=64, units=128):
    return (f"input(1,{side},{side}) > conv2d({first}, kernel=3, padding=same) > relu > max_pool2d(2) > conv2d({second}, kernel=3, padding=same) > relu"
            f" > max_pool2d(2) > flatten > dense({units}) > relu > dense(10) > output(cross_entropy)")


def lstm_text(steps=200, features=64, units=128):
    return f"input({steps},{features}) > lstm({units}) > dense(10) > output(cross_entropy)"


def encoder_text(dropout, steps=128, features=256, heads=8, feedforward=1024):
    return (f"input({steps},{features}) > transformer_encoder(layers=4, heads={heads}, feedforward={feedforward}, dropout={dropout}) > global_average_pool"
            " > dense(10) > output(cross_entropy)")


# Parameters are matched in their order: both sides list them as the layers come.
MODELS = {
    "mlp_b32": Model("MLP, batch 32", mlp_text(), mlp, (20,), 10, 100_000, 32, 400, narrow=mlp_text(1, 1), narrow_sample=(1,)),
    "mlp_b256": Model("MLP, batch 256", mlp_text(), mlp, (20,), 10, 100_000, 256, 120, narrow=mlp_text(1, 1), narrow_sample=(1,)),
    "lenet": Model("LeNet-like CNN, batch 64", lenet_text(), lenet, (1, 28, 28), 10, 4096, 64, 12,
                   narrow=lenet_text(4, 1, 1, 1), narrow_sample=(1, 4, 4)),
    "resnet": Model("ResNet-18 (CIFAR), batch 64", resnet_text(), resnet, (3, 32, 32), 10, 256, 64, 1, "sgd", 4,
                    narrow=resnet_text(16, 1), narrow_sample=(3, 16, 16)),
    "lstm": Model("LSTM, batch 64", lstm_text(), Lstm, (200, 64), 10, 1024, 64, 4, narrow=lstm_text(1, 1, 1), narrow_sample=(1, 1)),
    "transformer": Model("Transformer, batch 16", encoder_text(0), lambda: Encoder(0.0), (128, 256), 10, 256, 16, 2,
                         narrow=encoder_text(0, 1, 1, 1, 1), narrow_sample=(1, 1)),
    "transformer_dropout": Model("Transformer, dropout 0.1", encoder_text(0.1), lambda: Encoder(0.1), (128, 256), 10, 256, 16, 2,
                                 narrow=encoder_text(0.1, 1, 1, 1, 1), narrow_sample=(1, 1)),
}


def data_of(model, seed=0):
    """Clouds of points around a centre for each class."""
    random = np.random.default_rng(seed)
    targets = random.integers(0, model.classes, model.rows)
    centres = random.standard_normal((model.classes, *model.sample)).astype(np.float32)
    inputs = centres[targets] * 0.3 + random.standard_normal((model.rows, *model.sample)).astype(np.float32)
    return inputs, targets.astype(np.int64)
