"""Runs the files of peer_exports in the tools that they are for: check_exports.py FOLDER. Says what differs; exit 1 then."""

import importlib.util
import json
import pathlib
import subprocess
import sys
import warnings

import numpy as np
import onnx
import onnxruntime as ort
import torch
from safetensors.torch import load_file

warnings.simplefilter("ignore")
torch.set_num_threads(1)
BATCHES = (1, 7)


class Case:
    def __init__(self, folder):
        self.folder = folder
        self.facts = json.loads((folder / "case.json").read_text(encoding="utf-8"))
        self.inputs = [np.load(folder / f"in_{i}.npy") for i in range(self.facts["inputs"])]
        self.own = {batch: [np.load(folder / f"own{batch}_{i}.npy") for i in range(self.facts["outputs"])] for batch in BATCHES}

    def compare(self, what, run):
        """run(arrays) -> arrays, for the first three samples one by one and the first seven at once."""
        for batch in BATCHES:
            for first in (range(3) if batch == 1 else [0]):
                rows = slice(first, first + batch)
                results = run([array[rows] for array in self.inputs])
                assert len(results) == len(self.own[batch]), f"{what}: {len(results)} outputs"
                for result, own in zip(results, self.own[batch]):
                    expected, result = own[rows], np.asarray(result)
                    assert result.shape == expected.shape, f"{what}, batch {batch}: shape {result.shape}, not {expected.shape}"
                    assert result.dtype == expected.dtype, f"{what}: {result.dtype}, not {expected.dtype}"
                    difference = np.abs(result - expected)
                    assert np.all(difference <= 1e-5 + 1e-5 * np.abs(expected)), f"{what}, batch {batch}: differs by {difference.max():.2e}"


def outputs_of(module, arrays, call):
    with torch.inference_mode():
        result = call(module)(*(torch.from_numpy(array) for array in arrays))
    return [tensor.numpy() for tensor in (result if isinstance(result, tuple) else (result,))]


def check_training(case, module):
    """A forward pass in training mode runs as well; a frozen BatchNorm keeps its statistics, another one does not."""
    def statistics():
        return [value.clone() for key, value in module.state_dict().items() if key.endswith("running_mean")]

    before = statistics()
    module.train()
    module(*(torch.from_numpy(array) for array in case.inputs))
    same = all(torch.equal(old, new) for old, new in zip(before, statistics()))
    keeps = case.folder.name.startswith("frozen") or "bypassed" in case.folder.name or "unused" in case.folder.name
    assert same == (keeps or not before), "running statistics in training mode"
    trainable = {key: value.requires_grad for key, value in module.named_parameters()}
    assert trainable == {key: key in case.facts["trainable"] for key in trainable}, "other parameters are frozen"


def check_onnx(case):
    for opset in case.facts["opsets"]:
        path = case.folder / f"model{opset}.onnx"
        model = onnx.load(path)
        onnx.checker.check_model(model, full_check=True)
        assert model.opset_import[0].version == opset
        assert model.ir_version == onnx.helper.find_min_ir_version_for(model.opset_import), "not the oldest IR version"
        for value in [*model.graph.input, *model.graph.output]:
            assert value.type.tensor_type.shape.dim[0].dim_param == "N", f"batch of {value.name} is not symbolic"
        assert not any(node.op_type == "Identity" and node.output[0] not in {o.name for o in model.graph.output} for node in model.graph.node)
        metadata = {entry.key: entry.value for entry in model.metadata_props}
        if case.facts["class_names"]:
            assert json.loads(metadata["class_names"]) == case.facts["class_names"]
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        names = [value.name for value in session.get_inputs()]
        case.compare(f"onnx opset {opset}", lambda arrays: session.run(None, dict(zip(names, arrays))))


def check_torchscript(case):
    extra = {"labels.json": ""}
    module = torch.jit.load(str(case.folder / "model.pt"), _extra_files=extra)
    assert not module.training
    assert sorted(module.state_dict()) == sorted(case.facts["keys"]), "torchscript: other state-dict keys"
    if case.facts["class_names"]:
        assert json.loads(extra["labels.json"]) == case.facts["class_names"]
    case.compare("torchscript", lambda arrays: outputs_of(module, arrays, lambda m: m))
    check_training(case, module)


def check_code(case):
    spec = importlib.util.spec_from_file_location(f"exported_{case.folder.name}", case.folder / "code" / "model.py")
    source = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(source)
    network = [value for value in vars(source).values()
               if isinstance(value, type) and issubclass(value, torch.nn.Module) and value.__module__ == spec.name][-1]()
    weights = load_file(case.folder / "code" / "weights.safetensors")
    assert sorted(weights) == sorted(case.facts["keys"])
    network.load_state_dict(weights, strict=True)
    network.eval()
    if case.facts["class_names"]:
        assert source.CLASS_NAMES == case.facts["class_names"]
    case.compare("code", lambda arrays: outputs_of(network, arrays, lambda m: m.prediction))
    check_training(case, network)


def check_safetensors(case):
    path = case.folder / "weights.safetensors"
    if path.exists():
        weights, code = load_file(path), load_file(case.folder / "code" / "weights.safetensors")
        assert all(torch.equal(weights[key], code[key]) for key in weights)


def check_torch_weights(case):
    """A state dict that torch.load reads without running anything: every key of the network, also mapped into memory."""
    path = case.folder / "weights.pth"
    if path.exists():
        code = load_file(case.folder / "code" / "weights.safetensors")
        for options in ({}, {"mmap": True}):
            weights = torch.load(path, weights_only=True, **options)
            assert sorted(weights) == sorted(case.facts["keys"])
            assert all(torch.equal(weights[key], code[key]) for key in code)


def check_run_script(folder):
    """run.py as a person starts it."""
    case = Case(folder)
    code = folder / "code"
    files = [str(folder / f"in_{i}.npy") for i in range(len(case.inputs))]
    done = subprocess.run([sys.executable, "-B", str(code / "run.py"), *files, "--output", str(folder / "run.npy")],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert np.allclose(np.load(folder / "run.npy"), case.own[7][0], rtol=1e-5, atol=1e-5), "run.py predicts something else"
    assert len(done.stdout.splitlines()) >= 9 or not case.facts["class_names"], done.stdout


def main():
    folders = sorted(path.parent for path in pathlib.Path(sys.argv[1]).glob("*/case.json"))
    problems, checks = [], 0
    for folder in folders:
        case = Case(folder)
        for check in (check_onnx, check_torchscript, check_code, check_safetensors, check_torch_weights):
            checks += 1
            try:
                check(case)
            except Exception as problem:  # every problem of every case is shown
                problems.append(f"{folder.name}: {check.__name__}: {type(problem).__name__}: {str(problem)[:600]}\n    {case.facts['text']}")
    for name in ("lenet", "python_words"):
        if (pathlib.Path(sys.argv[1]) / name).exists():
            checks += 1
            try:
                check_run_script(pathlib.Path(sys.argv[1]) / name)
            except AssertionError as problem:
                problems.append(f"{name}: run.py: {problem}")
    print("\n".join(problems))
    print(f"{len(folders)} designs, {checks} checks, {len(problems)} problems")
    sys.exit(1 if problems or not folders else 0)


main()
