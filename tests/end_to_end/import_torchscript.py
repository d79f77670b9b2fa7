"""The command `import` on TorchScript archives, good and hostile: a model becomes a project; a bad file ends in one sentence, and nothing else happens."""

import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import time
import unittest
import zipfile
from pathlib import Path

import numpy as np
import torch
from torch import nn

from program import ProgramTest


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 3)

    def forward(self, x):
        return torch.softmax(torch.relu(self.fc(x)), dim=1)


class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding, self.lstm, self.fc = nn.Embedding(30, 8), nn.LSTM(8, 6, batch_first=True), nn.Linear(6, 3)

    def forward(self, x):
        return self.fc(self.lstm(self.embedding(x))[0][:, -1])


class Weightless(nn.Module):
    def forward(self, x):
        return torch.tanh(x)


class Endless(nn.Module):
    def forward(self, x):
        while True:
            x = x + 1
        return x


class EndlessWhenLoaded(nn.Module):
    def __init__(self):
        super().__init__()
        self.number: int = 1

    @torch.jit.export
    def __getstate__(self):
        return self.number

    @torch.jit.export
    def __setstate__(self, state: int):
        self.number = state
        while self.number > 0:
            self.number = 2

    def forward(self, x):
        return x * self.number


class Huge(nn.Module):
    def forward(self, x):
        return x + torch.zeros(1 << 20, 1 << 20).sum()


class Writes(nn.Module):
    """torch.save is an operator of TorchScript."""

    def __init__(self, path: str):
        super().__init__()
        self.path = path

    def forward(self, x):
        torch.save(x, self.path)
        return x * 2


class Random(nn.Module):
    def forward(self, x):
        return x + torch.rand(3, 4).sum()


class ByNumbers(nn.Module):
    def forward(self, x):
        if bool((x.sum() > 1e9) | (x[0, 0] < -1e9)):
            return x * 2
        return x * 3


class WritesLater(nn.Module):
    """Does nothing wrong with the numbers that it is tried with."""

    def __init__(self, path: str):
        super().__init__()
        self.path = path

    def forward(self, x):
        if bool(x.sum() > 100):
            torch.save(x, self.path)
        return x * 2


class Unknown(nn.Module):
    """Calls an operator that no layer stands for."""

    def __init__(self, features: int = 4):
        super().__init__()
        self.fc = nn.Linear(features, features)

    def forward(self, x):
        return torch.special.i1e(self.fc(x))


class Partly(nn.Module):
    """Changes a part of an array."""

    def forward(self, x):
        y = x * 2
        y[:, 0] = x[:, 1]
        return y


class EndlessLater(nn.Module):
    """Its two hundredth run does not end."""

    def __init__(self):
        super().__init__()
        self.runs: int = 0

    def forward(self, x):
        self.runs += 1
        while self.runs == 200:
            x = x + 1
        return torch.special.i1e(x)


class ImportTorchScript(ProgramTest):
    def script(self, module, name="model.pt"):
        torch.jit.script(module.eval()).save(str(self.folder / name))
        return name

    def test_a_scripted_model_predicts_the_same_and_trains_on(self):
        torch.manual_seed(3)
        net = Net()
        self.script(net)
        report = self.done_json("import", "model.pt", "--output", "net.nodegrad", "--shape", "x=4")
        self.assertEqual((report["format"], report["whole"], report["weights"]), ("TorchScript", True, 15))
        x = np.random.default_rng(2).normal(size=(6, 4)).astype(np.float32)
        np.save(self.folder / "x.npy", x)
        self.done("predict", "net.nodegrad", "--input", "x.npy", "--output", "y.npy")
        np.testing.assert_allclose(np.load(self.folder / "y.npy"), net(torch.from_numpy(x)).detach().numpy(), rtol=1e-6, atol=1e-6)

    def test_sizes_that_only_one_network_could_take_need_not_be_said(self):
        self.script(Net())
        words = self.done("import", "model.pt", "--output", "net.nodegrad")
        self.assertIn("x (N, 4) fits", words)

    def test_our_own_archives_come_back_with_equal_weights(self):
        self.new("a.nodegrad", "--graph", "input(1,8,8) > conv2d(4, kernel=3) > batch_norm > relu > max_pool2d(2) > flatten > dense(10) > output(cross_entropy)", "--data", "digits")
        self.run_program("train", "a.nodegrad", "--epochs", "1", "--seed", "1")
        self.done("export", "a.nodegrad", "--format", "torchscript", "--output", "a.pt")
        report = self.done_json("import", "a.pt", "--output", "b.nodegrad")  # our own say their sizes
        self.assertTrue(report["whole"], report)
        self.done("export", "b.nodegrad", "--format", "torchscript", "--output", "b.pt")
        first, second = torch.jit.load(str(self.folder / "a.pt")), torch.jit.load(str(self.folder / "b.pt"))
        kept = [tensor.numpy().tobytes() for tensor in second.state_dict().values()]
        for name, tensor in first.state_dict().items():
            if tensor.is_floating_point():  # the count of batches is left behind
                self.assertIn(tensor.numpy().tobytes(), kept, name)
        x = torch.rand(3, 1, 8, 8)
        torch.testing.assert_close(first(x), second(x), rtol=1e-6, atol=1e-6)

    def test_an_archive_of_tokens_is_read_and_ours_says_that_it_takes_them(self):
        reader = Reader()
        self.script(reader)
        for shape in ("x=9", "x=9:tokens"):
            report = self.done_json("import", "model.pt", "--output", "a.nodegrad", "--force", "--shape", shape)
            self.assertTrue(report["whole"], report)
        self.done("export", "a.nodegrad", "--format", "torchscript", "--output", "b.pt")
        report = self.done_json("import", "b.pt", "--output", "b.nodegrad")
        self.assertTrue(report["whole"], report)
        self.assertFalse(any("does not say what sizes" in note for note in report["notes"]), report)
        self.done("export", "b.nodegrad", "--format", "torchscript", "--output", "c.pt")
        tokens = torch.randint(0, 30, (4, 9))
        torch.testing.assert_close(torch.jit.load(str(self.folder / "c.pt"))(tokens), reader.eval()(tokens), rtol=1e-5, atol=1e-6)

    def test_a_file_that_is_cut_off_is_told_as_that(self):
        self.script(Net())
        path = self.folder / "model.pt"
        path.write_bytes(path.read_bytes()[:-200])
        self.refused("import", "model.pt", "--output", "b.nodegrad", says=["is cut off"])

    def test_a_design_without_weights_is_exported_as_it_is(self):
        self.script(Weightless())
        self.done("import", "model.pt", "--output", "a.nodegrad", "--shape", "x=4")
        self.done("export", "a.nodegrad", "--format", "onnx", "--output", "a.onnx")

    def test_sizes_that_do_not_fit_are_told(self):
        self.script(Net())
        self.refused("import", "model.pt", "--output", "b.nodegrad", "--shape", "x=5", says=["does not run with inputs of these sizes", "--shape"])
        self.refused("import", "model.pt", "--output", "b.nodegrad", "--shape", "y=4", says=["no input called 'y'"])

    def test_weights_alone_and_models_are_told_apart(self):
        torch.save(Net().state_dict(), self.folder / "weights.pt")
        self.refused("import", "weights.pt", "--output", "b.nodegrad", says=["Weights alone make no design", "--into"])
        self.script(Net())
        self.new("a.nodegrad", "--graph", "input(4) > dense(3) > output(cross_entropy)")
        self.refused("import", "model.pt", "--into", "a.nodegrad", says=["is a TorchScript model"])

    def test_what_no_design_does_is_told(self):
        for module, words in ((Random(), "draws random numbers"), (Partly(), "changes part of an array in place")):
            self.script(module)
            self.refused("import", "model.pt", "--output", "b.nodegrad", "--shape", "x=4", "--as-block", "never", says=[words, "ONNX"])
        self.script(ByNumbers())
        words = self.done("import", "model.pt", "--output", "b.nodegrad", "--shape", "x=4")
        self.assertIn("looks at the numbers", words)

    def predictions(self, project, x, *words):
        np.save(self.folder / "x.npy", x)
        self.done("predict", project, "--input", "x.npy", "--output", "y.npy", *words)
        return np.load(self.folder / "y.npy")

    def test_what_no_design_does_runs_as_one_layer(self):
        x = np.random.default_rng(5).normal(size=(300, 3, 4)).astype(np.float32)
        for number, (module, words) in enumerate(((Partly(), "changes part of an array in place"), (Unknown(), "special_i1e"))):
            self.script(module)
            report = self.done_json("import", "model.pt", "--output", f"b{number}.nodegrad", "--shape", "x=3x4")
            self.assertTrue(report["whole"], report)
            self.assertIn(words, report["notes"][0])
            self.assertIn("runs as one layer", report["notes"][0])
            np.testing.assert_array_equal(self.predictions(f"b{number}.nodegrad", x), module(torch.from_numpy(x)).detach().numpy())
        self.script(Net())
        self.done_json("import", "model.pt", "--output", "always.nodegrad", "--shape", "x=4", "--as-block", "always")
        torch.testing.assert_close(torch.from_numpy(self.predictions("always.nodegrad", x[:, 0])), torch.jit.load(self.folder / "model.pt")(torch.from_numpy(x[:, 0])), rtol=1e-6, atol=1e-6)

    def test_layers_train_before_and_behind_a_foreign_one_and_the_file_goes_along(self):
        torch.manual_seed(1)
        self.script(Unknown(16))
        self.done("import", "model.pt", "--output", "b.nodegrad", "--shape", "x=16")
        archive = (self.folder / "model.pt").read_bytes()
        block = f'torchscript(takes="x=16", gives="output=16", archive="{hashlib.sha256(archive).hexdigest()}", size={len(archive)})'
        self.new("a.nodegrad", "--graph", f"input(1,8,8) > flatten > dense(16) > {block} > dense(10) > output(cross_entropy)", "--data", "digits")
        self.refused("train", "a.nodegrad", "--epochs", "1", says=["torchscript1", "not there"])
        self.write("map.json", '{"torchscript1.archive": "model.archive"}')
        self.done("import", "b.initial.safetensors", "--into", "a.nodegrad", "--map", "map.json", "--partial")
        (self.folder / "model.pt").unlink()

        # One run in one go, another that was stopped and taken up: the same weights.
        self.done("train", "a.nodegrad", "--run", "whole", "--epochs", "8", "--seed", "3", "--learning-rate", "0.02")
        self.done("train", "a.nodegrad", "--run", "parts", "--epochs", "1", "--seed", "3", "--learning-rate", "0.02")
        self.done("train", "a.nodegrad", "--run", "parts", "--resume", "--epochs", "8")
        first, second = (self.done("evaluate", "a.nodegrad", "--run", run, "--checkpoint", "last", "--json") for run in ("whole", "parts"))
        self.assertEqual(json.loads(first)["accuracy"], json.loads(second)["accuracy"])
        self.assertGreater(json.loads(first)["accuracy"], 0.8, "it learns through the foreign layer")

        # Files that hold no program of others say so; PyTorch code gives the same numbers.
        for format in ("onnx", "torchscript", "cpp_project"):
            self.refused("export", "a.nodegrad", "--run", "whole", "--format", format, "--output", "out", says=["torchscript1"])
        self.done("export", "a.nodegrad", "--run", "whole", "--format", "pytorch", "--output", "code")
        x = np.random.default_rng(5).normal(size=(20, 1, 8, 8)).astype(np.float32)
        ours = self.predictions("a.nodegrad", x, "--run", "whole")
        code = subprocess.run([sys.executable, "run.py", "../x.npy", "--output", "../theirs.npy"], cwd=self.folder / "code", capture_output=True, text=True, check=False)
        self.assertEqual(code.returncode, 0, code.stderr)
        np.testing.assert_allclose(np.load(self.folder / "theirs.npy"), ours, rtol=1e-5, atol=1e-6)

    def test_a_stop_does_not_wait_for_a_foreign_layer_that_does_not_end(self):
        self.script(EndlessLater())
        self.done("import", "model.pt", "--output", "b.nodegrad", "--shape", "x=16", "--as-block", "always")
        archive = (self.folder / "model.pt").read_bytes()
        block = f'torchscript(takes="x=16", gives="output=16", archive="{hashlib.sha256(archive).hexdigest()}", size={len(archive)})'
        self.new("a.nodegrad", "--graph", f"input(1,8,8) > flatten > dense(16) > {block} > dense(10) > output(cross_entropy)", "--data", "digits")
        self.write("map.json", '{"torchscript1.archive": "model.archive"}')
        self.done("import", "b.initial.safetensors", "--into", "a.nodegrad", "--map", "map.json", "--partial")
        process = self.start_program("train", "a.nodegrad", "--run", "one", "--epochs", "50", "--batch-size", "64")
        while " 1/50" not in (line := process.stdout.readline()):
            self.assertTrue(line, "ended before its first epoch")
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=60)
        self.assertIn("was stopped", error)
        run = json.loads((self.folder / "a.runs" / "one" / "run.json").read_text())
        self.assertEqual(run["state"], "stopped")
        self.assertIn("stopped within a step", run["state_note"])

    def test_a_foreign_layer_reaches_no_file(self):
        target = self.folder / "written"
        self.script(WritesLater(str(target)))
        self.done("import", "model.pt", "--output", "b.nodegrad", "--shape", "x=4", "--as-block", "always")
        np.save(self.folder / "x.npy", np.ones((2, 4), np.float32))
        self.done("predict", "b.nodegrad", "--input", "x.npy", "--output", "y.npy")
        np.save(self.folder / "x.npy", np.full((2, 4), 50, np.float32))
        self.run_program("predict", "b.nodegrad", "--input", "x.npy", "--output", "y.npy")
        self.assertFalse(target.exists())

    def test_files_that_are_none_end_in_a_sentence(self):
        good = (self.folder / self.script(Net())).read_bytes()
        self.write("cut.pt", good[: len(good) * 2 // 3])
        self.refused("import", "cut.pt", "--output", "b.nodegrad", says=["cut.pt"])
        self.write("rubbish.pt", b"rubbish")
        self.refused("import", "rubbish.pt", "--output", "b.nodegrad", says=["no model that can be imported", "TorchScript"])
        self.write("empty.pt", b"")
        self.refused("import", "empty.pt", "--output", "b.nodegrad")
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("model/constants.pkl", b"nonsense")
            archive.writestr("model/data.pkl", b"\x80\x02.")
            archive.writestr("model/code/__torch__.py", b"class A:\n  pass\n")
            archive.writestr("model/version", b"3\n")
        self.write("wrong.pt", out.getvalue())
        self.refused("import", "wrong.pt", "--output", "b.nodegrad", says=["cannot be read as a TorchScript model"])
        for place in range(200, len(good) - 200, len(good) // 25):
            damaged = bytearray(good)
            damaged[place : place + 40] = bytes(255 - byte for byte in damaged[place : place + 40])
            self.write("damaged.pt", bytes(damaged))
            result = self.run_program("import", "damaged.pt", "--output", f"d{place}.nodegrad", "--shape", "x=4")
            self.assertIn(result.returncode, (0, 1), result.stderr)
            self.assertTrue(result.returncode == 0 or result.stderr.startswith("nodegrad: "), result.stderr)

    def test_a_bomb_takes_no_memory(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr("model/constants.pkl", b"\x80\x02).")
            archive.writestr("model/version", b"3\n")
            with archive.open("model/data.pkl", "w", force_zip64=True) as record:
                block = bytes(1 << 24)
                for _ in range(640):  # 10 GB
                    record.write(block)
        self.write("bomb.pt", out.getvalue())
        self.refused("import", "bomb.pt", "--output", "b.nodegrad", says=["bomb.pt"])

    def test_arrays_of_absurd_sizes_are_refused(self):
        self.script(Huge())
        self.refused("import", "model.pt", "--output", "b.nodegrad", "--shape", "x=4", says=["model.pt"])

    def test_a_model_that_never_ends_is_ended(self):
        for module in (Endless(), EndlessWhenLoaded()):
            self.script(module)
            result = self.run_program("read-torchscript", "model.pt", "--output", "model.onnx", "--shape", "x=4", "--seconds", "2")
            self.assertIn(result.returncode, (-9, -24), result.stdout + result.stderr)

    def test_a_model_reaches_no_file(self):
        target = self.folder / "written"
        self.script(Writes(str(target)))
        self.run_program("import", "model.pt", "--output", "b.nodegrad", "--shape", "x=4")
        self.assertFalse(target.exists())
        target.write_text("mine", encoding="utf-8")
        self.run_program("import", "model.pt", "--output", "c.nodegrad", "--shape", "x=4")
        self.assertEqual(target.read_text(encoding="utf-8"), "mine")

    def test_nothing_is_left_behind(self):
        self.script(Net())
        self.environment["TMPDIR"] = str(self.folder / "scratch")
        (self.folder / "scratch").mkdir()
        self.done("import", "model.pt", "--output", "net.nodegrad")
        self.write("cut.pt", (self.folder / "model.pt").read_bytes()[:500])
        self.refused("import", "cut.pt", "--output", "b.nodegrad")
        self.assertEqual(os.listdir(self.folder / "scratch"), [])
        self.assertFalse(Path(self.folder / "b.nodegrad").exists())


if __name__ == "__main__":
    unittest.main()
