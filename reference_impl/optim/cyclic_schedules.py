"""The schedules that move the momentum against the rate: `CyclicLR` and `OneCycleLR`.

Sources: https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CyclicLR.html and
https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.OneCycleLR.html
"""

import math
import types
from functools import partial

from .. import semantics
from .schedule import LRScheduler, copied, set_rate


class MomentumSchedule(LRScheduler):
    """A schedule that sets, beside the rate, the momentum or the first of `betas`."""

    def _start_momentum(self, base_momentum, max_momentum, last_epoch):
        """Both bounds go into each group, and the greater one is where it starts."""
        defaults = self.optimizer.defaults
        if "momentum" not in defaults and "betas" not in defaults:
            _refuse_momentum()
        self.use_beta1 = "betas" in defaults
        lows = _one_a_group("base_momentum", self.optimizer, base_momentum)
        highs = _one_a_group("max_momentum", self.optimizer, max_momentum)
        if last_epoch == -1:
            for group, low, high in zip(self.optimizer.param_groups, lows, highs, strict=True):
                self._set_momentum(group, high)
                group["max_momentum"], group["base_momentum"] = high, low
        return lows, highs

    def _set_momentum(self, group, momentum):
        if getattr(self, "use_beta1", False):
            group["betas"] = (momentum, *group["betas"][1:])
        else:
            group["momentum"] = momentum


class CyclicLR(MomentumSchedule):
    """Up from `base_lr` to `max_lr` and down again, cycle after cycle."""

    __module__ = "torch.optim.lr_scheduler"

    def __init__(
        self,
        optimizer,
        base_lr,
        max_lr,
        step_size_up=2000,
        step_size_down=None,
        mode="triangular",
        gamma=1.0,
        scale_fn=None,
        scale_mode="cycle",
        cycle_momentum=True,
        base_momentum=0.8,
        max_momentum=0.9,
        last_epoch=-1,
    ):
        self._attach(optimizer)
        lows = _one_a_group("base_lr", optimizer, base_lr)
        if last_epoch == -1:
            for group, low in zip(optimizer.param_groups, lows, strict=True):
                set_rate(group, low)
        self.max_lrs = _one_a_group("max_lr", optimizer, max_lr)
        up = float(step_size_up)
        self.total_size = up + (up if step_size_down is None else float(step_size_down))
        self.step_ratio = up / self.total_size
        if mode not in _SCALES and scale_fn is None:
            raise ValueError("mode is invalid and scale_fn is None")
        self.mode, self.gamma = mode, gamma
        self._scale_fn_custom, self._scale_fn_ref = scale_fn, None
        self.scale_mode = scale_mode
        self._choose_scale()
        self.cycle_momentum = cycle_momentum
        if cycle_momentum:
            start = (
                self._start_momentum
                if semantics.current().cyclic_schedules_move_betas
                else self._start_from_low_momentum
            )
            self.base_momentums, self.max_momentums = start(base_momentum, max_momentum, last_epoch)
        super().__init__(optimizer, last_epoch)
        self.base_lrs = lows

    def _start_from_low_momentum(self, base_momentum, max_momentum, last_epoch):
        if "momentum" not in self.optimizer.defaults:
            _refuse_momentum()
        lows = _one_a_group("base_momentum", self.optimizer, base_momentum)
        if last_epoch == -1:
            for group, low in zip(self.optimizer.param_groups, lows, strict=True):
                group["momentum"] = low
        lows = self._values("momentum")
        return lows, _one_a_group("max_momentum", self.optimizer, max_momentum)

    def _choose_scale(self):
        if self._scale_fn_custom is None:
            self.scale_mode, scale = _SCALES[self.mode]
            self._scale_fn_ref = partial(scale, self.gamma)

    def scale_fn(self, x):
        """How much of the height is left at this cycle, or at this iteration."""
        scale = self._scale_fn_ref if self._scale_fn_custom is None else self._scale_fn_custom
        return scale(x)

    def get_lr(self):
        """Sets the momentum too, which goes down where the rate goes up."""
        self._warn_unless_within_step()
        cycle = math.floor(1 + self.last_epoch / self.total_size)
        x = 1.0 + self.last_epoch / self.total_size - cycle
        ratio = self.step_ratio
        share = x / ratio if x <= ratio else (x - 1) / (ratio - 1)
        at = cycle if self.scale_mode == "cycle" else self.last_epoch
        rates = [
            low + (high - low) * share * self.scale_fn(at)
            for low, high in zip(self.base_lrs, self.max_lrs, strict=True)
        ]
        if self.cycle_momentum:
            bounds = zip(self.base_momentums, self.max_momentums, strict=True)
            for group, (low, high) in zip(self.optimizer.param_groups, bounds, strict=True):
                self._set_momentum(group, high - (high - low) * share * self.scale_fn(at))
        return rates

    def state_dict(self):
        """Without the functions, but with what a scale of one's own holds."""
        state = super().state_dict()
        if not semantics.current().cyclic_schedules_drop_their_scale:
            return state
        state.pop("_scale_fn_ref", None)
        if not semantics.current().cyclic_schedules_move_betas:
            return state
        scale = state.pop("_scale_fn_custom")
        is_object = scale is not None and not isinstance(scale, types.FunctionType)
        state["_scale_fn_custom"] = dict(vars(scale)) if is_object else None
        return state

    def load_state_dict(self, state_dict):
        known = semantics.current()
        held = state_dict.pop("_scale_fn_custom") if known.cyclic_schedules_move_betas else None
        super().load_state_dict(state_dict)
        if held is not None:
            vars(self._scale_fn_custom).update(held)
        self._choose_scale()


# What the scale is a function of, and the scale itself.
_SCALES = {
    "triangular": ("cycle", lambda gamma, cycle: 1.0),
    "triangular2": ("cycle", lambda gamma, cycle: 1 / (2.0 ** (cycle - 1))),
    "exp_range": ("iterations", lambda gamma, iteration: gamma**iteration),
}


class OneCycleLR(MomentumSchedule):
    """Once up to `max_lr` and down to almost nothing, in `total_steps` steps."""

    __module__ = "torch.optim.lr_scheduler"

    def __init__(
        self,
        optimizer,
        max_lr,
        total_steps=None,
        epochs=None,
        steps_per_epoch=None,
        pct_start=0.3,
        anneal_strategy="cos",
        cycle_momentum=True,
        base_momentum=0.85,
        max_momentum=0.95,
        div_factor=25.0,
        final_div_factor=1e4,
        three_phase=False,
        last_epoch=-1,
    ):
        self._attach(optimizer)
        self.total_steps = _number_of_steps(total_steps, epochs, steps_per_epoch)
        self._schedule_phases = _phases(self.total_steps, pct_start, three_phase)
        if pct_start < 0 or pct_start > 1 or not isinstance(pct_start, float):
            raise ValueError(f"Expected float between 0 and 1 pct_start, but got {pct_start}")
        if anneal_strategy not in _ANNEALINGS:
            verb = "be" if semantics.current().texts_of_2_4 else "by"
            raise ValueError(
                f"anneal_strategy must {verb} one of 'cos' or 'linear', instead got "
                f"{anneal_strategy}"
            )
        self._note_curve(anneal_strategy)
        highs = _one_a_group("max_lr", optimizer, max_lr)
        if last_epoch == -1:
            for group, high in zip(optimizer.param_groups, highs, strict=True):
                group["initial_lr"], group["max_lr"] = high / div_factor, high
                group["min_lr"] = group["initial_lr"] / final_div_factor
        self.cycle_momentum = cycle_momentum
        if cycle_momentum:
            self._start_momentum(base_momentum, max_momentum, last_epoch)
        super().__init__(optimizer, last_epoch)

    def _note_curve(self, name):
        if semantics.current().one_cycle_names_its_curve:
            self._anneal_func_type = name
        else:
            self.anneal_func = _ANNEALINGS[name]

    def _curve(self):
        if semantics.current().one_cycle_names_its_curve:
            return _ANNEALINGS[self._anneal_func_type]
        return self.anneal_func

    def get_lr(self):
        """Sets the momentum too, which goes down where the rate goes up."""
        self._warn_unless_within_step()
        step = self.last_epoch
        if step > self.total_steps:
            named = step if semantics.current().cyclic_schedules_drop_their_scale else step + 1
            raise ValueError(
                f"Tried to step {named} times. The specified number of total steps is "
                f"{self.total_steps}"
            )
        anneal = self._curve()
        phase, share = self._place(step)
        rates = []
        for group in self.optimizer.param_groups:
            rates.append(anneal(group[phase["start_lr"]], group[phase["end_lr"]], share))
            if self.cycle_momentum:
                first, last = group[phase["start_momentum"]], group[phase["end_momentum"]]
                self._set_momentum(group, anneal(first, last, share))
        return rates

    def _place(self, step):
        """The phase that the step is in, and the share of it that is over."""
        start = 0.0
        for phase in self._schedule_phases[:-1]:
            if step <= phase["end_step"]:
                break
            start = phase["end_step"]
        else:
            phase = self._schedule_phases[-1]
        return phase, (step - start) / (phase["end_step"] - start)


def _annealed_along_a_cosine(start, end, share):
    return end + (start - end) / 2.0 * (math.cos(math.pi * share) + 1)


def _annealed_linearly(start, end, share):
    return (end - start) * share + start


_ANNEALINGS = {"cos": _annealed_along_a_cosine, "linear": _annealed_linearly}


def _number_of_steps(total_steps, epochs, steps_per_epoch):
    if total_steps is not None:
        return _positive("total_steps", total_steps)
    if epochs is None or steps_per_epoch is None:
        raise ValueError("You must define either total_steps OR (epochs AND steps_per_epoch)")
    return _positive("epochs", epochs) * _positive("steps_per_epoch", steps_per_epoch)


def _positive(name, number):
    if number <= 0 or not isinstance(number, int):
        raise ValueError(f"Expected positive integer {name}, but got {number}")
    return number


def _phases(steps, pct_start, three_phase):
    up = _phase(float(pct_start * steps) - 1, "initial_lr", "max_lr", "max", "base")
    if not three_phase:
        return [up, _phase(steps - 1, "max_lr", "min_lr", "base", "max")]
    down = _phase(float(2 * pct_start * steps) - 2, "max_lr", "initial_lr", "base", "max")
    return [up, down, _phase(steps - 1, "initial_lr", "min_lr", "max", "max")]


def _phase(end_step, start_lr, end_lr, start_momentum, end_momentum):
    return {
        "end_step": end_step,
        "start_lr": start_lr,
        "end_lr": end_lr,
        "start_momentum": f"{start_momentum}_momentum",
        "end_momentum": f"{end_momentum}_momentum",
    }


def _refuse_momentum():
    what = "momentum or beta1" if semantics.current().texts_of_2_4 else "momentum"
    raise ValueError(f"optimizer must support {what} with `cycle_momentum` option enabled")


def _one_a_group(name, optimizer, value):
    """A list of one value a group, or one value for all of them."""
    groups = len(optimizer.param_groups)
    if not isinstance(value, (list, tuple)):
        return [copied(value) for _ in range(groups)]
    if len(value) != groups:
        raise ValueError(
            f"{name} must have the same length as optimizer.param_groups. {name} has {len(value)} "
            f"values, param_groups has {groups}."
            if semantics.current().texts_of_2_4
            else f"expected {groups} values for {name}, got {len(value)}"
        )
    return [copied(item) for item in value]
