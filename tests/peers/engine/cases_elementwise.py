"""Activations, gated units, functions of one number, and scales, on vectors, sequences, feature maps and volumes."""
import torch
from torch import nn
from torch.nn import functional as F

from twins import Twin, call, flag, text


def shape_of(r):
    """A vector, a sequence, a feature map or a volume, without the batch; the last size is even."""
    sizes = tuple(r.randint(2, 4) for _ in range(r.randint(0, 3)))
    return (*sizes, 2 * r.randint(1, 4))


def module(name, make, options=lambda r: ("", {})):
    """A layer that is a module of torch.nn on any shape. `options`: random.Random -> (words in parentheses, keyword arguments)."""
    def case(r):
        words, arguments = options(r)
        return text(shape_of(r), f"a = x > {name}{f'({words})' if words else ''}"), call(a=make(**arguments))
    return case


def one_of(word, values):
    """An option `word` of the module, written as the layer's first value."""
    def options(r):
        value = r.choice(values)
        return str(value), {word: value}
    return options


def function(name, of, before="", prepare=lambda x: x):
    """A layer that is a function on any shape, behind layers that give it numbers that it takes."""
    return lambda r: (text(shape_of(r), f"a = x >{before} {name}"), Twin(lambda self, x: of(prepare(x))))


def positive(name, of):
    return function(name, of, " softplus > scale(shift=0.1) >", lambda x: F.softplus(x) + 0.1)


def steep(name, make):
    """Three times as wide, so that both ends of the curve are met."""
    return function(name, make(), " scale(3) >", lambda x: 3 * x)


def along_second(function_, x):
    """torch's channels are the second dimension; sequences (N, T, F) have theirs last."""
    return function_(x.transpose(1, 2)).transpose(1, 2) if x.dim() == 3 else function_(x)


def prelu(r):
    shape, slopes, init = shape_of(r), r.choice(["one", "channels"]), r.choice([0.25, -0.5])
    channels = shape[-1] if len(shape) == 2 else shape[0]
    return (text(shape, f"a = x > prelu({slopes}, init={init})"),
            Twin(lambda self, x: along_second(self.a, x), a=nn.PReLU(channels if slopes == "channels" else 1, init)))


def hardtanh(r):
    low, high = -r.choice([0.5, 1, 2.5]), r.choice([0.25, 1, 3])
    return text(shape_of(r), f"a = x > hardtanh({low}, {high})"), call(a=nn.Hardtanh(low, high))


def softplus(r):
    beta, threshold = r.choice([1, 0.5, 3]), r.choice([20, 2, 0])
    return (text(shape_of(r), f"a = x > scale(3) > softplus({beta}, threshold={threshold})"),
            Twin(lambda self, x: F.softplus(3 * x, beta, threshold)))


def along_dim(name, make):
    def case(r):
        shape = shape_of(r)
        dim = r.choice([-1, 1, len(shape)])
        return text(shape, f"a = x > {name}({dim})"), call(a=make(dim))
    return case


def glu(r):
    shape = shape_of(r)
    dim = r.choice([-1, len(shape)])
    if len(shape) > 1 and r.random() < 0.5:
        dim, shape = 1, (2 * shape[0], *shape[1:])
    return text(shape, f"a = x > glu({dim})"), call(a=nn.GLU(dim))


def swiglu(r):
    shape = r.choice([(r.randint(1, 8),), (r.randint(1, 5), r.randint(1, 8))])
    units, gate, project, bias = r.randint(1, 12), r.choice(["silu", "gelu", "relu", "sigmoid"]), r.random() < 0.6, r.random() < 0.5
    maps = {"gate_proj": nn.Linear(shape[-1], units, bias), "up_proj": nn.Linear(shape[-1], units, bias)}
    if project:
        maps["down_proj"] = nn.Linear(units, shape[-1], bias)

    def forward(self, x):
        y = getattr(F, gate)(self.a["gate_proj"](x)) * self.a["up_proj"](x)
        return self.a["down_proj"](y) if project else y
    return (text(shape, f"a = x > swiglu({units}, gate={gate}, project={flag(project)}, bias={flag(bias)})"),
            Twin(forward, a=nn.ModuleDict(maps)))


def power(r):
    if r.random() < 0.5:
        exponent = r.choice([1, 2, 3])
        return text(shape_of(r), f"a = x > power({exponent})"), Twin(lambda self, x: x ** exponent)
    exponent = r.choice([-2, -1, -0.5, 0, 0.5, 1.7, 2.5])
    return text(shape_of(r), f"a = x > exp > power({exponent})"), Twin(lambda self, x: x.exp() ** exponent)


def clamp(r):
    limits, low, high = r.choice(["both", "minimum", "maximum"]), -r.choice([0.3, 1]), r.choice([0, 0.6])
    return (text(shape_of(r), f"a = x > clamp({low}, {high}, limits={limits})"),
            Twin(lambda self, x: x.clamp(None if limits == "maximum" else low, None if limits == "minimum" else high)))


def scale(r):
    factor, shift = r.choice([1, 0.5, -3]), r.choice([0, 0.25, -2])
    return text(shape_of(r), f"a = x > scale({factor}, {shift})"), Twin(lambda self, x: factor * x + shift)


def channel_scale(r):
    shape, init, bias = shape_of(r), r.choice([1, 0.5, -2]), r.random() < 0.6
    channels = shape[0] if len(shape) > 2 else shape[-1]
    weights = {"weight": torch.zeros(channels), **({"bias": torch.zeros(channels)} if bias else {})}
    sizes = (-1, *[1] * (len(shape) - 1)) if len(shape) > 2 else (-1,)

    def forward(self, x):
        y = x * self.a["weight"].view(sizes)
        return y + self.a["bias"].view(sizes) if bias else y
    return (text(shape, f"a = x > channel_scale({init}, bias={flag(bias)})"),
            Twin(forward, a=nn.ParameterDict({name: nn.Parameter(value) for name, value in weights.items()})))


def on_volumes(name, make, written=""):
    """An activation whose cases on other shapes stand in cases.py."""
    return lambda r: (text([r.randint(1, 4) for _ in range(4)], f"a = x > {name}{written}"), call(a=make()))


LAYERS = {
    "prelu": prelu, "relu6": steep("relu6", nn.ReLU6), "selu": module("selu", nn.SELU),
    "celu": module("celu", nn.CELU, one_of("alpha", [1, 0.5, 2])), "mish": steep("mish", nn.Mish),
    "hardswish": steep("hardswish", nn.Hardswish), "hardsigmoid": steep("hardsigmoid", nn.Hardsigmoid),
    "log_sigmoid": steep("log_sigmoid", nn.LogSigmoid), "hardtanh": hardtanh, "softsign": module("softsign", nn.Softsign),
    "softplus": softplus, "log_softmax": along_dim("log_softmax", nn.LogSoftmax), "softmin": along_dim("softmin", nn.Softmin),
    "glu": glu, "swiglu": swiglu,
    "exp": function("exp", torch.exp), "log": positive("log", torch.log), "sqrt": positive("sqrt", torch.sqrt),
    "square": function("square", torch.square), "power": power, "abs": function("abs", torch.abs),
    "negate": function("negate", torch.neg), "reciprocal": positive("reciprocal", torch.reciprocal),
    "sin": function("sin", torch.sin), "cos": function("cos", torch.cos), "erf": function("erf", torch.erf),
    "clamp": clamp, "scale": scale, "channel_scale": channel_scale,
    **{f"{name}_on_volumes": on_volumes(name, make, written) for name, make, written in [
        ("relu", nn.ReLU, ""), ("leaky_relu", nn.LeakyReLU, ""), ("elu", nn.ELU, ""), ("gelu", nn.GELU, ""), ("silu", nn.SiLU, ""),
        ("sigmoid", nn.Sigmoid, ""), ("tanh", nn.Tanh, ""), ("softmax", lambda: nn.Softmax(1), "(1)")]},
}
