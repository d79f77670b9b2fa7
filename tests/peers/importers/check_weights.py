"""Files that Python's torch and safetensors wrote, taken into a project; hostile ones refused: check_weights.py NODEGRAD."""

import collections
import json
import os
import pathlib
import pickle
import subprocess
import sys
import tempfile
import zipfile

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn

PROGRAM = sys.argv[1]
GRAPH = "input(6) > dense(5) > batch_norm > relu > dense(5) > output(mse)"


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.dense1, self.bn1, self.dense2 = nn.Linear(6, 5), nn.BatchNorm1d(5), nn.Linear(5, 5)

    def forward(self, x):
        return self.dense2(torch.relu(self.bn1(self.dense1(x))))


class Runs:
    def __reduce__(self):
        return os.system, ("touch hacked",)


def run(folder, *arguments, expect=0):
    done = subprocess.run([PROGRAM, *map(str, arguments)], cwd=folder, capture_output=True, text=True, env=dict(os.environ, HOME=str(folder)))
    assert done.returncode == expect, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


def net():
    torch.manual_seed(3)
    made = Net()
    made.bn1.running_mean.normal_()
    made.bn1.running_var.uniform_(0.5, 2)
    return made.eval()


def check_good(folder, name, write, tolerance=1e-5, renamed=False):
    """`write(model, path)` saves the weights; what the project answers must be what the model answers."""
    model = net()
    path = folder / name
    write(model, path)
    run(folder, "new", "net.nodegrad", "--graph", GRAPH, "--force")
    run(folder, "import", path, "--into", "net.nodegrad", *(["--map", "map.json"] if renamed else []))
    x = torch.randn(7, 6)
    np.save(folder / "x.npy", x.numpy())
    run(folder, "predict", "net.nodegrad", "--input", "x.npy", "--output", "y.npy")
    with torch.inference_mode():
        expected = model(x).numpy()
    difference = np.abs(np.load(folder / "y.npy") - expected).max()
    assert difference <= tolerance * max(1, np.abs(expected).max()), f"{name}: differs by {difference:.2e}"
    print(f"{name}: largest difference {difference:.1e}")


def renamed_state(model):
    return collections.OrderedDict((key.replace("dense1", "first").replace("dense2", "second").replace("bn1", "norm"), value) for key, value in model.state_dict().items())


def noncontiguous(model, path):
    state = model.state_dict()
    state["dense1.weight"] = state["dense1.weight"].t().contiguous().t()
    whole = torch.randn(20, 9)
    whole[3:8, 2:7] = state["dense2.weight"]
    state["dense2.weight"] = whole[3:8, 2:7]
    torch.save(state, path)


def bfloat16(model, path):
    torch.save({key: value.bfloat16() if value.is_floating_point() else value for key, value in model.state_dict().items()}, path)
    model.load_state_dict({key: value.bfloat16().float() if value.is_floating_point() else value for key, value in model.state_dict().items()})


def checkpoint(model, path):
    optimizer = torch.optim.Adam(model.parameters())
    model(torch.randn(3, 6)).sum().backward()
    optimizer.step()
    torch.save({"epoch": 3, "lr": 0.1, "name": "x", "model_state_dict": model.state_dict(), "optimizer_state_dict": optimizer.state_dict()}, path)


def tied(model, path):
    model.dense2.bias = model.dense1.bias
    torch.save(model.state_dict(), path)


def shards(model, path):
    state = model.state_dict()
    first = {key: value for key, value in state.items() if key.startswith("dense1")}
    save_file(first, path.parent / "part-1.safetensors")
    save_file({key: value for key, value in state.items() if key not in first}, path.parent / "part-2.safetensors")
    path.write_text(json.dumps({"metadata": {}, "weight_map": {key: f"part-{1 if key in first else 2}.safetensors" for key in state}}))


def check_hostile(folder):
    run(folder, "new", "net.nodegrad", "--graph", GRAPH, "--force")

    def refused(name, words):
        told = run(folder, "import", name, "--into", "net.nodegrad", expect=1)
        assert words in told, f"{name}: {told}"
        assert not (folder / "hacked").exists(), name

    torch.save({"weight": torch.ones(2), "evil": Runs()}, folder / "runs.pt")
    refused("runs.pt", "system'")
    torch.save(net(), folder / "whole_module.pt")
    refused("whole_module.pt", "Net'")
    torch.save(net().state_dict(), folder / "old.pt", _use_new_zipfile_serialization=False)
    refused("old.pt", "no file of weights")
    (folder / "plain.pt").write_bytes(pickle.dumps(Runs()))
    refused("plain.pt", "no file of weights")
    torch.jit.script(net()).save(folder / "script.pt")
    refused("script.pt", "is a TorchScript model")
    with zipfile.ZipFile(folder / "bomb.pt", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/data.pkl", b"\0" * 50_000_000)
    refused("bomb.pt", "compressed")
    torch.save(net().state_dict(), folder / "good.pt")
    with zipfile.ZipFile(folder / "good.pt") as good, zipfile.ZipFile(folder / "short.pt", "w") as short:
        for record in good.namelist():
            short.writestr(record, b"" if record.endswith("data/0") else good.read(record))
    refused("short.pt", "smaller than its pickle says")
    torch.save({"w": torch.ones(1).expand(2**20, 2**20)}, folder / "expanded.pt")
    refused("expanded.pt", "larger than its storage")


def check_choices(folder):
    """Strict refuses what partial takes; a table of names helps."""
    torch.save({**net().state_dict(), "dense2.weight": torch.zeros(9, 5), "more": torch.zeros(3)}, folder / "other.pt")
    run(folder, "new", "net.nodegrad", "--graph", GRAPH, "--force")
    assert "--partial" in run(folder, "import", "other.pt", "--into", "net.nodegrad", expect=1)
    assert "initial_weights" not in (folder / "net.nodegrad").read_text()
    told = run(folder, "import", "other.pt", "--into", "net.nodegrad", "--partial")
    assert "the file has 9 × 5" in told and "begins with" in told, told
    assert "--into" in run(folder, "import", "other.pt", "--output", "b.nodegrad", expect=1)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "map.json").write_text(json.dumps({"dense2.bias": "second.bias"}))
        check_good(folder, "state.pt", lambda model, path: torch.save(model.state_dict(), path))
        check_good(folder, "plain_dict.pth", lambda model, path: torch.save(dict(model.state_dict()), path))
        check_good(folder, "parameters.pt", lambda model, path: torch.save({**dict(model.named_parameters()), **dict(model.named_buffers())}, path))
        check_good(folder, "double.pt", lambda model, path: torch.save(net().double().state_dict(), path))
        check_good(folder, "noncontiguous.pt", noncontiguous)
        check_good(folder, "bfloat16.pt", bfloat16)
        check_good(folder, "checkpoint.ckpt", checkpoint)
        check_good(folder, "tied.pt", tied)
        check_good(folder, "parallel.pt", lambda model, path: torch.save({"module." + key: value for key, value in model.state_dict().items()}, path))
        check_good(folder, "renamed.pt", lambda model, path: torch.save(renamed_state(model), path), renamed=True)
        check_good(folder, "model.safetensors", lambda model, path: save_file(model.state_dict(), path))
        check_good(folder, "model.safetensors.index.json", shards)
        check_hostile(folder)
        check_choices(folder)
    print("weights: all well")


if __name__ == "__main__":
    main()
