"""Writes the seeds of the fuzz corpus: make_corpus.py [FOLDER]. Small files, one a feature; findings (found_*) are left alone.
Needs the Python of the tests (.venv)."""

import io
import json
import pathlib
import pickle
import struct
import sys
import zipfile
import zlib

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from safetensors.torch import save

FOLDER = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent / "corpus")
MODULE = "module block { in > conv2d(4, padding=same) > relu > out }; "
GRAPHS = {
    "dense": "input(4) > dense(3) > relu > dense(2) > output(cross_entropy)",
    "image": "input(1,8,8) > conv2d(4, kernel=3, padding=same, bias=false) > batch_norm > relu > max_pool2d(2) > flatten > dense(10) > output(cross_entropy)",
    "branches": "a = input(4); b = a > dense(4); add(a, b) > output(mse)",
    "module": MODULE + "input(1,8,8) > block(repeat=3) > output(mse)",
    "text": "input(12, kind=tokens, vocabulary=40) > embedding(8) > lstm(6) > global_average_pool > dense(2) > output(cross_entropy)",
    "attention": "input(6,8) > multi_head_attention(heads=2) > layer_norm > dense(8) > output(mse)",
    "broken": "input(4) > dense(",
    "unknown": "input(4) > dens(3) > output(mse)",
    "unjoined": "a = input(4); b = input(3,8,8); add(a, b) > output(mse)",
}


def put(target, name, content):
    folder = FOLDER / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())


def npy_bytes(array, **options):
    out = io.BytesIO()
    np.lib.format.write_array(out, array, **options)
    return out.getvalue()


def arrays():
    for dtype in ("f4", "f8", "f2", "i8", "i1", "u2", "b1", ">f4"):
        put("npy", dtype.replace(">", "big_"), npy_bytes(np.arange(6).astype(dtype).reshape(2, 3)))
    put("npy", "fortran", npy_bytes(np.asfortranarray(np.arange(6, dtype="f4").reshape(2, 3))))
    put("npy", "scalar", npy_bytes(np.array(1.5)))
    put("npy", "version_2", npy_bytes(np.arange(3), version=(2, 0)))
    put("npy", "record", npy_bytes(np.zeros(2, dtype=[("a", "f4"), ("b", "i8")])))
    put("npy", "empty", npy_bytes(np.zeros((0, 4), dtype="f4")))
    for code, letter in ((8, "B"), (9, "b"), (11, "h"), (12, "i"), (13, "f"), (14, "d")):
        put("idx", f"type_{code}", struct.pack(">BBBB2I6" + letter, 0, 0, code, 2, 2, 3, *range(6)))
    put("idx", "labels", struct.pack(">BBBBI3B", 0, 0, 8, 1, 3, 7, 8, 9))
    kinds = (torch.float32, torch.float64, torch.float16, torch.bfloat16, torch.int64, torch.int32, torch.int8, torch.uint8, torch.bool)
    for kind in kinds:
        put("safetensors", str(kind).split(".")[1], save({"w": torch.ones(2, 3, dtype=kind), "b": torch.ones((), dtype=kind)}))
    put("safetensors", "metadata", save({"w": torch.ones(1)}, {"format": "pt", "alias": "w"}))
    put("safetensors", "none", save({}))


def value(name, shape, kind=TensorProto.FLOAT):
    return helper.make_tensor_value_info(name, kind, shape)


def model(nodes, inputs, outputs, weights=(), opset=17):
    stored = [numpy_helper.from_array(np.asarray(array), name) for name, array in weights]
    graph = helper.make_graph(nodes, "g", inputs, outputs, stored)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8).SerializeToString()


def floats(*shape):
    return np.linspace(-1, 1, int(np.prod(shape)), dtype=np.float32).reshape(shape)


def onnx_models():
    node = helper.make_node
    x2, x4 = [value("x", ["N", 4])], [value("x", ["N", 3, 6, 6])]
    y = [value("y", None)]
    put("onnx", "gemm", model([node("Gemm", ["x", "w", "b"], ["h"], transB=1), node("Softmax", ["h"], ["y"])], x2, y, [("w", floats(3, 4)), ("b", floats(3))]))
    put("onnx", "conv", model([node("Conv", ["x", "w"], ["c"], pads=[1, 1, 1, 1]), node("Relu", ["c"], ["r"]), node("MaxPool", ["r"], ["p"], kernel_shape=[2, 2], strides=[2, 2]),
                               node("GlobalAveragePool", ["p"], ["g"]), node("Flatten", ["g"], ["y"])], x4, y, [("w", floats(4, 3, 3, 3))]))
    put("onnx", "norm", model([node("BatchNormalization", ["x", "s", "s", "s", "v"], ["y"])], x4, y, [("s", floats(3)), ("v", np.ones(3, np.float32))]))
    put("onnx", "lstm", model([node("LSTM", ["x", "w", "r"], ["h"], hidden_size=2), node("Squeeze", ["h", "one"], ["y"])], [value("x", [5, "N", 3])], y,
                              [("w", floats(1, 8, 3)), ("r", floats(1, 8, 2)), ("one", np.array([1]))]))
    put("onnx", "tokens", model([node("Gather", ["t", "x"], ["e"]), node("ReduceMean", ["e"], ["y"], axes=[1], keepdims=0)], [value("x", ["N", 5], TensorProto.INT64)], y, [("t", floats(9, 4))]))
    put("onnx", "shapes", model([node("Shape", ["x"], ["s"]), node("Gather", ["s", "zero"], ["n"]), node("Unsqueeze", ["n", "axes"], ["u"]), node("Concat", ["u", "rest"], ["target"], axis=0),
                                 node("Reshape", ["x", "target"], ["y"])], x4, y, [("zero", np.array(0)), ("axes", np.array([0])), ("rest", np.array([-1]))]))
    put("onnx", "slices", model([node("Slice", ["x", "b", "e", "a"], ["s"]), node("Split", ["s"], ["p", "q"], axis=1), node("Add", ["p", "q"], ["y"])], x2, y,
                                [("b", np.array([0])), ("e", np.array([2**62])), ("a", np.array([1]))], 13))
    put("onnx", "transposed", model([node("Transpose", ["x"], ["t"], perm=[0, 2, 3, 1]), node("Mul", ["t", "c"], ["m"]), node("Transpose", ["m"], ["y"], perm=[0, 3, 1, 2])], x4, y, [("c", floats(3))]))
    put("onnx", "resize", model([node("Resize", ["x", "", "s"], ["y"], mode="linear"), ], x4, y, [("s", np.array([1, 1, 2, 1.5], np.float32))]))
    put("onnx", "pad", model([node("Pad", ["x", "p"], ["y"], mode="reflect")], x4, y, [("p", np.array([0, 0, 1, 1, 0, 0, 2, 1]))]))
    put("onnx", "unknown", model([node("TopK", ["x", "k"], ["y", "i"])], x2, y, [("k", np.array([2]))]))
    put("onnx", "constants", model([node("Constant", [], ["c"], value=numpy_helper.from_array(floats(4))), node("ConstantOfShape", ["s"], ["z"]), node("Add", ["c", "z"], ["d"]),
                                    node("Add", ["x", "d"], ["y"])], x2, y, [("s", np.array([4]))]))
    external = onnx.load_from_string(model([node("Add", ["x", "w"], ["y"])], x2, y, [("w", floats(4))]))
    tensor = external.graph.initializer[0]
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    for key, text in (("location", "../secret"), ("offset", "0"), ("length", "16")):
        tensor.external_data.add(key=key, value=text)
    put("onnx", "external", external.SerializeToString())
    branch = helper.make_graph([node("Identity", ["x"], ["i"])], "then", [], [value("i", None)])
    put("onnx", "if", model([node("If", ["c"], ["y"], then_branch=branch, else_branch=branch)], x2, y, [("c", np.array(True))]))
    twice = helper.make_function("local", "Twice", ["a"], ["b"], [node("Add", ["a", "a"], ["b"])], [helper.make_opsetid("", 17)])
    graph = helper.make_graph([node("Twice", ["x"], ["y"], domain="local")], "g", x2, y)
    put("onnx", "function", helper.make_model(graph, functions=[twice], ir_version=8, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("local", 1)]).SerializeToString())


def saved(content, **options):
    out = io.BytesIO()
    torch.save(content, out, **options)
    return out.getvalue()


def pickles():
    linear = torch.nn.Linear(2, 3)
    states = {"state": linear.state_dict(), "parameters": dict(linear.named_parameters()), "checkpoint": {"epoch": 3, "lr": 0.1, "model": linear.state_dict(), "optimizer": {"state": {}}},
              "types": {str(kind): torch.ones(3).to(kind) for kind in (torch.float64, torch.bfloat16, torch.int64, torch.bool)}, "views": {"t": torch.ones(2, 3).t(), "x": torch.ones(1).expand(4, 2)}}
    for name, state in states.items():
        archive = saved(state)
        put("pickle", name + ".pt", archive)
        with zipfile.ZipFile(io.BytesIO(archive)) as records:
            put("pickle", name + ".pkl", records.read(next(record for record in records.namelist() if record.endswith("data.pkl"))))
    put("pickle", "whole_module.pt", saved(linear))
    put("pickle", "old.pt", saved(linear.state_dict(), _use_new_zipfile_serialization=False))
    put("pickle", "numbers.pkl", pickle.dumps({"a": [1, 2.5, None, True, (1, 2, 3, 4)], "b": 2**70}, protocol=2))
    # A dictionary that holds the one before it twice, forty times over: 2^40 tensors to one who does not remember.
    nested = {"t": torch.ones(1)}
    for _ in range(40):
        nested = {"a": nested, "b": nested}
    with zipfile.ZipFile(io.BytesIO(saved(nested))) as records:
        put("pickle", "doubling.pkl", records.read(next(record for record in records.namelist() if record.endswith("data.pkl"))))


def designs():
    for name, text in GRAPHS.items():
        put("graph_text", name, text)


def table_files():
    put("csv", "plain", "a,b,c\n1,2,x\n3,4,y\n")
    put("csv", "quoted", 'a;b\n"1,5";"x ""y"" z"\n"2,5";"two\nlines"\n')
    put("csv", "bom", b"\xef\xbb\xbfa\tb\r\n1\t2\r\n")
    put("csv", "latin", "name,x\nM\xfcller,1\n".encode("latin-1"))
    put("csv", "open_quote", 'a,b\n"1,2\n')
    put("csv", "ragged", "a,b\n1\n1,2,3\n")


def png(width, height, kind, depth, rows, more=b""):
    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def pictures():
    put("picture", "grey.png", png(2, 2, 0, 8, bytes([0, 1, 2, 0, 3, 4])))
    put("picture", "rgb.png", png(1, 2, 2, 8, bytes([0, 1, 2, 3, 0, 4, 5, 6])))
    put("picture", "alpha.png", png(1, 1, 6, 8, bytes([0, 1, 2, 3, 128])))
    put("picture", "deep.png", png(1, 1, 0, 16, bytes([0, 1, 2])))
    put("picture", "huge.png", png(100_000, 100_000, 0, 8, b"\0"))
    for depth, palette, row in ((24, b"", b"\1\2\3\4\5\6\0\0"), (8, bytes(range(16)), b"\1\2\0\0"), (1, bytes(8), b"\x80\0\0\0"), (32, b"", bytes(8))):
        pixels = row * 2
        head = struct.pack("<IiiHHIIiiII", 40, 2, 2, 1, depth, 0, len(pixels), 0, 0, len(palette) // 4, 0)
        put("picture", f"{depth}.bmp", b"BM" + struct.pack("<IHHI", 54 + len(palette) + len(pixels), 0, 0, 54 + len(palette)) + head + palette + pixels)
    # 8 x 8 points of one grey: every coefficient is the code 0 of a table with one code.
    tables = b"\xff\xdb\0\x43\0" + b"\1" * 64 + b"\xff\xc4\0\x14\0" + b"\1" + b"\0" * 16 + b"\xff\xc4\0\x14\x10" + b"\1" + b"\0" * 16
    put("picture", "grey.jpg", b"\xff\xd8" + tables + b"\xff\xc0\0\x0b\x08\0\x08\0\x08\1\1\x11\0" + b"\xff\xda\0\x08\1\1\0\0\x3f\0" + b"\0" + b"\xff\xd9")


def events():
    from tensorboard.compat.proto.event_pb2 import Event
    from tensorboard.compat.proto.summary_pb2 import Summary
    from tensorboard.util import tensor_util
    from torch.utils.tensorboard.summary import scalar, text
    put("events", "version", Event(wall_time=1, file_version="brain.Event:2").SerializeToString())
    put("events", "simple", Event(wall_time=1, step=3, summary=Summary(value=[Summary.Value(tag="loss", simple_value=0.5)])).SerializeToString())
    put("events", "scalar", Event(wall_time=1, step=3, summary=scalar("accuracy", 0.5, new_style=True)).SerializeToString())
    put("events", "text", Event(wall_time=1, step=3, summary=text("note", "words")).SerializeToString())
    array = tensor_util.make_tensor_proto(np.arange(3.0))
    put("events", "array", Event(wall_time=1, step=3, summary=Summary(value=[Summary.Value(tag="a", tensor=array)])).SerializeToString())


def main():
    torch.manual_seed(0)
    for make in (arrays, onnx_models, pickles, designs, table_files, pictures, events):
        make()
    files = [path for path in FOLDER.rglob("*") if path.is_file()]
    print(json.dumps({folder.name: len(list(folder.iterdir())) for folder in sorted(FOLDER.iterdir())}), sum(path.stat().st_size for path in files), "bytes")


if __name__ == "__main__":
    main()
