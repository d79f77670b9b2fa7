"""TensorBoard's own reader opens a run's folder and finds the numbers that the program tells elsewhere."""

import json
import math
import unittest

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


if __name__ == "__main__":
    unittest.main()
