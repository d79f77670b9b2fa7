"""Runs a TorchScript file in Python's torch: verify_torchscript.py FILE FOLDER (see engine_job.py)."""

import json
import warnings

from engine_job import Job, answer, need

warnings.simplefilter("ignore")
numpy, torch = need("numpy", "torch")
job = Job(numpy)
extra = {"labels.json": ""}
module = torch.jit.load(str(job.file), map_location="cpu", _extra_files=extra).eval()


def forward(arrays):
    with torch.inference_mode():
        result = module(*(torch.from_numpy(array) for array in arrays))
    return [tensor.numpy() for tensor in (result if isinstance(result, tuple) else (result,))]


job.run(forward)
answer(engine=f"torch {torch.__version__} (Python)", keys=list(module.state_dict()),
       class_names=json.loads(extra["labels.json"] or "null"))
