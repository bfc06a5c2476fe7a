"""Averaged stochastic gradient descent.

Source: https://pytorch.org/docs/stable/generated/torch.optim.ASGD.html
"""

from .. import semantics
from ..factories import FACTORIES
from .optimizer import (
    Optimizer,
    as_real,
    check_learning_rate,
    check_setting,
    new_step_count,
    number,
    works_on_lists,
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
        if semantics.current().asgd_checks_all_settings:
            check_setting("lambd value", lambd, lambd >= 0.0)
            check_setting("alpha value", alpha, alpha >= 0.0)
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
        state["step"].add_(1)
        if group["weight_decay"] != 0:
            grad = grad.add(param, alpha=group["weight_decay"])
        param, grad, mean = as_real(param, grad, state["ax"])
        on_lists = works_on_lists(group, param) and semantics.current().lists_descend_at_once
        if on_lists:
            # rule: modules.optimizers
            param.addcmul_(grad.add(param, alpha=group["lambd"]), state["eta"], value=-1)
            mean.addcmul_(param.sub(mean), state["mu"])
        else:
            self._descend(group["lambd"], param, grad, mean, state)
        self._slow_down(group, state, state["step"] if on_lists else state["step"].item())

    def _descend(self, decay, param, grad, mean, state):
        rate = state["eta"].item()
        param.mul_(1 - decay * rate)
        param.add_(grad, alpha=-rate)
        if state["mu"].item() == 1:
            mean.copy_(param)
        else:
            mean.add_(param.sub(mean).mul_(state["mu"]))

    def _slow_down(self, group, state, steps):
        """The rate of the next step, and what the parameters then count for in the mean.

        `steps` is a number, or the tensor that holds it, whose rounding the rate then has.
        """
        lr = number(group["lr"])
        rate = lr / ((1 + group["lambd"] * lr * steps) ** group["alpha"])
        state["eta"].fill_(rate)
        state["mu"].fill_(1 / max(1, state["step"].item() - group["t0"]))
