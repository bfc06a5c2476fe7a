"""`verbose`, as schedules took it before 2.8: they told each rate that they set.

Source: https://github.com/pytorch/pytorch/pull/147301
"""

import warnings

from .. import semantics


class Schedule(type):
    """The class of schedules: `verbose` is known before the first rate is set, which it tells."""

    def __call__(cls, *args, **kwargs):
        if semantics.current().schedules_say_nothing or not cls._may_be_verbose:
            return super().__call__(*args, **kwargs)
        schedule = cls.__new__(cls, *args, **kwargs)
        # rule: modules.schedulers
        if "verbose" in kwargs and semantics.current().verbose_is_deprecated:
            warnings.warn(VERBOSE_IS_DEPRECATED, UserWarning, stacklevel=2)
        schedule.verbose = kwargs.pop("verbose", False)
        schedule.__init__(*args, **kwargs)
        return schedule


def speaks(schedule):
    """Whether it tells its rates; in the last releases that took `verbose`, it only warned."""
    return getattr(schedule, "verbose", False) and not semantics.current().verbose_is_deprecated


def told_at(epoch, doing, group, rate):
    """The line that tells a rate, if there is an epoch to name: "00003", or "3.50"."""
    number = f"{epoch:.2f}" if isinstance(epoch, float) else f"{epoch:05d}"
    return f"Epoch {number}: {doing} learning rate of group {group} to {rate:.4e}."


VERBOSE_IS_DEPRECATED = (
    "The verbose parameter is deprecated. Please use get_last_lr() to access the learning rate."
)
PRINTING_IS_DEPRECATED = (
    "`LRScheduler.print_lr()` is being deprecated. To fetch the learning rate, please use "
    "`get_last_lr()` instead. For more details, see "
    "https://github.com/pytorch/pytorch/issues/99270."
)
