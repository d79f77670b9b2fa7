"""Files of other programs, imported: check_files.py PEER_IMPORTS.

The folder keras/ holds models that Keras and tf2onnx made, with Keras' own answers (make_models.py). The models of check_models.py are
also read as onnxruntime writes them after its own optimizations.
"""

import pathlib
import sys
import tempfile
import warnings

import numpy as np
import onnxruntime
import torch

from check_models import MODELS, exported, randomized
from imports import TOLERANCE, Cases, why

warnings.simplefilter("ignore")
KERAS = pathlib.Path(__file__).parent / "keras"
# Loops of their own instead of a recurrent operation: refused in one sentence.
LOOPS = {"gru", "gru_sequence", "rnn", "bidirectional_gru"}
# Layers that must come out of what tf2onnx has taken apart.
LAYERS = {"lstm": {"lstm"}, "lstm_stacked": {"lstm"}, "bidirectional": {"lstm"}, "bidirectional_last": {"lstm"}, "tokens": {"embedding", "lstm"}, "temporal": {"conv1d", "max_pool1d"}, "causal": {"conv1d"},
          "unet": {"upsample", "concatenate"}, "transposed": {"conv_transpose2d"}, "transformer": {"embedding", "layer_norm"}, "residual": {"add", "concatenate", "global_average_pool"}}
# Pictures with their channels last: read as ours, no layer turns them.
UNTURNED = {"residual", "separable"}


def optimized(model, level):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "optimized.onnx"
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = level
        options.optimized_model_filepath = str(path)
        onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        return path.read_bytes()


def main():
    torch.manual_seed(2)
    cases, expected, failures = Cases(sys.argv[1]), {}, []
    for path in sorted(KERAS.glob("*.onnx")):
        data = np.load(path.with_suffix(".npz"))
        x = data["x"].astype(np.int64) if data["x"].dtype.kind == "i" else data["x"]
        cases.add(f"keras_{path.stem}", path.read_bytes(), {"x": x})
        if path.stem not in LOOPS:
            expected[f"keras_{path.stem}"] = data["y"]
    levels = onnxruntime.GraphOptimizationLevel
    for name, module, make, batch_dim, _ in MODELS:
        model, x = exported(randomized(module), make(2), batch_dim, 17, False), make(4)
        for level, kind in ((levels.ORT_ENABLE_BASIC, "basic"), (levels.ORT_ENABLE_EXTENDED, "extended")):
            case = f"{name}_{kind}"
            cases.add(case, optimized(model, level), {"x": x.numpy()})
            expected[case] = module(x).detach().numpy()
    cases.run()
    for name in sorted(LOOPS):
        report = cases.report(f"keras_{name}")
        if report.get("code") != "onnx.control_flow":
            failures.append(f"keras_{name}: should be refused for its loop: {report}")
    for case, answer in expected.items():
        report = cases.report(case)
        if not report["whole"] or not report.get("ran"):
            failures.append(f"{case}: not imported whole: {why(report)}")
            continue
        name = case.removeprefix("keras_")
        types = set(report["types"])
        if case.startswith("keras_") and not LAYERS.get(name, set()) <= types:
            failures.append(f"{case}: no {LAYERS[name] - types} among {report['types']}")
        if case.startswith("keras_") and name in UNTURNED and "permute" in types:
            failures.append(f"{case}: a layer turns its sizes: {report['types']}")
        own = cases.answer(case, report["outputs"][0]["name"])
        if own.shape != answer.shape or not np.allclose(own, answer, **TOLERANCE):
            failures.append(f"{case}: differs by {np.abs(own - answer).max() if own.shape == answer.shape else own.shape}")
    for failure in failures:
        print(failure)
    count = len(expected) + len(LOOPS)
    print(f"{count - len({failure.split(':')[0] for failure in failures})} of {count} files of other programs imported")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
