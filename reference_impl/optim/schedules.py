"""The schedules that a formula in the epoch gives.

Source: https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate
"""

import math
import types
from bisect import bisect_right
from collections import Counter

from .. import semantics
from .schedule import LRScheduler


class StepLR(LRScheduler):
    """Every `step_size` epochs, times `gamma`."""

    __module__ = "torch.optim.lr_scheduler"

    def __init__(self, optimizer, step_size, gamma=0.1, last_epoch=-1):
        self.step_size, self.gamma = step_size, gamma
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        self._warn_unless_within_step()
        if self.last_epoch == 0 or self.last_epoch % self.step_size != 0:
            return self._values("lr")
        return [group["lr"] * self.gamma for group in self.optimizer.param_groups]

    def _get_closed_form_lr(self):
        return [lr * self.gamma ** (self.last_epoch // self.step_size) for lr in self.base_lrs]


class MultiStepLR(LRScheduler):
    """At each milestone, times `gamma`."""

    __module__ = "torch.optim.lr_scheduler"

    def __init__(self, optimizer, milestones, gamma=0.1, last_epoch=-1):
        self.milestones, self.gamma = Counter(milestones), gamma
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        self._warn_unless_within_step()
        if self.last_epoch not in self.milestones:
            return self._values("lr")
        factor = self.gamma ** self.milestones[self.last_epoch]
        return [group["lr"] * factor for group in self.optimizer.param_groups]

    def _get_closed_form_lr(self):
        passed = bisect_right(sorted(self.milestones.elements()), self.last_epoch)
        return [lr * self.gamma**passed for lr in self.base_lrs]


class ExponentialLR(LRScheduler):
    """Every epoch, times `gamma`."""

    __module__ = "torch.optim.lr_scheduler"

    def __init__(self, optimizer, gamma, last_epoch=-1):
        self.gamma = gamma
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        self._warn_unless_within_step()
        if self._is_initial:
            return self._values("lr")
        return [group["lr"] * self.gamma for group in self.optimizer.param_groups]

    def _get_closed_form_lr(self):
        return [lr * self.gamma**self.last_epoch for lr in self.base_lrs]


class LambdaLR(LRScheduler):
    """The first rate times what a function of the epoch returns."""

    __module__ = "torch.optim.lr_scheduler"

    def __init__(self, optimizer, lr_lambda, last_epoch=-1):
        count = len(optimizer.param_groups)
        lambdas = lr_lambda if isinstance(lr_lambda, (list, tuple)) else [lr_lambda] * count
        if len(lambdas) != count:
            raise ValueError(f"Expected {count} lr_lambdas, but got {len(lambdas)}")
        self.lr_lambdas = list(lambdas)
        super().__init__(optimizer, last_epoch)

    def state_dict(self):
        """Everything but the optimizer; of functions, what an object of a class has of its own."""
        state = super().state_dict()
        del state["lr_lambdas"]
        state["lr_lambdas"] = [
            None if isinstance(each, types.FunctionType) else each.__dict__.copy()
            for each in self.lr_lambdas
        ]
        return state

    def get_lr(self):
        self._warn_unless_within_step()
        pairs = zip(self.lr_lambdas, self.base_lrs, strict=True)
        return [lr * function(self.last_epoch) for function, lr in pairs]


class MultiplicativeLR(LambdaLR):
    """Every epoch, times what a function of the epoch returns."""

    __module__ = "torch.optim.lr_scheduler"

    def get_lr(self):
        self._warn_unless_within_step()
        if self._is_initial:
            return self._values("lr")
        pairs = zip(self.lr_lambdas, self._values("lr"), strict=True)
        return [lr * function(self.last_epoch) for function, lr in pairs]


class ConstantLR(LRScheduler):
    """A fraction of the rate for the first epochs, then the rate."""

    __module__ = "torch.optim.lr_scheduler"

    def __init__(self, optimizer, factor=1.0 / 3, total_iters=5, last_epoch=-1):
        if not 0 <= factor <= 1.0:
            raise ValueError("Constant multiplicative factor expected to be between 0 and 1.")
        self.factor, self.total_iters = factor, total_iters
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        self._warn_unless_within_step()
        if self.last_epoch == 0:
            return [lr * self.factor for lr in self._values("lr")]
        if self.last_epoch != self.total_iters:
            return self._values("lr")
        return [lr * (1.0 / self.factor) for lr in self._values("lr")]

    def _get_closed_form_lr(self):
        over = self.last_epoch >= self.total_iters
        return [lr * (self.factor + over * (1 - self.factor)) for lr in self.base_lrs]


class LinearLR(LRScheduler):
    """From one fraction of the rate to another, by equal amounts."""

    __module__ = "torch.optim.lr_scheduler"

    def __init__(
        self, optimizer, start_factor=1.0 / 3, end_factor=1.0, total_iters=5, last_epoch=-1
    ):
        may_be_zero = not semantics.current().linear_schedules_start_above_zero
        if not 0 <= start_factor <= 1.0 or (start_factor == 0 and not may_be_zero):
            expected = (
                "between 0 and 1." if may_be_zero else "greater than 0 and less or equal to 1."
            )
            raise ValueError(f"Starting multiplicative factor expected to be {expected}")
        if not 0 <= end_factor <= 1.0:
            raise ValueError("Ending multiplicative factor expected to be between 0 and 1.")
        self.start_factor, self.end_factor, self.total_iters = start_factor, end_factor, total_iters
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        self._warn_unless_within_step()
        if self.last_epoch == 0:
            return [lr * self.start_factor for lr in self._values("lr")]
        if self._is_initial or self.last_epoch > self.total_iters:
            return self._values("lr")
        rise = self.end_factor - self.start_factor
        before = self.total_iters * self.start_factor + (self.last_epoch - 1) * rise
        return [lr * (1.0 + rise / before) for lr in self._values("lr")]

    def _get_closed_form_lr(self):
        done = min(self.total_iters, self.last_epoch) / self.total_iters
        rise = self.end_factor - self.start_factor
        return [lr * (self.start_factor + rise * done) for lr in self.base_lrs]


class PolynomialLR(LRScheduler):
    """Down to zero as a power of the epochs that are left."""

    __module__ = "torch.optim.lr_scheduler"

    def __init__(self, optimizer, total_iters=5, power=1.0, last_epoch=-1):
        self.total_iters, self.power = total_iters, power
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        self._warn_unless_within_step()
        if self._is_initial or self.last_epoch > self.total_iters:
            return self._values("lr")
        left = 1.0 - self.last_epoch / self.total_iters
        left_before = 1.0 - (self.last_epoch - 1) / self.total_iters
        return [lr * (left / left_before) ** self.power for lr in self._values("lr")]

    def _get_closed_form_lr(self):
        left = 1.0 - min(self.total_iters, self.last_epoch) / self.total_iters
        return [lr * left**self.power for lr in self.base_lrs]


class CosineAnnealingLR(LRScheduler):
    """Down along half a cosine in `T_max` epochs, then up again."""

    __module__ = "torch.optim.lr_scheduler"

    def __init__(self, optimizer, T_max, eta_min=0.0, last_epoch=-1):
        self.T_max, self.eta_min = T_max, eta_min
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        self._warn_unless_within_step()
        if self._is_initial:
            return self._values("lr")
        if self._step_count == 1 and self.last_epoch > 0:
            return self._along_cosine(self.last_epoch)
        pairs = list(zip(self.base_lrs, self._values("lr"), strict=True))
        if (self.last_epoch - 1 - self.T_max) % (2 * self.T_max) == 0:
            # At the bottom, where the quotient below would be 0 / 0.
            rise = (1 - math.cos(math.pi / self.T_max)) / 2
            return [lr + (base - self.eta_min) * rise for base, lr in pairs]
        now = 1 + math.cos(math.pi * self.last_epoch / self.T_max)
        before = 1 + math.cos(math.pi * (self.last_epoch - 1) / self.T_max)
        return [now / before * (lr - self.eta_min) + self.eta_min for _, lr in pairs]

    def _get_closed_form_lr(self):
        return self._along_cosine(self.last_epoch)

    def _along_cosine(self, epoch):
        part = 1 + math.cos(math.pi * epoch / self.T_max)
        return [self.eta_min + (lr - self.eta_min) * part / 2 for lr in self.base_lrs]
