"""Reads a safetensors file with the safetensors package: verify_safetensors.py FILE FOLDER; writes tensor_<i>.npy there."""

import pathlib
import sys

from engine_job import answer, need

numpy, safetensors, _ = need("numpy", "safetensors", "safetensors.numpy")
tensors = safetensors.numpy.load_file(sys.argv[1])
for number, tensor in enumerate(tensors.values()):
    numpy.save(pathlib.Path(sys.argv[2]) / f"tensor_{number}.npy", tensor)
answer(engine=f"safetensors {safetensors.__version__} (Python)", keys=list(tensors))
