"""Digits from the gallery to files that other tools run, on the command line."""

import csv
import json
import signal
import time
import unittest

import numpy

from program import ProgramTest, checkpoint_tensors


class WholeJob(ProgramTest):
    def test_digits_from_new_to_export(self):
        self.new("digits.nodegrad", "--example", "digits_cnn")
        self.assertIn("parameters", self.done("check", "digits.nodegrad"))
        checked = self.done_json("check", "digits.nodegrad")
        self.assertTrue(checked["ok"])
        self.assertEqual(checked["problems"], [])
        # conv 32*9, 64*32*9 without biases, batch norm 2*(32+64), dense 64*16*128+128, 128*10+10
        self.assertEqual(checked["parameters"], 288 + 18432 + 192 + 131200 + 1290)

        out = self.done("train", "digits.nodegrad", "--epochs", 3, "--run", "first")
        self.assertIn("epoch   3/3", out)
        self.assertIn("Saved as 'first'", out)
        before = (self.folder / "digits.nodegrad").read_bytes()
        for mine in ("digits.nodegrad", "digits.runs/first/model.onnx"):
            self.refused("export", "digits.nodegrad", "--format", "onnx", "--output", mine, says=["belongs to the project"])
        self.assertEqual((self.folder / "digits.nodegrad").read_bytes(), before)
        run = self.folder / "digits.runs" / "first"
        self.assertTrue(list((run / "train").glob("events.out.tfevents.*")))

        evaluated = self.done_json("evaluate", "digits.nodegrad")
        self.assertGreater(evaluated["accuracy"], 0.9)
        self.assertEqual(evaluated["count"], 270)  # 15 % of 1797
        self.assertEqual(sum(map(sum, evaluated["confusion"])), 270)
        self.assertEqual(evaluated["split"], "test")
        self.assertIn("accuracy", self.done("evaluate", "digits.nodegrad", "--split", "train"))

        self.predict()
        self.export()
        self.resume_with_more_epochs(run)

    def predict(self):
        pictures = numpy.zeros((3, 1, 8, 8), dtype=numpy.float32)
        pictures[:, 0, 1:7, 3] = 16  # a stroke from top to bottom
        numpy.save(self.folder / "ones.npy", pictures)
        answers = self.done_json("predict", "digits.nodegrad", "--input", "ones.npy")
        self.assertEqual([answer["sample"] for answer in answers], ["ones.npy[0]", "ones.npy[1]", "ones.npy[2]"])
        self.assertEqual(len(answers[0]["probabilities"]), 10)
        self.assertAlmostEqual(sum(answers[0]["probabilities"].values()), 1, places=5)
        self.done("predict", "digits.nodegrad", "--input", "ones.npy", "--output", "answers.csv")
        with open(self.folder / "answers.csv", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(len(rows), 3)
        self.assertEqual(rows[0]["answer"], answers[0]["answer"])
        self.done("predict", "digits.nodegrad", "--input", "ones.npy", "--output", "answers.npy")
        self.assertEqual(numpy.load(self.folder / "answers.npy").shape, (3, 10))

    def export(self):
        for format_name, name in (("onnx", "digits.onnx"), ("torchscript", "digits.pt")):
            exported = self.done_json("export", "digits.nodegrad", "--format", format_name, "--output", name, "--verify")
            verification = exported["verification"]
            self.assertTrue(verification["passed"], verification)
            self.assertTrue(verification["independent"], verification)
            self.assertLess(verification["largest_difference"], 1e-4)
        # Another engine, without our help, on raw pictures: the preparation is in the file.
        import onnxruntime

        session = onnxruntime.InferenceSession(str(self.folder / "digits.onnx"))
        pictures = numpy.load(self.folder / "ones.npy")
        answers = session.run(None, {session.get_inputs()[0].name: pictures})[0]
        numpy.testing.assert_allclose(answers, numpy.load(self.folder / "answers.npy"), atol=1e-5)
        for format_name, name in (("safetensors", "digits.safetensors"), ("pytorch", "digits_code")):
            self.done("export", "digits.nodegrad", "--format", format_name, "--output", name)
            self.assertTrue((self.folder / name).exists())

    def resume_with_more_epochs(self, run):
        self.refused("train", "digits.nodegrad", "--resume", says=["'first' has done 3 epochs already", "--resume --epochs 13"])
        result = self.done_json("train", "digits.nodegrad", "--resume", "--epochs", 4)
        self.assertEqual(result["epochs_done"], 4)
        self.assertEqual(result["state"], "completed")
        self.assertEqual(checkpoint_tensors(run)[0]["epoch"], 4)

    def test_a_stop_is_clean_and_says_how_to_go_on(self):
        self.new("d.nodegrad", "--example", "digits_cnn")
        for signal_number in (signal.SIGINT, signal.SIGTERM):
            process = self.start_program("train", "d.nodegrad", "--run", str(signal_number))
            while "epoch   1/30" not in (line := process.stdout.readline()):
                self.assertTrue(line, "ended before its first epoch")
            process.send_signal(signal_number)
            _, error = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 1)
            self.assertIn("was stopped after", error)
            self.assertIn("nodegrad train d.nodegrad --resume", error)
            run = self.folder / "d.runs" / str(signal_number).lower()
            self.assertEqual(json.loads((run / "run.json").read_text())["state"], "stopped")
            done = checkpoint_tensors(run)[0]["epoch"]
            result = self.done_json("train", "d.nodegrad", "--run", str(signal_number), "--resume", "--epochs", done + 1)
            self.assertEqual(result["epochs_done"], done + 1)

    def test_every_example_trains_and_is_evaluated(self):
        for example in self.done_json("examples"):
            if "parameters" in example:  # a known network has no data of its own; it is counted instead
                continue
            with self.subTest(example=example["id"]):
                name = self.new(example["id"] + ".nodegrad", "--example", example["id"])
                self.assertTrue(self.done_json("check", name)["ok"])
                self.done("train", name, "--epochs", 1)
                self.assertGreaterEqual(self.done_json("evaluate", name)["accuracy"], 0)

    def test_a_network_from_text_and_a_table_of_numbers(self):
        rows = "\n".join(f"{x / 100},{(x * 7 % 100) / 100},{2 * x / 100 - 1}" for x in range(200))
        self.write("table.csv", "a,b,y\n" + rows + "\n")
        self.new("t.nodegrad", "--graph", "input(2) > dense(8) > tanh > dense(1) > output(mse)", "--data", "table.csv")
        self.done("train", "t.nodegrad", "--epochs", 60, "--learning-rate", 0.02, "--batch-size", 16)
        evaluated = self.done_json("evaluate", "t.nodegrad")
        self.assertGreater(evaluated["r2"], 0.95)
        self.write("new.csv", "b,a\n0.5,0.25\n0.1,0.75\n")
        answers = [answer["answer"][0] for answer in self.done_json("predict", "t.nodegrad", "--input", "new.csv")]
        numpy.testing.assert_allclose(answers, [-0.5, 0.5], atol=0.3)

    def test_equal_seeds_give_equal_runs_and_other_seeds_others(self):
        self.new("i.nodegrad", "--example", "iris")
        losses = [self.done_json("train", "i.nodegrad", "--epochs", 3, "--threads", 1, "--seed", seed)["best_validation_loss"]
                  for seed in (5, 5, 6)]
        self.assertEqual(losses[0], losses[1])
        self.assertNotEqual(losses[0], losses[2])
        names = sorted(path.name for path in (self.folder / "i.runs").iterdir())
        self.assertEqual(names, ["run-1", "run-2", "run-3"])

    def test_new_replaces_a_file_only_when_told_to(self):
        self.new("a.nodegrad", "--example", "iris")
        before = (self.folder / "a.nodegrad").read_bytes()
        self.refused("new", "a.nodegrad", "--example", "xor", says=["'a.nodegrad' already", "--force"])
        self.assertEqual((self.folder / "a.nodegrad").read_bytes(), before)
        self.done("new", "a.nodegrad", "--example", "xor", "--force")
        self.assertNotEqual((self.folder / "a.nodegrad").read_bytes(), before)

    def test_a_project_and_its_runs_can_be_moved(self):
        self.write("here/table.csv", "a,b,c\n" + "".join(f"{i},{i % 7},{'xy'[i % 2]}\n" for i in range(100)))
        self.done("new", "here/p.nodegrad", "--graph", "input(2) > dense(2) > output(cross_entropy)", "--data", "here/table.csv")
        self.done("train", "here/p.nodegrad", "--epochs", 1)
        before = self.done_json("evaluate", "here/p.nodegrad")
        (self.folder / "here").rename(self.folder / "there")
        self.assertEqual(self.done_json("evaluate", "there/p.nodegrad"), before)

    def test_lists_and_usage(self):
        self.assertIn("conv2d", self.done("layers"))
        self.assertTrue(any(layer["id"] == "dense" for layer in self.done_json("layers")))
        self.assertIn("matmul", self.done("ops") + self.done("ops").replace("linear", "matmul"))
        self.assertIn("digits", self.done("data"))
        self.assertIn("0.1.0", self.done("--version"))
        self.assertIn("train", self.done("--help"))
        for wrong in (["train"], ["train", "x", "--epochs", "many"], ["fly"], ["evaluate", "x", "--split", "all"],
                      ["new", "x", "--example", "iris", "--graph", "input(2)"], ["train", "x", "--resume", "--seed", "3"]):
            with self.subTest(wrong=wrong):
                result = self.run_program(*wrong)
                self.assertEqual(result.returncode, 2, result.stderr)

    def test_start_without_a_display_is_a_tour_in_the_terminal(self):
        started = time.monotonic()
        out = self.done("start")
        print(f"\nstart took {time.monotonic() - started:.1f} s")
        for words in ("There is no display", "test pictures", "ONNX:", "TorchScript:", "same answers", "nodegrad-demo"):
            self.assertIn(words, out)
        demo = self.folder / "nodegrad-demo"
        self.assertTrue((demo / "digits.onnx").exists())
        self.assertTrue((demo / "digits.nodegrad").exists())
        self.assertGreater(self.done_json("evaluate", "nodegrad-demo/digits.nodegrad")["accuracy"], 0.95)


if __name__ == "__main__":
    unittest.main()
