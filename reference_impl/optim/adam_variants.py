"""Variants of Adam: Adamax, NAdam and RAdam.

Source: https://pytorch.org/docs/stable/optim.html#algorithms
"""

from .. import semantics
from ..factories import FACTORIES
from ..ops.declare import OPERATORS
from .optimizer import (
    Optimizer,
    as_real,
    check_learning_rate,
    check_setting,
    move_mean,
    new_step_count,
    number,
    zeros_like,
)


class _AdamVariant(Optimizer):
    """What the variants share: checked settings, and the mean of gradients in `exp_avg`."""

    second = "exp_avg_sq"  # the name of the other running value

    def _check(self, lr, betas, eps, weight_decay):
        check_learning_rate(lr)
        check_setting("epsilon value", eps, eps >= 0.0)
        for place, beta in enumerate(betas):
            check_setting(f"beta parameter at index {place}", beta, 0.0 <= beta < 1.0)
        check_setting("weight_decay value", weight_decay, weight_decay >= 0.0)

    def step(self, closure=None):
        """One step; see `Optimizer.step`."""
        return self.step_all(closure)

    def init_state(self, group, param, state):
        state["step"] = new_step_count()
        state["exp_avg"] = zeros_like(param)
        state[self.second] = zeros_like(param)

    def _begin(self, group, param, grad, state):
        """Counts the step, decays, and returns the tensors as real ones, with the mean updated."""
        state["step"].add_(1)
        decay = group["weight_decay"]
        if decay != 0 and group.get("decoupled_weight_decay"):
            param.mul_(1 - group["lr"] * decay)
        elif decay != 0:
            grad = grad.add(param, alpha=decay)
        tensors = as_real(param, grad, state["exp_avg"], state[self.second])
        real, grad, mean, _ = tensors
        move_mean(group, real, mean, grad, group["betas"][0])
        return tensors


class Adamax(_AdamVariant):
    """Adam with the largest gradient, which fades, in the place of the mean square."""

    __module__ = "torch.optim.adamax"
    second = "exp_inf"

    def __init__(
        self,
        params,
        lr=2e-3,
        betas=(0.9, 0.999),
        eps=1e-8,
        weight_decay=0,
        foreach=None,
        *,
        maximize=False,
        differentiable=False,
        capturable=False,
    ):
        self._check(lr, betas, eps, weight_decay)
        super().__init__(
            params,
            {
                "lr": lr,
                "betas": betas,
                "eps": eps,
                "weight_decay": weight_decay,
                "foreach": foreach,
                "maximize": maximize,
                "differentiable": differentiable,
                "capturable": capturable,
            },
        )

    def update(self, group, param, grad, state):
        param, grad, mean, largest = self._begin(group, param, grad, state)
        beta1, beta2 = group["betas"]
        faded, now = largest.mul_(beta2), grad.abs().add_(group["eps"])
        OPERATORS["maximum"](faded, now, out=largest)
        step_size = group["lr"] / (1 - beta1 ** state["step"].item())
        param.addcdiv_(mean, largest, value=number(-step_size))


class NAdam(_AdamVariant):
    """Adam with Nesterov's momentum, which grows from half of `beta1` to all of it."""

    __module__ = "torch.optim.nadam"

    def __init__(
        self,
        params,
        lr=2e-3,
        betas=(0.9, 0.999),
        eps=1e-8,
        weight_decay=0,
        momentum_decay=4e-3,
        decoupled_weight_decay=False,
        *,
        foreach=None,
        maximize=False,
        capturable=False,
        differentiable=False,
    ):
        self._check(lr, betas, eps, weight_decay)
        check_setting("momentum_decay value", momentum_decay, momentum_decay >= 0.0)
        super().__init__(
            params,
            {
                "lr": lr,
                "betas": betas,
                "eps": eps,
                "weight_decay": weight_decay,
                "momentum_decay": momentum_decay,
                "decoupled_weight_decay": decoupled_weight_decay,
                "maximize": maximize,
                "foreach": foreach,
                "capturable": capturable,
                "differentiable": differentiable,
            },
        )

    def init_state(self, group, param, state):
        state["step"] = new_step_count()
        state["mu_product"] = FACTORIES["ones_like"](state["step"])
        super().init_state(group, param, state)

    def update(self, group, param, grad, state):
        param, grad, mean, squares = self._begin(group, param, grad, state)
        (beta1, beta2), lr, steps = group["betas"], number(group["lr"]), state["step"].item()
        momentum, momentum_next = (
            beta1 * (1.0 - 0.5 * (0.96 ** (count * group["momentum_decay"])))
            for count in (steps, steps + 1)
        )
        state["mu_product"].mul_(momentum)
        squares.mul_(beta2).addcmul_(grad, grad, value=1 - beta2)
        denominator = squares.div(1 - beta2**steps).sqrt().add_(group["eps"])
        product = state["mu_product"].item()
        param.addcdiv_(grad, denominator, value=-lr * (1.0 - momentum) / (1.0 - product))
        if not semantics.current().nadam_counts_momentum_once:
            product = product * momentum
        param.addcdiv_(
            mean, denominator, value=(-lr * momentum_next) / (1.0 - product * momentum_next)
        )


class RAdam(_AdamVariant):
    """Adam that trusts the mean square only when enough steps have gone into it."""

    __module__ = "torch.optim.radam"

    def __init__(
        self,
        params,
        lr=1e-3,
        betas=(0.9, 0.999),
        eps=1e-8,
        weight_decay=0,
        decoupled_weight_decay=False,
        *,
        foreach=None,
        maximize=False,
        capturable=False,
        differentiable=False,
    ):
        self._check(lr, betas, eps, weight_decay)
        super().__init__(
            params,
            {
                "lr": lr,
                "betas": betas,
                "eps": eps,
                "weight_decay": weight_decay,
                "maximize": maximize,
                "foreach": foreach,
                "capturable": capturable,
                "decoupled_weight_decay": decoupled_weight_decay,
                "differentiable": differentiable,
            },
        )

    def update(self, group, param, grad, state):
        param, grad, mean, squares = self._begin(group, param, grad, state)
        (beta1, beta2), lr, steps = group["betas"], number(group["lr"]), state["step"].item()
        squares.mul_(beta2).addcmul_(grad, grad, value=1 - beta2)
        correction = 1 - beta2**steps
        step = (mean / (1 - beta1**steps)) * lr
        # How many gradients the mean square is worth, and would be worth in the end.
        at_most = 2 / (1 - beta2) - 1
        length = at_most - 2 * steps * (beta2**steps) / correction
        if length > 5.0:
            rectified = (length - 4) * (length - 2) * at_most
            rectified = (rectified / ((at_most - 4) * (at_most - 2) * length)) ** 0.5
            scale = (correction**0.5) / squares.sqrt().add_(group["eps"])
            step = step * scale * rectified
        param.add_(step, alpha=-1.0)
