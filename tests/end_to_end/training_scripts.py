"""The exported training scripts train as the run did: loss after each step of the first epoch within 1e-4, plain PyTorch and Lightning."""

import csv
import os
import subprocess
import sys
import unittest

from program import ProgramTest, event_values

LIMIT = 1e-4
MLP = "input > dense(24) > tanh > dense(3) > output(cross_entropy)"
CNN = ("input > conv2d(6, kernel=3, padding=same, bias=false) > batch_norm > relu > max_pool2d(2) > flatten > dense(10) > output(cross_entropy)")
LSTM = "input > lstm(8) > dense(2) > output(cross_entropy)"

# name: data, design, switches
RUNS = {
    "adam": ("digits", CNN, ["--gradient-clip-val", 0.5, "--warmup", 5, "--schedule", "cosine", "--schedule-param", "interval=step"]),
    "sgd": ("digits", CNN, ["--optimizer", "sgd", "--optimizer-param", "momentum=0.9", "--optimizer-param", "nesterov=true", "--learning-rate", 0.05,
                            "--schedule", "one_cycle", "--accumulate-grad-batches", 3, "--batch-size", 48]),
    "adamw": ("iris", MLP, ["--optimizer", "adamw", "--optimizer-param", "weight_decay=0.1", "--decay-weights-only", "--schedule", "fit_one_cycle",
                            "--batch-size", 16, "--ema-decay", 0.9]),
    "nadam": ("iris", MLP, ["--optimizer", "nadam", "--schedule", "linear", "--warmup", 1, "--warmup-unit", "epochs", "--batch-size", 8]),
    "radam": ("iris", MLP, ["--optimizer", "radam", "--schedule", "polynomial", "--batch-size", 8, "--no-shuffle"]),
    "adamax": ("iris", MLP, ["--optimizer", "adamax", "--schedule", "exponential", "--batch-size", 8, "--limit-train-batches", 9]),
    "adagrad": ("iris", MLP, ["--optimizer", "adagrad", "--schedule", "multi_step", "--schedule-param", "milestones=1,2", "--batch-size", 8]),
    "adadelta": ("iris", MLP, ["--optimizer", "adadelta", "--schedule", "step", "--schedule-param", "step_size=1", "--batch-size", 8]),
    "rmsprop": ("iris", MLP, ["--optimizer", "rmsprop", "--optimizer-param", "centered=true", "--schedule", "cyclic", "--schedule-param", "step_size_up=5",
                              "--schedule-param", "mode=triangular2", "--batch-size", 8]),
    "rprop": ("iris", MLP, ["--optimizer", "rprop", "--batch-size", 200, "--epochs", 9, "--schedule", "flat_cos"]),
    "lion": ("iris", MLP, ["--optimizer", "lion", "--schedule", "cosine_restarts", "--schedule-param", "t_0=2", "--batch-size", 8]),
    "adafactor": ("iris", MLP, ["--optimizer", "adafactor", "--batch-size", 8, "--gradient-clip-val", 0.05, "--gradient-clip-algorithm", "value"]),
    "plateau": ("iris", MLP, ["--schedule", "plateau", "--schedule-param", "patience=0", "--learning-rate", 0.3, "--epochs", 8, "--batch-size", 8,
                              "--warmup", 3]),
    "weights": ("iris", MLP.replace("output(cross_entropy)", "output(loss=cross_entropy, class_weights=\"1, 2, 0.5\", label_smoothing=0.1)"),
                ["--batch-size", 8]),
    "focal": ("iris", MLP.replace("cross_entropy", "focal"), ["--batch-size", 8]),
    "margin": ("iris", MLP.replace("cross_entropy", "multi_margin"), ["--batch-size", 8]),
    "yes_no": ("breast_cancer", MLP.replace("dense(3)", "dense(1)").replace("cross_entropy", "binary_cross_entropy_with_logits"), ["--early-stopping", "--patience", 2]),
}
WITH_LIGHTNING = ("adam", "sgd", "adamw", "plateau", "yes_no")


class TrainingScripts(ProgramTest):
    def script(self, name, *arguments):
        result = subprocess.run([sys.executable, name, *arguments], cwd=self.folder / "code", capture_output=True, text=True, timeout=600,
                                env=dict(os.environ, OMP_NUM_THREADS="1"))
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        return result.stdout

    def assert_same_curve(self, run, losses):
        """A point of the log is the mean of the steps since the one before."""
        points, before = event_values(self.folder / "p.runs" / run, "train")["loss"], 0
        self.assertEqual(points[-1][0], len(losses))
        for step, value in points:
            mean = sum(losses[before:step]) / (step - before)
            self.assertAlmostEqual(value, mean, delta=LIMIT * max(1, abs(mean)), msg=f"{run}: step {step}")
            before = step

    def check(self, name):
        data, design, switches = RUNS[name]
        self.new("p.nodegrad", "--graph", design, "--data", data)
        epochs = [] if "--epochs" in switches else ["--epochs", 3]
        self.done("train", "p.nodegrad", "--run", name, "--threads", 1, *epochs, *switches)
        self.done("export", "p.nodegrad", "--format", "pytorch", "--output", "code", "--option",
                  "training_script=" + ("lightning" if name in WITH_LIGHTNING else "pytorch"))
        self.script("train.py")
        with open(self.folder / "code" / "trained" / "log.csv", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assert_same_curve(name, [float(row["loss"]) for row in rows])
        rates = {int(row["step"]): float(row["learning_rate"]) for row in rows}
        for step, rate in event_values(self.folder / "p.runs" / name, "train")["learning_rate"]:
            self.assertAlmostEqual(rates[step], rate, delta=1e-6 * max(1e-3, rate), msg=f"{name}: rate of step {step}")
        if name in WITH_LIGHTNING:
            self.script("train_lightning.py")
            with open(self.folder / "code" / "lightning" / "log" / "version_0" / "metrics.csv", newline="") as file:
                losses = [float(row["train_loss"]) for row in csv.DictReader(file) if row["train_loss"]]
            if "--accumulate-grad-batches" not in switches:  # Lightning logs each batch
                self.assert_same_curve(name, losses)
            self.assertTrue((self.folder / "code" / "lightning" / "best.ckpt").exists())

    def test_each_run_comes_out_alike(self):
        for name in RUNS:
            with self.subTest(name):
                self.setUp()
                self.check(name)

    def test_lightning_goes_on_where_the_run_stands(self):
        for name, design, switches in (("adam", CNN, ["--batch-size", 100]), ("adamw", CNN, ["--optimizer", "adamw", "--decay-weights-only"]),
                                       ("sgd", MLP.replace("input >", "input > flatten >").replace("dense(3)", "dense(10)"), ["--optimizer", "sgd", "--optimizer-param", "momentum=0.9"])):
            with self.subTest(name):
                self.setUp()
                self.new("p.nodegrad", "--graph", design, "--data", "digits")
                self.done("train", "p.nodegrad", "--run", "a", "--threads", 1, "--epochs", 2, *switches)
                self.done("export", "p.nodegrad", "--format", "pytorch", "--output", "code", "--option", "training_script=lightning")
                self.done("export", "p.nodegrad", "--format", "lightning", "--checkpoint", "last", "--output", "last.ckpt", "--verify")
                self.done("train", "p.nodegrad", "--run", "a", "--resume", "--epochs", 4)
                self.script("train_lightning.py", "--epochs", "4", "--resume", str(self.folder / "last.ckpt"))
                with open(self.folder / "code" / "lightning" / "log" / "version_0" / "metrics.csv", newline="") as file:
                    rows = [row for row in csv.DictReader(file) if row["train_loss"]]
                theirs = {int(row["step"]) + 1: float(row["train_loss"]) for row in rows}
                ours = event_values(self.folder / "p.runs" / "a", "train")["loss"]
                self.assertEqual(min(theirs), len(ours) // 2 + 1)
                self.assertEqual(max(theirs), len(ours))
                for step, value in ours:
                    if step in theirs:
                        self.assertAlmostEqual(value, theirs[step], delta=LIMIT, msg=f"step {step}")
                self.script("-c", "from train_lightning import Network\nimport torch\n"
                            f"m = Network.load_from_checkpoint({str(self.folder / 'last.ckpt')!r})\n"
                            f"w = torch.load({str(self.folder / 'last.ckpt')!r}, weights_only=True)['state_dict']\n"
                            "assert all(torch.equal(v, w[k]) for k, v in m.state_dict().items()) and len(w) == len(m.state_dict())")

    def test_a_run_goes_on_from_a_checkpoint_of_lightning(self):
        self.new("p.nodegrad", "--graph", CNN, "--data", "digits")
        self.done("train", "p.nodegrad", "--run", "whole", "--threads", 1, "--epochs", 3)
        self.done("export", "p.nodegrad", "--format", "pytorch", "--output", "code", "--option", "training_script=lightning")
        self.script("train_lightning.py", "--epochs", "2")
        self.done("train", "p.nodegrad", "--run", "rest", "--threads", 1, "--epochs", 3, "--from-lightning", "code/lightning/last.ckpt")
        whole = dict(event_values(self.folder / "p.runs" / "whole", "train")["loss"])
        rest = event_values(self.folder / "p.runs" / "rest", "train")["loss"]
        self.assertEqual((rest[0][0], rest[-1][0]), (len(whole) // 3 * 2 + 1, len(whole)))
        for step, value in rest:
            self.assertAlmostEqual(value, whole[step], delta=LIMIT, msg=f"step {step}")
        self.new("other.nodegrad", "--graph", CNN.replace("conv2d(6", "conv2d(5"), "--data", "digits")
        self.refused("train", "other.nodegrad", "--from-lightning", "code/lightning/last.ckpt", says=["last.ckpt", "conv1.weight"])

    def test_what_cannot_be_written_is_said(self):
        self.new("p.nodegrad", "--graph", MLP, "--data", "iris")
        self.done("train", "p.nodegrad", "--run", "a", "--epochs", 1, "--optimizer", "muon")
        self.refused("export", "p.nodegrad", "--format", "pytorch", "--output", "code", says=["Muon", "Training script: none"])
        self.done("export", "p.nodegrad", "--format", "pytorch", "--output", "code", "--option", "training_script=none")
        self.assertFalse((self.folder / "code" / "train.py").exists())
        self.done("train", "p.nodegrad", "--run", "b", "--epochs", 1, "--val-check-interval", 3)
        self.done("export", "p.nodegrad", "--format", "pytorch", "--run", "b", "--output", "b")
        self.assertIn("val_check_interval = 3", (self.folder / "b" / "README.md").read_text())


if __name__ == "__main__":
    unittest.main()
