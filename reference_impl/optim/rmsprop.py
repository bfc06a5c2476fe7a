"""RMSprop: steps scaled by a running mean of the squared gradient.

Source: https://pytorch.org/docs/stable/generated/torch.optim.RMSprop.html
"""

from .. import semantics
from ..ops.foreach import uncounted
from .optimizer import (
    Optimizer,
    as_real,
    check_learning_rate,
    check_setting,
    number,
    plain_step_count,
    works_on_lists,
    zeros_like,
)


class RMSprop(Optimizer):
    """Divides each element's gradient by the root of the running mean of its square."""

    __module__ = "torch.optim.rmsprop"

    def __init__(
        self,
        params,
        lr=0.01,
        alpha=0.99,
        eps=1e-8,
        weight_decay=0,
        momentum=0,
        centered=False,
        capturable=False,
        foreach=None,
        maximize=False,
        differentiable=False,
    ):
        check_learning_rate(lr)
        check_setting("epsilon value", eps, eps >= 0.0)
        check_setting("momentum value", momentum, momentum >= 0.0)
        check_setting("weight_decay value", weight_decay, weight_decay >= 0.0)
        check_setting("alpha value", alpha, alpha >= 0.0)
        super().__init__(
            params,
            {
                "lr": lr,
                "momentum": momentum,
                "alpha": alpha,
                "eps": eps,
                "centered": centered,
                "weight_decay": weight_decay,
                **(
                    {"capturable": capturable}
                    if semantics.current().optimizers_run_otherwise
                    else {}
                ),
                "foreach": foreach,
                "maximize": maximize,
                "differentiable": differentiable,
            },
        )

    def step(self, closure=None):
        """One step; see `Optimizer.step`."""
        return self.step_all(closure)

    def init_state(self, group, param, state):
        state["step"] = plain_step_count()
        state["square_avg"] = zeros_like(param)
        if group["momentum"] > 0:
            state["momentum_buffer"] = zeros_like(param)
        if group["centered"]:
            state["grad_avg"] = zeros_like(param)

    def update(self, group, param, grad, state):
        alpha, lr = group["alpha"], group["lr"]
        state["step"] += 1
        if group["weight_decay"] != 0:
            grad = grad.add(param, alpha=group["weight_decay"])
        param, grad, squares = as_real(param, grad, state["square_avg"])
        squares.mul_(alpha).addcmul_(grad, grad, value=1 - alpha)
        if group["centered"]:
            (mean,) = as_real(state["grad_avg"])
            if semantics.current().optimizers_run_otherwise:
                with uncounted([mean] if works_on_lists(group, param) else []):
                    mean.lerp_(grad, 1 - alpha)
            else:
                mean.mul_(alpha).add_(grad, alpha=1 - alpha)
            scale = squares.addcmul(mean, mean, value=-1).sqrt_()
        else:
            scale = squares.sqrt()
        scale = scale.add_(group["eps"])
        if group["momentum"] > 0:
            (buffer,) = as_real(state["momentum_buffer"])
            buffer.mul_(group["momentum"]).addcdiv_(grad, scale)
            param.add_(buffer, alpha=number(-lr))
        else:
            param.addcdiv_(grad, scale, value=number(-lr))
