"""Reads the weights of a Lightning checkpoint with torch, weights only: verify_lightning.py FILE FOLDER; writes tensor_<i>.npy there."""

import pathlib
import sys

from engine_job import answer, need

numpy, torch = need("numpy", "torch")
tensors = torch.load(sys.argv[1], weights_only=True)["state_dict"]
for number, tensor in enumerate(tensors.values()):
    numpy.save(pathlib.Path(sys.argv[2]) / f"tensor_{number}.npy", tensor.numpy())
answer(engine=f"torch {torch.__version__} (Python), weights only", keys=[name.removeprefix("network.") for name in tensors])
