"""What all learning-rate schedules share: each `step()` sets the rate of the optimizer's groups.

Source: https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate
"""

import functools
import warnings

from .. import semantics
from ..tensor import Tensor
from .optimizer import Optimizer
from .spoken_rates import PRINTING_IS_DEPRECATED, Schedule, speaks, told_at


class LRScheduler(metaclass=Schedule):
    """Base of the schedules: a subclass says in `get_lr` what the rates are at `last_epoch`."""

    __module__ = "torch.optim.lr_scheduler"
    _is_initial = False
    _may_be_verbose = True

    def __init__(self, optimizer, last_epoch=-1):
        self._attach(optimizer)
        for place, group in enumerate(optimizer.param_groups):
            if last_epoch == -1:
                group.setdefault("initial_lr", copied(group["lr"]))
            elif "initial_lr" not in group:
                when = WHEN if semantics.current().texts_of_2_10 else "an optimizer"
                raise KeyError(NO_INITIAL_LR.format(place) + when)
        self.base_lrs = self._values("initial_lr")
        self.last_epoch = last_epoch
        _note_steps_of(optimizer)
        self._initial_step()

    def _attach(self, optimizer):
        if not isinstance(optimizer, Optimizer):
            raise TypeError(f"{type(optimizer).__name__} is not an Optimizer")
        self.optimizer = optimizer

    def _initial_step(self):
        self._step_count = 0
        self._is_initial = True
        self.step()
        self._is_initial = False
        if not semantics.current().schedules_note_their_first_rate:
            del self._is_initial

    def _values(self, key):
        return [copied(group[key]) for group in self.optimizer.param_groups]

    def state_dict(self):
        """Everything but the optimizer."""
        return {key: value for key, value in self.__dict__.items() if key != "optimizer"}

    def load_state_dict(self, state_dict):
        self.__dict__.update(state_dict)

    def get_last_lr(self):
        """The rates set last, one a group."""
        return self._last_lr

    def print_lr(self, is_verbose, group, lr, epoch=None):
        """Tells a rate if `is_verbose`."""
        if semantics.current().texts_of_2_4:
            warnings.warn(PRINTING_IS_DEPRECATED, UserWarning, stacklevel=2)
        self._tell(is_verbose, group, lr, epoch)

    def _tell(self, is_verbose, group, lr, epoch):
        if not is_verbose:
            return
        if epoch is None:
            print(f"Adjusting learning rate of group {group} to {lr:.4e}.")
        else:
            print(told_at(epoch, "adjusting", group, lr))

    def get_lr(self):
        raise NotImplementedError

    def _warn_unless_within_step(self):
        if not self._get_lr_called_within_step:
            warnings.warn(
                "To get the last learning rate computed by the scheduler, please use "
                "`get_last_lr()`.",
                UserWarning,
                stacklevel=3,
            )

    def step(self, epoch=None):
        """Goes on to the next epoch, or to that one (deprecated)."""
        if self._step_count == 1 and not self.optimizer._opt_called:
            warnings.warn(WRONG_ORDER, UserWarning, stacklevel=2)
        self._step_count += 1
        if epoch is not None:
            warnings.warn(EPOCH_IS_DEPRECATED, UserWarning, stacklevel=2)
        self._update_lr(epoch)

    def _update_lr(self, epoch=None):
        self._get_lr_called_within_step = True
        try:
            self.last_epoch = self.last_epoch + 1 if epoch is None else epoch
            closed_form = epoch is not None and hasattr(self, "_get_closed_form_lr")
            rates = self._get_closed_form_lr() if closed_form else self.get_lr()
        finally:
            self._get_lr_called_within_step = False
        self._set_rates(rates, epoch)

    def _set_rates(self, rates, epoch=None):
        # rule: modules.schedulers
        pairs = zip(self.optimizer.param_groups, rates, strict=True)
        for place, (group, rate) in enumerate(pairs):
            set_rate(group, rate)
            self._tell(speaks(self), place, rate, epoch)
        self._last_lr = self._values("lr")


def set_rate(group, rate):
    """A rate that is a tensor is written to, since others may hold it."""
    if isinstance(group["lr"], Tensor):
        group["lr"].fill_(rate)
    else:
        group["lr"] = rate


def copied(value):
    return value.clone() if isinstance(value, Tensor) else value


def _note_steps_of(optimizer):
    """From now on the optimizer notes that `step` was called, for the warning about the order."""
    if hasattr(optimizer, "_opt_called"):
        return
    optimizer._opt_called = False
    step = type(optimizer).step

    @functools.wraps(step)
    def noting(*args, **kwargs):
        optimizer._opt_called = True
        return step(optimizer, *args, **kwargs)

    optimizer.step = noting


NO_INITIAL_LR = "param 'initial_lr' is not specified in param_groups[{}] when resuming "
WHEN = (
    "scheduler with last_epoch >= 0.\nThis typically happens when:\n1. You're trying to resume "
    "training from a checkpoint but haven't properly loaded the optimizer state\n2. You're using "
    "last_epoch >= 0 for a fresh training run (not recommended)"
)
WRONG_ORDER = (
    "Detected call of `lr_scheduler.step()` before `optimizer.step()`. In PyTorch 1.1.0 and later, "
    "you should call them in the opposite order: `optimizer.step()` before `lr_scheduler.step()`.  "
    "Failure to do this will result in PyTorch skipping the first value of the learning rate "
    "schedule. See more details at "
    "https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate"
)
EPOCH_IS_DEPRECATED = (
    "The epoch parameter in `scheduler.step()` was not necessary and is being deprecated where "
    "possible. Please use `scheduler.step()` to step the scheduler. During the deprecation, if "
    "epoch is different from None, the closed form is used instead of the new chainable form, "
    "where available. Please open an issue if you are unable to replicate your use case: "
    "https://github.com/pytorch/pytorch/issues/new/choose."
)
