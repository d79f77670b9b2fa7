"""Random configurations of the layers that merge, reduce and hold values."""
import itertools

import torch
from torch import nn
from torch.nn import functional as F

from twins import TAIL, Twin, flag, size, text


def any_shape(r):
    """A vector, a sequence, a feature map or a volume, without the batch."""
    return r.choice([(r.randint(2, 9),), (r.randint(2, 5), r.randint(2, 6)), (r.randint(1, 3), r.randint(2, 4), r.randint(2, 4)),
                     (r.randint(1, 3), r.randint(2, 3), r.randint(2, 3), r.randint(2, 4))])


def narrowed(r, shape):
    """Some sizes of `shape` become 1: those dimensions, from 1."""
    return sorted(r.sample(range(1, len(shape) + 1), r.randint(0, len(shape))))


def several(r, shape, names, keep=False):
    """Values that differ: x times weights, or weights alone whose sizes of 1 are repeated where they are merged (not with `keep`).
    Statements, a function (self, x) -> values, and the modules.
    """
    statements, modules, full = [], {}, []
    for name in names:
        sizes = [1 if i + 1 in narrowed(r, shape) else n for i, n in enumerate(shape)]
        full.append(keep or not full or r.random() < 0.5)  # the first has the shape of x
        statements.append(f"w{name} = x > parameter({','.join(map(str, sizes))}, scale=1)")
        statements.append(f"{name} = multiply(x, w{name})" if full[-1] else f"{name} = maximum(w{name}, w{name})")
        modules["w" + name] = nn.ParameterDict({"value": nn.Parameter(torch.empty(sizes))})

    def values(self, x):
        weights = [getattr(self, "w" + name)["value"].expand(x.shape[0], *[-1] * len(shape)) for name in names]
        return [x * w if whole else w for w, whole in zip(weights, full)]
    return "; ".join(statements), values, modules


def merging(name, function, least=2, most=2, keep=False, options=lambda r, shape: ("", {})):
    """A layer of several inputs of any rank; function(values, **words of the options)."""
    def make(r):
        shape = any_shape(r)
        names = ["b", "c", "d", "e"][:r.randint(least, most)]
        statements, values, modules = several(r, shape, names, keep)
        written, words = options(r, shape)
        return (f"x = input({size(shape)}); {statements}; a = {name}({', '.join(names)}{written}); {TAIL}",
                Twin(lambda self, x: function(values(self, x), **words), **modules))
    return make


def folded(function):
    def fold(values):
        result = values[0]
        for value in values[1:]:
            result = function(result, value)
        return result
    return fold


def divide(r):
    # Far from zero: the largest difference of a quotient grows with 1 / b.
    shape = any_shape(r)
    dims = narrowed(r, shape) or [len(shape)]
    return (f"x = input({size(shape)}); b = x > reduce_norm(dims={size(dims)}, keep_dims=true); c = x > constant(1{',1' * (len(shape) - 1)}, values=0.5); "
            f"d = add(b, c); a = divide(x, d); {TAIL}",
            Twin(lambda self, x: x / (torch.linalg.vector_norm(x, dim=dims, keepdim=True) + 0.5)))


COMPARISONS = {"greater": torch.gt, "greater_equal": torch.ge, "less": torch.lt, "less_equal": torch.le, "equal": torch.eq, "not_equal": torch.ne}


def where(r):
    shape = any_shape(r)
    statements, values, modules = several(r, shape, ["b", "c"])
    comparison, threshold = r.choice(list(COMPARISONS)), r.choice([0.0, 0.3, -0.5])
    return (f"x = input({size(shape)}); {statements}; a = where(x, b, c, comparison={comparison}, threshold={threshold}); {TAIL}",
            Twin(lambda self, x: torch.where(COMPARISONS[comparison](x, threshold), *values(self, x)), **modules))


def concatenate_options(r, shape):
    axes = {1: ["features"], 2: ["features", "time"], 3: ["features", "height", "width"], 4: ["features", "depth", "height", "width"]}[len(shape)]
    axis = r.choice(axes)
    dim = {"features": 1 if len(shape) > 2 else -1, "time": 1, "depth": 2, "height": len(shape) - 1, "width": len(shape)}[axis]
    return f", axis={axis}", {"dim": dim}


def stack(r):
    shape = any_shape(r)
    while len(shape) == 4:
        shape = any_shape(r)
    dim, names = r.choice([1, -1, len(shape) + 1, len(shape)]), ["b", "c", "d"][:r.randint(2, 3)]
    statements, values, modules = several(r, shape, names, keep=True)
    return (f"x = input({size(shape)}); {statements}; a = stack({', '.join(names)}, dim={dim}); {TAIL}",
            Twin(lambda self, x: torch.stack(values(self, x), dim), **modules))


def matmul(r):
    lead, m, k = r.choice([(), (2,), (2, 3)]), r.randint(1, 4), r.randint(1, 5)
    turn = r.choice(["a", "b"])
    statements, values, modules = several(r, (*lead, m, k), ["b", "c"], keep=True)

    def product(self, x):
        b, c = values(self, x)
        return b.transpose(-2, -1) @ c if turn == "a" else b @ c.transpose(-2, -1)
    return (f"x = input({size((*lead, m, k))}); {statements}; a = matmul(b, c, transpose_{turn}=true); {TAIL}", Twin(product, **modules))


EQUATIONS = itertools.cycle([  # as many as configurations: each comes up
    ("nT,nU->nTU", (3,), 2), ("nti,nsi->nts", (3, 4), 2), ("nti,nsi,nsj->ntj", (3, 4), 3), ("ncij,ncjk->nik", (2, 3, 3), 2), ("nij->nji", (3, 4), 1),
    ("nii->ni", (3, 3), 1), ("ncii->nc", (2, 4, 4), 1), ("ncdhw,ncdhw->nd", (2, 3, 2, 2), 2), ("ni,ni,ni,ni->ni", (5,), 4),
    ("bhqd, bhkd -> bqhk", (2, 3, 4), 2)])


def einsum(r):
    equation, shape, count = next(EQUATIONS)
    names = ["b", "c", "d", "e"][:count]
    statements, values, modules = several(r, shape, names, keep=True)
    return (f'x = input({size(shape)}); {statements}; a = einsum({", ".join(names)}, equation="{equation}", inputs={count}); {TAIL}',
            Twin(lambda self, x: torch.einsum(equation, *values(self, x)), **modules))


def keeping(r, shape):
    keep = len(shape) == 1 or r.random() < 0.5  # what goes into Flatten is not (N)
    return f", keep_dims={flag(keep)}", {"dim": 1 if len(shape) > 2 else -1, "keep": keep}


def dot(values, dim, keep):
    return (values[0] * values[1]).sum(dim, keepdim=keep)


def cosine(values, dim, keep):
    result = F.cosine_similarity(*values, dim=dim)
    return result.unsqueeze(dim) if keep else result


def bilinear(r):
    shape = r.choice([(r.randint(1, 6),), (r.randint(1, 4), r.randint(1, 6))])
    units, other, bias = r.randint(1, 5), r.randint(1, 5), r.random() < 0.7
    return (f"x = input({size(shape)}); b = x > dense({other}); a = bilinear(x, b, units={units}, bias={flag(bias)}); {TAIL}",
            Twin(lambda self, x: self.a(x, self.b(x)), b=nn.Linear(shape[-1], other), a=nn.Bilinear(shape[-1], other, units, bias=bias)))


def reducing(name, function, options=lambda r: ("", {})):
    """function(x, dims, keep, **words of the options)."""
    def make(r):
        shape = any_shape(r)
        dims = narrowed(r, shape) or [r.randint(1, len(shape))]
        keep = len(dims) == len(shape) or r.random() < 0.5
        written, words = options(r)
        signs = [d - len(shape) - 1 if r.random() < 0.5 else d for d in r.sample(dims, len(dims))]
        return text(shape, f"a = x > {name}(dims={size(signs)}, keep_dims={flag(keep)}{written})"), Twin(lambda self, x: function(x, dims, keep, **words))
    return make


def prod(x, dims, keep):
    for dim in sorted(dims, reverse=True):
        x = torch.prod(x, dim, keep)
    return x


def order_option(r):
    order = r.choice([1, 2])
    return f", order=l{order}", {"order": order}


def unbiased_option(r):
    unbiased = r.random() < 0.5
    return f", unbiased={flag(unbiased)}", {"unbiased": unbiased}


def scattered(name, function):
    """Variances over at least three values: the gradient of a deviation grows without bound as it comes near zero."""
    def make(r):
        shape = (r.randint(1, 3), r.randint(3, 4), r.randint(3, 4))
        dims, keep = r.choice([[2], [3], [2, 3], [1, 2, 3]]), r.random() < 0.5
        keep |= len(dims) == 3
        written, words = unbiased_option(r)
        return text(shape, f"a = x > {name}(dims={size(dims)}, keep_dims={flag(keep)}{written})"), Twin(lambda self, x: function(x, dims, keepdim=keep, **words))
    return make


def argmax(r):
    # A place has no gradient: it is multiplied with what has one.
    shape = any_shape(r)
    dim = r.randint(1, len(shape))
    return (f"x = input({size(shape)}); b = x > argmax({r.choice([dim, dim - len(shape) - 1])}, keep_dims=true, result=number); a = multiply(x, b); {TAIL}",
            Twin(lambda self, x: x * x.argmax(dim, keepdim=True).to(x.dtype)))


FORMULAS = itertools.cycle([
    ("relu(b) * sigmoid(c) + 0.1", lambda b, c: torch.relu(b) * torch.sigmoid(c) + 0.1),
    ("-b^2 + 3 * c - 2 / 4", lambda b, c: -b ** 2 + 3 * c - 0.5),
    ("(b - c) * (b + c) / (1 + b^2)", lambda b, c: (b - c) * (b + c) / (1 + b ** 2)),
    ("2^tanh(b) - c^3 + sigmoid(2)", lambda b, c: 2 ** torch.tanh(b) - c ** 3 + torch.sigmoid(torch.tensor(2.0))),
    ("(1 + sigmoid(b))^(tanh(c) - 1.5)", lambda b, c: (1 + torch.sigmoid(b)) ** (torch.tanh(c) - 1.5)),
    ("gelu(b) + elu(c) * silu(b) - leaky_relu(c)", lambda b, c: F.gelu(b) + F.elu(c) * F.silu(b) - F.leaky_relu(c)),
    ("1 - b - -c", lambda b, c: 1 - b + c),
])


def formula(r):
    written, function = next(FORMULAS)
    shape = any_shape(r)
    statements, values, modules = several(r, shape, ["b", "c"])
    # Inside the formula the inputs are called a and b.
    inside = written.replace("b", "a").replace("c", "b")  # no function's name holds these letters
    return f'x = input({size(shape)}); {statements}; a = formula(b, c, expression="{inside}"); {TAIL}', Twin(lambda self, x: function(*values(self, x)), **modules)


def constant(r):
    shape = any_shape(r)
    sizes = [1 if i + 1 in narrowed(r, shape) else n for i, n in enumerate(shape)]
    count = torch.Size(sizes).numel()
    numbers = [round(r.uniform(-2, 2), 3) for _ in range(r.choice([1, count]))]
    value = torch.tensor(numbers).expand(count).reshape(sizes)
    return (f'x = input({size(shape)}); b = x > constant(shape={size(sizes)}, values="{", ".join(map(str, numbers))}"); a = multiply(x, b); {TAIL}',
            Twin(lambda self, x: x * value))


def parameter(r):
    shape, sizes = any_shape(r), any_shape(r)
    initial = r.choice(["normal", "uniform", "zeros", "ones"])
    # Joined with the input, which would get no gradient otherwise.
    return (f"x = input({size(shape)}); b = x > parameter(shape={size(sizes)}, initial={initial}, scale=0.5); c = x > flatten; d = b > flatten; "
            f"a = concatenate(c, d); {TAIL}",
            Twin(lambda self, x: torch.cat([x.flatten(1), self.b["value"].expand(x.shape[0], *[-1] * len(sizes)).flatten(1)], 1),
                 b=nn.ParameterDict({"value": nn.Parameter(torch.empty(sizes))})))


LAYERS = {
    "subtract": merging("subtract", lambda v: v[0] - v[1]), "divide": divide,
    "maximum": merging("maximum", folded(torch.maximum), 2, 4), "minimum": merging("minimum", folded(torch.minimum), 2, 4),
    "average": merging("average", lambda v: sum(v) / len(v), 2, 4), "squared_difference": merging("squared_difference", lambda v: (v[0] - v[1]) ** 2),
    "where": where, "concatenate_volume": merging("concatenate", lambda v, dim: torch.cat(v, dim), 2, 3, True, concatenate_options),
    "add_volume": merging("add", sum, 2, 4), "stack": stack, "matmul": matmul, "einsum": einsum,
    "dot_product": merging("dot_product", dot, keep=True, options=keeping), "cosine_similarity": merging("cosine_similarity", cosine, keep=True, options=keeping),
    "bilinear": bilinear,
    "reduce_sum": reducing("reduce_sum", lambda x, dims, keep: x.sum(dims, keep)), "reduce_mean": reducing("reduce_mean", lambda x, dims, keep: x.mean(dims, keep)),
    "reduce_max": reducing("reduce_max", lambda x, dims, keep: x.amax(dims, keep)), "reduce_min": reducing("reduce_min", lambda x, dims, keep: x.amin(dims, keep)),
    "reduce_product": reducing("reduce_product", prod),
    "reduce_norm": reducing("reduce_norm", lambda x, dims, keep, order: torch.linalg.vector_norm(x, order, dims, keep), order_option),
    "reduce_logsumexp": reducing("reduce_logsumexp", lambda x, dims, keep: x.logsumexp(dims, keep)),
    "reduce_variance": scattered("reduce_variance", torch.var), "reduce_std": scattered("reduce_std", torch.std),
    "argmax": argmax, "formula": formula, "constant": constant, "parameter": parameter,
}
