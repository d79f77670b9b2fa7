"""The examples keep what the gallery promises: mean test accuracy over five seeds, time printed."""

import statistics
import time
import unittest

from program import ProgramTest


class Accuracy(ProgramTest):
    def mean_accuracy(self, example):
        self.new("e.nodegrad", "--example", example)
        accuracies, seconds = [], []
        for seed in range(1, 6):
            started = time.monotonic()
            self.done("train", "e.nodegrad", "--seed", seed, "--run", f"seed {seed}")
            seconds.append(time.monotonic() - started)
            accuracies.append(self.done_json("evaluate", "e.nodegrad", "--run", f"seed {seed}")["accuracy"])
        print(f"\n{example}: test accuracies {', '.join(f'{a:.4f}' for a in accuracies)}, mean {statistics.mean(accuracies):.4f}, "
              f"{statistics.mean(seconds):.1f} s a run")
        return statistics.mean(accuracies)

    def test_digits_cnn_reaches_98_percent(self):
        self.assertGreaterEqual(self.mean_accuracy("digits_cnn"), 0.98)

    def test_iris_reaches_95_percent(self):
        self.assertGreaterEqual(self.mean_accuracy("iris"), 0.95)


if __name__ == "__main__":
    unittest.main()
