"""Models that torch exports, imported: check_models.py PEER_IMPORTS. Answers within 1e-5 of torch's, for another batch size than the exported one."""

import contextlib
import io
import sys
import warnings

import numpy as np
import onnx
import torch
from torch import nn

from imports import TOLERANCE, Cases, why

warnings.simplefilter("ignore")


class Convolutional(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(3, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3, stride=2, groups=2), nn.LeakyReLU(0.1))
        self.fc = nn.Linear(16, 5)

    def forward(self, x):
        x = nn.functional.adaptive_avg_pool2d(self.body(x), 1)
        return self.fc(x.view(x.size(0), -1))


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 3, padding=1)
        self.blocks = nn.ModuleList(nn.Sequential(nn.Conv2d(8, 8, 3, padding=1), nn.BatchNorm2d(8), nn.SiLU(), nn.Conv2d(8, 8, 3, padding=1), nn.BatchNorm2d(8)) for _ in range(2))
        self.fc = nn.Linear(16 * 16, 4)

    def forward(self, x):
        x = self.stem(x)
        for block in self.blocks:
            x = torch.relu(x + block(x))
        x = torch.cat([x, x.relu()], dim=1)
        return torch.softmax(self.fc(nn.functional.avg_pool2d(x, 2).flatten(1)), dim=1)


class Perceptron(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(8, 16), nn.GELU(), nn.LayerNorm(16), nn.Linear(16, 16), nn.GELU(approximate="tanh"), nn.Dropout(0.3), nn.BatchNorm1d(16), nn.ELU(), nn.Linear(16, 1), nn.Sigmoid())

    def forward(self, x):
        return self.net(x)


class Recurrent(nn.Module):
    def __init__(self, layers, bidirectional, last):
        super().__init__()
        self.embedding = nn.Embedding(40, 8)
        self.lstm = nn.LSTM(8, 6, num_layers=layers, batch_first=True, bidirectional=bidirectional)
        self.fc = nn.Linear(12 if bidirectional else 6, 3)
        self.last = last

    def forward(self, x):
        y, (h, _) = self.lstm(self.embedding(x))
        if self.last == "sequence":
            return self.fc(y)
        if self.last == "step":
            return self.fc(y[:, -1])
        return self.fc(torch.cat([h[-2], h[-1]], dim=1) if self.lstm.bidirectional else h[-1])


class Looking(nn.Module):
    """Reads all steps of a recurrent layer beside its last state: what the state asks for is looked up in the steps."""

    def __init__(self, kind, layers=1, both=False):
        super().__init__()
        self.rnn = kind(5, 6, num_layers=layers, batch_first=True, bidirectional=both)
        self.fc = nn.Linear(12 if both else 6, 3)

    def forward(self, x):
        y, state = self.rnn(x)
        h = state[0] if isinstance(state, tuple) else state
        h = torch.cat([h[-2], h[-1]], dim=1) if self.rnn.bidirectional else h[-1]
        seen = torch.softmax(torch.bmm(y, h.unsqueeze(2)), dim=1)
        return self.fc((seen * y).sum(1))


class Handing(nn.Module):
    """A second recurrent layer that begins where the first one ended."""

    def __init__(self, kind):
        super().__init__()
        self.reads, self.writes, self.fc = kind(5, 6, batch_first=True), kind(5, 6, batch_first=True), nn.Linear(6, 3)

    def forward(self, x):
        return self.fc(self.writes(x, self.reads(x)[1])[0])


class TimeFirst(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(4, 6)

    def forward(self, x):
        return self.lstm(x)[0]


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(30, 16)
        self.layer = nn.TransformerEncoderLayer(16, 4, 32, batch_first=True, activation="gelu")
        self.fc = nn.Linear(16, 3)

    def forward(self, x):
        return self.fc(self.layer(self.embedding(x)).mean(1))


class Encoder(nn.Module):
    """nn.TransformerEncoder, that may look back only."""

    def __init__(self, layers, norm_first, is_causal):
        super().__init__()
        layer = nn.TransformerEncoderLayer(16, 4, 32, batch_first=True, norm_first=norm_first, activation="gelu" if norm_first else "relu")
        self.encoder = nn.TransformerEncoder(layer, layers, norm=nn.LayerNorm(16), enable_nested_tensor=False)
        self.is_causal = is_causal

    def forward(self, x):
        return self.encoder(x, mask=nn.Transformer.generate_square_subsequent_mask(x.shape[1]) if self.is_causal else None, is_causal=False)


class Decoder(nn.Module):
    """nn.TransformerDecoder that looks at fewer steps than it has."""

    def __init__(self):
        super().__init__()
        self.decoder = nn.TransformerDecoder(nn.TransformerDecoderLayer(16, 4, 32, batch_first=True), 2)
        self.memory = nn.Linear(16, 16)

    def forward(self, x):
        return self.decoder(x, self.memory(x)[:, :5], tgt_mask=nn.Transformer.generate_square_subsequent_mask(x.shape[1]), tgt_is_causal=False)


class Attention(nn.Module):
    """nn.MultiheadAttention by itself, to others or to the own sequence, perhaps with its weights."""

    def __init__(self, gives_weights, looks_at_itself, **options):
        super().__init__()
        self.attention = nn.MultiheadAttention(16, 4, batch_first=True, **options)
        self.others = nn.Identity() if looks_at_itself else nn.Linear(16, options.get("kdim", 16))
        self.gives_weights = gives_weights

    def forward(self, x):
        others = self.others(x)
        seen, weights = self.attention(x, others, others)
        return seen + weights @ x if self.gives_weights else seen


class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(20, 8)
        self.mix = nn.Linear(8, 8)
        self.out = nn.Linear(8, 20, bias=False)
        self.out.weight = self.embedding.weight

    def forward(self, x):
        return self.out(torch.tanh(self.mix(self.embedding(x))))


class Temporal(nn.Module):
    """Convolution over (N, T, F), turned as one does by hand."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv1d(4, 8, 3, padding=1)
        self.lstm = nn.LSTM(8, 6, batch_first=True)

    def forward(self, x):
        y = torch.relu(self.conv(x.transpose(1, 2))).transpose(1, 2)
        return self.lstm(y)[1][0][-1]


class Resampled(nn.Module):
    """A decoder: every way of torch to pad and to resize."""

    def __init__(self, mode, size=None, scale=None, pad="constant", aligned=False):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3)
        self.how = {"mode": mode, "size": size, "scale_factor": scale, **({"align_corners": aligned} if mode != "nearest" else {})}
        self.pad = pad

    def forward(self, x):
        x = self.conv(nn.functional.pad(x, (1, 2, 2, 1), mode=self.pad))
        return nn.functional.interpolate(x, **self.how)


class PaddedAround(nn.Module):
    """Channels too (the shortcut of small residual networks), and negative padding, which cuts."""

    def forward(self, x):
        return nn.functional.pad(nn.functional.pad(x, (0, 0, 1, -1, 2, 1), value=0.5), (-1, 2))


class SequenceResampled(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv1d(4, 5, 3)

    def forward(self, x):
        y = self.conv(nn.functional.pad(x.transpose(1, 2), (2, 0), mode="replicate"))
        return nn.functional.interpolate(y, scale_factor=2, mode="linear").transpose(1, 2)


class Moving(nn.Module):
    """What moves, compares and chooses."""

    def forward(self, x):
        y = nn.functional.pixel_unshuffle(nn.functional.pixel_shuffle(x, 2).flip(3), 2)
        y = torch.where(y > x, y, 0.5 * x)
        y = torch.einsum("nchw,ncjw->nhj", y, x)
        return torch.cat([y + y.argmax(2, keepdim=True).float(), y.repeat(1, 1, 2)], dim=2)


def numbers(*shape):
    return torch.randn(*shape)


def tokens(vocabulary, *shape):
    return torch.randint(0, vocabulary, shape)


# name, module, input for a batch, where the batch stands, layers that must come out (in any order)
MODELS = [
    ("convolutional", Convolutional(), lambda n: numbers(n, 3, 12, 12), 0, ["conv2d"] * 2 + ["max_pool2d", "global_average_pool", "dense"]),
    ("residual", Residual(), lambda n: numbers(n, 3, 8, 8), 0, ["conv2d"] * 5 + ["silu"] * 2 + ["add"] * 2 + ["concatenate", "average_pool2d", "flatten", "dense"]),
    ("perceptron", Perceptron(), lambda n: numbers(n, 8), 0, ["dense"] * 3 + ["gelu"] * 2 + ["layer_norm", "batch_norm", "elu"]),
    ("lstm_sequence", Recurrent(1, False, "sequence"), lambda n: tokens(40, n, 7), 0, ["embedding", "lstm", "dense"]),
    ("lstm_stacked", Recurrent(3, False, "step"), lambda n: tokens(40, n, 7), 0, ["embedding", "lstm", "dense"]),
    ("lstm_state", Recurrent(2, False, "state"), lambda n: tokens(40, n, 7), 0, ["embedding", "lstm", "dense"]),
    ("lstm_both", Recurrent(2, True, "state"), lambda n: tokens(40, n, 7), 0, ["embedding", "lstm", "dense"]),
    ("lstm_time_first", TimeFirst(), lambda n: numbers(5, n, 4), 1, ["lstm"]),
    ("lstm_looking", Looking(nn.LSTM, 2), lambda n: numbers(n, 7, 5), 0, ["lstm", "matmul", "softmax", "dense"]),
    ("lstm_looking_both", Looking(nn.LSTM, both=True), lambda n: numbers(n, 7, 5), 0, ["lstm", "matmul", "softmax", "dense"]),
    ("gru_looking", Looking(nn.GRU), lambda n: numbers(n, 7, 5), 0, ["gru", "matmul", "softmax", "dense"]),
    ("lstm_handing", Handing(nn.LSTM), lambda n: numbers(n, 7, 5), 0, ["lstm", "lstm", "dense"]),
    ("gru_handing", Handing(nn.GRU), lambda n: numbers(n, 7, 5), 0, ["gru", "gru", "dense"]),
    ("transformer", Transformer(), lambda n: tokens(30, n, 6), 0, ["embedding", "multi_head_attention", "gelu", "global_average_pool"] + ["layer_norm"] * 2 + ["add"] * 2 + ["dense"] * 3),
    ("encoder", Encoder(1, False, False), lambda n: numbers(n, 7, 16), 0, ["multi_head_attention", "relu"] + ["layer_norm"] * 3 + ["add"] * 2 + ["dense"] * 2),
    ("encoder_causal", Encoder(2, True, True), lambda n: numbers(n, 7, 16), 0, ["multi_head_attention", "gelu"] * 2 + ["layer_norm"] * 5 + ["add"] * 4 + ["dense"] * 4),
    ("decoder", Decoder(), lambda n: numbers(n, 7, 16), 0, ["multi_head_attention"] * 4 + ["layer_norm"] * 6 + ["add"] * 6 + ["dense"] * 5),
    ("attention", Attention(False, True), lambda n: numbers(n, 7, 16), 0, ["multi_head_attention"]),
    ("attention_crosswise", Attention(False, False), lambda n: numbers(n, 7, 16), 0, ["multi_head_attention", "dense"]),
    ("attention_widths", Attention(False, False, kdim=6, vdim=6, bias=False), lambda n: numbers(n, 7, 16), 0, ["multi_head_attention", "dense"]),
    ("attention_weights", Attention(True, True), lambda n: numbers(n, 7, 16), 0, ["softmax", "reduce_mean", "dense", "dense"]),
    ("moving", Moving(), lambda n: numbers(n, 4, 6, 5), 0, ["pixel_shuffle", "flip", "pixel_unshuffle", "where", "argmax", "tile", "concatenate"]),
    ("tied", Tied(), lambda n: tokens(20, n, 6), 0, ["embedding", "dense", "tanh", "dense"]),
    ("temporal", Temporal(), lambda n: numbers(n, 9, 4), 0, ["conv1d", "relu", "lstm"]),
]
MODELS += [
    (f"resampled_{name}", model, lambda n: numbers(n, 3, 9, 11), 0, ["conv2d"] + layers)
    for name, model, layers in (
        ("nearest", Resampled("nearest", scale=2), ["pad", "upsample"]),
        ("nearest_uneven", Resampled("nearest", size=(13, 7), pad="replicate"), ["pad", "upsample"]),
        ("bilinear", Resampled("bilinear", scale=2, pad="reflect"), ["upsample"]),
        ("bilinear_size", Resampled("bilinear", size=(20, 5)), ["upsample"]),
        ("bilinear_aligned", Resampled("bilinear", scale=3, aligned=True, pad="circular"), ["upsample"]),
        ("bicubic", Resampled("bicubic", size=(15, 30)), ["upsample"]),
    )
] + [
    ("padded_around", PaddedAround(), lambda n: numbers(n, 3, 5, 6), 0, ["pad"]),
    ("sequence_resampled", SequenceResampled(), lambda n: numbers(n, 9, 4), 0, ["pad", "conv1d", "upsample"]),
]
BATCH = 4  # not the one of the export


def randomized(module):
    """Weights of a trained size; statistics that are not 0 and 1."""
    for name, buffer in module.named_buffers():
        if name.endswith("running_mean"):
            buffer.normal_()
        elif name.endswith("running_var"):
            buffer.uniform_(0.5, 2)
    for parameter in module.parameters():
        parameter.data += 0.1 * torch.randn_like(parameter)
    return module.eval()


def exported(module, example, batch_dim, opset, fixed):
    out = io.BytesIO()
    options = {} if fixed else {"dynamic_axes": {"x": {batch_dim: "N"}}}
    torch.onnx.export(module, example, out, opset_version=opset, dynamo=False, input_names=["x"], output_names=["y"], **options)
    return out.getvalue()


def exported_newly(module, example, batch_dim, keeps_functions):
    """By the exporter that is torch's default: dynamo. Without its optimisation the file holds functions of its own."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        program = torch.onnx.export(module, (example,), dynamo=True, opset_version=18, input_names=["x"], output_names=["y"], optimize=not keeps_functions,
                                    dynamic_shapes={"x": {batch_dim: torch.export.Dim("N")}})
    out = io.BytesIO()
    onnx.save(program.model_proto, out)
    return out.getvalue()


def main():
    torch.manual_seed(1)
    cases, expected, failures, with_functions = Cases(sys.argv[1]), {}, [], 0
    for name, module, make, batch_dim, _ in MODELS:
        randomized(module)
        x = make(BATCH)
        for opset, fixed in ((17, None), (20, None), (14, None), (17, 2), (17, 1)):  # for any batch, or for one alone
            case = f"{name}_{opset}{f'_fixed_{fixed}' if fixed else ''}"
            cases.add(case, exported(module, make(fixed or 2), batch_dim, opset, fixed is not None), {"x": x.numpy()})
            with torch.inference_mode():
                expected[case] = (name, module(x).numpy())
        if name == "sequence_resampled":  # the newer exporter takes it apart into GatherND
            continue
        for keeps_functions in (False, True):
            case = f"{name}_dynamo{'_functions' if keeps_functions else ''}"
            model = exported_newly(module, make(3), batch_dim, keeps_functions)
            with_functions += b"pkg." in model
            cases.add(case, model, {"x": x.numpy()})
            expected[case] = (name, module(x).detach().numpy())
    cases.run()
    wanted = {name: layers for name, _, _, _, layers in MODELS}
    for case, (name, answer) in expected.items():
        report = cases.report(case)
        if not report["whole"] or not report.get("ran"):
            failures.append(f"{case}: not imported whole: {why(report)}")
            continue
        missing = list(wanted[name])
        for layer in report["types"]:
            if layer in missing:
                missing.remove(layer)
        if missing:
            failures.append(f"{case}: no layer {missing} among {report['types']}")
        own = cases.answer(case, "y")
        if own.shape != answer.shape or not np.allclose(own, answer, **TOLERANCE):
            failures.append(f"{case}: differs by {np.abs(own - answer).max() if own.shape == answer.shape else own.shape}")
    for failure in failures:
        print(failure)
    print(f"{len(expected) - len(failures)} of {len(expected)} exported models imported with torch's answers")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
