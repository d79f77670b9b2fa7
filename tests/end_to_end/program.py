"""Runs the real program in a folder of its own."""

import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

PROGRAM = os.environ["NODEGRAD"]


class ProgramTest(unittest.TestCase):
    """Each test gets an empty current folder and an empty home."""

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="nodegrad-end-to-end-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.environment = dict(os.environ, HOME=str(self.folder), XDG_DATA_HOME=str(self.folder / "share"),
                                XDG_STATE_HOME=str(self.folder / "state"))
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            self.environment.pop(name, None)

    def run_program(self, *arguments, **more):
        return subprocess.run([PROGRAM, *map(str, arguments)], cwd=self.folder, env=self.environment, capture_output=True, text=True,
                              timeout=600, **more)

    def start_program(self, *arguments):
        process = subprocess.Popen([PROGRAM, *map(str, arguments)], cwd=self.folder, env=self.environment, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        self.addCleanup(lambda: (process.kill(), process.communicate()))
        return process

    def done(self, *arguments, **more):
        """The program must succeed; gives its stdout."""
        result = self.run_program(*arguments, **more)
        self.assertEqual(result.returncode, 0, f"{arguments}: {result.stdout}\n{result.stderr}")
        self.assertEqual(result.stderr, "", f"{arguments}")
        return result.stdout

    def done_json(self, *arguments):
        result = self.run_program(*arguments, "--json")
        self.assertEqual(result.returncode, 0, f"{arguments}: {result.stdout}\n{result.stderr}")
        return json.loads(result.stdout)

    def refused(self, *arguments, says=(), **more):
        """The program must fail with a sentence that holds all of `says`; gives its stderr."""
        result = self.run_program(*arguments, **more)
        self.assert_refusal(result, says, arguments)
        return result.stderr

    def assert_refusal(self, result, says, arguments):
        self.assertEqual(result.returncode, 1, f"{arguments}: {result.stdout}\n{result.stderr}")
        lines = [line for line in result.stderr.splitlines() if line.startswith("nodegrad: ")]
        self.assertTrue(lines, f"{arguments}: no sentence in {result.stderr!r}")
        for line in lines:
            self.assertRegex(line, r"^nodegrad: .*[.!?:)\w]$")
        for words in says:
            self.assertIn(words, result.stderr, f"{arguments}")

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    def new(self, name, *arguments):
        self.done("new", name, *arguments)
        return name


def checkpoint_tensors(run_folder, name="last"):
    """(state, bytes of the tensor file) of a checkpoint."""
    head = json.loads((run_folder / "checkpoints" / f"{name}.json").read_text())
    return head["state"], (run_folder / "checkpoints" / head["tensors"]).read_bytes()


def event_values(run_folder, part):
    """{tag: [(step, value)]} as TensorBoard itself reads them."""
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    accumulator = EventAccumulator(str(run_folder / part), size_guidance={"scalars": 0})
    accumulator.Reload()
    return {tag: [(event.step, event.value) for event in accumulator.Scalars(tag)] for tag in accumulator.Tags()["scalars"]}
