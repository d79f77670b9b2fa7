"""What the checks of imports share: a folder of cases, run by peer_imports in one process."""

import json
import pathlib
import subprocess
import tempfile

import numpy as np
import onnx

TOLERANCE = dict(rtol=1e-5, atol=1e-5)  # float32, "within 1e-5"


class Cases:
    """A folder with model.onnx and in_NAME.npy a case."""

    def __init__(self, program, reader=None):
        self.program = [program, *([reader] if reader else [])]
        self._folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self._folder.name)

    def add(self, name, model, inputs):
        folder = self.path / name
        folder.mkdir()
        if isinstance(model, bytes):
            (folder / "model.onnx").write_bytes(model)
        else:
            onnx.save(model, folder / "model.onnx")
        for key, array in inputs.items():
            np.save(folder / f"in_{key}.npy", array)

    def add_script(self, name, script, inputs, shapes):
        """A TorchScript archive, saved by torch.jit.save or as bytes."""
        folder = self.path / name
        folder.mkdir()
        if isinstance(script, bytes):
            (folder / "model.pt").write_bytes(script)
        else:
            script.save(str(folder / "model.pt"))
        if shapes:
            (folder / "shapes.json").write_text(json.dumps(shapes), encoding="utf-8")
        for key, array in inputs.items():
            np.save(folder / f"in_{key}.npy", array)

    def run(self):
        subprocess.run([self.program[0], str(self.path), *self.program[1:]], check=True)

    def report(self, name):
        return json.loads((self.path / name / "report.json").read_text(encoding="utf-8"))

    def weights(self, name):
        return {path.name[len("weight_"):-len(".npy")]: np.load(path) for path in (self.path / name).glob("weight_*.npy")}

    def answer(self, name, output):
        return np.load(self.path / name / f"out_{output}.npy")


def why(report):
    """Why a model was not imported whole, in a line."""
    words = [problem["message"] for problem in report["problems"]]
    return "; ".join(words) or report.get("error", "")
