"""What the run used and PyTorch does not have in this form."""

import torch


class Lion(torch.optim.Optimizer):
    """Steps along the sign of a running mean of the gradient (Chen et al., 2023)."""

    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for parameter in group["params"]:
                if parameter.grad is None:
                    continue
                mean = self.state[parameter].setdefault("exp_avg", torch.zeros_like(parameter))
                parameter.mul_(1 - group["lr"] * group["weight_decay"])
                parameter.add_(mean.lerp(parameter.grad, 1 - beta1).sign_(), alpha=-group["lr"])
                mean.lerp_(parameter.grad, 1 - beta2)
        return loss


class Averages:
    """A moving average of the weights (EMA), which is validated and kept in their place."""

    def __init__(self, network, decay):
        self.weights = [parameter for parameter in network.parameters() if parameter.requires_grad]
        self.decay, self.averages = decay, []

    @torch.no_grad()
    def update(self):
        if not self.averages:
            self.averages = [weight.detach().clone() for weight in self.weights]
        for average, weight in zip(self.averages, self.weights):
            average.lerp_(weight, 1 - self.decay)

    @torch.no_grad()
    def exchange(self):
        """Swaps weights and averages."""
        for average, weight in zip(self.averages, self.weights):
            kept = weight.detach().clone()
            weight.copy_(average)
            average.copy_(kept)
