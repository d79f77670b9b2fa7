"""Random configurations of convolutions and pools over sequences, feature maps and volumes."""
import torch
import torch.nn.functional as F
from torch import nn

from twins import Twin, flag, size, text

MODES = ["zeros", "zeros", "zeros", "reflect", "replicate", "circular"]


def shape_of(r, rank, channels, low, high):
    """Without the batch: (T, F), (C, H, W) or (C, D, H, W)."""
    sizes = [r.randint(low, high) for _ in range(rank)]
    return (*sizes, channels) if rank == 1 else (channels, *sizes)


def along(rank, function):
    """A sequence (N, T, F) is turned to (N, F, T) and back."""
    return function if rank != 1 else lambda self, x: function(self, x.transpose(1, 2)).transpose(1, 2)


def twin_of(rank, module):
    return Twin(along(rank, lambda self, x: self.a(x)), a=module)


def draw(r, rank, low, high):
    return [r.randint(low, high) for _ in range(rank)]


def pads_of(padding, kernel, dilation):
    """Before and after each dimension, the last first; "same" puts the odd one behind."""
    pads = []
    for k, d, p in reversed(list(zip(kernel, dilation, padding if isinstance(padding, list) else [padding] * len(kernel)))):
        total = d * (k - 1) if p == "same" else 0 if p == "valid" else 2 * p
        pads += [total // 2, total - total // 2]
    return pads


def window(r, rank, sizes):
    """Kernel, stride, dilation, padding and mode that fit into `sizes`."""
    while True:
        kernel, stride, dilation = draw(r, rank, 1, 4), draw(r, rank, 1, 3), draw(r, rank, 1, 2)
        padding = r.choice(["valid", "same", "same", draw(r, rank, 0, 2)])
        if all(d * (k - 1) + 1 <= n for d, k, n in zip(dilation, kernel, sizes)):
            return kernel, stride, dilation, padding, r.choice(MODES)


def written(padding):
    return padding if isinstance(padding, str) else size(padding)


def padded(module, pads, mode):
    """The convolution on an input that F.pad has padded: PyTorch's modules refuse "same" with a stride."""
    return lambda self, x: getattr(self, module)(F.pad(x, pads, mode="constant" if mode == "zeros" else mode))


def convolution(rank):
    def make(r):
        groups = r.choice([1, 1, 2, 3])
        channels, filters = groups * r.randint(1, 2), groups * r.randint(1, 3)
        shape = shape_of(r, rank, channels, 7 if rank < 3 else 4, 12 if rank < 3 else 7)
        sizes = shape[:1] if rank == 1 else shape[1:]
        kernel, stride, dilation, padding, mode = window(r, rank, sizes)
        bias = r.random() < 0.7
        source = (f"a = x > conv{rank}d({filters}, kernel={size(kernel)}, stride={size(stride)}, padding={written(padding)}, padding_mode={mode}, "
                  f"dilation={size(dilation)}, groups={groups}, bias={flag(bias)})")
        conv = getattr(nn, f"Conv{rank}d")
        if padding == "same" and max(stride) > 1:
            module = conv(channels, filters, kernel, stride, 0, dilation, groups, bias)
            return text(shape, source), Twin(along(rank, padded("a", pads_of(padding, kernel, dilation), mode)), a=module)
        module = conv(channels, filters, kernel, stride, padding if isinstance(padding, str) else tuple(padding), dilation, groups, bias, mode)
        return text(shape, source), twin_of(rank, module)
    return make


def transposed(rank):
    def make(r):
        while True:
            groups = r.choice([1, 1, 2])
            channels, filters = groups * r.randint(1, 2), groups * r.randint(1, 3)
            shape = shape_of(r, rank, channels, 2, 6 if rank < 3 else 4)
            kernel, stride, dilation, padding = draw(r, rank, 1, 4), draw(r, rank, 1, 3), draw(r, rank, 1, 3), draw(r, rank, 0, 2)
            more = [r.randint(0, max(s, d) - 1) for s, d in zip(stride, dilation)]
            sizes = shape[:1] if rank == 1 else shape[1:]
            out = [(n - 1) * s - 2 * p + d * (k - 1) + o + 1 for n, s, p, d, k, o in zip(sizes, stride, padding, dilation, kernel, more)]
            if min(out) >= 1:
                break
        bias = r.random() < 0.7
        source = (f"a = x > conv_transpose{rank}d({filters}, kernel={size(kernel)}, stride={size(stride)}, padding={size(padding)}, "
                  f"output_padding={size(more)}, dilation={size(dilation)}, groups={groups}, bias={flag(bias)})")
        module = getattr(nn, f"ConvTranspose{rank}d")(channels, filters, kernel, stride, padding, more, groups, bias, dilation)
        return text(shape, source), twin_of(rank, module)
    return make


def depthwise_conv2d(r):
    channels, multiplier = r.randint(1, 4), r.randint(1, 3)
    shape = shape_of(r, 2, channels, 7, 10)
    kernel, stride, dilation, padding, mode = window(r, 2, shape[1:])
    bias = r.random() < 0.7
    module = nn.Conv2d(channels, channels * multiplier, kernel, stride, 0, dilation, channels, bias)
    return (text(shape, f"a = x > depthwise_conv2d({size(kernel)}, stride={size(stride)}, padding={written(padding)}, padding_mode={mode}, "
                        f"dilation={size(dilation)}, multiplier={multiplier}, bias={flag(bias)})"),
            Twin(padded("a", pads_of(padding, kernel, dilation), mode), a=module))


def separable_conv2d(r):
    channels, multiplier, filters = r.randint(1, 4), r.randint(1, 2), r.randint(1, 5)
    shape = shape_of(r, 2, channels, 7, 10)
    kernel, stride, dilation, padding, mode = window(r, 2, shape[1:])
    bias = r.random() < 0.7
    both = nn.Module()
    both.depthwise = nn.Conv2d(channels, channels * multiplier, kernel, stride, 0, dilation, channels, bias=False)
    both.pointwise = nn.Conv2d(channels * multiplier, filters, 1, bias=bias)
    pads = pads_of(padding, kernel, dilation)
    return (text(shape, f"a = x > separable_conv2d({filters}, kernel={size(kernel)}, stride={size(stride)}, padding={written(padding)}, "
                        f"padding_mode={mode}, dilation={size(dilation)}, multiplier={multiplier}, bias={flag(bias)})"),
            Twin(lambda self, x: self.a.pointwise(self.a.depthwise(F.pad(x, pads, mode="constant" if mode == "zeros" else mode))), a=both))


def pool(rank, name, module):
    """Max and average pools: overlapping windows, windows with gaps between them, rounding up."""
    def make(r):
        while True:
            shape = shape_of(r, rank, r.randint(1, 3), 5, 11 if rank < 3 else 8)
            sizes = shape[:1] if rank == 1 else shape[1:]
            kernel, stride = draw(r, rank, 1, 4), r.choice([None, draw(r, rank, 1, 5)])
            padding = [r.randint(0, k // 2) for k in kernel]
            dilation = draw(r, rank, 1, 3) if name == "max_pool" else [1] * rank
            # avg_pool3d counts no padding here
            room = [n + (0 if rank == 3 and name == "average_pool" else 2 * p) for n, p in zip(sizes, padding)]
            if all(d * (k - 1) + 1 <= n for d, k, n in zip(dilation, kernel, room)):
                break
        ceil, counts = r.random() < 0.5, r.random() < 0.5
        options = f"{size(kernel)}" + (f", stride={size(stride)}" if stride else "") + f", padding={size(padding)}, ceil_mode={flag(ceil)}"
        if name == "max_pool":
            options += f", dilation={size(dilation)}"
            twin = module(kernel, stride, padding, dilation, ceil_mode=ceil)
        else:
            options += f", count_include_pad={flag(counts)}"
            twin = module(kernel, stride, padding, ceil, counts)
        return text(shape, f"a = x > {name}{rank}d({options})"), twin_of(rank, twin)
    return make


def lp_pool(rank):
    def make(r):
        shape = shape_of(r, rank, r.randint(1, 3), 5, 11)
        kernel, stride = draw(r, rank, 1, 4), r.choice([None, draw(r, rank, 1, 5)])
        norm, ceil = r.randint(1, 4), r.random() < 0.5
        module = getattr(nn, f"LPPool{rank}d")
        one = (lambda v: v[0]) if rank == 1 else (lambda v: v)
        twin = module(norm, one(kernel), one(stride) if stride else None, ceil)
        # An odd power keeps the sign in PyTorch, and has no root then: our norm takes |x|.
        function = (lambda self, x: self.a(x.abs())) if norm % 2 else (lambda self, x: self.a(x))
        options = f"{size(kernel)}" + (f", stride={size(stride)}" if stride else "") + f", norm={norm}, ceil_mode={flag(ceil)}"
        return text(shape, f"a = x > lp_pool{rank}d({options})"), Twin(along(rank, function), a=twin)
    return make


def adaptive(rank, name, module):
    def make(r):
        shape = shape_of(r, rank, r.randint(1, 3), 2, 9 if rank < 3 else 6)
        output = draw(r, rank, 1, 7)
        return text(shape, f"a = x > {name}{rank}d({size(output)})"), twin_of(rank, module(output[0] if rank == 1 else tuple(output)))
    return make


def global_pool(name, function):
    def make(r):
        rank = r.randint(1, 3)
        shape = shape_of(r, rank, r.randint(1, 5), 2, 6)
        return text(shape, f"a = x > {name}"), Twin(lambda self, x: function(x, 1 if rank == 1 else tuple(range(2, 2 + rank))))
    return make


def spatial_pyramid_pool(r):
    shape, mode = shape_of(r, 2, r.randint(1, 3), 3, 11), r.choice(["max", "average"])
    levels = [r.randint(1, 5) for _ in range(r.randint(1, 4))]
    function = F.adaptive_max_pool2d if mode == "max" else F.adaptive_avg_pool2d
    return (text(shape, f"a = x > spatial_pyramid_pool({size(levels)}, mode={mode})"),
            Twin(lambda self, x: torch.cat([function(x, level).flatten(1) for level in levels], 1)))


def unfold(r):
    shape = shape_of(r, 2, r.randint(1, 3), 6, 9)
    kernel, stride, padding, dilation = draw(r, 2, 1, 3), r.choice([None, draw(r, 2, 1, 4)]), draw(r, 2, 0, 2), draw(r, 2, 1, 2)
    options = f"{size(kernel)}" + (f", stride={size(stride)}" if stride else "") + f", padding={size(padding)}, dilation={size(dilation)}"
    module = nn.Unfold(kernel, dilation, padding, stride or kernel)
    return text(shape, f"a = x > unfold({options})"), Twin(lambda self, x: self.a(x).transpose(1, 2), a=module)


LAYERS = {
    "conv1d": convolution(1), "conv2d": convolution(2), "conv3d": convolution(3),
    "conv_transpose1d": transposed(1), "conv_transpose2d": transposed(2), "conv_transpose3d": transposed(3),
    "depthwise_conv2d": depthwise_conv2d, "separable_conv2d": separable_conv2d,
    "max_pool1d": pool(1, "max_pool", nn.MaxPool1d), "max_pool2d": pool(2, "max_pool", nn.MaxPool2d),
    "max_pool3d": pool(3, "max_pool", nn.MaxPool3d), "average_pool1d": pool(1, "average_pool", nn.AvgPool1d),
    "average_pool2d": pool(2, "average_pool", nn.AvgPool2d), "average_pool3d": pool(3, "average_pool", nn.AvgPool3d),
    "lp_pool1d": lp_pool(1), "lp_pool2d": lp_pool(2), "lp_pool3d": lp_pool(3),
    "adaptive_max_pool1d": adaptive(1, "adaptive_max_pool", nn.AdaptiveMaxPool1d),
    "adaptive_max_pool2d": adaptive(2, "adaptive_max_pool", nn.AdaptiveMaxPool2d),
    "adaptive_max_pool3d": adaptive(3, "adaptive_max_pool", nn.AdaptiveMaxPool3d),
    "adaptive_average_pool1d": adaptive(1, "adaptive_average_pool", nn.AdaptiveAvgPool1d),
    "adaptive_average_pool2d": adaptive(2, "adaptive_average_pool", nn.AdaptiveAvgPool2d),
    "adaptive_average_pool3d": adaptive(3, "adaptive_average_pool", nn.AdaptiveAvgPool3d),
    "global_max_pool": global_pool("global_max_pool", torch.amax), "global_average_pool": global_pool("global_average_pool", torch.mean),
    "spatial_pyramid_pool": spatial_pyramid_pool, "unfold": unfold,
}
