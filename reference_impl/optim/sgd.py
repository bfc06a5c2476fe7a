"""Stochastic gradient descent.

Source: https://pytorch.org/docs/stable/generated/torch.optim.SGD.html
"""

from .. import semantics
from .optimizer import (
    REQUIRED,
    Optimizer,
    check_learning_rate,
    check_setting,
    number,
    works_on_lists,
)

UNLESS_GIVEN = object()


class SGD(Optimizer):
    """`p -= lr * g`; with momentum, `g` is a running sum of gradients."""

    __module__ = "torch.optim.sgd"

    def __init__(
        self,
        params,
        lr=UNLESS_GIVEN,
        momentum=0,
        dampening=0,
        weight_decay=0,
        nesterov=False,
        *,
        maximize=False,
        foreach=None,
        differentiable=False,
        fused=None,
    ):
        if lr is UNLESS_GIVEN:
            lr = 0.001 if semantics.current().sgd_has_a_rate else REQUIRED
        if lr is not REQUIRED:
            check_learning_rate(lr, not_below=True)
        check_setting("momentum value", momentum, momentum >= 0.0)
        check_setting("weight_decay value", weight_decay, weight_decay >= 0.0)
        if nesterov and (momentum <= 0 or dampening != 0):
            raise ValueError("Nesterov momentum requires a momentum and zero dampening")
        super().__init__(
            params,
            {
                "lr": lr,
                "momentum": momentum,
                "dampening": dampening,
                "weight_decay": weight_decay,
                "nesterov": nesterov,
                "maximize": maximize,
                "foreach": foreach,
                "differentiable": differentiable,
                **({"fused": fused} if semantics.current().optimizers_run_otherwise else {}),
            },
        )

    def step(self, closure=None):
        """One step; see `Optimizer.step`."""
        return self.step_all(closure)

    def state_of(self, group, param):
        # As it was before the step: a parameter that is listed twice starts twice from there.
        if group["momentum"] != 0:
            return dict(self.state[param])
        if not semantics.current().sgd_without_momentum_has_no_state:
            self.state[param]["momentum_buffer"] = None
        return None

    def update(self, group, param, grad, state):
        momentum = group["momentum"]
        copied = group["weight_decay"] != 0 or group["maximize"]
        if group["weight_decay"] != 0:
            grad = grad.add(param, alpha=number(group["weight_decay"]))
        if momentum != 0:
            buffer = state.get("momentum_buffer")
            if buffer is None:
                buffer = grad.detach().clone()
            else:
                buffer.mul_(momentum).add_(grad, alpha=1 - group["dampening"])
            state["momentum_buffer"] = buffer
            if not group["nesterov"]:
                grad = buffer
            elif works_on_lists(group, param) and not copied:
                # rule: modules.foreach-nesterov-overwrites-grad
                grad = grad.add_(buffer, alpha=momentum)
            else:
                grad = grad.add(buffer, alpha=momentum)
        param.add_(grad, alpha=number(-group["lr"]))

    def keep_state(self, param, state):
        # A step that fails midway through a group keeps none of the new buffers.
        if state is not None:
            self.state[param]["momentum_buffer"] = state["momentum_buffer"]
