"""What the training of @NAME@ is made of: first weights, loss, optimizer, learning rates.@NOTES@"""

import contextlib
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file

from model import @CLASS@
@IMPORTS@
@CONSTANTS@
@CLASSES@

def build():
    """The network with the weights that the run began with."""
    network = @CLASS@()
    network.load_state_dict(load_file(Path(__file__).with_name("start.safetensors")), strict=True)
    for name in FROZEN:
        network.get_parameter(name).requires_grad_(False)
    return network


def outputs_of(network, inputs):
    """From raw samples to the outputs of the last layers."""
    return @FORWARD@


def loss_of(outputs, targets):
@LOSS@


def right_answers(outputs, targets):
    """How many of how many answers are right; 0 of 0 where an answer is no class."""
@ANSWERS@


def make_optimizer(network):
@OPTIMIZER@


def rates(step):
    """Learning rate of a step, which counts from 0, and the momentum (None: the optimizer's own)."""
@RATES@
    return rate, momentum


def set_rates(optimizer, step):
    rate, momentum = rates(step)
    for group in optimizer.param_groups:
        group["lr"] = rate
        if momentum is not None and "momentum" in group:
            group["momentum"] = momentum
        elif momentum is not None and "betas" in group:
            group["betas"] = (momentum, group["betas"][1])
    return rate


def judged(value):
    """Takes the monitored value of each validation."""
@JUDGED@


def clip_gradients(network):
    if GRADIENT_CLIP_VAL and GRADIENT_CLIP_ALGORITHM == "value":
        torch.nn.utils.clip_grad_value_(network.parameters(), GRADIENT_CLIP_VAL)
    elif GRADIENT_CLIP_VAL:
        torch.nn.utils.clip_grad_norm_(network.parameters(), GRADIENT_CLIP_VAL)


def precision(device):
    kinds = {"bf16-mixed": torch.bfloat16, "16-mixed": torch.float16}
    return torch.autocast(device.type, kinds[PRECISION]) if PRECISION in kinds else contextlib.nullcontext()


def make_scaler(device):
    return torch.amp.GradScaler(torch.device(device).type, enabled=PRECISION == "16-mixed")


def weights_of(network):
    """State dict without the second names of shared tensors."""
    return {name: tensor.contiguous() for name, tensor in network.state_dict().items() if name not in SECOND_NAMES}
