"""50 optimizer steps from the same weights on the same batches against torch.optim in Python: parameters within 1e-5.
(After Muon within 5e-5: it orthogonalises in bfloat16, which makes more of the last digits of a gradient.)

usage: check_training.py PEER_ENGINE
"""
import json
import os
import subprocess
import sys
import tempfile

import torch
from safetensors.torch import load_file
from torch import nn

from cases import Twin

STEPS, BATCH = 50, 16

# No bias before BatchNorm: its gradient is zero but for rounding, which Adam would blow up to whole steps.
NETS = {
    "mlp": ("x = input(8); a = x > dense(16); t = a > tanh; b = t > dense(3); b > output(mse)",
            lambda: Twin(lambda s, x: s.b(torch.tanh(s.a(x))), a=nn.Linear(8, 16), b=nn.Linear(16, 3))),
    "conv": ("x = input(1,8,8); c = x > conv2d(4, kernel=3, padding=same, bias=false); n = c > batch_norm; r = n > relu; p = r > max_pool2d; "
             "f = p > flatten; d = f > dense(3); d > output(mse)",
             lambda: Twin(lambda s, x: s.d(torch.flatten(torch.max_pool2d(torch.relu(s.n(s.c(x))), 2), 1)),
                          c=nn.Conv2d(1, 4, 3, padding="same", bias=False), n=nn.BatchNorm2d(4), d=nn.Linear(64, 3))),
    "lstm": ("x = input(6,5); l = x > lstm(7); d = l > dense(2); d > output(mse)",
             lambda: Twin(lambda s, x: s.d(s.l(x)[0][:, -1]), l=nn.LSTM(5, 7, batch_first=True), d=nn.Linear(7, 2))),
    "linear": ("x = input(8); a = x > dense(3); a > output(mse)", lambda: Twin(lambda s, x: s.a(x), a=nn.Linear(8, 3))),
}
optim = torch.optim
# L-BFGS takes many iterations a step, on one batch of all samples. 20 steps where there is one minimum; elsewhere rounding grows tenfold every
# few iterations (measured: 1e-7 after one step, 1e-6 after three), so that two steps compare
# the paths. At the minimum itself a line search follows the noise of the loss: it ends where the gradient is small.
WHOLE, WHOLE_STEPS = {"epochs": 2, "batch_size": 64}, {"linear": 20}


def all_with(make, **options):
    return lambda twin: [make(twin.parameters(), **options)]


def spared(make, **options):
    """Weight decay on parameters of two dimensions and more only."""
    def groups(twin):
        decayed = [p for p in twin.parameters() if p.ndim > 1]
        others = [p for p in twin.parameters() if p.ndim <= 1]
        return [make([{"params": decayed}, {"params": others, "weight_decay": 0.0}], **options)]
    return groups


def groups(make, **options):
    """The last layer at twice the rate without decay, the first one not at all, those between at half the rate with decay."""
    def three(twin):
        layers = list(twin.children())
        return [make([{"params": [p for layer in layers[1:-1] for p in layer.parameters()], "weight_decay": 0.2, "lr": options["lr"] / 2},
                      {"params": layers[-1].parameters(), "weight_decay": 0.0, "lr": options["lr"] * 2}], **options)]
    return three


def muon(lr, decay, **options):
    """Matrices by Muon, all else by AdamW at the same rate and decay."""
    def both(twin):
        matrices = [p for p in twin.parameters() if p.ndim == 2]
        others = [p for p in twin.parameters() if p.ndim != 2]
        return [optim.Muon(matrices, lr=lr, weight_decay=decay, **options), optim.AdamW(others, lr=lr, weight_decay=decay)]
    return both


class Lion(optim.Optimizer):
    """Algorithm 2 of Chen et al., 2023: Symbolic Discovery of Optimization Algorithms."""

    def __init__(self, params, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(params, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            (beta1, beta2), lr = group["betas"], group["lr"]
            for p in group["params"]:
                m = self.state[p].setdefault("m", torch.zeros_like(p))
                update = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.sub_(lr * (update + group["weight_decay"] * p))
                m.mul_(beta2).add_((1 - beta2) * p.grad)


# name: optimizer, its parameters, the same in Python, further settings
OPTIMIZERS = {
    "sgd": ("sgd", {"learning_rate": 0.05}, all_with(optim.SGD, lr=0.05)),
    "sgd_decay": ("sgd", {"learning_rate": 0.05, "weight_decay": 0.01}, all_with(optim.SGD, lr=0.05, weight_decay=0.01)),
    "momentum": ("sgd", {"learning_rate": 0.05, "momentum": 0.9}, all_with(optim.SGD, lr=0.05, momentum=0.9)),
    "dampening": ("sgd", {"learning_rate": 0.05, "momentum": 0.9, "dampening": 0.3}, all_with(optim.SGD, lr=0.05, momentum=0.9, dampening=0.3)),
    "nesterov": ("sgd", {"learning_rate": 0.05, "momentum": 0.9, "nesterov": True}, all_with(optim.SGD, lr=0.05, momentum=0.9, nesterov=True)),
    "adam": ("adam", {}, all_with(optim.Adam)),
    "adam_options": ("adam", {"learning_rate": 0.01, "beta1": 0.8, "beta2": 0.95, "eps": 1e-6, "weight_decay": 0.01},
                     all_with(optim.Adam, lr=0.01, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.01)),
    "amsgrad": ("adam", {"learning_rate": 0.01, "beta2": 0.9, "amsgrad": True}, all_with(optim.Adam, lr=0.01, betas=(0.9, 0.9), amsgrad=True)),
    "adamw": ("adamw", {}, all_with(optim.AdamW)),
    "adamw_decay": ("adamw", {"learning_rate": 0.01, "weight_decay": 0.1}, all_with(optim.AdamW, lr=0.01, weight_decay=0.1)),
    "adamw_spared": ("adamw", {"learning_rate": 0.01, "weight_decay": 0.5}, spared(optim.AdamW, lr=0.01, weight_decay=0.5), {"decay_weights_only": True}),
    "sgd_spared": ("sgd", {"learning_rate": 0.05, "momentum": 0.9, "weight_decay": 0.2}, spared(optim.SGD, lr=0.05, momentum=0.9, weight_decay=0.2),
                   {"decay_weights_only": True}),
    "nadam": ("nadam", {}, all_with(optim.NAdam)),
    "nadam_options": ("nadam", {"learning_rate": 0.01, "weight_decay": 0.1, "decoupled_weight_decay": True, "momentum_decay": 0.01},
                      all_with(optim.NAdam, lr=0.01, weight_decay=0.1, decoupled_weight_decay=True, momentum_decay=0.01)),
    "radam": ("radam", {"learning_rate": 0.003}, all_with(optim.RAdam, lr=0.003)),
    "radam_options": ("radam", {"learning_rate": 0.01, "beta2": 0.95, "weight_decay": 0.1, "decoupled_weight_decay": True},
                      all_with(optim.RAdam, lr=0.01, betas=(0.9, 0.95), weight_decay=0.1, decoupled_weight_decay=True)),
    "adamax": ("adamax", {"weight_decay": 0.01}, all_with(optim.Adamax, weight_decay=0.01)),
    "adagrad": ("adagrad", {}, all_with(optim.Adagrad)),
    "adagrad_options": ("adagrad", {"learning_rate": 0.05, "lr_decay": 0.01, "initial_accumulator_value": 0.1, "weight_decay": 0.01},
                        all_with(optim.Adagrad, lr=0.05, lr_decay=0.01, initial_accumulator_value=0.1, weight_decay=0.01)),
    "adadelta": ("adadelta", {"weight_decay": 0.01}, all_with(optim.Adadelta, weight_decay=0.01)),
    "rmsprop": ("rmsprop", {"learning_rate": 0.002}, all_with(optim.RMSprop, lr=0.002)),
    "rmsprop_options": ("rmsprop", {"learning_rate": 0.001, "momentum": 0.9, "centered": True, "weight_decay": 0.01, "eps": 1e-3},
                        all_with(optim.RMSprop, lr=0.001, momentum=0.9, centered=True, weight_decay=0.01, eps=1e-3)),
    "rprop": ("rprop", {"learning_rate": 0.001, "eta_plus": 1.1}, all_with(optim.Rprop, lr=0.001, etas=(0.5, 1.1))),
    "lion": ("lion", {"learning_rate": 0.001, "weight_decay": 0.1}, all_with(Lion, lr=0.001, weight_decay=0.1)),
    "adafactor": ("adafactor", {}, all_with(optim.Adafactor)),
    "adafactor_options": ("adafactor", {"learning_rate": 0.02, "beta2_decay": -0.5, "eps1": 1e-5, "eps2": 1e-2, "d": 1.5, "weight_decay": 0.1},
                          all_with(optim.Adafactor, lr=0.02, beta2_decay=-0.5, eps=(1e-5, 1e-2), d=1.5, weight_decay=0.1)),
    "muon": ("muon", {}, muon(1e-3, 0.1)),
    "muon_options": ("muon", {"learning_rate": 0.005, "weight_decay": 0.0, "momentum": 0.9, "nesterov": False, "ns_steps": 4, "adjust_lr_fn": "match_rms_adamw"},
                     muon(0.005, 0.0, momentum=0.9, nesterov=False, ns_steps=4, adjust_lr_fn="match_rms_adamw")),
    "groups": ("adamw", {"learning_rate": 0.01}, groups(optim.AdamW, lr=0.01), {"param_groups": "*: decay 0.2; *: lr 0.5; {last}: lr 2, decay 0; {first}: frozen"}),
    "groups_sgd": ("sgd", {"learning_rate": 0.05, "momentum": 0.9}, groups(optim.SGD, lr=0.05, momentum=0.9),
                   {"param_groups": "*: decay 0.2; *: lr 0.5; {last}: lr 2, decay 0; {first}: frozen"}),
    "lbfgs": ("lbfgs", {"learning_rate": 0.2, "max_iter": 5}, all_with(optim.LBFGS, lr=0.2, max_iter=5), WHOLE),
    "lbfgs_history": ("lbfgs", {"learning_rate": 0.3, "max_iter": 7, "history_size": 3, "tolerance_change": 1e-7},
                      all_with(optim.LBFGS, lr=0.3, max_iter=7, history_size=3, tolerance_change=1e-7), WHOLE),
    "lbfgs_wolfe": ("lbfgs", {"line_search_fn": "strong_wolfe", "max_iter": 4, "tolerance_grad": 1e-5},
                    all_with(optim.LBFGS, line_search_fn="strong_wolfe", max_iter=4, tolerance_grad=1e-5), WHOLE),
    "clip_norm": ("sgd", {"learning_rate": 0.05}, all_with(optim.SGD, lr=0.05), {"gradient_clip_val": 0.5}),
    "clip_value": ("sgd", {"learning_rate": 0.05}, all_with(optim.SGD, lr=0.05), {"gradient_clip_val": 0.05, "gradient_clip_algorithm": "value"}),
    "accumulate": ("adam", {}, all_with(optim.Adam), {"accumulate_grad_batches": 5}),
    "accumulate_clip": ("sgd", {"learning_rate": 0.05}, all_with(optim.SGD, lr=0.05), {"accumulate_grad_batches": 3, "gradient_clip_val": 0.5}),
    "swa": ("sgd", {"learning_rate": 0.01}, all_with(optim.SGD, lr=0.01), {"swa_start": 2, "epochs": 3}),
    "ema": ("adam", {}, all_with(optim.Adam), {"ema_decay": 0.9}),
    "one_cycle": ("adam", {"learning_rate": 0.01}, all_with(optim.Adam, lr=0.01), {"schedule": "one_cycle"}),
    "one_cycle_sgd": ("sgd", {"learning_rate": 0.05}, all_with(optim.SGD, lr=0.05, momentum=0.0), {"schedule": "one_cycle"}),
}
# The whole network keeps its batch statistics batch by batch: there accumulation is not one large batch.
SKIPPED = {("conv", "accumulate"), ("conv", "accumulate_clip")}


# Stand behind all others, so that those keep their seeds: L-BFGS and Muon amplify the rounding of some.
ADDED = ("swa",)


def cases():
    for net, names in [(net, [name for name in OPTIMIZERS if name not in ADDED]) for net in NETS] + [(net, ADDED) for net in NETS]:
        for name in names:
            optimizer, params, make, *more = OPTIMIZERS[name]
            is_whole = name.startswith("lbfgs")
            if (net, name) not in SKIPPED and (is_whole or net not in WHOLE_STEPS):
                layers = [layer for layer, _ in NETS[net][1]().named_children()]
                settings = {k: v.format(first=layers[0], last=layers[-1]) if k == "param_groups" else v for k, v in (more[0] if more else {}).items()}
                if is_whole and net in WHOLE_STEPS:
                    settings["epochs"] = WHOLE_STEPS[net]
                yield net, name, optimizer, params, make, settings


def train_swa(twin, ours, optimizer, settings):
    """The mean of the weights at the ends of the epochs, with statistics of its own."""
    averaged = optim.swa_utils.AveragedModel(twin)
    batches = list(zip(ours["inputs"].split(BATCH), ours["targets"].split(BATCH)))
    for epoch in range(1, settings["epochs"] + 1):
        for inputs, targets in batches:
            twin.zero_grad()
            nn.functional.mse_loss(twin(inputs), targets).backward()
            optimizer.step()
        if epoch >= settings["swa_start"]:
            averaged.update_parameters(twin)
    optim.swa_utils.update_bn(batches, averaged)
    return averaged


def train(twin, ours, make, settings):
    """The same steps in Python; gives the averaged model, if there is one."""
    optimizers = make(twin)
    per_step = settings.get("accumulate_grad_batches", 1)
    steps = (STEPS + per_step - 1) // per_step
    schedulers = [optim.lr_scheduler.OneCycleLR(o, o.param_groups[0]["lr"], total_steps=steps) for o in optimizers] if settings.get("schedule") else []
    averaged = optim.swa_utils.AveragedModel(twin, multi_avg_fn=optim.swa_utils.get_ema_multi_avg_fn(settings["ema_decay"])) if "ema_decay" in settings else None
    if "swa_start" in settings:
        return train_swa(twin, ours, optimizers[0], settings)
    if settings.get("batch_size"):
        def closure():
            twin.zero_grad()
            loss = nn.functional.mse_loss(twin(ours["inputs"]), ours["targets"])
            loss.backward()
            return loss
        for _ in range(settings["epochs"]):
            optimizers[0].step(closure)
        return None
    for step in range(steps):
        rows = slice(step * per_step * BATCH, (step + 1) * per_step * BATCH)
        twin.zero_grad()
        nn.functional.mse_loss(twin(ours["inputs"][rows]), ours["targets"][rows]).backward()
        if settings.get("gradient_clip_algorithm") == "value":
            nn.utils.clip_grad_value_(twin.parameters(), settings["gradient_clip_val"])
        elif "gradient_clip_val" in settings:
            nn.utils.clip_grad_norm_(twin.parameters(), settings["gradient_clip_val"])
        for optimizer in optimizers:
            optimizer.step()
        for scheduler in schedulers[: 0 if step + 1 == steps else None]:
            scheduler.step()
        if averaged:
            averaged.update_parameters(twin)
    return averaged


def main(tool):
    torch.set_num_threads(1)
    runs = [{"id": f"{net}_{name}", "text": NETS[net][0], "steps": 1 if more.get("batch_size") else STEPS, "seed": seed + 1,
             "settings": {"optimizer": optimizer, "optimizer_params": params, "batch_size": BATCH, "epochs": 1, "shuffle": False, "threads": 1, **more}}
            for seed, (net, name, optimizer, params, _, more) in enumerate(cases())]
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + "/cases.json", "w") as file:
            json.dump(runs, file)
        subprocess.run([tool, folder + "/cases.json", folder])
        for net, name, _, _, make, more in cases():
            if not os.path.exists(f"{folder}/{net}_{name}.safetensors"):
                failures += 1
                print(f"{net:<8}{name:<18} was not written   FAILED")
                continue
            ours = load_file(f"{folder}/{net}_{name}.safetensors")
            twin = NETS[net][1]()
            twin.load_state_dict({k[7:]: v for k, v in ours.items() if k.startswith("weight.")}, strict=True)
            averaged = train(twin, ours, make, more)
            moved = max((ours["weight." + k] - p).abs().max().item() for k, p in twin.named_parameters())
            difference = max((ours["trained." + k] - v).abs().max().item() for k, v in twin.state_dict().items())
            if averaged:
                averages = {k: v for k, v in ours.items() if k.startswith("average.")}
                expected = averaged.module.state_dict() if "swa_start" in more else dict(averaged.module.named_parameters())
                difference = max([difference, abs(len(averages) - len(expected))]
                                 + [(averages["average." + k] - p).abs().max().item() for k, p in expected.items()])
            ok = difference <= (5e-5 if name.startswith("muon") else 1e-5) and moved > 1e-3
            failures += not ok
            print(f"{net:<8}{name:<18} moved {moved:.3f}, largest difference {difference:.2e}{'' if ok else '   FAILED'}")
    print(f"{len(runs)} runs of {STEPS} batches, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
