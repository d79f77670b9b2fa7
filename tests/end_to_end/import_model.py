"""The command `import`: an ONNX file becomes a project, whose initial weights are exported and verified before any run, and trained on."""

import unittest

import numpy as np
import onnx
import onnxruntime
from onnx import helper, numpy_helper

from program import ProgramTest


def small_model(path, last="Relu", classes=3):
    random = np.random.default_rng(1)
    weight, bias = random.normal(size=(classes, 4)).astype(np.float32), random.normal(size=classes).astype(np.float32)
    nodes = [helper.make_node("Gemm", ["x", "fc.weight", "fc.bias"], ["h"], transB=1), helper.make_node(last, ["h"], ["y"])]
    graph = helper.make_graph(nodes, "small", [helper.make_tensor_value_info("x", 1, ["N", 4])], [helper.make_tensor_value_info("y", 1, ["N", classes])],
                              [numpy_helper.from_array(weight, "fc.weight"), numpy_helper.from_array(bias, "fc.bias")])
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), path)


def answers(path, x):
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return session.run(None, {session.get_inputs()[0].name: x})[0]


class ImportModel(ProgramTest):
    def test_an_imported_model_gives_the_same_answers_before_any_run(self):
        small_model(self.folder / "small.onnx")
        report = self.done_json("import", "small.onnx", "--output", "net.nodegrad")
        self.assertTrue(report["whole"])
        self.assertEqual((report["layers"], report["weights"]), (2, 15))
        x = np.random.default_rng(2).normal(size=(6, 4)).astype(np.float32)
        for run in ([], ["--run", "initial"]):
            words = self.done("export", "net.nodegrad", *run, "--format", "onnx", "--output", "again.onnx", "--verify")
            self.assertIn("initial weights", words)
            np.testing.assert_allclose(answers(self.folder / "again.onnx", x), answers(self.folder / "small.onnx", x), rtol=1e-5, atol=1e-5)

    def test_predictions_need_no_data_set(self):
        small_model(self.folder / "small.onnx")
        self.done("import", "small.onnx", "--output", "net.nodegrad")
        x = np.random.default_rng(3).normal(size=(5, 4)).astype(np.float32)
        np.save(self.folder / "x.npy", x)
        self.done("predict", "net.nodegrad", "--input", "x.npy", "--output", "y.npy")
        np.testing.assert_allclose(np.load(self.folder / "y.npy"), answers(self.folder / "small.onnx", x), rtol=1e-5, atol=1e-5)

    def test_training_begins_with_the_imported_weights(self):
        small_model(self.folder / "small.onnx", last="Softmax")
        self.done("import", "small.onnx", "--output", "net.nodegrad")
        project = (self.folder / "net.nodegrad").read_text(encoding="utf-8")
        (self.folder / "net.nodegrad").write_text(project.replace('"source": ""', '"source": "iris"').replace('"standardize"', '"none"'), encoding="utf-8")
        before = self.done_json("evaluate", "net.nodegrad", "--split", "train")
        self.run_program("train", "net.nodegrad", "--epochs", "1", "--learning-rate", "1e-30")
        after = self.done_json("evaluate", "net.nodegrad", "--split", "train")
        self.assertEqual(before["run"], "initial")
        self.assertEqual(after["epoch"], 1)
        self.assertAlmostEqual(before["loss"], after["loss"], places=6)

    def test_what_no_layer_does_is_told_and_stays_grey(self):
        small_model(self.folder / "odd.onnx", last="Hardmax")
        words = self.done("import", "odd.onnx", "--output", "odd.nodegrad")
        self.assertIn("The import has no layer for the operation Hardmax.", words)

    def test_wrong_files_are_refused(self):
        small_model(self.folder / "small.onnx")
        self.done("import", "small.onnx", "--output", "net.nodegrad")
        self.refused("import", "small.onnx", "--output", "net.nodegrad", says=["already"])
        self.refused("import", "net.nodegrad", "--output", "b.nodegrad", says=["is no model", "ONNX"])
        self.refused("import", "small.onnx", "--output", "b.nodegrad", "--shape", "x", says=["NAME=3x224x224"])
        self.refused("import", "small.onnx", "--output", "b.nodegrad", "--shape", "z=3", says=["no input called 'z'"])
        (self.folder / "net.initial.safetensors").write_bytes(b"changed")
        self.refused("export", "net.nodegrad", "--format", "onnx", "--output", "c.onnx", says=["is not the file of weights"])


if __name__ == "__main__":
    unittest.main()
