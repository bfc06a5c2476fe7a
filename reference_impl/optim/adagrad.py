"""Adagrad: the more an element has moved, the smaller its steps.

Source: https://pytorch.org/docs/stable/generated/torch.optim.Adagrad.html
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
)


class Adagrad(Optimizer):
    """Divides each element's gradient by the root of the sum of its squares so far."""

    __module__ = "torch.optim.adagrad"

    def __init__(
        self,
        params,
        lr=0.01,
        lr_decay=0,
        weight_decay=0,
        initial_accumulator_value=0,
        eps=1e-10,
        foreach=None,
        *,
        maximize=False,
        differentiable=False,
        fused=None,
    ):
        check_learning_rate(lr)
        check_setting("lr_decay value", lr_decay, lr_decay >= 0.0)
        check_setting("weight_decay value", weight_decay, weight_decay >= 0.0)
        start = initial_accumulator_value
        check_setting("initial_accumulator_value value", start, start >= 0.0)
        check_setting("epsilon value", eps, eps >= 0.0)
        super().__init__(
            params,
            {
                "lr": lr,
                "lr_decay": lr_decay,
                "eps": eps,
                "weight_decay": weight_decay,
                "initial_accumulator_value": initial_accumulator_value,
                "foreach": foreach,
                "maximize": maximize,
                **_latest_settings(differentiable, fused),
            },
        )
        # Unlike the others it makes its state at once.
        for group in self.param_groups:
            for param in group["params"]:
                self.state_of(group, param)

    def step(self, closure=None):
        """One step; see `Optimizer.step`."""
        return self.step_all(closure)

    def init_state(self, group, param, state):
        start = self.defaults["initial_accumulator_value"]
        state["step"] = new_step_count()
        start = complex(start, start) if param.is_complex() else start
        state["sum"] = FACTORIES["full_like"](param, start)

    def update(self, group, param, grad, state):
        state["step"].add_(1)
        if group["weight_decay"] != 0:
            grad = grad.add(param, alpha=group["weight_decay"])
        lr = group["lr"] / (1 + (state["step"].item() - 1) * group["lr_decay"])
        param, grad, total = as_real(param, grad, state["sum"])
        total.addcmul_(grad, grad, value=1)
        param.addcdiv_(grad, total.sqrt().add_(group["eps"]), value=number(-lr))


def _latest_settings(differentiable, fused):
    """Those that came last."""
    settings = {}
    if semantics.current().all_optimizers_may_be_differentiable:
        settings["differentiable"] = differentiable
    if semantics.current().optimizers_run_otherwise:
        settings["fused"] = fused
    return settings
