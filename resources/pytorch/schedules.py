"""Learning rates over a run: the formulas of torch.optim.lr_scheduler and fastai as functions of the step."""

import math


def anneal_cos(start, end, part):
    """From start to end along half a cosine; part goes from 0 to 1."""
    return end + (start - end) / 2 * (1 + math.cos(math.pi * part))


def anneal_linear(start, end, part):
    return start + (end - start) * part


def combined_cos(part, pct, start, middle, end):
    """fastai's: start to middle up to the share pct, then on to end."""
    if part < pct:
        return anneal_cos(start, middle, part / pct)
    return anneal_cos(middle, end, (part - pct) / (1 - pct)) if pct < 1 else end


def one_cycle(done, total, top, pct_start, anneal, div_factor, final_div_factor, momenta, three_phase):
    """OneCycleLR: rate and momentum after so many steps of all."""
    low, high = momenta
    first, up = top / div_factor, pct_start * total - 1
    last = first / final_div_factor
    if three_phase:
        phases = [(up, first, top, high, low), (2 * pct_start * total - 2, top, first, low, high), (total - 1, first, last, high, high)]
    else:
        phases = [(up, first, top, high, low), (total - 1, top, last, low, high)]
    start = 0
    for end, rate_from, rate_to, momentum_from, momentum_to in phases:
        if done <= end or end == total - 1:
            break
        start = end
    part = min(1.0, (done - start) / (end - start)) if end > start else 1.0
    return anneal(rate_from, rate_to, part), anneal(momentum_from, momentum_to, part)


def cyclic(done, bottom, top, up, down, mode, gamma, momenta):
    """CyclicLR: rate and momentum after so many steps."""
    cycle = math.floor(1 + done / (up + down))
    x, ratio = 1 + done / (up + down) - cycle, up / (up + down)
    height = x / ratio if x <= ratio else (x - 1) / (ratio - 1)
    if mode == "triangular2":
        height /= 2 ** (cycle - 1)
    elif mode == "exp_range":
        height *= gamma**done
    low, high = momenta
    return bottom + (top - bottom) * height, high - (high - low) * height


class Plateau:
    """ReduceLROnPlateau apart from the optimizer, so that a warm-up can stand before it."""

    def __init__(self, rate, higher_is_better, factor, patience, threshold, threshold_mode, cooldown, min_lr, eps):
        self.rate, self.higher, self.factor, self.patience = rate, higher_is_better, factor, patience
        self.threshold, self.relative, self.rest, self.min_lr, self.eps = threshold, threshold_mode == "rel", cooldown, min_lr, eps
        self.best = -math.inf if higher_is_better else math.inf
        self.bad = self.cooldown = 0

    def judge(self, value):
        sign = 1 if self.higher else -1
        bar = self.best * (1 + sign * self.threshold) if self.relative else self.best + sign * self.threshold
        if value > bar if self.higher else value < bar:
            self.best, self.bad = value, 0
        else:
            self.bad += 1
        if self.cooldown > 0:
            self.cooldown -= 1
            self.bad = 0
        if self.bad > self.patience:
            lower = max(self.rate * self.factor, self.min_lr)
            if self.rate - lower > self.eps:
                self.rate = lower
            self.cooldown, self.bad = self.rest, 0
