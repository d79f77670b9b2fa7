"""make_files.py FOLDER: writes FOLDER/theirs with NumPy, safetensors, ONNX, TensorBoard, Pillow and csv."""

import csv
import gzip
import struct
import sys
from pathlib import Path

import ml_dtypes
import numpy as np
import onnx
import safetensors.numpy
import torch
from onnx import TensorProto, helper, numpy_helper
from PIL import Image
from safetensors.torch import save_file
from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.compat.proto.tensor_pb2 import TensorProto as BoardTensor
from tensorboard.compat.proto.summary_pb2 import SummaryMetadata
from tensorboard.summary.writer.event_file_writer import EventFileWriter

ARRAY_TYPES = ["float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "bool"]


def arrays():
    random = np.random.default_rng(7)
    for name in ARRAY_TYPES:
        yield name, (random.normal(size=(3, 4, 5)) * 50).astype(name)
    yield "scalar", np.float64(2.5)
    yield "empty", np.zeros((0, 3), "float32")
    yield "fortran", np.asfortranarray(random.normal(size=(2, 3, 4)).astype("float32"))


def write_npy(folder):
    for name, array in arrays():
        np.save(folder / f"{name}.npy", array)
    with open(folder / "version2.npy", "wb") as file:
        np.lib.format.write_array(file, np.arange(6, dtype="int64").reshape(2, 3), version=(2, 0))
    np.save(folder / "bad_object.npy", np.array([{}, []], dtype=object), allow_pickle=True)
    np.save(folder / "bad_big_endian.npy", np.arange(3, dtype=">f4"))
    np.save(folder / "bad_record.npy", np.zeros(2, dtype=[("a", "<f4"), ("b", "<i4")]))
    np.save(folder / "bad_complex.npy", np.zeros(2, "complex64"))


def write_safetensors(folder):
    tensors = {name: torch.from_numpy(np.ascontiguousarray(array)) for name, array in arrays() if name not in ("scalar", "fortran", "uint16", "uint32")}
    tensors["bfloat16"] = torch.tensor([1.5, -2.25, 3e38, 0.0]).bfloat16()
    tensors["scalar"] = torch.tensor(2.5, dtype=torch.float64)
    save_file(tensors, folder / "torch.safetensors", metadata={"format": "pt", "note": "äöü \" \\"})
    safetensors.numpy.save_file({"uint16": np.arange(3, dtype="uint16"), "uint32": np.arange(3, dtype="uint32") + 4294967290}, folder / "numpy.safetensors")


def write_onnx(folder):
    weights = [numpy_helper.from_array(np.ascontiguousarray(array), name) for name, array in arrays() if name not in ("scalar",)]
    weights.append(helper.make_tensor("typed_float", TensorProto.FLOAT, [2], [1.5, -2.5]))
    weights.append(helper.make_tensor("typed_int64", TensorProto.INT64, [2], [-1, 1 << 40]))
    weights.append(helper.make_tensor("typed_half", TensorProto.FLOAT16, [2], [0.5, -2.0]))
    weights.append(helper.make_tensor("typed_bool", TensorProto.BOOL, [3], [True, False, True]))
    weights.append(numpy_helper.from_array(np.array([1.5, -2.25], ml_dtypes.bfloat16), "bfloat16"))
    nodes = [helper.make_node("Gemm", ["x", "w"], ["y"], name="gemm", alpha=0.25, transB=1),
             helper.make_node("Constant", [], ["c"], value=numpy_helper.from_array(np.arange(4, dtype="float32"))),
             helper.make_node("Resize", ["y", "", "c"], ["z"], mode="linear")]
    graph = helper.make_graph(nodes, "theirs", [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["batch", 3])],
                              [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["batch", None])], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)], ir_version=8, producer_name="peer")
    helper.set_model_props(model, {"classes": "a,b"})
    (folder / "theirs.onnx").write_bytes(model.SerializeToString())


def write_events(folder):
    writer = EventFileWriter(str(folder / "events"))
    for step in range(5):
        writer.add_event(Event(wall_time=1700000000.5 + step, step=step, summary=Summary(value=[Summary.Value(tag="simple", simple_value=step / 3)])))
        metadata = SummaryMetadata(plugin_data=SummaryMetadata.PluginData(plugin_name="scalars")) if step == 0 else None
        tensor = BoardTensor(dtype="DT_FLOAT", float_val=[step / 7])
        writer.add_event(Event(wall_time=1700000000.5 + step, step=step, summary=Summary(value=[Summary.Value(tag="tensor", tensor=tensor, metadata=metadata)])))
    text = Summary.Value(tag="note", metadata=SummaryMetadata(plugin_data=SummaryMetadata.PluginData(plugin_name="text")),
                         tensor=BoardTensor(dtype="DT_STRING", string_val=["größer".encode()]))
    writer.add_event(Event(wall_time=1700000009, step=9, summary=Summary(value=[text])))
    writer.close()


def write_pictures(folder):
    y, x = np.mgrid[0:37, 0:53]
    rgb = np.stack([x * 4, y * 6, (x + y) * 2], -1).astype("uint8")
    image = Image.fromarray(rgb)
    image.save(folder / "rgb.png")
    image.convert("L").save(folder / "grey.png")
    image.convert("P").save(folder / "palette.png")
    image.convert("1").save(folder / "bits.png")
    rgba = np.dstack([rgb, (x * 4).astype("uint8")])
    Image.fromarray(rgba).save(folder / "alpha.png")
    Image.fromarray((x * 1200).astype("uint16")).save(folder / "grey16.png")
    image.save(folder / "rgb.jpg", quality=90)
    image.save(folder / "progressive.jpg", quality=90, progressive=True)
    image.convert("L").save(folder / "grey.jpg", quality=90)
    image.convert("CMYK").save(folder / "cmyk.jpg", quality=95)
    image.save(folder / "rgb.bmp")
    image.convert("P").save(folder / "palette.bmp")
    image.convert("L").save(folder / "grey.bmp")
    image.convert("1").save(folder / "bits.bmp")


def write_tables(folder):
    rows = [["id", "text, with \"quotes\"", "number"], ["1", "line\nbreak", "1.5"], ["2", " äöü ", "-2e3"], ["3", "", "3"]]
    for name, dialect in (("excel", {}), ("semicolon", {"delimiter": ";"}), ("tabs", {"delimiter": "\t"}), ("quoted", {"quoting": csv.QUOTE_ALL})):
        with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8-sig" if name == "excel" else "utf-8") as file:
            csv.writer(file, **dialect).writerows(rows)


def write_idx(folder):
    pictures = np.arange(2 * 4 * 3, dtype="uint8").reshape(2, 4, 3)
    data = struct.pack(">BBBBIII", 0, 0, 8, 3, 2, 4, 3) + pictures.tobytes()
    (folder / "pictures-idx3-ubyte").write_bytes(data)
    (folder / "bad-idx3-ubyte.gz").write_bytes(gzip.compress(data))
    floats = np.linspace(-1, 1, 6, dtype=">f4")
    (folder / "floats-idx2").write_bytes(struct.pack(">BBBBII", 0, 0, 13, 2, 2, 3) + floats.tobytes())


def main():
    folder = Path(sys.argv[1]) / "theirs"
    folder.mkdir(parents=True)
    for write in (write_npy, write_safetensors, write_onnx, write_events, write_pictures, write_tables, write_idx):
        write(folder)


if __name__ == "__main__":
    main()
