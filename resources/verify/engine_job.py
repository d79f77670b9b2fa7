"""What every verify_*.py shares: the plan, the arrays in and out, and the one line of JSON at the end."""

import json
import pathlib
import sys


def answer(**facts):
    """The last line of output: what the program reads."""
    print(json.dumps(facts))
    sys.exit(0)


def need(*modules):
    """Imports modules; says which one is missing instead of failing."""
    found = []
    for name in modules:
        try:
            found.append(__import__(name))
        except ImportError:
            answer(missing=name)
    return found


class Job:
    """The file to run, and a folder with plan.json and in_<batch>_<input>.npy; results go there as out_<batch>_<output>.npy."""

    def __init__(self, numpy):
        self.numpy = numpy
        self.file, self.folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
        self.plan = json.loads((self.folder / "plan.json").read_text(encoding="utf-8"))

    def run(self, forward):
        """forward(arrays) -> arrays, for every batch of the plan."""
        for batch in self.plan["batches"]:
            arrays = [self.numpy.load(self.folder / f"in_{batch}_{i}.npy") for i in range(len(self.plan["inputs"]))]
            results = forward(arrays)
            if len(results) != self.plan["outputs"]:
                raise SystemExit(f"the file gives {len(results)} outputs, not {self.plan['outputs']}")
            for i, result in enumerate(results):
                self.numpy.save(self.folder / f"out_{batch}_{i}.npy", self.numpy.asarray(result))
