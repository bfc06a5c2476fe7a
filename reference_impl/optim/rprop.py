"""Rprop: only the sign of the gradient counts; each element has a step size of its own.

Source: https://pytorch.org/docs/stable/generated/torch.optim.Rprop.html
"""

from .. import semantics
from ..factories import FACTORIES
from .optimizer import (
    Optimizer,
    as_real,
    check_learning_rate,
    number,
    plain_step_count,
    works_on_lists,
    zeros_like,
)


class Rprop(Optimizer):
    """A step size grows while the sign of the gradient stays, and shrinks when it turns."""

    __module__ = "torch.optim.rprop"

    def __init__(
        self,
        params,
        lr=1e-2,
        etas=(0.5, 1.2),
        step_sizes=(1e-6, 50),
        *,
        capturable=False,
        foreach=None,
        maximize=False,
        differentiable=False,
    ):
        check_learning_rate(lr)
        if not 0.0 < etas[0] < 1.0 < etas[1]:
            raise ValueError(f"Invalid eta values: {etas[0]}, {etas[1]}")
        super().__init__(
            params,
            {
                "lr": lr,
                "etas": etas,
                "step_sizes": step_sizes,
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
        lr = number(group["lr"])
        first = complex(lr, lr) if param.is_complex() else lr
        state["step"] = plain_step_count()
        state["prev"] = zeros_like(param)
        state["step_size"] = FACTORIES["full_like"](param, first)
        if not semantics.current().optimizers_run_otherwise:
            state["step_size"].fill_(first)  # it was made empty, and filled

    def update(self, group, param, grad, state):
        shrink, grow = group["etas"]
        state["step"] += 1
        param, grad, before, sizes = as_real(param, grad, state["prev"], state["step_size"])
        factor = grad.mul(before).sign()
        stayed, turned = factor.gt(0), factor.lt(0)
        factor.fill_(1).masked_fill_(stayed, grow).masked_fill_(turned, shrink)
        sizes.mul_(factor).clamp_(*group["step_sizes"])
        grad = grad.masked_fill(turned, 0)  # no step where the sign turned
        param.addcmul_(grad.sign(), sizes, value=-1)
        if works_on_lists(group, param) and semantics.current().lists_descend_at_once:
            before.copy_(grad)  # a step of lists works there, and turns the sign there
            if group["maximize"]:
                before.neg_()
        before.copy_(grad)
