"""Normalization of samples, regularization at p = 0, and layers that change shapes: random.Random -> (graph text, twin)."""
import torch
import torch.nn.functional as F
from torch import nn

from twins import TAIL, Twin, call, flag, size, text


def channels_first(module, shape):
    """Sequences are (N, T, F), their channels the features."""
    if len(shape) != 2:
        return Twin(lambda self, x: self.a(x), a=module)
    return Twin(lambda self, x: self.a(x.transpose(1, 2)).transpose(1, 2), a=module)


def channels_of(shape):
    return shape[-1] if len(shape) == 2 else shape[0]


def places(r, channels, ranks=(2, 3, 4), low=3, high=6):
    """A sequence, feature map or volume with so many channels."""
    rank = r.choice(ranks)
    if rank == 2:
        return r.randint(low, high), channels
    return (channels, *(r.randint(low, high) for _ in range(rank - 1)))


def any_shape(r, ranks=(1, 2, 3, 4)):
    rank = r.choice(ranks)
    return tuple(r.randint(2, 5) for _ in range(rank))


# --- normalization ---

def group_norm(r):
    groups = r.randint(1, 4)
    channels = groups * r.randint(1, 3)
    shape = (groups * r.randint(2, 4),) if r.random() < 0.2 else places(r, channels)
    affine, eps = r.random() < 0.7, r.choice([1e-5, 1e-3])
    return (text(shape, f"a = x > group_norm({groups}, eps={eps}, affine={flag(affine)})"),
            channels_first(nn.GroupNorm(groups, channels_of(shape), eps, affine), shape))


def instance_norm(r):
    shape = places(r, r.randint(1, 4))
    affine, track, momentum = r.random() < 0.5, r.random() < 0.5, r.choice([0.1, 0.4])
    module = {2: nn.InstanceNorm1d, 3: nn.InstanceNorm2d, 4: nn.InstanceNorm3d}[len(shape)]
    return (text(shape, f"a = x > instance_norm({flag(affine)}, track_running_stats={flag(track)}, momentum={momentum})"),
            channels_first(module(channels_of(shape), momentum=momentum, affine=affine, track_running_stats=track), shape))


def volume_norms(r):
    """BatchNorm and LayerNorm of volumes; those of other ranks have cases of their own."""
    shape, affine = places(r, r.randint(1, 4), (4,)), r.random() < 0.7
    if r.random() < 0.5:
        return text(shape, f"a = x > batch_norm(affine={flag(affine)})"), call(a=nn.BatchNorm3d(shape[0], affine=affine))
    dims = r.randint(1, 4)
    return text(shape, f"a = x > layer_norm({dims}, affine={flag(affine)})"), call(a=nn.LayerNorm(shape[4 - dims:], elementwise_affine=affine))


def rms_norm(r):
    shape = any_shape(r)
    dims, affine, eps = r.randint(1, len(shape)), r.random() < 0.7, r.choice([1e-6, 1e-3])
    return (text(shape, f"a = x > rms_norm({dims}, eps={eps}, affine={flag(affine)})"),
            call(a=nn.RMSNorm(shape[len(shape) - dims:], eps, affine)))


def local_response_norm(r):
    shape = places(r, r.randint(2, 8))
    count, alpha, beta, k = r.randint(1, 6), r.choice([1e-4, 0.5]), r.choice([0.75, 0.5]), r.choice([1.0, 2.0])
    return (text(shape, f"a = x > local_response_norm({count}, alpha={alpha}, beta={beta}, k={k})"),
            channels_first(nn.LocalResponseNorm(count, alpha, beta, k), shape))


def l2_normalize(r):
    shape = any_shape(r)
    dim = r.choice([-1, r.randint(1, len(shape))])
    return text(shape, f"a = x > l2_normalize({dim})"), Twin(lambda self, x: F.normalize(x, dim=dim))


# --- regularization: masks cannot equal Python's, so that training at zero must change nothing ---

def at_zero(name, ranks=(1, 2, 3, 4)):
    def make(r):
        return text(any_shape(r, ranks), f"a = x > {name}(0)"), Twin(lambda self, x: x * 1)
    return make


# --- shapes ---

def unflatten(r):
    sizes = [r.randint(1, 4) for _ in range(r.randint(1, 3))]
    product = 1
    for part in sizes:
        product *= part
    before, after = [], []
    for _ in range(r.randint(0, 4 - len(sizes))):
        (before if r.random() < 0.5 else after).append(r.randint(2, 4))
    shape = (*before, product, *after)
    if len(shape) > 3:
        return unflatten(r)
    written = list(sizes)
    if r.random() < 0.5:
        written[r.randrange(len(sizes))] = -1
    dim = len(before) + 1
    dim = r.choice([dim, dim - len(shape) - 1])
    return text(shape, f"a = x > unflatten({size(written)}, dim={dim})"), call(a=nn.Unflatten(dim, tuple(written)))


def permute(r):
    shape = any_shape(r)
    if r.random() < 0.2:
        return text(shape, "a = x > permute"), Twin(lambda self, x: x.permute(0, *range(x.dim() - 1, 0, -1)))
    order = r.sample(range(1, len(shape) + 1), len(shape))
    return text(shape, f"a = x > permute({size(order)})"), Twin(lambda self, x: x.permute(0, *order))


def transpose(r):
    shape = any_shape(r, (2, 3, 4))
    first, second = r.choice([1, -1, len(shape)]), r.choice([1, -2, -1])
    return text(shape, f"a = x > transpose({first}, second={second})"), Twin(lambda self, x: x.transpose(first, second))


def squeeze(r):
    shape = list(any_shape(r, (2, 3, 4)))
    ones = r.sample(range(len(shape)), r.randint(0, len(shape) - 1))
    for place in ones:
        shape[place] = 1
    if ones and r.random() < 0.5:
        dims = [r.choice([place + 1, place - len(shape)]) for place in r.sample(ones, r.randint(1, len(ones)))]
        return text(shape, f"a = x > squeeze({size(dims)})"), Twin(lambda self, x: x.squeeze(tuple(dims)) * 1)
    dims = [i + 1 for i, one in enumerate(shape) if one == 1]
    return text(shape, "a = x > squeeze"), Twin(lambda self, x: x.squeeze(tuple(dims)) * 1)


def unsqueeze(r):
    shape = any_shape(r, (1, 2, 3))
    dim = r.choice([r.randint(1, len(shape) + 1), -r.randint(1, len(shape) + 1)])
    return text(shape, f"a = x > unsqueeze({dim})"), Twin(lambda self, x: x.unsqueeze(dim))


# --- parts ---

def slice_(r):
    shape = any_shape(r)
    dim = r.randint(1, len(shape))
    n = shape[dim - 1]
    start = r.randint(-n, n - 1)
    first = start % n
    stop = r.choice([0, r.randint(first + 1, n), r.randint(first + 1, n) - n])
    step = r.randint(1, 3)
    index = (slice(None),) * dim + (slice(start, stop if stop != 0 else None, step),)
    dim = r.choice([dim, dim - len(shape) - 1])
    return text(shape, f"a = x > slice({start}, stop={stop}, step={step}, dim={dim})"), Twin(lambda self, x: x[index])


def split(r):
    """The parts in reverse order, the first one through a layer."""
    shape = list(any_shape(r, (1, 2, 3)))
    dim, equal = r.randint(1, len(shape)), r.random() < 0.5
    sizes = [r.randint(1, 3)] * r.randint(2, 4) if equal else [r.randint(1, 3) for _ in range(r.randint(2, 4))]
    shape[dim - 1] = sum(sizes)
    options = f"{len(sizes)}, dim={dim}" if equal else f"sizes={size(sizes)}, dim={dim}"
    names = "abcd"[:len(sizes)]
    flats = "; ".join(f"f{n} = s.{n} > flatten" for n in names)
    joined = ", ".join(f"f{n}" for n in reversed(names))
    return (f"x = input({size(shape)}); s = x > split({options}); {flats}; a = concatenate({joined}, inputs={len(sizes)}); {TAIL}",
            Twin(lambda self, x: torch.cat([part.flatten(1) for part in reversed(x.split(sizes, dim))], 1)))


def select(r):
    shape = any_shape(r, (2, 3, 4))
    dim = r.randint(1, len(shape))
    index = r.randint(-shape[dim - 1], shape[dim - 1] - 1)
    return text(shape, f"a = x > select({index}, dim={dim})"), Twin(lambda self, x: x.select(dim, index))


def crop(r):
    shape = places(r, r.randint(1, 3), low=5, high=8)
    dims = [1] if len(shape) == 2 else list(range(2, len(shape) + 1))
    sides = [(r.randint(0, 2), r.randint(0, 2)) for _ in dims]
    if r.random() < 0.4:
        kept = [r.randint(1, shape[d - 1]) for d in dims]
        sides = [((shape[d - 1] - k) // 2, shape[d - 1] - k - (shape[d - 1] - k) // 2) for d, k in zip(dims, kept)]
        options = f"size={size(kept)}"
    else:
        options = size([n for side in sides for n in side])

    def cut(self, x):
        for d, (before, after) in zip(dims, sides):
            x = x.narrow(d, before, x.shape[d] - before - after)
        return x * 1
    return text(shape, f"a = x > crop({options})"), Twin(cut)


def flip(r):
    shape = any_shape(r)
    dims = r.sample(range(1, len(shape) + 1), r.randint(1, len(shape)))
    return text(shape, f"a = x > flip({size(dims)})"), Twin(lambda self, x: x.flip(tuple(dims)))


def roll(r):
    shape = any_shape(r)
    dim, shift = r.randint(1, len(shape)), r.randint(-7, 7)
    return text(shape, f"a = x > roll({shift}, dim={dim})"), Twin(lambda self, x: x.roll(shift, dim))


def tile(r):
    shape = any_shape(r)
    dim, count = r.randint(1, len(shape)), r.randint(1, 3)
    repeats = [count if d == dim else 1 for d in range(len(shape) + 1)]
    return text(shape, f"a = x > tile({count}, dim={dim})"), Twin(lambda self, x: x.repeat(repeats))


# --- sizes of pictures ---

def turned(function):
    """Places last, also for sequences."""
    return Twin(lambda self, x: function(x) if x.dim() != 3 else function(x.transpose(1, 2)).transpose(1, 2))


def pad(r):
    shape = places(r, r.randint(1, 3))
    mode, value = r.choice(["constant", "reflect", "replicate", "circular"]), r.choice([0.0, -1.5])
    sides = [(r.randint(0, 2), r.randint(0, 2)) for _ in range(1 if len(shape) == 2 else len(shape) - 1)]
    flat = [n for side in reversed(sides) for n in side]
    function = (lambda x: F.pad(x, flat, value=value)) if mode == "constant" else (lambda x: F.pad(x, flat, mode=mode))
    return text(shape, f"a = x > pad({size([n for side in sides for n in side])}, mode={mode}, value={value})"), turned(function)


def upsample(r):
    mode = r.choice(["nearest", "linear", "cubic"])
    shape = places(r, r.randint(1, 3), (3,) if mode == "cubic" else (2, 3, 4), 2, 7)
    count = 1 if len(shape) == 2 else len(shape) - 1
    align = mode != "nearest" and r.random() < 0.5
    name = {"nearest": "nearest", "cubic": "bicubic", "linear": {1: "linear", 2: "bilinear", 3: "trilinear"}[count]}[mode]
    corners = align if mode != "nearest" else None
    if r.random() < 0.5:
        sizes = tuple(r.randint(1, 15) for _ in range(count))
        return (text(shape, f"a = x > upsample(size={size(sizes)}, mode={mode}, align_corners={flag(align)})"),
                turned(lambda x: F.interpolate(x, size=sizes, mode=name, align_corners=corners)))
    scale = r.choice([2, 3, 1.5, 0.5, 1.3, 2.75])
    return (text(shape, f"a = x > upsample({scale}, mode={mode}, align_corners={flag(align)})"),
            turned(lambda x: F.interpolate(x, scale_factor=scale, mode=name, align_corners=corners,
                                           recompute_scale_factor=True if scale != int(scale) else None)))


def pixel_shuffle(r):
    factor = r.randint(1, 3)
    shape = (factor * factor * r.randint(1, 3), r.randint(2, 5), r.randint(2, 5))
    return text(shape, f"a = x > pixel_shuffle({factor})"), call(a=nn.PixelShuffle(factor))


def pixel_unshuffle(r):
    factor = r.randint(1, 3)
    shape = (r.randint(1, 3), factor * r.randint(1, 4), factor * r.randint(1, 4))
    return text(shape, f"a = x > pixel_unshuffle({factor})"), call(a=nn.PixelUnshuffle(factor))


# --- types ---

def cast(r):
    if r.random() < 0.5:
        return text((r.randint(2, 6),), "a = x > cast(float32)", kind="tokens", vocabulary=r.randint(3, 9)), Twin(lambda self, x: x.float())
    return text(any_shape(r), "b = x > cast(float64); a = b > cast(float32)"), Twin(lambda self, x: x.double().float())


def one_hot(r):
    vocabulary = r.randint(2, 9)
    classes = r.choice([0, vocabulary + 2])
    return (text((r.randint(2, 6),), f"a = x > one_hot({classes})", kind="tokens", vocabulary=vocabulary),
            Twin(lambda self, x: F.one_hot(x, classes or vocabulary).float()))


LAYERS = {
    "group_norm": group_norm, "instance_norm": instance_norm, "volume_norms": volume_norms, "rms_norm": rms_norm,
    "local_response_norm": local_response_norm, "l2_normalize": l2_normalize,
    "spatial_dropout": at_zero("spatial_dropout", (2, 3, 4)), "alpha_dropout": at_zero("alpha_dropout"), "drop_path": at_zero("drop_path"),
    "gaussian_noise": at_zero("gaussian_noise"),
    "unflatten": unflatten, "permute": permute, "transpose": transpose, "squeeze": squeeze, "unsqueeze": unsqueeze,
    "slice": slice_, "split": split, "select": select, "crop": crop, "flip": flip, "roll": roll, "tile": tile,
    "pad": pad, "upsample": upsample, "pixel_shuffle": pixel_shuffle, "pixel_unshuffle": pixel_unshuffle,
    "cast": cast, "one_hot": one_hot,
}
