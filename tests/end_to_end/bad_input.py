"""What bad input gets on the command line: exit code 1 and a sentence that names the thing and the cure."""

import json
import re
import resource
import shutil
import signal
import struct
import time
import unittest
import zlib

import numpy

from program import ProgramTest

TABLE = "a,b,kind\n" + "".join(f"{i / 10},{i % 7},{'xyz'[i % 3]}\n" for i in range(90))
CLASSIFY = "input(2) > dense(3) > output(cross_entropy)"


def png(value):
    """A grey 8 x 8 picture."""
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = b"".join(b"\0" + bytes([value] * 8) for _ in range(8))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class BadDesigns(ProgramTest):
    def check_graph(self, graph, *says, data="digits"):
        self.done("new", "g.nodegrad", "--graph", graph, "--data", data, "--force")
        for command in ("check", "train"):
            error = self.refused(command, "g.nodegrad", says=says)
        self.assertFalse((self.folder / "g.runs").exists(), "a refused run leaves no folder")
        return error

    def test_channel_mismatch_at_add(self):
        self.check_graph("a = input(1,8,8); b = a > conv2d(4, kernel=3, padding=same); c = a > conv2d(6, kernel=3, padding=same); "
                         "add(b, c) > flatten > dense(10) > output(cross_entropy)", "add", "4", "6")

    def test_kernel_larger_than_the_picture(self):
        self.check_graph("input(1,8,8) > conv2d(4, kernel=11) > flatten > dense(10) > output(cross_entropy)", "'conv1'", "11", "8")

    def test_dense_before_flatten(self):
        self.check_graph("input(1,8,8) > conv2d(4, kernel=3) > dense(10) > output(cross_entropy)", "dense")

    def test_units_different_from_the_number_of_classes(self):
        self.check_graph("input(1,8,8) > flatten > dense(7) > output(cross_entropy)", "7", "10")

    def test_no_data(self):
        self.done("new", "g.nodegrad", "--graph", "a = input(4); b = input(4); add(a, b) > dense(2) > output(cross_entropy)")
        for command in ("check", "train"):
            self.refused(command, "g.nodegrad", says=["no data", "--data"])

    def test_two_inputs(self):
        self.check_graph("a = input(1,8,8); b = input(1,8,8); add(a, b) > flatten > dense(10) > output(cross_entropy)", "'b'", "Input")

    def test_no_output(self):
        self.check_graph("input(1,8,8) > flatten > dense(10)", "utput")

    def test_zero_negative_and_overflowing_sizes(self):
        for text, says in (("dense(0)", "Units"), ("dense(-3)", "Units"), ("dense(99999999999999999999)", "Units"), ("conv2d(4, kernel=0)", "Kernel")):
            with self.subTest(text=text):
                self.refused("new", "x.nodegrad", "--graph", f"input(1,8,8) > {text} > output(mse)", says=[says])
                self.assertFalse((self.folder / "x.nodegrad").exists())
        self.check_graph("input(1,8,8) > flatten > dense(1000000000) > dense(1000000000) > dense(10) > output(cross_entropy)", "'dense2'", "2^40")

    def test_a_model_of_100_gigabytes(self):
        self.check_graph("f = input(1,8,8) > flatten; huge = f > dense(160000); wide = huge > dense(160000); wide > dense(10) > output(cross_entropy)",
                         "GB", "'wide' needs most", "smaller")

    def test_cyclic_wiring(self):
        self.new("c.nodegrad", "--graph", "a = input(1,8,8) > flatten; b = a > relu; c = b > relu; c > dense(10) > output(cross_entropy)", "--data", "digits")
        project = json.loads((self.folder / "c.nodegrad").read_text())
        ids = {node["name"]: node["id"] for node in project["graph"]["nodes"]}
        wires = [wire for wire in project["graph"]["wires"] if wire[2] != ids["b"]]
        project["graph"]["wires"] = wires + [[ids["c"], "out", ids["b"], "in"]]
        self.write("c.nodegrad", json.dumps(project))
        for command in ("check", "train"):
            self.refused(command, "c.nodegrad", says=["ircle"])

    def test_graph_text_that_cannot_be_read(self):
        for text, says in (("input(2) > dense(3", "column"), ("input(2) > densse(3) > output(mse)", "dense"), ("", ""), ("input(2) > dense(3, unitss=4)", "unitss"),
                           ("(" * 100000, ""), ("x > y", "x")):
            with self.subTest(text=text[:40]):
                self.refused("new", "x.nodegrad", "--graph", text, says=[says])
                self.assertFalse((self.folder / "x.nodegrad").exists())


class Words(ProgramTest):
    def test_a_mistyped_command_is_no_file(self):
        result = self.run_program("trian", "x.nodegrad")
        self.assertEqual(result.returncode, 2)
        result = self.run_program("trian")
        self.assertEqual(result.returncode, 2)
        self.assertIn("'trian'", result.stderr)
        self.assertIn("Did you mean 'train'?", result.stderr)
        self.assertIn("nodegrad --help", self.run_program("qqqqqqqq").stderr)

    def test_new_says_what_keeps_a_design_from_training(self):
        said = self.done("new", "a.nodegrad", "--graph", "input(4) > dense(3) > output(cross_entropy)")
        self.assertIn("no data", said)
        self.assertNotIn("Train it with", said)
        said = self.done("new", "b.nodegrad", "--graph", "input(1,8,8) > flatten > dense(7) > output(cross_entropy)", "--data", "digits")
        self.assertIn("10 classes", said)
        said = self.done("new", "c.nodegrad", "--graph", "input(1,8,8) > flatten > dense(10) > output(cross_entropy)", "--data", "digits")
        self.assertIn("nodegrad train c.nodegrad", said)

    def test_check_lists_the_layers_behind_an_error(self):
        self.done("new", "a.nodegrad", "--graph", "input(1,8,8) > conv2d(4, kernel=3) > dense(10) > relu > output(cross_entropy)", "--data", "digits")
        lines = self.run_program("check", "a.nodegrad").stdout.splitlines()
        self.assertEqual([line.split()[0] for line in lines[1:6]], ["input", "conv1", "dense1", "relu1", "output"])
        self.assertEqual(lines[3].split()[1:], ["-", "-"])

    def test_help_of_train_is_short_about_what_excludes_what(self):
        lines = self.done("train", "--help").splitlines()
        resume = next(line for line in lines if line.strip().startswith("--resume"))
        self.assertLess(len(resume), 100)
        self.assertIn("Excludes: --resume", "\n".join(lines))

    def test_predict_says_that_it_reads_columns_by_position(self):
        self.done("new", "t.nodegrad", "--graph", CLASSIFY, "--data", self.write("t.csv", TABLE))
        self.run_program("train", "t.nodegrad", "--epochs", "1")
        named, nameless = self.write("named.csv", "b,a\n1,0.1\n"), self.write("nameless.csv", "u,v\n0.1,1\n")
        self.assertEqual(self.run_program("predict", "t.nodegrad", "--input", named).stderr, "")
        result = self.run_program("predict", "t.nodegrad", "--input", nameless)
        self.assertEqual(result.returncode, 0)
        self.assertIn("read in their order: a, b", result.stderr)


class BadProjects(ProgramTest):
    def setUp(self):
        super().setUp()
        self.new("good.nodegrad", "--example", "iris")
        self.good = (self.folder / "good.nodegrad").read_text()

    def refuse(self, text, *says):
        self.write("bad.nodegrad", text)
        for command in (["check"], ["train"], ["evaluate"], ["export", "--format", "onnx", "--output", "x.onnx"]):
            self.refused(command[0], "bad.nodegrad", *command[1:], says=says)

    def test_truncated(self):
        for share in (0, 0.1, 0.5, 0.99):
            self.refuse(self.good[:int(len(self.good) * share)], "bad.nodegrad")

    def test_newer_format(self):
        self.refuse(re.sub(r'"nodegrad": 1', '"nodegrad": 99', self.good), "newer", "99")

    def test_duplicate_ids(self):
        project = json.loads(self.good)
        project["graph"]["nodes"][1]["id"] = project["graph"]["nodes"][0]["id"]
        self.refuse(json.dumps(project), "id")

    def test_nested_a_million_levels_deep(self):
        self.refuse("[" * 1_000_000, "nested too deep")
        self.refuse('{"nodegrad": 1, "graph": ' + '{"a":' * 1_000_000, "nested too deep")

    def test_unknown_layer(self):
        project = json.loads(self.good)
        next(node for node in project["graph"]["nodes"] if node["type"] == "relu")["type"] = "quantum_layer"
        self.write("bad.nodegrad", json.dumps(project))
        for command in ("check", "train"):
            self.refused(command, "bad.nodegrad", says=["quantum_layer"])
        self.assertIn("quantum_layer", (self.folder / "bad.nodegrad").read_text())

    def test_wrong_types_in_settings(self):
        for section, key, value in (("training", "epochs", "ten"), ("training", "optimizer", "magic"), ("data", "source", "nowhere"), ("training", "batch_size", -1)):
            with self.subTest(key=key):
                project = json.loads(self.good)
                project[section][key] = value
                self.write("bad.nodegrad", json.dumps(project))
                self.refused("train", "bad.nodegrad")

    def test_missing_file_run_and_checkpoint(self):
        self.refused("train", "nothing.nodegrad", says=["There is no file 'nothing.nodegrad'"])
        self.refused("evaluate", "good.nodegrad", says=["has not been trained yet", "nodegrad train good.nodegrad"])
        self.refused("train", "good.nodegrad", "--resume", says=["has not been trained yet"])
        self.done("train", "good.nodegrad", "--epochs", 1)
        self.refused("evaluate", "good.nodegrad", "--run", "other", says=["no run named 'other'", "run 1"])
        self.refused("train", "good.nodegrad", "--run", "run 1", says=["'run 1' already"])
        self.refused("export", "good.nodegrad", "--format", "word", "--output", "x", says=["word", "onnx"])
        checkpoints = self.folder / "good.runs" / "run-1" / "checkpoints"
        for file in checkpoints.glob("*.safetensors"):
            file.write_bytes(file.read_bytes()[:-5])
        for command in (["evaluate"], ["export", "--format", "onnx", "--output", "x.onnx"]):
            self.refused(command[0], "good.nodegrad", *command[1:], says=["checkpoint", "bytes instead of"])
        shutil.rmtree(checkpoints)
        self.refused("evaluate", "good.nodegrad", says=["no checkpoint"])


class BadData(ProgramTest):
    def refuse_data(self, data, *says, graph=CLASSIFY):
        """Refused when the project is made, or when it is checked and trained."""
        result = self.run_program("new", "d.nodegrad", "--graph", graph, "--data", data, "--force")
        if result.returncode != 0:
            self.assert_refusal(result, says, data)
            return
        for command in ("check", "train"):
            self.refused(command, "d.nodegrad", says=says)

    def test_tables(self):
        self.refuse_data(self.write("empty.csv", ""), "empty.csv")
        self.refuse_data(self.write("header.csv", "a,b,kind\n"), "header.csv")
        self.refuse_data(self.write("ragged.csv", TABLE + "1,2\n"), "ragged.csv", "92")
        self.refuse_data(self.write("text.csv", TABLE.replace("\n4.2,", "\nfour,")), "'a'", "'four'")
        self.refuse_data(self.write("one.csv", re.sub("[xyz]\n", "x\n", TABLE)), "same class", "'x'")
        self.refuse_data("missing.csv", "missing.csv")
        self.refuse_data(self.write("zip.csv", b"PK\3\4" + bytes(100)), "zip.csv")

    def test_target_missing(self):
        self.write("t.csv", TABLE)
        self.new("t.nodegrad", "--graph", CLASSIFY, "--data", "t.csv")
        self.done("check", "t.nodegrad")
        self.write("t.csv", TABLE.replace("kind", "sort"))
        project = json.loads((self.folder / "t.nodegrad").read_text())
        project["data"]["params"]["target"] = "kind"
        self.write("t.nodegrad", json.dumps(project))
        for command in ("check", "train"):
            self.refused(command, "t.nodegrad", says=["'kind'", "sort"])

    def test_data_that_moved_or_changed(self):
        self.write("t.csv", TABLE)
        self.new("t.nodegrad", "--graph", CLASSIFY, "--data", "t.csv")
        self.done("train", "t.nodegrad", "--epochs", 1)
        self.write("t.csv", TABLE.replace("\n0.3,", "\n9.3,"))
        for command in (["evaluate"], ["train", "--resume", "--epochs", "2"]):
            self.refused(command[0], "t.nodegrad", *command[1:], says=["not the ones that 'run 1' was trained on"])
        (self.folder / "t.csv").unlink()
        self.refused("evaluate", "t.nodegrad", says=["t.csv"])

    def test_folder_of_pictures(self):
        for name, value in (("dark", 10), ("light", 240)):
            for i in range(12):
                self.write(f"pictures/{name}/{i}.png", png(value + i % 5))
        self.write("pictures/dark/broken.png", png(9)[:40])
        self.new("p.nodegrad", "--graph", "input(1,8,8) > flatten > dense(2) > output(cross_entropy)", "--data", "pictures")
        project = json.loads((self.folder / "p.nodegrad").read_text())
        params = project["data"]["params"]
        params.update({"width": 8, "height": 8})
        self.write("p.nodegrad", json.dumps(project))
        result = self.run_program("check", "p.nodegrad")
        self.assertIn("broken.png", result.stdout + result.stderr)
        self.refuse_data("nowhere", "nowhere")
        (self.folder / "hollow").mkdir()
        self.refuse_data("hollow", "hollow")

    def test_arrays(self):
        numpy.save(self.folder / "objects.npy", numpy.array([{}, []], dtype=object), allow_pickle=True)
        self.refuse_data("objects.npy", "objects.npy")
        numpy.save(self.folder / "cut.npy", numpy.zeros((50, 2), dtype=numpy.float32))
        whole = (self.folder / "cut.npy").read_bytes()
        self.write("cut.npy", whole[:-7])
        self.refuse_data("cut.npy", "cut.npy")
        header = b"{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 8), }"
        self.write("absurd.npy", b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header) + 1) + header + b"\n")
        self.refuse_data("absurd.npy", "absurd.npy")
        images = struct.pack(">IIII", 0x803, 1000, 28, 28) + bytes(5000)
        self.write("train-images-idx3-ubyte", images)
        self.write("train-labels-idx1-ubyte", struct.pack(">II", 0x801, 1000) + bytes(1000))
        self.refuse_data("train-images-idx3-ubyte", "train-images-idx3-ubyte")
        self.write("train-images-idx3-ubyte", struct.pack(">IIII", 0x803, 0xFFFFFFFF, 0xFFFFFFFF, 28))
        self.refuse_data("train-images-idx3-ubyte", "train-images-idx3-ubyte")

    def test_input_of_predict(self):
        self.write("t.csv", TABLE)
        self.new("t.nodegrad", "--graph", CLASSIFY, "--data", "t.csv")
        self.done("train", "t.nodegrad", "--epochs", 1)
        for name, content, says in (("empty.csv", "", "empty.csv"), ("lacks.csv", "a,other\n1,2\n", "'b'"), ("text.csv", "a,b\n1,two\n", "'two'"),
                                    ("ragged.csv", "a,b\n1,2\n3\n", "ragged.csv"), ("picture.png", png(3), "t.csv")):
            with self.subTest(name=name):
                self.refused("predict", "t.nodegrad", "--input", self.write(name, content), says=[says] if name != "picture.png" else [])
        numpy.save(self.folder / "wide.npy", numpy.zeros((4, 5), dtype=numpy.float32))
        self.refused("predict", "t.nodegrad", "--input", "wide.npy", says=["wide.npy", "5"])
        self.refused("predict", "t.nodegrad", "--input", "none.npy", says=["none.npy"])


def small_files(limit):
    """For a child process: files may not grow beyond `limit` bytes, which stands for a full disk."""
    def apply():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    return apply


class BadDisks(ProgramTest):
    def test_a_folder_that_cannot_be_written(self):
        self.refused("new", "/proc/x.nodegrad", "--example", "iris", says=["/proc/x.nodegrad", "cannot be written"])
        self.refused("new", "no/such/folder/x.nodegrad", "--example", "iris", says=["cannot be written"])
        self.refused("new", "i.nodegrad", "--example", "", says=["example", "iris"])
        self.new("i.nodegrad", "--example", "iris")
        self.write("i.runs", "a file where the folder of runs should be")
        self.refused("train", "i.nodegrad", "--epochs", 1, says=["cannot be written"])
        (self.folder / "i.runs").unlink()
        self.done("train", "i.nodegrad", "--epochs", 1)
        for format_name in ("onnx", "torchscript", "safetensors"):
            self.refused("export", "i.nodegrad", "--format", format_name, "--output", "/proc/x", says=["/proc/x"])
        self.refused("predict", "i.nodegrad", "--input", self.write("a.csv", "sepal length (cm),sepal width (cm),petal length (cm),petal width (cm)\n1,2,3,4\n"),
                     "--output", "/proc/p.csv", says=["/proc/p.csv"])

    def test_a_full_disk(self):
        self.new("d.nodegrad", "--example", "digits_cnn")
        before = (self.folder / "d.nodegrad").read_bytes()
        self.refused("new", "d.nodegrad", "--example", "digits_cnn", "--force", says=["cannot be written"], preexec_fn=small_files(1000))
        self.assertEqual((self.folder / "d.nodegrad").read_bytes(), before)
        # run.json and the log fit, a checkpoint does not: the checkpoint of before stays.
        self.done("train", "d.nodegrad", "--epochs", 1)
        first = self.done_json("evaluate", "d.nodegrad")
        self.refused("train", "d.nodegrad", "--resume", "--epochs", 2, says=["cannot be written"], preexec_fn=small_files(300_000))
        self.assertEqual(self.done_json("evaluate", "d.nodegrad"), first)
        self.done("train", "d.nodegrad", "--resume", "--epochs", 2)
        self.refused("export", "d.nodegrad", "--format", "onnx", "--output", "d.onnx", says=["d.onnx"], preexec_fn=small_files(10_000))
        self.assertFalse((self.folder / "d.onnx").exists())

    def test_a_run_whose_folder_is_deleted(self):
        self.new("d.nodegrad", "--example", "digits_cnn")
        process = self.start_program("train", "d.nodegrad", "--epochs", 1000)
        while "epoch   1/1000" not in (line := process.stdout.readline()):
            self.assertTrue(line)
        (self.folder / "d.runs").rename(self.folder / "gone")  # at once, so that nothing is written between
        shutil.rmtree(self.folder / "gone", ignore_errors=True)
        _, error = process.communicate(timeout=120)
        self.assertEqual(process.returncode, 1)
        self.assertIn("was deleted or moved", error)
        self.assertFalse((self.folder / "d.runs").exists())

    def test_two_programs_at_one_run(self):
        self.new("d.nodegrad", "--example", "digits_cnn")
        process = self.start_program("train", "d.nodegrad", "--epochs", 1000)
        while "epoch   1/1000" not in (line := process.stdout.readline()):
            self.assertTrue(line)
        self.refused("train", "d.nodegrad", "--resume", says=["is being trained by another"])
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)

    def test_kill_during_a_save_leaves_a_whole_project(self):
        self.new("d.nodegrad", "--example", "digits_cnn")
        cnn = (self.folder / "d.nodegrad").read_bytes()
        self.new("m.nodegrad", "--example", "digits_mlp")
        mlp = (self.folder / "m.nodegrad").read_bytes()
        for i in range(30):
            process = self.start_program("new", "d.nodegrad", "--example", ("digits_mlp", "digits_cnn")[i % 2], "--force")
            time.sleep(i * 0.004)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            self.assertIn((self.folder / "d.nodegrad").read_bytes(), (cnn, mlp))


class BadNumbers(ProgramTest):
    def test_a_loss_that_is_no_number_names_the_node(self):
        self.new("d.nodegrad", "--example", "digits_mlp")
        self.refused("train", "d.nodegrad", "--learning-rate", "1e38", "--epochs", 5, says=["learning rate"])
        run = json.loads((self.folder / "d.runs" / "run-1" / "run.json").read_text())
        self.assertEqual(run["state"], "failed")
        self.assertRegex(run["error"]["code"], r"^training\.non_finite_")

    def test_a_device_that_is_not_there(self):
        self.new("d.nodegrad", "--example", "iris")
        self.refused("train", "d.nodegrad", "--device", "cuda:77", says=["cuda:77", "cpu"])
        self.refused("train", "d.nodegrad", "--device", "toaster", says=["toaster"])

    def test_settings_out_of_range(self):
        self.new("d.nodegrad", "--example", "iris")
        for option, value in (("--epochs", 0), ("--batch-size", -4), ("--learning-rate", -1), ("--threads", 100000)):
            with self.subTest(option=option):
                self.refused("train", "d.nodegrad", option, value)
        self.assertFalse((self.folder / "d.runs").exists())


if __name__ == "__main__":
    unittest.main()
