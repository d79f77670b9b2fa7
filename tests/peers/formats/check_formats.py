"""check_formats.py FOLDER: compares FOLDER/theirs with what write_samples made of it in FOLDER/ours."""

import csv
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import safetensors
import torch
from onnx import numpy_helper
from PIL import Image
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

from make_files import arrays

WIDENED = {"float16": "float32", "bfloat16": "float32", "int8": "int32", "int16": "int32", "uint16": "int32", "uint32": "int64"}
passed = 0
problems = []


def check(what, holds):
    global passed
    if holds:
        passed += 1
    else:
        problems.append(what)


def same(what, ours, theirs):
    theirs = np.asarray(theirs)
    wanted = WIDENED.get(str(theirs.dtype), str(theirs.dtype))
    check(f"{what}: {ours.dtype} {ours.shape} against {wanted} {theirs.shape}",
          str(ours.dtype) == wanted and ours.shape == theirs.shape and np.array_equal(ours, theirs.astype(wanted)))


def check_npy(theirs, ours):
    for name, array in arrays():
        same(f"{name}.npy", np.load(ours / f"{name}.npy", allow_pickle=False), array)
    same("version2.npy", np.load(ours / "version2.npy"), np.load(theirs / "version2.npy"))
    same("idx bytes", np.load(ours / "pictures-idx3-ubyte.npy"), np.arange(24, dtype="uint8").reshape(2, 4, 3))
    same("idx floats", np.load(ours / "floats-idx2.npy"), np.linspace(-1, 1, 6, dtype="float32").reshape(2, 3))
    refused = dict(line.split() for line in (ours / "refused.txt").read_text().splitlines())
    check(f"refused: {refused}", refused == {"bad-idx3-ubyte.gz": "idx.compressed", "bad_object.npy": "npy.object_array", "bad_big_endian.npy": "npy.big_endian",
                                            "bad_record.npy": "npy.unsupported_dtype", "bad_complex.npy": "npy.unsupported_dtype"})


def check_safetensors(theirs, ours):
    for name in ("torch", "numpy"):
        with safetensors.safe_open(theirs / f"{name}.safetensors", "pt") as a, safetensors.safe_open(ours / f"{name}.safetensors", "pt") as b:
            check(f"{name}.safetensors metadata", a.metadata() == b.metadata())
            check(f"{name}.safetensors names", sorted(a.keys()) == sorted(b.keys()))
            for key in a.keys():
                left, right = a.get_tensor(key), b.get_tensor(key)
                kind = str(left.dtype).removeprefix("torch.")
                check(f"{name}.safetensors {key}", str(right.dtype).removeprefix("torch.") == WIDENED.get(kind, kind) and torch.equal(right, left.to(right.dtype)))


def check_onnx(theirs, ours):
    a, b = onnx.load(theirs / "theirs.onnx"), onnx.load(ours / "theirs.onnx")
    for field in ("ir_version", "producer_name", "doc_string"):
        check(f"onnx {field}", getattr(a, field) == getattr(b, field))
    check("onnx opsets", sorted((o.domain, o.version) for o in a.opset_import) == sorted((o.domain, o.version) for o in b.opset_import))
    check("onnx metadata", list(a.metadata_props) == list(b.metadata_props))
    check("onnx inputs", list(a.graph.input) == list(b.graph.input))
    check("onnx outputs", list(a.graph.output) == list(b.graph.output))
    check("onnx nodes", [onnx.helper.printable_node(n) for n in a.graph.node] == [onnx.helper.printable_node(n) for n in b.graph.node])
    check("onnx weights", [t.name for t in a.graph.initializer] == [t.name for t in b.graph.initializer])
    for left, right in zip(a.graph.initializer, b.graph.initializer):
        same(f"onnx {left.name}", numpy_helper.to_array(right), numpy_helper.to_array(left))

    onnx.checker.check_model(str(ours / "network.onnx"), full_check=True)
    check("network passes the checker", True)
    session = onnxruntime.InferenceSession(str(ours / "network.onnx"), providers=["CPUExecutionProvider"])
    check("class names", session.get_modelmeta().custom_metadata_map == {"nodegrad.classes": '["no","yes"]'})
    check("symbolic batch", session.get_inputs()[0].shape == ["batch", 2])
    w = np.array([[1, -1], [0.5, 2], [-3, 0.25]], "float32")
    pick = np.array([[1, 0, 1], [0, 1, 0]], "float32")
    for batch in (1, 7):
        x = np.random.default_rng(batch).normal(size=(batch, 2)).astype("float32")
        expected = (np.maximum(x @ w.T + np.array([0.1, 0.2, 0.3], "float32"), 0) + 1) @ pick.T
        check(f"network at batch {batch}", np.allclose(session.run(None, {"input": x})[0], expected, rtol=1e-5, atol=1e-5))


def check_events(ours):
    accumulator = EventAccumulator(str(ours / "events"), size_guidance={"scalars": 0, "tensors": 0})
    accumulator.Reload()
    check(f"tags {accumulator.Tags()['scalars']}", sorted(accumulator.Tags()["scalars"]) == ["many", "simple", "tensor"])
    for tag, divisor in (("simple", 3), ("tensor", 7)):
        events = accumulator.Scalars(tag)
        check(f"steps of {tag}", [e.step for e in events] == list(range(5)))
        check(f"times of {tag}", [e.wall_time for e in events] == [1700000000.5 + step for step in range(5)])
        check(f"values of {tag}", [e.value for e in events] == [float(np.float32(step / divisor)) for step in range(5)])
    many = accumulator.Scalars("many")
    check("10,000 values", len(many) == 10000 and all(e.value == float(np.float32(1 / (1 + step))) for step, e in enumerate(many)))
    check("text plugin", "note" in accumulator.PluginTagToContent("text"))
    check("text", [e.tensor_proto.string_val[0].decode() for e in accumulator.Tensors("note")] == ["größer"])


def check_pictures(theirs, ours):
    for path in sorted(theirs.iterdir()):
        if path.suffix not in (".png", ".jpg", ".bmp"):
            continue
        image = Image.open(path)
        if path.name == "alpha.png":
            image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
        elif path.name == "grey16.png":
            image = Image.fromarray((np.asarray(image) >> 8).astype("uint8"))
        elif image.mode not in ("RGB", "L"):
            image = image.convert("L" if image.mode == "1" else "RGB")
        read = Image.open(ours / f"{path.name}.png")
        if read.mode != image.mode:  # a palette of greys is grey here
            check(f"{path.name} mode {read.mode} for {image.mode}", (read.mode, image.mode) == ("RGB", "L") or (read.mode, image.mode) == ("L", "RGB"))
            image = image.convert(read.mode)
        difference = np.abs(np.asarray(read, int) - np.asarray(image, int)).max()
        tolerance = 2 if path.name == "cmyk.jpg" or path.suffix == ".jpg" else 1 if path.name == "alpha.png" else 0
        check(f"{path.name} differs by {difference}", difference <= tolerance)
        half = np.asarray(Image.open(ours / f"{path.name}.half.png"), float)
        expected = np.asarray(read.resize((20, 15), Image.Resampling.BOX), float)  # whole pixels for BOX: only near
        check(f"{path.name} shrunk differs by {np.abs(half - area(np.asarray(read, float), 20, 15)).max()}", np.abs(half - area(np.asarray(read, float), 20, 15)).max() <= 0.51)
        check(f"{path.name} shrunk is far from Pillow's", np.abs(half - expected).mean() < 12)
        luma = np.asarray(Image.open(ours / f"{path.name}.luma.png"), int)
        check(f"{path.name} grey", np.abs(luma - np.asarray(read.convert("L"), int)).max() <= 1)


def area(pixels, width, height):
    """Exact area averages: the integral picture, interpolated at the borders of the new pixels."""
    for axis, size in ((0, height), (1, width)):
        total = np.concatenate([np.zeros_like(np.take(pixels, [0], axis)), np.cumsum(pixels, axis)], axis)
        at = np.linspace(0, pixels.shape[axis], size + 1)
        low = np.minimum(at.astype(int), pixels.shape[axis] - 1)
        share = (at - low).reshape([-1 if d == axis else 1 for d in range(pixels.ndim)])
        borders = np.take(total, low, axis) * (1 - share) + np.take(total, low + 1, axis) * share
        pixels = np.diff(borders, axis=axis) * size / pixels.shape[axis]
    return pixels


def check_tables(theirs, ours):
    for path in sorted(theirs.glob("*.csv")):
        delimiter = {"semicolon": ";", "tabs": "\t"}.get(path.stem, ",")
        with open(path, newline="", encoding="utf-8-sig") as a, open(ours / path.name, newline="", encoding="utf-8") as b:
            check(path.name, list(csv.reader(a, delimiter=delimiter)) == list(csv.reader(b, delimiter=delimiter)))


def main():
    theirs, ours = Path(sys.argv[1]) / "theirs", Path(sys.argv[1]) / "ours"
    check_npy(theirs, ours)
    check_safetensors(theirs, ours)
    check_onnx(theirs, ours)
    check_events(ours)
    check_pictures(theirs, ours)
    check_tables(theirs, ours)
    for problem in problems:
        print("FAILED:", problem)
    print(f"{passed} checks passed" + (f", {len(problems)} failed" if problems else ""))
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
