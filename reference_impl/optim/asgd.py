"""Averaged stochastic gradient descent.

Source: https://pytorch.org/docs/stable/generated/torch.optim.ASGD.html
"""

from ..factories import FACTORIES
from .optimizer import (
    Optimizer,
    as_real,
    check_learning_rate,
    check_setting,
    new_step_count,
    number,
    zeros_like,
)


class ASGD(Optimizer):
    """Descends with a rate that falls, and keeps the mean of the parameters in `ax`."""

    __module__ = "torch.optim.asgd"

    def __init__(
        self,
        params,
        lr=1e-2,
        lambd=1e-4,
        alpha=0.75,
        t0=1e6,
        weight_decay=0,
        foreach=None,
        maximize=False,
        differentiable=False,
        capturable=False,
    ):
        check_learning_rate(lr)
        check_setting("weight_decay value", weight_decay, weight_decay >= 0.0)
        super().__init__(
            params,
            {
                "lr": lr,
                "lambd": lambd,
                "alpha": alpha,
                "t0": t0,
                "weight_decay": weight_decay,
                "foreach": foreach,
                "maximize": maximize,
                "differentiable": differentiable,
                "capturable": capturable,
            },
        )

    def step(self, closure=None):
        """One step; see `Optimizer.step`."""
        return self.step_all(closure)

    def init_state(self, group, param, state):
        state["step"] = new_step_count()
        state["eta"] = FACTORIES["full_like"](state["step"], number(group["lr"]))
        state["mu"] = FACTORIES["ones_like"](state["step"])
        state["ax"] = zeros_like(param)

    def update(self, group, param, grad, state):
        lr, decay = number(group["lr"]), group["lambd"]
        state["step"].add_(1)
        if group["weight_decay"] != 0:
            grad = grad.add(param, alpha=group["weight_decay"])
        param, grad, mean = as_real(param, grad, state["ax"])
        rate = state["eta"].item()
        param.mul_(1 - decay * rate)
        param.add_(grad, alpha=-rate)
        if state["mu"].item() == 1:
            mean.copy_(param)
        else:
            mean.add_(param.sub(mean).mul_(state["mu"]))
        steps = state["step"].item()
        state["eta"].fill_(lr / ((1 + decay * lr * steps) ** group["alpha"]))
        state["mu"].fill_(1 / max(1, steps - group["t0"]))
