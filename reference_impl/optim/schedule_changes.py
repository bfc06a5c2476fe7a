"""Schedules that follow other schedules, the loss, or restart.

Source: https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate
"""

import math
import warnings
from bisect import bisect_right

from .. import semantics
from .schedule import EPOCH_IS_DEPRECATED, LRScheduler
from .spoken_rates import speaks, told_at


class CosineAnnealingWarmRestarts(LRScheduler):
    """Down along half a cosine in `T_0` epochs, again and again, each time `T_mult` as long."""

    __module__ = "torch.optim.lr_scheduler"

    def __init__(self, optimizer, T_0, T_mult=1, eta_min=0.0, last_epoch=-1):
        if T_0 <= 0 or not isinstance(T_0, int):
            raise ValueError(f"Expected positive integer T_0, but got {T_0}")
        if T_mult < 1 or not isinstance(T_mult, int):
            raise ValueError(f"Expected integer T_mult >= 1, but got {T_mult}")
        self.T_0 = self.T_i = T_0
        self.T_mult, self.eta_min, self.T_cur = T_mult, eta_min, last_epoch
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        self._warn_unless_within_step()
        part = 1 + math.cos(math.pi * self.T_cur / self.T_i)
        return [self.eta_min + (lr - self.eta_min) * part / 2 for lr in self.base_lrs]

    def step(self, epoch=None):
        """Goes on to the next epoch, or to that one, which may be a fraction."""
        if epoch is None and self.last_epoch >= 0:
            epoch = self.last_epoch + 1
            self.T_cur += 1
            if self.T_cur >= self.T_i:
                self.T_cur %= self.T_i
                self.T_i *= self.T_mult
        else:
            epoch = epoch or 0
            self._jump_to(epoch)
        self.last_epoch = math.floor(epoch)
        self._get_lr_called_within_step = True
        try:
            rates = self.get_lr()
        finally:
            self._get_lr_called_within_step = False
        self._set_rates(rates, epoch)

    def _jump_to(self, epoch):
        if epoch < 0:
            raise ValueError(f"Expected non-negative epoch, but got {epoch}")
        if epoch < self.T_0:
            self.T_i, self.T_cur = self.T_0, epoch
        elif self.T_mult == 1:
            self.T_cur = epoch % self.T_0
        else:
            restarts = int(math.log(epoch / self.T_0 * (self.T_mult - 1) + 1, self.T_mult))
            begun = self.T_0 * (self.T_mult**restarts - 1) / (self.T_mult - 1)
            self.T_cur = epoch - begun
            self.T_i = self.T_0 * self.T_mult**restarts


class ReduceLROnPlateau(LRScheduler):
    """Times `factor` when a number, such as the loss, has not improved for `patience` steps."""

    __module__ = "torch.optim.lr_scheduler"

    def __init__(
        self,
        optimizer,
        mode="min",
        factor=0.1,
        patience=10,
        threshold=1e-4,
        threshold_mode="rel",
        cooldown=0,
        min_lr=0,
        eps=1e-8,
    ):
        if factor >= 1.0:
            raise ValueError("Factor should be < 1.0.")
        if mode not in ("min", "max"):
            raise ValueError(f"mode {mode} is unknown!")
        if threshold_mode not in ("rel", "abs"):
            raise ValueError(f"threshold mode {threshold_mode} is unknown!")
        self.optimizer, self.factor = optimizer, factor
        groups = len(optimizer.param_groups)
        each_has_its_own = isinstance(min_lr, (list, tuple))
        if semantics.current().plateaus_keep_their_floor:
            self.default_min_lr = None if each_has_its_own else min_lr
        self.min_lrs = list(min_lr) if each_has_its_own else [min_lr] * groups
        if len(self.min_lrs) != groups:
            raise ValueError(f"expected {groups} min_lrs, got {len(self.min_lrs)}")
        self.patience, self.cooldown, self.eps, self.last_epoch = patience, cooldown, eps, 0
        if semantics.current().plateaus_know_their_rates:
            self._last_lr = self._values("lr")
        self.mode_worse = math.inf if mode == "min" else -math.inf
        self.mode, self.threshold, self.threshold_mode = mode, threshold, threshold_mode
        self.best = self.mode_worse
        self.cooldown_counter = self.num_bad_epochs = 0

    def step(self, metrics, epoch=None):
        """Goes on to the next epoch, after which the number is `metrics`."""
        current = float(metrics)
        if epoch is not None:
            warnings.warn(EPOCH_IS_DEPRECATED, UserWarning, stacklevel=2)
        self.last_epoch = self.last_epoch + 1 if epoch is None else epoch
        if self._is_better(current):
            self.best, self.num_bad_epochs = current, 0
        else:
            self.num_bad_epochs += 1
        if self.in_cooldown:
            self.cooldown_counter -= 1
            self.num_bad_epochs = 0
        rates = before = self._values("lr")
        if self.num_bad_epochs > self.patience:
            self._spread_floor(len(rates))
            rates = (self._reduced(rate, self.min_lrs[nr]) for nr, rate in enumerate(before))
            self.cooldown_counter, self.num_bad_epochs = self.cooldown, 0
        self._set_rates(rates)
        self._tell_reductions(before, self._values("lr"))

    def _tell(self, is_verbose, group, lr, epoch):
        """Nothing, but for a reduction."""

    def _tell_reductions(self, before, after):
        for place, (old, new) in enumerate(zip(before, after, strict=True)):
            if speaks(self) and new != old:
                print(told_at(self.last_epoch, "reducing", place, new))

    @property
    def get_last_lr(self):
        """The rates set last; this schedule, which was none, did not know them."""
        if not semantics.current().plateaus_know_their_rates:
            raise AttributeError("'ReduceLROnPlateau' object has no attribute 'get_last_lr'")
        return super().get_last_lr

    def _spread_floor(self, groups):
        """The smallest rate is that of groups that were added, too."""
        if groups == len(self.min_lrs) or not semantics.current().plateaus_keep_their_floor:
            return
        if self.default_min_lr is None:
            raise RuntimeError(
                f"The number of param groups in the `optimizer` ({groups}) differs from when "
                f"`ReduceLROnPlateau` was initialized ({len(self.min_lrs)}), usually due to a new "
                "param group being added to the optimizer. Please modify the `min_lrs` field to "
                "match the length of the `optimizer` param groups."
            )
        self.min_lrs = [self.default_min_lr] * groups

    def _reduced(self, rate, smallest):
        reduced = max(float(rate) * self.factor, smallest)
        return reduced if rate - reduced > self.eps else rate

    @property
    def in_cooldown(self):
        return self.cooldown_counter > 0

    def _is_better(self, current):
        sign = 1 if self.mode == "max" else -1
        if self.threshold_mode == "abs":
            bound = self.best + sign * self.threshold
        else:
            bound = self.best * (1.0 + sign * self.threshold)
        return sign * current > sign * bound


class SequentialLR(LRScheduler):
    """One schedule until the first milestone, the next until the second, and so on."""

    __module__ = "torch.optim.lr_scheduler"
    _another_optimizer = (
        "Sequential Schedulers expects all schedulers to belong to the same optimizer, but got "
        "schedulers at index {} to be different than the optimizer passed in."
    )

    def __init__(self, optimizer, schedulers, milestones, last_epoch=-1):
        _check_schedulers(self, schedulers, optimizer, "scheduler")
        if len(milestones) != len(schedulers) - 1:
            raise ValueError(
                "Sequential Schedulers expects number of schedulers provided to be one more than "
                f"the number of milestone points, but got number of schedulers {len(schedulers)} "
                f"and the number of milestones to be equal to {len(milestones)}"
            )
        self._schedulers, self._milestones = schedulers, milestones
        self.last_epoch, self.optimizer = last_epoch + 1, optimizer
        # Each schedule took its first step when it was made: only that of the first one counts.
        self._set_rates(self._values("initial_lr"))
        _undo_step(self)
        first = schedulers[bisect_right(milestones, 0)]
        first._initial_step()
        self._last_lr = first.get_last_lr()

    def step(self):
        """Goes on to the next epoch of the schedule whose turn it is."""
        self.last_epoch += 1
        place = bisect_right(self._milestones, self.last_epoch)
        scheduler = self._schedulers[place]
        if place > 0 and self._milestones[place - 1] == self.last_epoch:
            scheduler._update_lr(0)
            if not semantics.current().sequences_begin_quietly:
                warnings.warn(EPOCH_IS_DEPRECATED, UserWarning, stacklevel=2)
        else:
            scheduler.step()
        self._last_lr = scheduler.get_last_lr()

    def state_dict(self):
        return _state_with_schedulers(self)

    def load_state_dict(self, state_dict):
        _load_with_schedulers(self, state_dict)


class ChainedScheduler(LRScheduler):
    """Several schedules at once: each step is a step of all of them."""

    __module__ = "torch.optim.lr_scheduler"
    _may_be_verbose = False
    _another_optimizer = (
        "ChainedScheduler expects all schedulers to belong to the same optimizer, but got "
        "schedulers at index 0 and {} to be different"
    )

    def __init__(self, schedulers, optimizer=None):
        if schedulers or not semantics.current().composed_schedules_are_checked:
            optimizer = optimizer or schedulers[0].optimizer
        _check_schedulers(self, schedulers, optimizer, "scheduler to be chained")
        self._schedulers, self.optimizer = schedulers, optimizer
        self._last_lr = self._values("lr")

    def step(self):
        """Goes on to the next epoch of every schedule."""
        for scheduler in self._schedulers:
            scheduler.step()
        self._last_lr = self._values("lr")

    def state_dict(self):
        return _state_with_schedulers(self)

    def load_state_dict(self, state_dict):
        _load_with_schedulers(self, state_dict)


def _check_schedulers(composed, schedulers, optimizer, what):
    name = type(composed).__name__
    if not semantics.current().composed_schedules_are_checked:
        for place, scheduler in enumerate(schedulers):
            if scheduler.optimizer != optimizer:
                raise ValueError(composed._another_optimizer.format(place))
        return
    if len(schedulers) < 1:
        raise ValueError(f"{name} expects at least one {what}, but got no scheduler.")
    for place, scheduler in enumerate(schedulers):
        if not hasattr(scheduler, "optimizer"):
            raise TypeError(f"{name} at index {place} should have `optimizer` as its attribute.")
        if isinstance(scheduler, ReduceLROnPlateau):
            raise ValueError(
                f"{name} does not support `ReduceLROnPlateau` scheduler as it requires additional "
                "kwargs to be specified when calling `step`, but got one at index "
                f"{place} in the given schedulers sequence."
            )
        if scheduler.optimizer != optimizer:
            raise ValueError(
                f"{name} expects all schedulers to belong to the same optimizer, but got scheduler "
                f"{type(scheduler).__name__} at index {place} has {scheduler.optimizer}, which is "
                f"different from {type(optimizer).__name__}."
            )


def _undo_step(scheduler):
    if hasattr(scheduler, "_schedulers"):
        for part in scheduler._schedulers:
            _undo_step(part)
    else:
        scheduler.last_epoch -= 1


def _state_with_schedulers(composed):
    own = vars(composed).items()
    state = {key: value for key, value in own if key not in ("optimizer", "_schedulers")}
    state["_schedulers"] = [scheduler.state_dict() for scheduler in composed._schedulers]
    return state


def _load_with_schedulers(composed, state_dict):
    own = {key: value for key, value in state_dict.items() if key != "_schedulers"}
    vars(composed).update(own)
    pairs = zip(composed._schedulers, state_dict["_schedulers"], strict=True)
    for scheduler, state in pairs:
        scheduler.load_state_dict(state)
