"""Random uses of every loss: random.Random -> LossCase. A twin gives what enters the Output (several: a tuple)."""
from dataclasses import dataclass
from typing import Callable

import torch
import torch.nn.functional as F
from torch import nn

from twins import Twin


@dataclass
class LossCase:
    text: str                                   # graph text
    twin: nn.Module
    loss: Callable                              # (outputs of the twin, target) -> scalar
    prediction: Callable = lambda z: z          # of the first output
    target: str = ""                            # how the tool draws the target


def chain(r, units, after, output, loss, prediction=lambda z: z, target="", steps=None):
    """input > dense > (what stands before the Output) > output. `steps`: a sequence."""
    features = r.randint(2, 8)
    shape = f"{steps},{features}" if steps else f"{features}"
    function = {"": lambda z: z, "sigmoid": torch.sigmoid, "log_softmax": lambda z: F.log_softmax(z, -1), "softplus": F.softplus}[after]
    layers = f" > {after}" if after else ""
    return LossCase(f"x = input({shape}); a = x > dense({units}); a{layers} > output({output})",
                    Twin(lambda self, x: function(self.a(x)), a=nn.Linear(features, units)), loss, prediction, target)


def softmax(z):
    return torch.softmax(z, -1)


def class_weights(r, classes):
    """(text, tensor or None)"""
    if r.random() < 0.5:
        return "", None
    values = [r.choice([0.5, 1, 2, 3.25]) for _ in range(classes)]
    return ', class_weights="' + ", ".join(str(v) for v in values) + '"', torch.tensor([float(v) for v in values])


def cross_entropy(r):
    classes, smoothing, ignored = r.randint(2, 6), r.choice([0.0, 0.1, 0.3]), r.choice([-1, 0])
    text, weights = class_weights(r, classes)
    steps = r.choice([None, 4])
    flat = lambda z, t: (z.reshape(-1, classes), t.reshape(-1))
    return chain(r, classes, "", f"cross_entropy, label_smoothing={smoothing}, ignore_index={ignored}{text}",
                 lambda z, t: F.cross_entropy(*flat(z, t), weight=weights, label_smoothing=smoothing, ignore_index=ignored), softmax, steps=steps)


def nll(r):
    classes = r.randint(2, 6)
    text, weights = class_weights(r, classes)
    twin_loss = lambda z, t: F.nll_loss(z, t, weight=weights)
    return chain(r, classes, "log_softmax", f"nll{text}", twin_loss, softmax)


def focal(r):
    classes, gamma = r.randint(2, 6), r.choice([0.0, 1.0, 2.0, 3.5])
    text, weights = class_weights(r, classes)

    def loss(z, t):
        log_p = -F.cross_entropy(z, t, reduction="none")
        value = -((1 - log_p.exp()) ** gamma) * log_p
        return (value * weights[t] if weights is not None else value).mean()
    return chain(r, classes, "", f"focal, gamma={gamma}{text}", loss, softmax)


def multi_margin(r):
    margin = r.choice([0.5, 1.0, 2.0])
    return chain(r, r.randint(2, 6), "", f"multi_margin, margin={margin}", lambda z, t: F.multi_margin_loss(z, t, margin=margin))


def binary_cross_entropy(r):
    return chain(r, r.randint(1, 4), "sigmoid", "binary_cross_entropy", F.binary_cross_entropy, target="binary")


def binary_cross_entropy_with_logits(r):
    weight = r.choice([1.0, 2.0, 0.25])
    return chain(r, r.randint(1, 4), "", f"binary_cross_entropy_with_logits, pos_weight={weight}",
                 lambda z, t: F.binary_cross_entropy_with_logits(z, t, pos_weight=torch.tensor(weight)), torch.sigmoid, "binary")


def multi_label(r):
    return chain(r, r.randint(2, 5), "", "multi_label", F.multilabel_soft_margin_loss, torch.sigmoid, "binary")


def hinge(r):
    margin = r.choice([0.5, 1.0])
    # nn.HingeEmbeddingLoss is another thing; this is the support vector machine's, by its definition.
    return chain(r, r.randint(1, 3), "", f"hinge, margin={margin}", lambda z, t: (margin - (2 * t - 1) * z).clamp(min=0).mean(), target="binary")


def dice(r):
    smooth = r.choice([1.0, 0.5, 2.0])

    def loss(z, t):
        p = torch.sigmoid(z)
        return torch.stack([1 - (2 * (a * b).sum() + smooth) / (a.sum() + b.sum() + smooth) for a, b in zip(p, t)]).mean()
    return chain(r, r.randint(2, 6), "", f"dice, smooth={smooth}", loss, torch.sigmoid, "binary")


def compared(name, loss):
    return lambda r: chain(r, r.randint(1, 4), "", name, loss)


def huber(r):
    delta = r.choice([0.5, 1.0, 2.0])
    return chain(r, r.randint(1, 4), "", f"huber, delta={delta}", lambda z, t: F.huber_loss(z, t, delta=delta))


def smooth_l1(r):
    beta = r.choice([0.0, 0.5, 1.0, 2.0])
    return chain(r, r.randint(1, 4), "", f"smooth_l1, beta={beta}", lambda z, t: F.smooth_l1_loss(z, t, beta=beta))


def kl_divergence(r):
    return chain(r, r.randint(2, 6), "", "kl_divergence", lambda z, t: F.kl_div(F.log_softmax(z, -1), t, reduction="batchmean"), softmax, "distribution")


def poisson(r):
    return chain(r, r.randint(1, 4), "", "poisson", F.poisson_nll_loss, target="counts")


def gaussian_nll(r):
    features, units, eps = r.randint(2, 6), r.randint(1, 4), r.choice([1e-6, 0.4])
    twin = Twin(lambda self, x: (self.a(x), torch.sigmoid(self.v(x))), a=nn.Linear(features, units), v=nn.Linear(features, units))
    return LossCase(f"x = input({features}); a = x > dense({units}); v = x > dense({units}); s = v > sigmoid; output(a, s, loss=gaussian_nll, eps={eps})", twin,
                    lambda z, t: F.gaussian_nll_loss(z[0], t, z[1], eps=eps))


def cosine_embedding(r):
    features, units, margin = r.randint(2, 6), r.randint(2, 4), r.choice([0.0, 0.3, -0.2])
    twin = Twin(lambda self, x: (self.a(x), self.v(x)), a=nn.Linear(features, units), v=nn.Linear(features, units))
    return LossCase(f"x = input({features}); a = x > dense({units}); v = x > dense({units}); output(a, v, loss=cosine_embedding, cosine_margin={margin})", twin,
                    lambda z, t: F.cosine_embedding_loss(z[0], z[1], 2 * t - 1, margin=margin), target="binary")


def triplet(r):
    features, units, margin = r.randint(2, 6), r.randint(2, 4), r.choice([0.25, 0.5, 1.0])
    twin = Twin(lambda self, x: (self.a(x), self.p(x), self.n(x)), **{k: nn.Linear(features, units) for k in "apn"})
    return LossCase(f"x = input({features}); a = x > dense({units}); p = x > dense({units}); n = x > dense({units}); "
                    f"output(a, p, n, loss=triplet, margin={margin})", twin, lambda z, t: F.triplet_margin_loss(*z, margin=margin))


def ctc(r):
    classes, steps = r.randint(4, 6), r.randint(7, 9)
    loss = lambda z, t: F.ctc_loss(F.log_softmax(z, -1).transpose(0, 1), t, torch.full((len(z),), steps), torch.full((len(z),), 3))
    return chain(r, classes, "", "ctc", loss, softmax, "texts", steps)


LOSSES = {
    "cross_entropy": cross_entropy, "nll": nll, "focal": focal, "multi_margin": multi_margin, "binary_cross_entropy": binary_cross_entropy,
    "binary_cross_entropy_with_logits": binary_cross_entropy_with_logits, "multi_label": multi_label, "hinge": hinge, "dice": dice,
    "mse": compared("mse", F.mse_loss), "l1": compared("l1", F.l1_loss), "huber": huber, "smooth_l1": smooth_l1, "kl_divergence": kl_divergence,
    "poisson": poisson, "gaussian_nll": gaussian_nll, "cosine_embedding": cosine_embedding, "triplet": triplet, "ctc": ctc,
}
