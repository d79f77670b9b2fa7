"""TensorBoard's own reader opens a run's folder and finds the numbers that the program tells elsewhere."""

import json
import math
import unittest

import numpy
from program import ProgramTest, event_values


class TensorBoardPeer(ProgramTest):
    def test_a_run_is_a_tensorboard_folder(self):
        self.new("digits.nodegrad", "--example", "digits_cnn")
        told = self.done_json("train", "digits.nodegrad", "--epochs", 5)
        run = self.folder / "digits.runs" / "run-1"
        train, validation = event_values(run, "train"), event_values(run, "validation")

        steps = 5 * math.ceil(1257 / 64)
        self.assertEqual([step for step, _ in train["loss"]], list(range(1, steps + 1)))
        self.assertEqual([step for step, _ in validation["loss"]], list(range(20, steps + 1, 20)))
        self.assertTrue(all(math.isfinite(value) for _, value in train["loss"]))

        # The cosine schedule of torch.optim.lr_scheduler.CosineAnnealingLR: 0.002 (1 + cos(pi epoch / 5)) / 2.
        for step, value in train["learning_rate"]:
            epoch = (step - 1) // 20
            self.assertAlmostEqual(value, 0.002 * (1 + math.cos(math.pi * epoch / 5)) / 2, delta=1e-9)

        losses = [value for _, value in validation["loss"]]
        best = min(range(5), key=lambda i: losses[i])
        self.assertEqual(told["best_epoch"], best + 1)
        self.assertAlmostEqual(told["best_validation_loss"], losses[best], delta=1e-6 * losses[best])
        self.assertAlmostEqual(told["best_metric"], validation["accuracy"][best][1], delta=1e-6)

        for checkpoint, index in (("last", 4), ("best", best)):
            evaluated = self.done_json("evaluate", "digits.nodegrad", "--split", "validation", "--checkpoint", checkpoint)
            self.assertAlmostEqual(evaluated["accuracy"], validation["accuracy"][index][1], delta=1e-6)
            self.assertAlmostEqual(evaluated["loss"], losses[index], delta=1e-5 + 1e-5 * losses[index])

        state = json.loads((run / "run.json").read_text())
        self.assertEqual(state["state"], "completed")

    def test_histograms_are_those_of_numpy(self):
        from safetensors.numpy import load_file
        from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

        self.new("digits.nodegrad", "--example", "digits_cnn")
        watched = ("--watch-histograms", "--watch-every", 1, "--optimizer", "sgd", "--schedule", "constant", "--learning-rate", 0.5, "--max-steps")
        self.done("train", "digits.nodegrad", "--run", "seen", *watched, 20)
        logged = EventAccumulator(str(self.folder / "digits.runs" / "seen" / "train"), size_guidance={"histograms": 0})
        logged.Reload()

        def weights_after(steps):
            self.done("train", "digits.nodegrad", "--run", f"to-{steps}", *watched, steps)
            checkpoints = self.folder / "digits.runs" / f"to-{steps}" / "checkpoints"
            return load_file(checkpoints / json.loads((checkpoints / "last.json").read_text())["tensors"])

        for step in (10, 20):
            # Weights are taken before the step, gradients are what it took off them.
            before, after = weights_after(step - 1), weights_after(step)
            names = [key.split("/", 1)[-1] for key in before if f"weights/{key.split('/', 1)[-1]}" in logged.Tags()["histograms"]]
            self.assertGreater(len(names), 5)
            self.assertEqual(sorted(logged.Tags()["histograms"]), sorted([f"weights/{n}" for n in names] + [f"gradients/{n}" for n in names]))
            for key in before:
                name = key.split("/", 1)[-1]
                if name not in names:
                    continue
                with self.subTest(name=name, step=step):
                    self.assertEqual([event.step for event in logged.Histograms(f"weights/{name}")], [10, 20])
                    found = logged.Histograms(f"weights/{name}")[step // 10 - 1].histogram_value
                    values = before[key].astype("f8").ravel()
                    counts, edges = numpy.histogram(values, 30)
                    self.assertEqual(list(found.bucket_limit), edges.tolist())
                    self.assertEqual(list(found.bucket), [0, *counts.tolist()])
                    self.assertEqual((found.min, found.max, found.num), (values.min(), values.max(), values.size))
                    self.assertAlmostEqual(found.sum, values.sum(), delta=1e-12 * abs(values).sum())
                    self.assertAlmostEqual(found.sum_squares, values @ values, delta=1e-12 * (values @ values))

                    found = logged.Histograms(f"gradients/{name}")[step // 10 - 1].histogram_value
                    gradients = (before[key].astype("f8") - after[key]).ravel() / 0.5
                    largest = abs(gradients).max()
                    rounding = 2**-23 * (abs(before[key]).max() + largest) / 0.5
                    self.assertGreater(largest, 100 * rounding)
                    self.assertAlmostEqual(found.min, gradients.min(), delta=rounding)
                    self.assertAlmostEqual(found.max, gradients.max(), delta=rounding)
                    self.assertAlmostEqual(found.sum, gradients.sum(), delta=rounding * gradients.size)
                    self.assertAlmostEqual(found.sum_squares, gradients @ gradients, delta=3 * rounding * largest * gradients.size)
                    self.assertEqual(sum(found.bucket), gradients.size)
                    counts, _ = numpy.histogram(gradients, found.bucket_limit)
                    self.assertLessEqual(abs(counts - found.bucket[1:]).sum(), 2 + gradients.size // 20)


if __name__ == "__main__":
    unittest.main()
