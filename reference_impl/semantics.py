"""What differs between torch releases, as named switches with the release that turned them.

This is the only place that knows about versions. `current()` gives the switches of the release the
reference is set to; by default that of the torch installed.
"""

import copy
import re
from contextlib import contextmanager

import torch

# One of each minor release there has been since the first that is specified.
RELEASES = ("1.13", *(f"2.{minor}" for minor in range(16)))


class Semantics:
    """The switches of one torch release, given as `(major, minor)`."""

    def __init__(self, release):
        self.release = release
        at_least = release.__ge__
        # 2.0: an in-place detach of a saved tensor is an error one can read.
        self.detached_saved_tensor_raises = at_least((2, 0))
        # 2.0: `zero_grad()` sets `.grad` to None rather than to zeros.
        self.zero_grad_sets_none = at_least((2, 0))
        # 2.13: error messages name `Sigmoid`, before that `SigmoidBackward0`.
        self.errors_name_operators = at_least((2, 13))
        # 2.13: `Function.apply` takes keyword arguments.
        self.function_apply_takes_keywords = at_least((2, 13))
        # 2.13: the hint names the `check_nan` argument.
        self.hint_names_check_nan = at_least((2, 13))
        # 2.8 or a little before: `hardswish` has the slope of the outer line at -3 and 3.
        self.hardswish_kinks_are_outside = at_least((2, 8))
        # 2.13 or a little before: the gradient of `atan2(0, 0)` is 0, before that NaN.
        self.atan2_is_flat_at_origin = at_least((2, 13))
        # 2.13 or a little before: `grid_sample` can be differentiated twice.
        self.grid_sample_differentiates_twice = at_least((2, 13))
        # 2.15: a hook on a view whose base was written to; before, the process crashed.
        self.hook_on_stale_view_crashes = not at_least((2, 15))
        # 2.14: clamp and fmax/fmin take the subgradient of least norm at a bound or tie.
        self.minimum_norm_subgradient = at_least((2, 14))
        # 2.15: `x[0] = 1.` records one edge rather than two.
        self.scalar_setitem_has_one_edge = at_least((2, 15))

    def node_name(self, name):
        """A node's name as error messages of this release write it."""
        if self.errors_name_operators:
            return re.sub(r"Backward0?(\d*)$", r"\1", name)
        return name

    def anomaly_hint(self):
        """The closing sentence of the error for a modified saved tensor."""
        from .anomaly import state

        if state.enabled:
            return (
                "Hint: the backtrace further above shows the operation that failed to compute its "
                "gradient. The variable in question was changed in there or anywhere later. "
                "Good luck!"
            )
        arguments = "True, check_nan=False" if self.hint_names_check_nan else "True"
        return (
            "Hint: enable anomaly detection to find the operation that failed to compute its "
            f"gradient, with torch.autograd.set_detect_anomaly({arguments})."
        )


def release_of(version):
    """`(major, minor)` of a version text such as "2.13.0+cpu"."""
    major, minor = re.match(r"(\d+)\.(\d+)", version).groups()
    return int(major), int(minor)


_current = Semantics(release_of(torch.__version__))


def current():
    return _current


def set_release(version):
    """Makes the reference behave as that torch release, e.g. `set_release("2.4.1")`."""
    global _current
    _current = Semantics(release_of(version))


@contextmanager
def using(switches):
    """The reference behaves as these switches say, for a while."""
    global _current
    before, _current = _current, switches
    try:
        yield
    finally:
        _current = before


@contextmanager
def watching():
    """Yields the set of the names of switches that are asked for meanwhile."""
    asked = set()

    class Watched(type(_current)):
        def __getattribute__(self, name):
            asked.add(name)
            return super().__getattribute__(name)

    watched = copy.copy(_current)
    object.__setattr__(watched, "__class__", Watched)
    asked.clear()
    with using(watched):
        yield asked


def otherwise(name):
    """The current switches but for one, which is as the nearest other release has it.

    None if this is no switch, or one that no release has turned.
    """
    now = vars(_current).get(name)
    releases = [Semantics(release_of(release)) for release in RELEASES]
    others = [each for each in releases if vars(each).get(name) != now]
    if name == "release" or name not in vars(_current) or not others:
        return None
    nearest = others[-1] if others[0].release < _current.release else others[0]
    changed = copy.copy(_current)
    object.__setattr__(changed, name, getattr(nearest, name))
    return changed
