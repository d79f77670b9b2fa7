"""The switches of training on the command line: what was typed is in run.json, does what it says, and wrong values are refused by name."""

import json
import unittest

from program import ProgramTest, checkpoint_tensors, event_values


class Switches(ProgramTest):
    def setUp(self):
        super().setUp()
        self.new("i.nodegrad", "--example", "iris")
        self.runs = self.folder / "i.runs"

    def settings(self, run):
        return json.loads((self.runs / run / "run.json").read_text())["project"]["training"]

    def test_typed_switches_are_in_the_run_and_not_in_the_project(self):
        before = (self.folder / "i.nodegrad").read_bytes()
        self.done("train", "i.nodegrad", "--run", "a", "--epochs", 4, "--optimizer", "lion", "--optimizer-param", "beta1=0.8", "--learning-rate", 0.001,
                  "--schedule", "one_cycle", "--schedule-param", "pct_start=0.4", "--no-shuffle", "--gradient-clip-val", 1, "--warmup", 2,
                  "--metrics", "f_score,roc_auc,log_loss", "--monitor", "f_score", "--save-every-n-epochs", 1, "--keep-last", 2, "--ema-decay", 0.5)
        settings = self.settings("a")
        self.assertEqual(settings["optimizer"], "lion")
        self.assertEqual(settings["optimizer_params"], {"beta1": 0.8, "learning_rate": 0.001})
        self.assertEqual(settings["schedule_params"], {"pct_start": 0.4})
        self.assertEqual((settings["shuffle"], settings["gradient_clip_val"], settings["warmup"], settings["monitor"]), (False, 1, 2, "f_score"))
        self.assertEqual((self.folder / "i.nodegrad").read_bytes(), before)
        validation = event_values(self.runs / "a", "validation")
        self.assertEqual({tag: len(values) for tag, values in validation.items()}, {"loss": 4, "f_score": 4, "roc_auc": 4, "log_loss": 4})
        names = sorted(path.stem for path in (self.runs / "a" / "checkpoints").glob("*.json"))
        self.assertEqual(names, ["best", "epoch-3", "epoch-4", "last"])
        # Each can be looked at; the newest one is what "last" is, but with the averaged weights.
        figures = {name: self.done_json("evaluate", "i.nodegrad", "--run", "a", "--checkpoint", name) for name in names}
        self.assertEqual(figures["epoch-4"]["checkpoint"], "epoch-4")
        self.assertNotEqual(figures["epoch-4"]["loss"], figures["last"]["loss"])

    def test_limits_end_a_run(self):
        self.done("train", "i.nodegrad", "--run", "short", "--max-steps", 5)
        self.assertEqual(checkpoint_tensors(self.runs / "short")[0]["step"], 5)
        said = self.done("train", "i.nodegrad", "--run", "trial", "--fast-dev-run")
        self.assertIn("epoch   1/1", said)
        self.assertEqual(len(event_values(self.runs / "trial", "train")["loss"]), 1)

    def test_a_learning_rate_is_suggested_and_nothing_kept(self):
        before = (self.folder / "i.nodegrad").read_bytes()
        found = self.done_json("find-rate", "i.nodegrad")
        for rule in ("valley", "slide", "minimum", "steep"):
            self.assertTrue(1e-7 < found[rule] < 10, found)
        self.assertEqual(len(found["rates"]), len(found["losses"]))
        self.assertEqual(found, self.done_json("find-rate", "i.nodegrad"))
        self.assertIn(f"--learning-rate {found['valley']:.4g}", self.done("find-rate", "i.nodegrad"))
        self.assertFalse(self.runs.exists())
        self.assertEqual((self.folder / "i.nodegrad").read_bytes(), before)
        self.refused("find-rate", "i.nodegrad", "--from", 1, "--to", 0.1, says=["--to"])

    def test_a_batch_size_is_found_by_its_memory_and_nothing_kept(self):
        self.new("d.nodegrad", "--example", "digits_cnn")
        before = (self.folder / "d.nodegrad").read_bytes()
        found = self.done_json("find-batch", "d.nodegrad", "--mode", "power", "--most", 512)
        self.assertEqual([trial["batch_size"] for trial in found["trials"]], [2, 4, 8, 16, 32, 64, 128, 256, 512])
        self.assertEqual({trial["end"] for trial in found["trials"]}, {"fits"})
        self.assertEqual((found["largest"], found["bound_by_data"]), (512, False))
        taken = {trial["batch_size"]: trial["bytes"] for trial in found["trials"]}
        self.assertGreater(taken[512], 3 * taken[64])
        for trial in found["trials"]:
            self.assertGreater(trial["samples_per_second"], 0)
            if trial["batch_size"] < found["paying"]:
                self.assertLess(trial["samples_per_second"], 0.95 * max(each["samples_per_second"] for each in found["trials"]))

        # In what 64 samples take, 64 fit, and not many more.
        bound = self.done_json("find-batch", "d.nodegrad", "--memory", taken[64] / 1e6)
        self.assertLessEqual(bound["limit_bytes"], taken[64])
        self.assertTrue(56 <= bound["largest"] <= 80, bound)
        self.assertTrue(all(trial["bytes"] <= taken[64] for trial in bound["trials"] if trial["end"] == "fits"), bound)
        self.assertIn(f"--batch-size {bound['largest']}", self.done("find-batch", "d.nodegrad", "--memory", taken[64] / 1e6))
        self.refused("find-batch", "d.nodegrad", "--memory", 0.01, says=["batch of 2", "10 KB"])
        self.refused("find-batch", "d.nodegrad", "--first", 100, "--most", 50, says=["begin with 100", "--most"])
        self.assertFalse((self.folder / "d.runs").exists())
        self.assertEqual((self.folder / "d.nodegrad").read_bytes(), before)

    def test_a_run_that_failed_at_once_does_not_hide_the_good_one(self):
        self.new("d.nodegrad", "--example", "digits_mlp")
        self.done("train", "d.nodegrad", "--run", "good", "--epochs", 1)
        self.refused("train", "d.nodegrad", "--run", "bad", "--optimizer", "sgd", "--learning-rate", 1e30, "--epochs", 1, says=["NaN"])
        self.assertTrue((self.folder / "d.runs" / "bad").exists())
        self.assertTrue(self.done("evaluate", "d.nodegrad").startswith("good"))

    def test_wrong_values_are_refused_by_name(self):
        for words, says in ((("--metrics", "accuracy,luck"), "luck"), (("--metrics", "r2"), "numbers"), (("--optimizer", "newton"), "newton"),
                            (("--optimizer-param", "speed=3"), "speed"), (("--schedule", "one_cycle", "--schedule-param", "pct_start=2"), "Rise"),
                            (("--gradient-clip-algorithm", "half"), "half"), (("--ema-decay", "1"), "EMA decay"), (("--patience", "soon"), "Patience")):
            with self.subTest(words=words):
                self.refused("train", "i.nodegrad", *words, says=[says])
        self.assertNotEqual(self.run_program("evaluate", "i.nodegrad", "--checkpoint", "../x").returncode, 0)

    def test_every_switch_is_in_the_help(self):
        said = self.run_program("train", "--help").stdout
        self.done("train", "i.nodegrad", "--run", "a", "--epochs", 1)
        for name in self.settings("a"):
            self.assertIn("--" + name.removesuffix("_params").replace("_", "-"), said)


if __name__ == "__main__":
    unittest.main()
