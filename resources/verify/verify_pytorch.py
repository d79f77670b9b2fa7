"""Runs exported PyTorch code in Python's torch: verify_pytorch.py EXPORTED_FOLDER FOLDER (see engine_job.py)."""

import json
import sys
import warnings

from engine_job import Job, answer, need

warnings.simplefilter("ignore")
numpy, torch = need("numpy", "torch")
job = Job(numpy)


def read_weights(path):
    """The safetensors format without its package: u64 length, JSON header, bytes."""
    types = {"F32": numpy.float32, "F64": numpy.float64, "I64": numpy.int64, "I32": numpy.int32, "U8": numpy.uint8,
             "BOOL": numpy.bool_}
    data = path.read_bytes()
    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8:8 + size])
    header.pop("__metadata__", None)
    weights = {}
    for key, entry in header.items():
        begin, end = (8 + size + offset for offset in entry["data_offsets"])
        array = numpy.frombuffer(data[begin:end], types[entry["dtype"]]).reshape(entry["shape"])
        weights[key] = torch.from_numpy(array.copy())
    return weights


sys.path.insert(0, str(job.file))
import model as exported  # noqa: E402  (the exported model.py)

modules = [value for value in vars(exported).values()
           if isinstance(value, type) and issubclass(value, torch.nn.Module) and value.__module__ == exported.__name__]
network = modules[-1]()  # the network stands last, behind the modules that it uses
network.load_state_dict(read_weights(job.file / "weights.safetensors"), strict=True)
network.eval()


def forward(arrays):
    with torch.inference_mode():
        result = network.prediction(*(torch.from_numpy(array) for array in arrays))
    return [tensor.numpy() for tensor in (result if isinstance(result, tuple) else (result,))]


job.run(forward)
answer(engine=f"torch {torch.__version__} (Python)", keys=list(network.state_dict()),
       class_names=list(getattr(exported, "CLASS_NAMES", [])) or None)
