"""TorchScript archives that torch saves, traced and scripted, imported: check_torchscript.py PEER_IMPORTS NODEGRAD.

Answers within 1e-6 of torch's for another batch than the import tried, weights equal to the bit.
"""

import contextlib
import sys
import warnings

import numpy as np
import torch
from torch import nn
from torch.nn import functional

import check_models
from check_models import numbers, randomized, tokens
from imports import Cases, why

warnings.simplefilter("ignore")
TOLERANCE = dict(rtol=1e-6, atol=2e-6)  # sums in another order


class LeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(1, 4, 5, padding=2), nn.Tanh(), nn.AvgPool2d(2), nn.Conv2d(4, 8, 5), nn.Tanh(), nn.AvgPool2d(2))
        self.classifier = nn.Sequential(nn.Flatten(), nn.Linear(8 * 25, 20), nn.Tanh(), nn.Linear(20, 10))

    def forward(self, x):
        return self.classifier(self.features(x))


class Block(nn.Module):
    """A block of ResNet, with operators in place and a shortcut that is projected."""

    def __init__(self, stride):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(4, 8, 3, stride=stride, padding=1, bias=False), nn.BatchNorm2d(8)
        self.conv2, self.bn2 = nn.Conv2d(8, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = nn.Sequential(nn.Conv2d(4, 8, 1, stride=stride, bias=False), nn.BatchNorm2d(8))

    def forward(self, x):
        y = self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x)))))
        y += self.downsample(x)
        return self.relu(y)


class Sequence(nn.Module):
    def __init__(self, kind, layers=1, both=False, batch_first=True, last=True):
        super().__init__()
        self.rnn = kind(5, 6, num_layers=layers, bidirectional=both, batch_first=batch_first)
        self.fc = nn.Linear(12 if both else 6, 3)
        self.last, self.batch_first = last, batch_first

    def forward(self, x):
        y = self.rnn(x)[0]
        if self.last:
            y = y[:, -1] if self.batch_first else y[-1]
        return self.fc(y)


class States(nn.Module):
    """All steps, and the last states as torch gives them."""

    def __init__(self, kind, layers=1, both=False):
        super().__init__()
        self.rnn = kind(5, 6, num_layers=layers, bidirectional=both, batch_first=True)

    def forward(self, x):
        y, state = self.rnn(x)
        return {"steps": y, "state": state[0][-1], "memory": state[1][-1]} if isinstance(state, tuple) else {"steps": y, "state": state[-1]}


class Decides(nn.Module):
    """Control flow over sizes and flags: what the run took is what counts."""

    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(6, 6) for _ in range(3))
        self.scale: float = 0.5

    def forward(self, x):
        for i, layer in enumerate(self.layers):
            x = torch.relu(layer(x)) if i < 2 else layer(x)
        if x.dim() == 2 and x.size(1) > 4:
            x = x * self.scale
        if self.training:
            x = x + torch.rand_like(x)
        return {"logits": x, "sum": x.sum(1, keepdim=True)}


class Attentive(nn.Module):
    """nn.MultiheadAttention with the weights of its heads, which torch computes in another way."""

    def __init__(self):
        super().__init__()
        self.attention = nn.MultiheadAttention(8, 2, batch_first=True)

    def forward(self, x):
        return self.attention(x, x, x)[0]


class Causal(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.out = nn.Linear(8, 24), nn.Linear(8, 8)
        self.position = nn.Parameter(torch.randn(1, 7, 8))

    def forward(self, x):
        n, t, e = x.shape
        x = x + self.position[:, :t]
        q, k, v = [part.view(n, t, 2, 4).transpose(1, 2) for part in self.qkv(x).chunk(3, dim=-1)]
        y = functional.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.out(y.transpose(1, 2).reshape(n, t, e))


class Shapes(nn.Module):
    def forward(self, x):
        a, b = x.split([1, 3], dim=1)
        y = torch.cat([b, a * 2 - 1], dim=1).permute(0, 2, 3, 1)
        y = torch.stack([y[:, 0], y[:, 1:2].squeeze(1)], dim=1).flatten(2)
        return functional.adaptive_avg_pool1d(y, 7).clamp(-0.5, 0.7) / (1 + y.abs().mean(dim=2, keepdim=True))


class Activations(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(6, 8), nn.ELU(), nn.LeakyReLU(0.2), nn.Linear(8, 8), nn.Hardtanh(-0.7, 0.9), nn.SiLU(), nn.Mish(), nn.Linear(8, 8), nn.Softplus(2), nn.Hardswish(),
                                  nn.LogSigmoid(), nn.PReLU(8), nn.Linear(8, 8), nn.GLU(), nn.CELU(0.5), nn.SELU(), nn.GELU("tanh"), nn.ReLU6(), nn.Hardsigmoid())

    def forward(self, x):
        return functional.log_softmax(self.body(x), dim=1)


class Normalized(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(3, 8, 3, padding="same", dilation=2), nn.GroupNorm(2, 8), nn.InstanceNorm2d(8, affine=True), nn.ConvTranspose2d(8, 4, 3, stride=2, padding=1, output_padding=1), nn.LayerNorm(16),
                                  nn.MaxPool2d(3, 2, 1, ceil_mode=True), nn.Upsample(scale_factor=2, mode="bilinear"), nn.ReflectionPad2d(1), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.RMSNorm(4))

    def forward(self, x):
        return self.body(x)


class TwoInputs(nn.Module):
    def __init__(self):
        super().__init__()
        self.left, self.right = nn.Linear(4, 6), nn.Linear(3, 6)

    def forward(self, a, b):
        return torch.maximum(self.left(a), self.right(b)), self.left(a) @ self.right.weight


class ClassToken(nn.Module):
    """Numbers of its own that stand beside every sample."""

    def __init__(self):
        super().__init__()
        self.bias = nn.Parameter(torch.randn(1, 1, 6))
        self.norm = nn.LayerNorm(6)

    def forward(self, x):
        return self.norm(x + self.bias.expand(x.size(0), -1, -1)) * torch.ones(x.size(0), 1, 1)


class Odd(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 6)

    def forward(self, x):
        return torch.cumprod(self.fc(x), 1)


def encoder_layer(**more):
    return nn.TransformerEncoderLayer(8, 2, 16, batch_first=True, **more)


# name, module, input for a batch, where the batch stands, ways to save it, layers that must come out
BOTH = ("traced", "scripted")
MODELS = [
    ("mlp", nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Dropout(0.5), nn.Linear(16, 4)), lambda n: numbers(n, 8), 0, BOTH, ["dense", "relu", "dense"]),
    ("lenet", LeNet(), lambda n: numbers(n, 1, 28, 28), 0, BOTH, ["conv2d", "tanh", "average_pool2d", "conv2d", "tanh", "average_pool2d", "flatten", "dense", "tanh", "dense"]),
    ("block", Block(1), lambda n: numbers(n, 4, 8, 8), 0, BOTH, ["conv2d"] * 3 + ["batch_norm"] * 3 + ["relu"] * 2 + ["add"]),
    ("block_strided", Block(2), lambda n: numbers(n, 4, 8, 8), 0, BOTH, ["conv2d"] * 3 + ["batch_norm"] * 3 + ["relu"] * 2 + ["add"]),
    ("lstm", Sequence(nn.LSTM), lambda n: numbers(n, 7, 5), 0, BOTH, ["lstm", "dense"]),
    ("lstm_stacked", Sequence(nn.LSTM, 2, last=False), lambda n: numbers(n, 7, 5), 0, BOTH, ["lstm", "dense"]),
    ("lstm_both", Sequence(nn.LSTM, 2, both=True, last=False), lambda n: numbers(n, 7, 5), 0, BOTH, ["lstm", "dense"]),
    ("lstm_time_first", Sequence(nn.LSTM, batch_first=False, last=False), lambda n: numbers(7, n, 5), 1, BOTH, ["lstm", "dense"]),
    ("gru", Sequence(nn.GRU), lambda n: numbers(n, 7, 5), 0, BOTH, ["gru", "dense"]),
    ("rnn", Sequence(nn.RNN, last=False), lambda n: numbers(n, 7, 5), 0, BOTH, ["rnn", "dense"]),
    ("lstm_states", States(nn.LSTM), lambda n: numbers(n, 7, 5), 0, ("traced",), ["lstm"]),
    ("lstm_states_stacked", States(nn.LSTM, 2, True), lambda n: numbers(n, 7, 5), 0, ("traced",), ["lstm", "select"]),
    ("gru_states", States(nn.GRU, 2), lambda n: numbers(n, 7, 5), 0, ("traced",), ["gru", "select"]),
    ("lstm_looking", check_models.Looking(nn.LSTM, 2), lambda n: numbers(n, 7, 5), 0, ("traced",), ["lstm", "softmax", "dense"]),
    ("lstm_handing", check_models.Handing(nn.LSTM), lambda n: numbers(n, 7, 5), 0, BOTH, ["lstm", "lstm", "dense"]),
    ("gru_handing", check_models.Handing(nn.GRU), lambda n: numbers(n, 7, 5), 0, BOTH, ["gru", "gru", "dense"]),
    ("encoder", encoder_layer(), lambda n: numbers(n, 6, 8), 0, (*BOTH, "without gradients"), ["multi_head_attention", "layer_norm", "dense", "relu", "dense", "layer_norm"]),
    ("encoder_first", encoder_layer(norm_first=True, activation="gelu"), lambda n: numbers(n, 6, 8), 0, (*BOTH, "without gradients"), ["multi_head_attention", "layer_norm", "dense", "gelu", "dense", "layer_norm"]),
    ("attentive", Attentive(), lambda n: numbers(n, 6, 8), 0, (*BOTH, "without gradients"), ["multi_head_attention"]),
    ("attention_weights", check_models.Attention(True, True), lambda n: numbers(n, 7, 16), 0, ("traced",), ["softmax", "reduce_mean"]),
    ("decoder", check_models.Decoder(), lambda n: numbers(n, 7, 16), 0, ("traced",), ["multi_head_attention"] * 4),
    ("moving", check_models.Moving(), lambda n: numbers(n, 4, 6, 5), 0, BOTH, ["pixel_shuffle", "flip", "pixel_unshuffle", "where", "einsum", "argmax", "tile", "concatenate"]),
    ("causal", Causal(), lambda n: numbers(n, 7, 8), 0, BOTH, ["multi_head_attention", "parameter"]),
    ("decides", Decides(), lambda n: numbers(n, 6), 0, ("scripted",), ["dense"] * 3 + ["scale"]),
    ("shapes", Shapes(), lambda n: numbers(n, 4, 5, 3), 0, BOTH, ["split", "concatenate", "adaptive_average_pool1d"]),
    ("activations", Activations(), lambda n: numbers(n, 6), 0, BOTH, ["elu", "silu", "mish", "hardswish", "prelu", "gelu", "log_softmax"]),
    ("normalized", Normalized(), lambda n: numbers(n, 3, 8, 8), 0, BOTH, ["group_norm", "instance_norm", "conv_transpose2d", "layer_norm", "upsample", "pad", "rms_norm"]),
    ("class_token", ClassToken(), lambda n: numbers(n, 5, 6), 0, BOTH, ["parameter", "layer_norm"]),
    ("convolutional", check_models.Convolutional(), lambda n: numbers(n, 3, 12, 12), 0, BOTH, ["conv2d"] * 2 + ["global_average_pool", "dense"]),
    ("perceptron", check_models.Perceptron(), lambda n: numbers(n, 8), 0, BOTH, ["dense"] * 3 + ["gelu"] * 2 + ["layer_norm", "batch_norm"]),
    ("tied", check_models.Tied(), lambda n: tokens(20, n, 6), 0, BOTH, ["embedding", "dense", "tanh", "dense"]),
    ("transformer", check_models.Transformer(), lambda n: tokens(30, n, 6), 0, BOTH, ["embedding", "multi_head_attention", "global_average_pool"]),
    ("temporal", check_models.Temporal(), lambda n: numbers(n, 9, 4), 0, BOTH, ["conv1d", "relu", "lstm"]),
]
BATCH = 5  # not one that the import tries


def saved(module, make, way):
    if way == "scripted":
        return torch.jit.script(module)
    with torch.no_grad() if way == "without gradients" else contextlib.nullcontext():
        return torch.jit.trace(module, make(2), check_trace=False, strict=False)


def answers(value):
    if isinstance(value, torch.Tensor):
        return {"output": value.detach().numpy()}
    items = value.items() if isinstance(value, dict) else ((f"output_{i}", one) for i, one in enumerate(value))
    return {name: one.detach().numpy() for name, one in items}


def sample(x, batch_dim):
    return [size for i, size in enumerate(x.shape) if i != batch_dim]


def lost_weights(module, weights):
    """Matrices and kernels of the module that are in no design to the bit; recurrent ones are there under equal values too."""
    kept = [weight.tobytes() for weight in weights.values()]
    return [name for name, tensor in module.state_dict().items() if tensor.ndim > 1 and tensor.numpy().tobytes() not in kept]


def main():
    torch.manual_seed(1)
    cases, expected, failures = Cases(sys.argv[1], sys.argv[2]), {}, []
    for name, module, make, batch_dim, ways, layers in MODELS:
        randomized(module)
        x = make(BATCH)
        for way in ways:
            case = f"{name} {way}"
            script = saved(module, make, way)
            argument = script.forward.schema.arguments[1].name if way == "scripted" else [i.debugName() for i in script.graph.inputs()][1].split(".")[0]
            cases.add_script(case, script, {argument: x.numpy()}, {argument: sample(x, batch_dim)})
            expected[case] = (module, answers(module(x)), layers)
    two = randomized(TwoInputs())
    a, b = numbers(BATCH, 4), numbers(BATCH, 3)
    cases.add_script("two inputs", torch.jit.script(two), {"a": a.numpy(), "b": b.numpy()}, {"a": [4], "b": [3]})
    expected["two inputs"] = (two, answers(two(a, b)), ["maximum", "dense"])
    for name, module, x in (("guessed", LeNet(), numbers(BATCH, 1, 28, 28)), ("guessed sequence", encoder_layer(), numbers(BATCH, 16, 8)), ("guessed tokens", check_models.Tied(), tokens(20, BATCH, 16))):
        script = torch.jit.script(randomized(module))
        cases.add_script(name, script, {script.forward.schema.arguments[1].name: x.numpy()}, None)
        expected[name] = (module, answers(module(x)), [])
    cases.add_script("odd", torch.jit.script(Odd()), {}, {"x": [4]})
    cases.run()
    odd = cases.report("odd")
    if odd.get("error") or [problem["operation"] for problem in odd["problems"]] != ["cumprod"] or "dense" not in odd["types"]:
        failures.append(f"odd: an operator without a layer should stay grey: {odd}")
    for case, (module, wanted, layers) in expected.items():
        report = cases.report(case)
        if not report["whole"] or not report.get("ran"):
            failures.append(f"{case}: not imported whole: {why(report)}")
            continue
        missing = list(layers)
        for layer in report["types"]:
            if layer in missing:
                missing.remove(layer)
        if missing:
            failures.append(f"{case}: no layer {missing} among {report['types']}")
        if lost := lost_weights(module, cases.weights(case)):
            failures.append(f"{case}: weights changed or lost: {lost}")
        for output, answer in wanted.items():
            own = cases.answer(case, output)
            if own.shape != answer.shape or not np.allclose(own, answer, **TOLERANCE):
                failures.append(f"{case}: {output} differs by {np.abs(own - answer).max() if own.shape == answer.shape else own.shape}")
    for failure in failures:
        print(failure)
    print(f"{len(expected) + 1 - len({failure.split(':')[0] for failure in failures})} of {len(expected) + 1} TorchScript archives imported with torch's answers")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
