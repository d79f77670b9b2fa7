"""Twins: what torch.nn alone makes of a graph text. A twin is an nn.Module whose submodules carry the names of the graph's nodes,
so that its state_dict has the same keys.
"""
import torch
from torch import nn


class Twin(nn.Module):
    """Submodules by name, and a function (self, x) that uses them."""

    def __init__(self, function, **modules):
        super().__init__()
        for name, module in modules.items():
            self.add_module(name, module)
        self.function = function

    def forward(self, x):
        return self.function(self, x)


def call(**modules):
    """A twin with one submodule that is simply called."""
    (name,) = modules
    return Twin(lambda self, x: getattr(self, name)(x), **modules)


def flag(value):
    return "true" if value else "false"


def size(values):
    return "[" + ",".join(str(v) for v in values) + "]"


def feature_shape(r):
    """A vector, a sequence or a feature map, without the batch."""
    return r.choice([(r.randint(2, 9),), (r.randint(2, 5), r.randint(2, 7)), (r.randint(1, 4), r.randint(3, 6), r.randint(3, 6))])


# Losses take vectors alone; the tool looks at what goes into "tail".
TAIL = "tail = a > flatten; tail > output(mse)"


def text(shape, layers, kind=None, vocabulary=None):
    """x = input(shape), then `layers`; what node a gives is compared."""
    extra = (f", kind={kind}" if kind else "") + (f", vocabulary={vocabulary}" if vocabulary else "")
    return f"x = input({size(shape)}{extra}); {layers}; {TAIL}"


def activation(name, module, parameter=None):
    def make(r):
        if parameter is None:
            return text(feature_shape(r), f"a = x > {name}"), call(a=module())
        value = parameter(r)
        return text(feature_shape(r), f"a = x > {name}({value})"), call(a=module(value))
    return make
