"""Adadelta: steps in the unit of the parameters, from running means of two squares.

Source: https://pytorch.org/docs/stable/generated/torch.optim.Adadelta.html
"""

from .optimizer import (
    Optimizer,
    as_real,
    check_learning_rate,
    check_setting,
    number,
    plain_step_count,
    zeros_like,
)


class Adadelta(Optimizer):
    """Divides by the root of the mean squared gradient, times that of the mean squared step."""

    __module__ = "torch.optim.adadelta"

    def __init__(
        self,
        params,
        lr=1.0,
        rho=0.9,
        eps=1e-6,
        weight_decay=0,
        foreach=None,
        *,
        capturable=False,
        maximize=False,
        differentiable=False,
    ):
        check_learning_rate(lr)
        check_setting("rho value", rho, 0.0 <= rho <= 1.0)
        check_setting("epsilon value", eps, eps >= 0.0)
        check_setting("weight_decay value", weight_decay, weight_decay >= 0.0)
        super().__init__(
            params,
            {
                "lr": lr,
                "rho": rho,
                "eps": eps,
                "weight_decay": weight_decay,
                "maximize": maximize,
                "capturable": capturable,
                "foreach": foreach,
                "differentiable": differentiable,
            },
        )

    def step(self, closure=None):
        """One step; see `Optimizer.step`."""
        return self.step_all(closure)

    def init_state(self, group, param, state):
        state["step"] = plain_step_count()
        state["square_avg"] = zeros_like(param)
        state["acc_delta"] = zeros_like(param)

    def update(self, group, param, grad, state):
        rho, eps = group["rho"], group["eps"]
        state["step"] += 1
        if group["weight_decay"] != 0:
            grad = grad.add(param, alpha=group["weight_decay"])
        squares, squared_steps = state["square_avg"], state["acc_delta"]
        param, grad, squares, squared_steps = as_real(param, grad, squares, squared_steps)
        squares.mul_(rho).addcmul_(grad, grad, value=1 - rho)
        step = squared_steps.add(eps).sqrt_().div_(squares.add(eps).sqrt_()).mul_(grad)
        squared_steps.mul_(rho).addcmul_(step, step, value=1 - rho)
        param.add_(step, alpha=number(-group["lr"]))
