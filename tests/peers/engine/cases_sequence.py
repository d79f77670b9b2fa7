"""Random configurations of recurrent, attention, transformer and sequence layers."""
import math

import torch
from torch import nn

from twins import Twin, call, flag, size, text


def tokens_mask(x):
    return x == 0


def causal_mask(steps):
    return torch.ones(steps, steps, dtype=torch.bool).triu(1)


# --- recurrent ---

class Cell:
    """One recurrent layer: its words, its torch module, and what it gives."""

    def __init__(self, r, name, module):
        self.units, self.layers, self.both = r.randint(2, 7), r.randint(1, 3), r.random() < 0.5
        self.output, self.directions = r.choice(["last", "sequence"]), 2 if self.both else 1
        self.states = 2 if name == "lstm" else 1
        extra, words = {}, ""
        self.width = self.units
        if name == "rnn":
            extra["nonlinearity"] = r.choice(["tanh", "relu"])
            words = f", nonlinearity={extra['nonlinearity']}"
        if name == "lstm" and r.random() < 0.5:
            self.width = extra["proj_size"] = r.randint(1, self.units - 1)
            words = f", projection={self.width}"
        self.words = f"{name}({self.units}, layers={self.layers}, bidirectional={flag(self.both)}, output={self.output}{words}"
        self.make = lambda features: module(features, self.units, self.layers, batch_first=True, bidirectional=self.both, **extra)

    def result(self, sequence, final):
        h = final[0] if isinstance(final, tuple) else final
        return sequence if self.output == "sequence" else torch.cat([h[-2], h[-1]], 1) if self.both else h[-1]


def recurrent(name, module):
    def make(r):
        cell, steps, features = Cell(r, name, module), r.randint(2, 6), r.randint(1, 5)
        kind = r.choice(["plain", "lengths", "states"])
        if kind == "plain":
            return text((steps, features), f"a = x > {cell.words})"), Twin(lambda self, x: cell.result(*self.a(x)), a=cell.make(features))
        if kind == "lengths":
            def forward(self, x):
                lengths = (x != 0).sum(1).clamp(min=1)
                packed = nn.utils.rnn.pack_padded_sequence(self.e(x), lengths, batch_first=True, enforce_sorted=False)
                packed, final = self.a(packed)
                return cell.result(nn.utils.rnn.pad_packed_sequence(packed, batch_first=True, total_length=steps)[0], final)
            return (text((steps,), f"n = x > padding_mask(gives=lengths); e = x > embedding({features}); "
                                   f"a = e > {cell.words}, with_lengths=true, lengths=n)", kind="tokens", vocabulary=3),
                    Twin(forward, e=nn.Embedding(3, features), a=cell.make(features)))
        count = cell.layers * cell.directions
        names, sizes = ["h", "c"][:cell.states], [cell.width, cell.units][:cell.states]
        starts = "; ".join(f"d{n} = x > flatten > dense({count * s}); t{n} = d{n} > tanh" for n, s in zip(names, sizes))
        ends = "; ".join(f"f{n} = l.{n} > flatten" for n in names)

        def forward(self, x):
            start = [torch.tanh(getattr(self, "d" + n)(x.flatten(1))).reshape(len(x), count, s).transpose(0, 1).contiguous() for n, s in zip(names, sizes)]
            sequence, final = self.l(x, tuple(start) if cell.states == 2 else start[0])
            parts = [cell.result(sequence, final), *(final if cell.states == 2 else (final,))]
            return torch.cat([parts[0].flatten(1)] + [p.transpose(0, 1).flatten(1) for p in parts[1:]], 1)
        modules = {"d" + n: nn.Linear(steps * features, count * s) for n, s in zip(names, sizes)}
        wires = ", ".join(f"{n}0=t{n}" for n in names)
        return (text((steps, features), f"{starts}; l = x > {cell.words}, with_states=true, {wires}); {ends}; o = l > flatten; "
                                        f"a = concatenate(o, {', '.join('f' + n for n in names)}, inputs={1 + cell.states})"),
                Twin(forward, l=cell.make(features), **modules))
    return make


# --- attention ---

def turned(x, base):
    """Rotary positions by complex numbers: the pair (i, i + d/2) as one number, times e^(i t theta)."""
    half = x.shape[-1] // 2
    angle = torch.outer(torch.arange(x.shape[-2]).double(), base ** (-torch.arange(half).double() / half))
    points = torch.complex(x[..., :half], x[..., half:]) * torch.polar(torch.ones_like(angle), angle).to(torch.complex64)
    return torch.cat([points.real, points.imag], -1)


def t5_buckets(queries, keys, both, buckets=32, farthest=128):
    """As in the published T5: float32, one distance after the other."""
    table = torch.zeros(queries, keys, dtype=torch.long)
    for q in range(queries):
        for k in range(keys):
            n, start, count = q - k, 0, buckets
            if both:
                count //= 2
                start = count if n < 0 else 0
                n = abs(n)
            n = max(n, 0)
            exact = count // 2
            if n >= exact:
                n = min(count - 1, exact + int(torch.log(torch.tensor(n / exact)) / math.log(farthest / exact) * (count - exact)))
            table[q, k] = start + n
    return table


def spelled_out(q, k, v, heads, shared, causal=False, base=None, bias=None):
    """Attention head by head."""
    n, steps, width = q.shape
    d, results = width // heads, []
    for head in range(heads):
        own, other = slice(head * d, head * d + d), head * shared // heads
        kv = slice(other * d, other * d + d)
        a, b = q[..., own], k[..., kv]
        if base:
            a, b = turned(a, base), turned(b, base)
        scores = a @ b.transpose(1, 2) / math.sqrt(d)
        if bias is not None:
            scores = scores + bias[..., head]
        if causal:
            scores = scores + torch.full(scores.shape[1:], -math.inf).triu(1)
        results.append(scores.softmax(-1) @ v[..., kv])
    return torch.cat(results, 2)


def attention_options(r):
    shared = r.choice([1, 1, 2, 3])
    heads = shared * r.randint(1, 3)
    return heads, shared, heads * 2 * r.randint(1, 3)


def masked_attention(r):
    """nn.MultiheadAttention with a mask of keys, from tokens."""
    steps, heads, causal = r.randint(2, 6), r.randint(1, 3), r.random() < 0.4
    width = heads * r.randint(1, 4)

    def forward(self, x):
        e = self.e(x)
        return self.a(e, e, e, key_padding_mask=tokens_mask(x), attn_mask=causal_mask(steps) if causal else None, need_weights=False)[0]
    return (text((steps,), f"m = x > padding_mask; e = x > embedding({width}); a = multi_head_attention(e, mask=m, heads={heads}, causal={flag(causal)})",
                 kind="tokens", vocabulary=4),
            Twin(forward, e=nn.Embedding(4, width), a=nn.MultiheadAttention(width, heads, batch_first=True)))


def modern_attention(r):
    """Grouped heads, rotary and relative positions, one after the other."""
    heads, shared, width = attention_options(r)
    steps, causal, bias, positions = r.choice([3, 5, 40, 150]), r.random() < 0.5, r.random() < 0.5, r.choice(["none", "rotary", "relative"])
    base, narrow = r.choice([10000.0, 100.0]), width // heads * shared
    if positions == "none" and shared == heads:
        positions = "rotary"
    modules = {"q_proj": nn.Linear(width, width, bias), "k_proj": nn.Linear(width, narrow, bias), "v_proj": nn.Linear(width, narrow, bias),
               "out_proj": nn.Linear(width, width, bias)}
    if positions == "relative":
        modules["relative_attention_bias"] = nn.Embedding(32, heads)
    parts = nn.ModuleDict(modules)
    buckets = t5_buckets(steps, steps, not causal)

    def forward(self, x):
        a = self.a
        seen = spelled_out(a["q_proj"](x), a["k_proj"](x), a["v_proj"](x), heads, shared, causal=causal, base=base if positions == "rotary" else None,
                           bias=a["relative_attention_bias"](buckets) if positions == "relative" else None)
        return a["out_proj"](seen)
    return (text((steps, width), f"a = x > multi_head_attention({heads}, kv_heads={shared}, positions={positions}, rotary_base={base}, causal={flag(causal)}, "
                                 f"bias={flag(bias)})"), Twin(forward, a=parts))


def scaled_dot_product_attention(r):
    heads, steps, causal = r.randint(1, 3), r.randint(2, 6), r.random() < 0.5
    width, values = heads * r.randint(1, 4), heads * r.randint(1, 4)
    if r.random() < 0.5:
        return (text((steps, width), f"k = x > dense({width}); v = x > dense({values}); "
                                     f"a = scaled_dot_product_attention(x, k, v, heads={heads}, causal={flag(causal)})"),
                Twin(lambda self, x: by_torch(x, self.k(x), self.v(x), heads, causal), k=nn.Linear(width, width), v=nn.Linear(width, values)))
    return (text((steps, width), f"a = x > scaled_dot_product_attention(heads={heads}, causal={flag(causal)})"),
            Twin(lambda self, x: by_torch(x, x, x, heads, causal)))


def by_torch(q, k, v, heads, causal):
    split = lambda x: x.unflatten(2, (heads, -1)).transpose(1, 2)
    return nn.functional.scaled_dot_product_attention(split(q), split(k), split(v), is_causal=causal).transpose(1, 2).flatten(2)


# --- transformers ---

def options(r, stack):
    heads = r.randint(1, 3)
    width, layers, feedforward = heads * r.randint(1, 3), r.randint(1, 3), r.choice([0, 0, 5, 9])
    activation, first, final, causal = r.choice(["relu", "gelu"]), r.random() < 0.5, stack and r.random() < 0.5, r.random() < 0.5
    words = (f"heads={heads}, feedforward={feedforward}, dropout=0, activation={activation}, norm_first={flag(first)}, causal={flag(causal)}" +
             (f", layers={layers}, final_norm={flag(final)}" if stack else ""))
    settings = dict(d_model=width, nhead=heads, dim_feedforward=feedforward or 4 * width, dropout=0.0, activation=activation, batch_first=True,
                    norm_first=first)
    return width, layers, causal, nn.LayerNorm(width) if final else None, words, settings


def encoder(name, stack):
    def make(r):
        steps = r.randint(2, 6)
        width, layers, causal, final, words, settings = options(r, stack)
        one = nn.TransformerEncoderLayer(**settings)
        module = nn.TransformerEncoder(one, layers, final, enable_nested_tensor=False) if stack else one
        mask = causal_mask(steps) if causal else None
        if r.random() < 0.5:
            return text((steps, width), f"a = x > {name}({words})"), Twin(lambda self, x: self.a(x, mask), a=module)
        return (text((steps,), f"m = x > padding_mask; e = x > embedding({width}); a = {name}(e, m, {words})", kind="tokens", vocabulary=4),
                Twin(lambda self, x: self.a(self.e(x), mask, src_key_padding_mask=tokens_mask(x)), e=nn.Embedding(4, width), a=module))
    return make


def decoder(name, stack):
    def make(r):
        steps = r.randint(2, 6)
        width, layers, causal, final, words, settings = options(r, stack)
        one = nn.TransformerDecoderLayer(**settings)
        module = nn.TransformerDecoder(one, layers, final) if stack else one
        mask = causal_mask(steps) if causal else None
        if r.random() < 0.5:
            return (text((steps, width), f"m = x > dense({width}); a = {name}(x, m, {words})"),
                    Twin(lambda self, x: self.a(x, self.m(x), mask), m=nn.Linear(width, width), a=module))
        return (text((steps,), f"k = x > padding_mask; e = x > embedding({width}); m = e > dense({width}); "
                               f"a = {name}(e, m, mask=k, memory_mask=k, {words})", kind="tokens", vocabulary=4),
                Twin(lambda self, x: self.a(self.e(x), self.m(self.e(x)), mask, tgt_key_padding_mask=tokens_mask(x), memory_key_padding_mask=tokens_mask(x)),
                     e=nn.Embedding(4, width), m=nn.Linear(width, width), a=module))
    return make


# --- sequence ---

def embedding_bag(r):
    length, vocabulary, dimensions = r.randint(2, 7), r.randint(2, 8), r.randint(1, 8)
    padding = r.choice([None, 0, vocabulary - 1])
    written = "" if padding is None else f", padding_index={padding}"
    return (text((length,), f"a = x > embedding_bag({dimensions}{written})", kind="tokens", vocabulary=vocabulary),
            call(a=nn.EmbeddingBag(vocabulary, dimensions, mode="mean", padding_idx=padding)))


def padding_mask(r):
    length, padding = r.randint(2, 7), r.randint(0, 3)
    return (text((length,), f"a = x > padding_mask({padding})", kind="tokens", vocabulary=4),
            Twin(lambda self, x: torch.tensor([[float(token != padding) for token in row] for row in x.tolist()])))


def learned_positions(r):
    steps, width, more = r.randint(1, 7), r.randint(1, 7), r.choice([None, 0, 5])
    written = "" if more is None else f"({steps + more})"
    return (text((steps, width), f"a = x > learned_positions{written}"),
            Twin(lambda self, x: x + self.a(torch.arange(steps)), a=nn.Embedding(steps + (more or 0), width)))


def sinusoidal_positions(r):
    steps, width, base = r.choice([1, 4, 60]), r.randint(1, 9), r.choice([10000.0, 50.0])
    table = [[(math.sin if i % 2 == 0 else math.cos)(t / base ** ((i // 2) * 2 / width)) for i in range(width)] for t in range(steps)]
    return text((steps, width), f"a = x > sinusoidal_positions({base})"), Twin(lambda self, x: x + torch.tensor(table))


def rotary_positions(r):
    heads, steps, base = r.randint(1, 3), r.randint(1, 9), r.choice([10000.0, 50.0])
    width = heads * 2 * r.randint(1, 3)
    return (text((steps, width), f"a = x > rotary_positions({heads}, base={base})"),
            Twin(lambda self, x: torch.cat([turned(part, base) for part in x.chunk(heads, 2)], 2)))


def class_token(r):
    steps, width, tokens = r.randint(1, 5), r.randint(1, 6), r.randint(1, 3)
    return (text((steps, width), f"a = x > class_token({tokens})"),
            Twin(lambda self, x: torch.cat([self.a.weight.repeat(len(x), 1, 1), x], 1), a=nn.Embedding(tokens, width)))


def patch_embedding(r):
    channels, patch, dimensions, bias = r.randint(1, 3), (r.randint(1, 4), r.randint(1, 4)), r.randint(1, 9), r.random() < 0.5
    height, width = patch[0] * r.randint(1, 3), patch[1] * r.randint(1, 3)

    def forward(self, x):  # the patches one by one, through one matrix
        pieces = nn.functional.unfold(x, patch, stride=patch).transpose(1, 2)
        return nn.functional.linear(pieces, self.a["proj"].weight.flatten(1), self.a["proj"].bias)
    return (text((channels, height, width), f"a = x > patch_embedding({dimensions}, patch={size(patch)}, bias={flag(bias)})"),
            Twin(forward, a=nn.ModuleDict({"proj": nn.Conv2d(channels, dimensions, patch, patch, bias=bias)})))


def select_step(r):
    steps, width = r.randint(1, 6), r.randint(1, 5)
    step = r.choice([0, -1, r.randint(-steps, steps - 1)])
    return text((steps, width), f"a = x > select_step({step})"), Twin(lambda self, x: x[:, step])


def mean_over_time(r):
    steps, width = r.randint(1, 6), r.randint(1, 5)
    if r.random() < 0.3:
        return text((steps, width), "a = x > mean_over_time"), Twin(lambda self, x: x.mean(1))

    def forward(self, x):
        rows = [[step for step in sample if bool((step != 0).any())] for sample in torch.relu(x)]
        return torch.stack([torch.stack(row).mean(0) if row else torch.zeros(width) for row in rows])
    return text((steps, width), "p = x > relu; m = p > padding_mask; a = mean_over_time(p, m)"), Twin(forward)


LAYERS = {
    "rnn": recurrent("rnn", nn.RNN), "gru": recurrent("gru", nn.GRU), "lstm, lengths and states": recurrent("lstm", nn.LSTM),
    "multi_head_attention, mask": masked_attention, "multi_head_attention, positions": modern_attention,
    "scaled_dot_product_attention": scaled_dot_product_attention,
    "transformer_encoder_layer": encoder("transformer_encoder_layer", False), "transformer_encoder": encoder("transformer_encoder", True),
    "transformer_decoder_layer": decoder("transformer_decoder_layer", False), "transformer_decoder": decoder("transformer_decoder", True),
    "embedding_bag": embedding_bag, "padding_mask": padding_mask, "learned_positions": learned_positions,
    "sinusoidal_positions": sinusoidal_positions, "rotary_positions": rotary_positions, "class_token": class_token,
    "patch_embedding": patch_embedding, "select_step": select_step, "mean_over_time": mean_over_time,
}
