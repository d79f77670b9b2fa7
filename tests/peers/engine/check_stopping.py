"""Early stopping and the best checkpoint on random series (NaN, infinite values, ties) against Lightning's EarlyStopping and ModelCheckpoint.

usage: check_stopping.py PEER_TRAINER
"""
import math
import random
import sys
import warnings
from types import SimpleNamespace

import torch
from pytorch_lightning.callbacks import EarlyStopping, ModelCheckpoint

from ask_trainer import ask, json_number


def stop_by_lightning(values, mode, patience, min_delta, check_finite):
    stopping = EarlyStopping("x", min_delta=min_delta, patience=patience, mode=mode, check_finite=check_finite)
    for i, value in enumerate(values):
        if stopping._evaluate_stopping_criteria(torch.tensor(value, dtype=torch.float64))[0]:
            return i
    return -1


class KeptModels(ModelCheckpoint):
    """save_top_k=1 without files: remembers which validation it would have written."""

    def __init__(self, mode):
        super().__init__(monitor="x", save_top_k=1, mode=mode)
        self.kept = []

    def see(self, index, value):
        trainer = SimpleNamespace(strategy=SimpleNamespace(reduce_boolean_decision=lambda decision: decision))
        current = torch.tensor(value, dtype=torch.float64)
        if not self.check_monitor_top_k(trainer, current):
            return
        if torch.isnan(current):  # as in _update_best_and_save
            current = torch.tensor(float("inf" if self.mode == "min" else "-inf"))
        self.best_k_models = {str(index): current}
        self.kth_best_model_path = str(index)
        self.kept.append(index)


class KeptBest(ModelCheckpoint):
    """save_top_k=k without files: which validations it would have kept."""

    def __init__(self, mode, count):
        super().__init__(monitor="x", save_top_k=count, mode=mode)
        self.dirpath, self.filename = "/nowhere", "{step}"

    def see(self, index, value):
        trainer = SimpleNamespace(strategy=SimpleNamespace(reduce_boolean_decision=lambda decision: decision), lightning_module=None, is_global_zero=True)
        current = torch.tensor(value, dtype=torch.float64)
        if self.check_monitor_top_k(trainer, current):
            self._get_metric_interpolated_filepath_name = lambda candidates, trainer, drop=None: str(index)
            self._save_checkpoint = self._remove_checkpoint = lambda trainer, path: None
            self._should_remove_checkpoint = lambda *arguments: False
            self._update_best_and_save(current, trainer, {"epoch": index, "step": index})

    def kept(self):
        return sorted(int(path) for path in self.best_k_models)


def main(tool):
    warnings.filterwarnings("ignore")
    rng = random.Random(7)
    cases, series = [], []
    for _ in range(300):
        mode, patience, min_delta, check_finite = rng.choice(["min", "max"]), rng.choice([1, 2, 4, 8, 25, 60]), rng.choice([0.0, 0.0, 0.05, 0.2]), rng.random() < 0.5
        pool = [rng.uniform(0, 1) for _ in range(5)]  # few values: many ties
        values = [rng.choice(pool) if rng.random() < 0.6 else rng.uniform(0, 1) for _ in range(40)]
        # An infinite value is never better here; Lightning lets one be the best when it was told not to check.
        odd = [math.nan, math.inf, -math.inf] if check_finite else [math.nan]
        if rng.random() < 0.5:
            values = [rng.choice(odd) if rng.random() < 0.05 else v for v in values]
        series.append((values, (mode, patience, min_delta, check_finite)))
        cases.append({"kind": "monitor", "top": len(series) % 5 + 1, "values": [json_number(v) for v in values],
                      "settings": {"early_stopping": True, "monitor_mode": mode, "patience": patience, "min_delta": min_delta, "check_finite": check_finite}})
    failures = stops = never = odd_series = 0
    for (values, options), case, got in zip(series, cases, ask(tool, cases)):
        stop = stop_by_lightning(values, *options)
        stops += stop >= 0
        never += stop < 0
        ok = got["stopped_at"] == stop
        # Lightning writes a first NaN and infinite values as well; a checkpoint that is not finite is never our best: compared without those.
        finite = [(i, v) for i, v in enumerate(values) if math.isfinite(v)]
        odd_series += len(finite) < len(values)
        keeper = KeptModels(options[0])
        for i, value in finite:
            keeper.see(i, value)
        ok = ok and got["bests"] == keeper.kept
        best = KeptBest(options[0], case["top"])
        for i, value in finite:
            best.see(i, value)
        ok = ok and got["tops"] == best.kept()
        if all(math.isfinite(v) or math.isnan(v) for v in values):  # NaN in between does not change what is best
            whole = KeptModels(options[0])
            for i, value in enumerate(values):
                whole.see(i, value)
            ok = ok and whole.kept[-1] == got["bests"][-1]
        failures += not ok
        if not ok:
            print(f"{options} {values}: stopped at {got['stopped_at']} instead of {stop}, best at {got['bests']} instead of {keeper.kept}   FAILED")
    print(f"{len(cases)} series ({odd_series} with NaN or infinite values), {stops} stopped early, {never} did not, {failures} failed")
    return 1 if failures or min(stops, never, odd_series) < 20 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
