"""Learning rates and momenta of random schedules against torch.optim.lr_scheduler and fastai's formulas: within 1e-7 relative.

usage: check_schedules.py PEER_TRAINER
"""
import math
import random
import sys
import warnings

import torch
from torch.optim import lr_scheduler as lrs

from ask_trainer import ask, json_number

warnings.filterwarnings("ignore")
PER_EPOCH, EPOCHS = 7, 9
STEPS = PER_EPOCH * EPOCHS


def optimizer_for(lr, momentum=True):
    return torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=lr, momentum=0.9 if momentum else 0)


def run_torch(optimizer, scheduler, every_step, steps=STEPS):
    rates, momenta = [], []
    for step in range(steps):
        rates.append(optimizer.param_groups[0]["lr"])
        momenta.append(optimizer.param_groups[0]["momentum"])
        optimizer.step()
        if every_step or (step + 1) % PER_EPOCH == 0:
            scheduler.step()
    return rates, momenta


# Published formulas of fastai (callback/schedule.py in its documentation): SchedCos, combine_scheds, combined_cos.
def sched_cos(start, end):
    return lambda pos: start + (1 + math.cos(math.pi * (1 - pos))) * (end - start) / 2


def combined_cos(pct, start, middle, end):
    scheds, pcts = [sched_cos(start, middle), sched_cos(middle, end)], [0, pct, 1]

    def at(pos):
        if pos == 1.0:
            return scheds[-1](1.0)
        i = max(k for k in range(2) if pos >= pcts[k])
        return scheds[i]((pos - pcts[i]) / (pcts[i + 1] - pcts[i]))
    return at


def random_case(rng, kind):
    lr, every_step = 10 ** rng.uniform(-4, 0), rng.random() < 0.5
    length = STEPS if every_step else EPOCHS
    interval = {"interval": "step" if every_step else "epoch"}
    gamma, end = rng.uniform(0.1, 0.99), lr * rng.uniform(0, 0.2)
    opt = optimizer_for(lr)
    if kind == "constant":
        return lr, {}, lambda: (opt, lrs.ConstantLR(opt, factor=1.0), every_step), False
    if kind == "step":
        size = rng.randint(1, 6)
        return lr, {"step_size": size, "gamma": gamma, **interval}, lambda: (opt, lrs.StepLR(opt, size, gamma), every_step), False
    if kind == "multi_step":
        at = sorted(rng.sample(range(1, length), 3))
        return lr, {"milestones": at, "gamma": gamma, **interval}, lambda: (opt, lrs.MultiStepLR(opt, at, gamma), every_step), False
    if kind == "exponential":
        return lr, {"gamma": gamma, **interval}, lambda: (opt, lrs.ExponentialLR(opt, gamma), every_step), False
    if kind == "linear":
        start, stop, total = rng.uniform(0.1, 1), rng.uniform(0, 1), rng.choice([0, rng.randint(1, length)])
        return (lr, {"start_factor": start, "end_factor": stop, "total_iters": total, **interval},
                lambda: (opt, lrs.LinearLR(opt, start, stop, total or length), every_step), False)
    if kind == "polynomial":
        power, total = rng.uniform(0.5, 3), rng.choice([0, rng.randint(1, length)])
        return lr, {"power": power, "total_iters": total, **interval}, lambda: (opt, lrs.PolynomialLR(opt, total or length, power), every_step), False
    if kind == "cosine":
        return lr, {"eta_min": end, **interval}, lambda: (opt, lrs.CosineAnnealingLR(opt, length, end), every_step), False
    if kind == "cosine_restarts":
        first, growth = rng.randint(1, 5), rng.randint(1, 3)
        return (lr, {"t_0": first, "t_mult": growth, "eta_min": end, **interval},
                lambda: (opt, lrs.CosineAnnealingWarmRestarts(opt, first, growth, end), every_step), False)
    cycle, low, high = rng.random() < 0.7, rng.uniform(0.6, 0.85), rng.uniform(0.85, 0.99)
    momenta = {"cycle_momentum": cycle, "base_momentum": low, "max_momentum": high}
    if kind == "one_cycle":
        pct, form, three = rng.uniform(0.1, 0.45), rng.choice(["cos", "linear"]), rng.random() < 0.5
        div, final = rng.uniform(2, 50), 10 ** rng.uniform(1, 5)
        return (lr, {"pct_start": pct, "anneal_strategy": form, "div_factor": div, "final_div_factor": final, "three_phase": three, **momenta},
                lambda: (opt, lrs.OneCycleLR(opt, lr, total_steps=STEPS, pct_start=pct, anneal_strategy=form, cycle_momentum=cycle, base_momentum=low,
                                             max_momentum=high, div_factor=div, final_div_factor=final, three_phase=three), True), cycle)
    up, down, mode = rng.randint(1, 20), rng.choice([0, rng.randint(1, 20)]), rng.choice(["triangular", "triangular2", "exp_range"])
    return (lr, {"base_lr": end, "step_size_up": up, "step_size_down": down, "mode": mode, "gamma": gamma, **momenta},
            lambda: (opt, lrs.CyclicLR(opt, end, lr, up, down or None, mode, gamma, cycle_momentum=cycle, base_momentum=low, max_momentum=high), True), cycle)


TORCH = ["constant", "step", "multi_step", "exponential", "linear", "polynomial", "cosine", "cosine_restarts", "one_cycle", "cyclic"]


def settings_of(lr, kind, params, **more):
    return {"optimizer": "sgd", "optimizer_params": {"learning_rate": lr, "momentum": 0.9}, "schedule": kind, "schedule_params": params, "epochs": EPOCHS, **more}


def main(tool):
    rng = random.Random(5)
    cases, wanted, by_layer = [], [], {}

    def add(name, settings, rates, momenta=None, layers=None):
        by_layer[len(cases)] = layers
        cases.append({"kind": "schedule", "settings": settings, "steps_per_epoch": PER_EPOCH, "steps": len(rates)})
        wanted.append((name, "rates", rates, momenta))

    for kind in TORCH:
        for _ in range(25):
            lr, params, make, cycles = random_case(rng, kind)
            rates, momenta = run_torch(*make())
            add(kind, settings_of(lr, kind, params), rates, momenta if cycles else None)
    for _ in range(25):  # a warm-up and what follows: SequentialLR, every part stepped at every step
        lr, warm, start = 10 ** rng.uniform(-4, 0), rng.randint(1, 20), rng.uniform(0.01, 1)
        opt = optimizer_for(lr)
        joined = lrs.SequentialLR(opt, [lrs.LinearLR(opt, start, 1.0, warm), lrs.CosineAnnealingLR(opt, STEPS - warm)], [warm])
        rates, _ = run_torch(opt, joined, True)
        add("warm-up", settings_of(lr, "cosine", {"interval": "step"}, warmup=warm, warmup_start_factor=start), rates)
    for _ in range(10):  # in epochs: as many steps
        lr, warm = 10 ** rng.uniform(-4, 0), rng.randint(1, 3)
        opt = optimizer_for(lr)
        joined = lrs.SequentialLR(opt, [lrs.LinearLR(opt, 0.1, 1.0, warm * PER_EPOCH), lrs.PolynomialLR(opt, STEPS - warm * PER_EPOCH, 2.0)], [warm * PER_EPOCH])
        rates, _ = run_torch(opt, joined, True)
        add("warm-up epochs", settings_of(lr, "polynomial", {"power": 2.0, "interval": "step"}, warmup=warm, warmup_unit="epochs", warmup_start_factor=0.1), rates)
    for _ in range(25):
        lr, div, final, pct = 10 ** rng.uniform(-4, 0), rng.uniform(2, 50), 10 ** rng.uniform(1, 6), rng.uniform(0.05, 0.9)
        rate, moms = combined_cos(pct, lr / div, lr, lr / final), combined_cos(pct, 0.95, 0.85, 0.95)
        add("fit_one_cycle", settings_of(lr, "fit_one_cycle", {"pct_start": pct, "div": div, "div_final": final}),
            [rate(s / STEPS) for s in range(STEPS)], [moms(s / STEPS) for s in range(STEPS)])
        flat = combined_cos(pct, lr, lr, lr / final)
        add("flat_cos", settings_of(lr, "flat_cos", {"pct_start": pct, "div_final": final}), [flat(s / STEPS) for s in range(STEPS)])
    for _ in range(25):  # fastai's Learner.fine_tune: two one-cycles, the second one with even_mults over four groups
        lr, mult, pct, div, frozen = 10 ** rng.uniform(-4, 0), rng.uniform(1.5, 200), rng.uniform(0.05, 0.9), rng.uniform(2, 10), rng.randint(0, 3)
        rates, moms, layers = [], [], []
        for epochs, top, pct_start, start, is_first in ((frozen, lr, 0.99, 25.0, True), (EPOCHS - frozen, lr / 2, pct, div, False)):
            steps = epochs * PER_EPOCH
            groups = [0, 0, 0, top] if is_first else [top / mult * (mult ** (1 / 3)) ** i for i in range(4)]
            curves = [combined_cos(pct_start, g / start, g, g / 1e5) for g in groups]
            cycle = combined_cos(pct_start, 0.95, 0.85, 0.95)
            for s in range(steps):
                layers.append([curve(s / steps) for curve in curves])
                rates.append(layers[-1][3])
                moms.append(cycle(s / steps))
        add("fine_tune", settings_of(lr, "fine_tune", {"freeze_epochs": frozen, "lr_mult": mult, "pct_start": pct, "div": div}), rates, moms, layers)
    for _ in range(25):  # torch.optim.swa_utils.SWALR takes over from StepLR
        lr, swa, start, anneal = 10 ** rng.uniform(-4, 0), 10 ** rng.uniform(-4, 0), rng.randint(2, 7), rng.randint(0, 5)
        opt = optimizer_for(lr)
        before, after, rates = lrs.StepLR(opt, 2, 0.7), None, []
        for epoch in range(1, EPOCHS + 1):
            if epoch == start:
                after = torch.optim.swa_utils.SWALR(opt, swa, anneal_epochs=anneal)
                if anneal == 0:
                    opt.param_groups[0]["lr"] = lr * 0.7 ** ((start - 1) // 2)  # it jumps at once; ours after its first epoch
            for _ in range(PER_EPOCH):
                rates.append(opt.param_groups[0]["lr"])
                opt.step()
            (after or before).step()
        add("swa", settings_of(lr, "step", {"step_size": 2, "gamma": 0.7}, swa_start=start, swa_rate=swa, swa_anneal_epochs=anneal), rates)
    for _ in range(100):
        lr, higher = 10 ** rng.uniform(-3, 0), rng.random() < 0.5
        params = {"factor": rng.uniform(0.1, 0.9), "patience": rng.randint(0, 4), "threshold": 10 ** rng.uniform(-5, -1),
                  "threshold_mode": rng.choice(["rel", "abs"]), "cooldown": rng.randint(0, 3), "min_lr": rng.choice([0.0, lr / 20]), "eps": 1e-8}
        opt = optimizer_for(lr)
        scheduler = lrs.ReduceLROnPlateau(opt, "max" if higher else "min", **params)
        values, rates = [], []
        for i in range(60):
            values.append(rng.choice([rng.uniform(0, 1) / (1 + (0 if higher else i / 5)), 0.25, float("nan") if rng.random() < 0.1 else 0.5]))
            scheduler.step(values[-1])
            rates.append(opt.param_groups[0]["lr"])
        cases.append({"kind": "plateau", "params": params, "rate": lr, "higher": higher, "values": [json_number(v) for v in values]})
        wanted.append(("plateau", "rates", rates, None))

    worst, failures = {}, 0
    for index, ((name, key, rates, momenta), got) in enumerate(zip(wanted, ask(tool, cases))):
        # The last rates of a one-cycle are a difference of numbers 1e6 times as large: relative to the largest where they cancel.
        difference = max(abs(a - b) / (abs(b) + 1e-9 * max(rates)) for a, b in zip(got[key], rates))
        if momenta is not None:
            difference = max([difference] + [abs(a - b) / b if a is not None else math.inf for a, b in zip(got["momenta"], momenta)])
        elif "momenta" in got and name not in ("fit_one_cycle",):
            difference = math.inf if any(m is not None for m in got["momenta"]) else difference
        for ours, theirs in zip(got.get("layers", []), by_layer.get(index) or []):
            difference = max([difference] + [abs(a - b) / (abs(b) + 1e-9 * max(rates)) for a, b in zip(ours, theirs)])
        worst[name] = max(worst.get(name, 0), difference)
        failures += difference > 1e-7
    for name, difference in worst.items():
        print(f"{name:<16} largest relative difference {difference:.1e}{'' if difference <= 1e-7 else '   FAILED'}")
    print(f"{len(cases)} schedules, {failures} failed")
    return 1 if failures or len(worst) != 17 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
