"""Metrics over random predictions against scikit-learn and scipy: within 1e-6. The calibration error is written out from its definition.

usage: check_metrics.py PEER_TRAINER
"""
import sys
import warnings

import numpy as np
import scipy.stats
import sklearn.metrics as sk

from ask_trainer import ask

warnings.filterwarnings("ignore")
OF_CLASSES = ["accuracy", "top_k_accuracy", "balanced_accuracy", "precision", "recall", "f_score", "mcc", "cohen_kappa", "log_loss", "brier",
              "calibration_error", "roc_auc", "pr_auc"]
OF_NUMBERS = ["mae", "rmse", "r2", "mse", "mape", "explained_variance", "pearson", "spearman"]


def calibration_error(confidence, right, bins):
    """Guo et al., 2017: sum over bins ((b - 1) / B, b / B] of n_b / n |accuracy_b - confidence_b|."""
    total = 0.0
    for b in range(bins):
        inside = (confidence > b / bins) & (confidence <= (b + 1) / bins)
        if inside.any():
            total += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
    return total


def expected_of_classes(p, y, k, beta, average, bins):
    """p (n, C) float32 probabilities, y (n)."""
    classes = p.shape[1]
    answer = p.argmax(1)
    prf = dict(average=average, zero_division=0)
    onehot = np.eye(classes)[y]
    binary = classes == 2
    return {
        "accuracy": sk.accuracy_score(y, answer),
        "top_k_accuracy": 1.0 if k >= classes else sk.top_k_accuracy_score(y, p[:, 1] if binary else p, k=k, labels=None if binary else range(classes)),
        "balanced_accuracy": sk.balanced_accuracy_score(y, answer),
        "precision": sk.precision_score(y, answer, **prf),
        "recall": sk.recall_score(y, answer, **prf),
        "f_score": sk.fbeta_score(y, answer, beta=beta, **prf),
        "mcc": sk.matthews_corrcoef(y, answer),
        "cohen_kappa": sk.cohen_kappa_score(y, answer),
        "log_loss": sk.log_loss(y, p, labels=range(classes)),
        "brier": sk.brier_score_loss(y, p[:, 1]) if binary else sk.brier_score_loss(y, p, labels=range(classes)),
        "calibration_error": calibration_error(p.max(1).astype(np.float64), answer == y, bins),
        "roc_auc": sk.roc_auc_score(y, p[:, 1]) if binary else sk.roc_auc_score(y, p, multi_class="ovr", average="macro"),
        "pr_auc": sk.average_precision_score(y, p[:, 1]) if binary else sk.average_precision_score(onehot, p, average="macro"),
    }


def expected_of_numbers(p, y):
    """p, y (n, K) in double."""
    columns = range(y.shape[1])
    return {
        "mae": sk.mean_absolute_error(y, p), "mse": sk.mean_squared_error(y, p), "rmse": np.sqrt(sk.mean_squared_error(y, p)), "r2": sk.r2_score(y, p),
        "mape": sk.mean_absolute_percentage_error(y, p), "explained_variance": sk.explained_variance_score(y, p),
        "pearson": np.mean([scipy.stats.pearsonr(y[:, c], p[:, c])[0] for c in columns]),
        "spearman": np.mean([scipy.stats.spearmanr(y[:, c], p[:, c])[0] for c in columns]),
    }


def main(tool):
    rng = np.random.default_rng(3)
    cases, wanted = [], []

    def add(name, metrics, settings, p, y, integers, expected):
        for group in (metrics, [m for m in metrics if m not in ("roc_auc", "pr_auc", "spearman")]):  # the second time with saved sums
            cases.append({"kind": "metrics", "metrics": group, "settings": settings, "prediction": p.ravel().tolist(), "shape": list(p.shape),
                          "target": y.ravel().tolist(), "target_shape": list(y.shape), "integers": integers, "batches": int(rng.integers(1, 9))})
            wanted.append((name, expected))

    for round_ in range(30):
        classes, n = int(rng.integers(3, 9)), int(rng.integers(60, 300))
        y = np.concatenate([np.arange(classes), rng.choice(classes - 1, n - classes)])  # the last class is rare
        logits = rng.normal(size=(n, classes)) + 1.5 * np.eye(classes)[y]
        if round_ % 3 == 0:
            logits = np.round(logits * 2) / 2  # ties between samples
        logits += np.arange(classes) * 1e-3  # none within a sample
        p = np.exp(logits).astype(np.float32)
        p /= p.sum(1, keepdims=True)
        k, beta, average, bins = int(rng.integers(1, 7)), float(rng.choice([0.5, 1.0, 2.0])), str(rng.choice(["macro", "weighted"])), int(rng.integers(5, 20))
        settings = {"top_k": k, "f_beta": beta, "metric_average": average, "calibration_bins": bins}
        add("classes", OF_CLASSES, settings, p, y, True, expected_of_classes(p, y, k, beta, average, bins))
        # Two classes: one probability, and a softmax over two.
        y = (rng.random(n) < 0.3).astype(np.int64)
        one = np.clip(0.3 * y + rng.random(n) * 0.7, 0.01, 0.99).astype(np.float32)
        if round_ % 3 == 0:
            one = (np.round(one, 1) * 0.9 + 0.03).astype(np.float32)
        one = np.where(np.abs(one - 0.5) < 1e-3, np.float32(0.52), one)
        two = np.stack([1 - one, one], 1)
        expected = expected_of_classes(two, y, 1, beta, average, bins)
        settings = {**settings, "top_k": 1}
        add("one probability", OF_CLASSES, settings, one[:, None], y[:, None].astype(np.float64), False, expected)
        add("two classes", OF_CLASSES, settings, two, y, True, expected)
        # Tokens: (N, T, C)
        add("sequences", OF_CLASSES[:11], {"top_k": 2}, p[:n // 4 * 4].reshape(n // 4, 4, classes), np.argmax(p, 1)[:n // 4 * 4].reshape(n // 4, 4), True, None)
        columns = int(rng.integers(1, 4))
        # Values that float holds exactly: scikit-learn and the program see the same numbers.
        y = (rng.normal(size=(n, columns)) * 3 + rng.choice([0, 50, -1000])).astype(np.float32)
        p = (y + rng.normal(size=y.shape)).astype(np.float32)
        if round_ % 3 == 0:
            y, p = np.round(y), np.round(p)
        add("numbers", OF_NUMBERS, {}, p.astype(np.float64), y.astype(np.float64), False, expected_of_numbers(p.astype(np.float64), y.astype(np.float64)))

    worst, failures, compared = {}, 0, 0
    for (name, expected), testCase, got in zip(wanted, cases, ask(tool, cases)):
        for metric in testCase["metrics"]:
            if expected is None:  # every answer is right: (N, T) is judged token by token
                wrong = abs(got[metric] - 1) if metric in ("accuracy", "balanced_accuracy", "mcc", "cohen_kappa", "f_score") else 0
            else:
                wrong = abs(got[metric] - expected[metric]) / max(1.0, abs(expected[metric]))
            compared += 1
            worst[metric] = max(worst.get(metric, 0), wrong)
            if not wrong <= 1e-6:
                failures += 1
                print(f"{name} {metric}: {got[metric]} instead of {None if expected is None else expected[metric]} ({testCase['settings']})   FAILED")
    print("; ".join(f"{metric} {value:.0e}" for metric, value in worst.items()))
    print(f"{compared} values of {len(worst)} metrics, {failures} failed")
    return 1 if failures or len(worst) != 21 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
