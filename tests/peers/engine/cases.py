"""Random configurations of every layer: a function random.Random -> (graph text, twin)."""
import importlib
import pathlib
import random

import torch
from torch import nn

from twins import TAIL, Twin, activation, call, feature_shape, flag, size, text

# --- one function a layer: random.Random -> (graph text, twin) ---

def dense(r):
    shape = r.choice([(r.randint(1, 9),), (r.randint(1, 5), r.randint(1, 7))])
    units, bias = r.randint(1, 12), r.random() < 0.7
    init = r.choice(["default", "xavier_uniform", "xavier_normal", "kaiming_uniform", "kaiming_normal", "orthogonal"])
    return (text(shape, f"a = x > dense({units}, bias={flag(bias)}, weight_init={init})"),
            call(a=nn.Linear(shape[-1], units, bias=bias)))


def flatten(r):
    shape = (r.randint(1, 4), r.randint(2, 5), r.randint(2, 5))
    start = r.choice([1, 1, 2])
    return text(shape, f"a = x > flatten({start})"), Twin(lambda self, x: torch.flatten(x, start))


def reshape(r):
    a, b, c = r.randint(1, 4), r.randint(2, 5), r.randint(2, 5)
    target = r.choice([(a * b, c), (a * b * c,), (c, b, a), (-1, b), (b, -1, c)])
    return text((a, b, c), f"a = x > reshape({size(target)})"), Twin(lambda self, x: x.reshape(x.shape[0], *target))


def batch_norm(r):
    shape = feature_shape(r)
    momentum, affine, eps = r.choice([0.1, 0.3, 0.01]), r.random() < 0.7, r.choice([1e-5, 1e-3])
    module = (nn.BatchNorm2d(shape[0], eps, momentum, affine) if len(shape) == 3
              else nn.BatchNorm1d(shape[-1], eps, momentum, affine))
    function = (lambda self, x: self.a(x.transpose(1, 2)).transpose(1, 2)) if len(shape) == 2 else (lambda self, x: self.a(x))
    return (text(shape, f"a = x > batch_norm(momentum={momentum}, eps={eps}, affine={flag(affine)})"), Twin(function, a=module))


def layer_norm(r):
    shape = feature_shape(r)
    dims, affine = r.randint(1, len(shape)), r.random() < 0.7
    return (text(shape, f"a = x > layer_norm({dims}, affine={flag(affine)})"),
            call(a=nn.LayerNorm(shape[len(shape) - dims:], elementwise_affine=affine)))


def dropout(r):
    # A mask cannot equal Python's: p = 0, where training must change nothing (masks are tested by their statistics).
    return text(feature_shape(r), "a = x > dropout(0)"), call(a=nn.Dropout(0.0))


def gelu(r):
    kind = r.choice(["none", "tanh"])
    return text(feature_shape(r), f"a = x > gelu({kind})"), call(a=nn.GELU(kind))


def softmax(r):
    shape = feature_shape(r)
    dim = r.choice([-1, 1, len(shape)])
    return text(shape, f"a = x > softmax({dim})"), call(a=nn.Softmax(dim))


def merge(name, function):
    def make(r):
        features, units, count = r.randint(2, 6), r.randint(2, 6), r.randint(2, 4)
        names = [f"b{i}" for i in range(count)]
        branches = "; ".join(f"{n} = x > dense({units})" for n in names)
        twin = Twin(lambda self, x: function([getattr(self, n)(x) for n in names]), **{n: nn.Linear(features, units) for n in names})
        return f"x = input({features}); {branches}; a = {name}({', '.join(names)}); {TAIL}", twin
    return make


def product(values):
    result = values[0]
    for value in values[1:]:
        result = result * value
    return result


def embedding(r):
    length, vocabulary, dimensions = r.randint(2, 7), r.randint(3, 20), r.randint(1, 8)
    padding = r.choice([None, 0, vocabulary - 1])
    written = "" if padding is None else f", padding_index={padding}"
    return (text((length,), f"a = x > embedding({dimensions}{written})", kind="tokens", vocabulary=vocabulary),
            call(a=nn.Embedding(vocabulary, dimensions, padding_idx=padding)))


def lstm(r):
    steps, features, units = r.randint(1, 6), r.randint(1, 5), r.randint(1, 7)
    layers, both, output = r.randint(1, 3), r.random() < 0.5, r.choice(["last", "sequence"])

    def forward(self, x):
        sequence, (h, _) = self.a(x)
        return sequence if output == "sequence" else torch.cat([h[-2], h[-1]], 1) if both else h[-1]
    return (text((steps, features), f"a = x > lstm({units}, layers={layers}, bidirectional={flag(both)}, output={output})"),
            Twin(forward, a=nn.LSTM(features, units, layers, batch_first=True, bidirectional=both)))


def multi_head_attention(r):
    steps, heads, bias, causal = r.randint(2, 6), r.randint(1, 4), r.random() < 0.7, r.random() < 0.4
    width = heads * r.randint(1, 4)
    options = f"{heads}, causal={flag(causal)}, bias={flag(bias)}"
    module = nn.MultiheadAttention(width, heads, bias=bias, batch_first=True)

    def attend(self, q, k, v):
        mask = nn.Transformer.generate_square_subsequent_mask(q.shape[1]) if causal else None
        return self.a(q, k, v, attn_mask=mask, need_weights=False)[0]
    if r.random() < 0.5:
        return text((steps, width), f"a = x > multi_head_attention({options})"), Twin(lambda self, x: attend(self, x, x, x), a=module)
    twin = Twin(lambda self, x: attend(self, x, self.k(x), self.v(x)), a=module, k=nn.Linear(width, width), v=nn.Linear(width, width))
    return (f"x = input({size((steps, width))}); k = x > dense({width}); v = x > dense({width}); "
            f"a = multi_head_attention(x, k, v, {options}); {TAIL}"), twin


def module(r):
    channels, repeat, filters = r.randint(1, 3), r.randint(1, 3), r.randint(1, 4)
    block = lambda: nn.Sequential()
    blocks = nn.Module()
    for i in range(repeat):
        one = block()
        one.add_module("c", nn.Conv2d(channels, filters, 3, padding="same"))
        one.add_module("r", nn.ReLU())
        one.add_module("d", nn.Conv2d(filters, channels, 1))
        blocks.add_module(str(i), one)

    def forward(self, x):
        for i in range(repeat):
            x = getattr(self.a, str(i))(x)
        return x
    return (f"module block {{ c = in > conv2d({filters}, padding=same); r = c > relu; d = r > conv2d({channels}, kernel=1); d > out }}; "
            f"x = input({size((channels, 5, 6))}); a = x > block(repeat={repeat}); {TAIL}"), Twin(forward, a=blocks)


LAYERS = {
    "dense": dense, "flatten": flatten, "reshape": reshape, "batch_norm": batch_norm,
    "layer_norm": layer_norm, "dropout": dropout, "relu": activation("relu", nn.ReLU),
    "leaky_relu": activation("leaky_relu", nn.LeakyReLU, lambda r: r.choice([0.01, 0.2, 0.5])),
    "elu": activation("elu", nn.ELU, lambda r: r.choice([1.0, 0.5, 2.0])), "gelu": gelu, "silu": activation("silu", nn.SiLU),
    "sigmoid": activation("sigmoid", nn.Sigmoid), "tanh": activation("tanh", nn.Tanh), "softmax": softmax,
    "add": merge("add", sum), "multiply": merge("multiply", product), "concatenate": merge("concatenate", lambda v: torch.cat(v, 1)),
    "embedding": embedding, "lstm": lstm, "multi_head_attention": multi_head_attention, "module": module,
}

# A family's cases may stand in a file of their own, cases_FAMILY.py, with a dictionary LAYERS.
for _file in sorted(pathlib.Path(__file__).parent.glob("cases_*.py")):
    for _name, _make in importlib.import_module(_file.stem).LAYERS.items():
        if LAYERS.setdefault(_name, _make) is not _make:
            raise ValueError(f"{_file.name}: '{_name}' has cases already")

def randoms(name, count):
    return [random.Random(f"{name}/{i}") for i in range(count)]
