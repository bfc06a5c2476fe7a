"""Adam, and AdamW, which decays weights apart from the gradient.

Source: https://pytorch.org/docs/stable/generated/torch.optim.Adam.html
"""

from .. import semantics
from ..ops.declare import OPERATORS
from ..tensor import Tensor
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

RATE_IN_LISTS = "lr as a Tensor is not supported for capturable=False and foreach=True"


class Adam(Optimizer):
    """Running means of the gradient and of its square decide the step of each element."""

    __module__ = "torch.optim.adam"

    def __init__(
        self,
        params,
        lr=0.001,
        betas=(0.9, 0.999),
        eps=1e-8,
        weight_decay=0,
        amsgrad=False,
        *,
        foreach=None,
        maximize=False,
        capturable=False,
        differentiable=False,
        fused=None,
        decoupled_weight_decay=False,
    ):
        refused = semantics.current().adam_refuses_rates_in_lists
        if refused and isinstance(lr, Tensor) and foreach and not capturable:
            raise ValueError(RATE_IN_LISTS)
        check_learning_rate(lr)
        check_setting("epsilon value", eps, eps >= 0.0)
        for place, beta in enumerate(betas):
            check_setting(f"beta parameter at index {place}", beta, 0.0 <= beta < 1.0)
        check_setting("weight_decay value", weight_decay, weight_decay >= 0.0)
        if not _same_kind(betas) and semantics.current().texts_of_2_8:
            raise ValueError("betas must be either both floats or both Tensors")
        super().__init__(
            params,
            {
                "lr": lr,
                "betas": tuple(betas),
                "eps": eps,
                "weight_decay": weight_decay,
                "amsgrad": amsgrad,
                **self._further_settings(maximize, foreach),
                "capturable": capturable,
                **self._latest_settings(differentiable, fused, decoupled_weight_decay),
            },
        )

    def _further_settings(self, maximize, foreach):
        return {"maximize": maximize, "foreach": foreach}

    def _latest_settings(self, differentiable, fused, decoupled):
        """Those that came last."""
        self._decoupled = decoupled
        if not semantics.current().all_optimizers_may_be_differentiable:
            fused = bool(fused)
        settings = {"differentiable": differentiable, "fused": fused}
        if semantics.current().adam_groups_say_how_they_decay:
            settings["decoupled_weight_decay"] = decoupled
        return settings

    def step(self, closure=None):
        """One step; see `Optimizer.step`."""
        return self.step_all(closure)

    def init_state(self, group, param, state):
        on_the_cpu = semantics.current().adam_counts_steps_on_the_cpu
        state["step"] = new_step_count("cpu" if on_the_cpu else None)
        state["exp_avg"] = zeros_like(param)
        state["exp_avg_sq"] = zeros_like(param)
        if group["amsgrad"]:
            state["max_exp_avg_sq"] = zeros_like(param)

    def update(self, group, param, grad, state):
        state["step"].add_(1)
        decay = group["weight_decay"]
        if decay != 0:
            if group.get("decoupled_weight_decay", self._decoupled):
                param.mul_(1 - group["lr"] * decay)
            else:
                grad = grad.add(param, alpha=decay)
        beta1, beta2 = map(number, group["betas"])
        mean, mean_of_squares = state["exp_avg"], state["exp_avg_sq"]
        param, grad, mean, mean_of_squares = as_real(param, grad, mean, mean_of_squares)
        move_mean(group, param, mean, grad, beta1)
        mean_of_squares.mul_(beta2).addcmul_(grad, grad, value=1 - beta2)
        if group["amsgrad"]:
            mean_of_squares = _keep_largest(param, state["max_exp_avg_sq"], mean_of_squares)
        # The means start at zero; these corrections undo the bias.
        steps = state["step"].item()
        step_size = group["lr"] / (1 - beta1**steps)
        root_of_correction = (1 - beta2**steps) ** 0.5
        denominator = (mean_of_squares.sqrt() / root_of_correction).add_(group["eps"])
        param.addcdiv_(mean, denominator, value=number(-step_size))


class AdamW(Adam):
    """Adam, with the parameters shrunk by `lr * weight_decay` before each step."""

    __module__ = "torch.optim.adamw"

    def __init__(
        self,
        params,
        lr=0.001,
        betas=(0.9, 0.999),
        eps=1e-8,
        weight_decay=0.01,
        amsgrad=False,
        *,
        maximize=False,
        foreach=None,
        capturable=False,
        differentiable=False,
        fused=None,
    ):
        super().__init__(
            params,
            lr,
            betas,
            eps,
            weight_decay,
            amsgrad,
            foreach=foreach,
            maximize=maximize,
            capturable=capturable,
            differentiable=differentiable,
            fused=fused,
            decoupled_weight_decay=True,
        )

    def _further_settings(self, maximize, foreach):
        settings = super()._further_settings(maximize, foreach)
        is_an_adam = semantics.current().adam_groups_say_how_they_decay
        return settings if is_an_adam else dict(reversed(settings.items()))

    def _latest_settings(self, *settings):
        all_settings = super()._latest_settings(*settings)
        return all_settings if semantics.current().all_optimizers_may_be_differentiable else {}


def _same_kind(betas):
    return any(all(isinstance(beta, kind) for beta in betas) for kind in (float, Tensor))


def _keep_largest(param, largest, current):
    (largest,) = as_real(largest)
    OPERATORS["maximum"](largest, current, out=largest)
    return largest
