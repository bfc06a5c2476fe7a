"""What differs between torch releases, as named switches with the release that turned them.

This is the only place that knows about versions. `current()` gives the switches of the release the
reference is set to; by default that of the torch installed. Names that a release does not have at
all are in `names_by_release`.
"""

import copy
import re
from contextlib import contextmanager
from typing import NamedTuple

import torch

from . import names_by_release

# One of each minor release there has been since the first that is specified.
RELEASES = ("1.13", *(f"2.{minor}" for minor in range(16)))


class Change(NamedTuple):
    """A switch: on from the release `since`, and off again from `until` if that is given.

    Releases are `(major, minor)`. A change is dated by the first release on which it was measured
    where nothing tells the exact one.
    """

    name: str
    since: tuple[int, int]
    what: str
    source: str = ""
    until: tuple[int, int] = (99, 0)

    def is_on(self, release):
        return self.since <= release < self.until


_PULL = "https://github.com/pytorch/pytorch/pull/"

CHANGES = (
    Change(
        "detached_saved_tensor_raises",
        (2, 0),
        "An in-place detach of a saved tensor is an error one can read.",
    ),
    Change("zero_grad_sets_none", (2, 0), "`zero_grad()` sets `.grad` to None, not to zeros."),
    Change(
        "errors_name_operators",
        (2, 13),
        "Errors name the operator (`Sigmoid`), not its node (`SigmoidBackward0`).",
    ),
    Change("function_apply_takes_keywords", (2, 13), "`Function.apply` takes keyword arguments."),
    Change("hint_names_check_nan", (2, 13), "The hint about anomaly mode names `check_nan`."),
    Change(
        "hardswish_kinks_are_outside",
        (2, 8),
        "`hardswish` has the slope of the outer line at -3 and 3.",
    ),
    Change("atan2_is_flat_at_origin", (2, 13), "The gradient of `atan2(0, 0)` is 0, not NaN."),
    Change(
        "resize_always_bumps", (2, 1), "`resize_` counts as a write, also where memory suffices."
    ),
    Change("complex_scalar_needs_argument", (2, 1), "`backward()` of a complex number is refused."),
    Change("reshape_is_a_view", (2, 1), "`reshape` of contiguous memory is `View`."),
    Change("grad_modes_decorate_without_parentheses", (2, 1), "`@torch.no_grad` decorates."),
    Change(
        "linear_flattens_all_shapes",
        (2, 1),
        "`linear` with a bias flattens inputs of all dimensions, not of three only.",
    ),
    Change("sgd_may_be_fused", (2, 4), "`SGD` takes `fused`."),
    Change("increment_version_takes_several", (2, 8), "`increment_version` takes several tensors."),
    Change("adam_groups_say_how_they_decay", (2, 8), "`Adam` takes `decoupled_weight_decay`."),
    Change("optimizers_keep_names", (2, 6), "Optimizers take named parameters."),
    Change("modules_are_in_plain_dicts", (2, 5), "A module's tables are plain dicts."),
    Change(
        "dirty_view_of_a_leaf_is_refused",
        (2, 8),
        "`mark_dirty` of a view of a leaf that requires grad is refused.",
    ),
    Change("texts_of_2_4", (2, 4), "Errors and warnings are reworded."),
    Change("texts_of_2_8", (2, 8), "Errors and warnings are reworded."),
    Change("texts_of_2_13", (2, 13), "Errors and warnings are reworded."),
    Change(
        "float_of_a_recorded_tensor_warns",
        (2, 8),
        "`float(x)` and `complex(x)` of a tensor that requires grad warn.",
        f"{_PULL}143261",
    ),
    Change("modules_take_buffers", (2, 5), "There is `nn.Buffer`.", f"{_PULL}125971"),
    Change(
        "hooks_without_input_gradient_warn",
        (2, 8),
        "A full backward hook of a module whose inputs require no grad warns when it is called.",
    ),
    Change("clipping_nothing_warns", (2, 8), "`clip_grad_norm_` warns of an empty generator."),
    Change(
        "refused_marks_are_cut_off",
        (2, 1),
        "`mark_dirty` and `mark_non_differentiable` refuse what is no tensor in a text that lacks "
        "its end.",
        until=(2, 14),
    ),
    Change(
        "gradients_have_a_dtype",
        (2, 13),
        "`Tensor.grad_dtype` exists, and errors about the dtype of a gradient speak of it.",
    ),
    Change(
        "unused_input_has_its_index",
        (2, 13),
        "`grad` says which input was not used in the graph.",
    ),
    Change(
        "grad_refuses_no_inputs",
        (2, 13),
        "`grad` refuses an empty list of inputs before it looks at the outputs.",
    ),
    Change(
        "materialized_zeros_are_constants",
        (2, 13),
        "What `materialize_grads` makes requires grad under `create_graph` only.",
    ),
    Change(
        "open_slices_are_skipped",
        (2, 13),
        "In a tuple, and where it is written to, a slice that takes everything records nothing, "
        "also if it does not name its end.",
    ),
    Change("nextafter_is_differentiable", (2, 13), "`nextafter` has a derivative."),
    Change(
        "normalizations_show_their_bias", (2, 13), "Normalizing layers print whether they have one."
    ),
    Change(
        "plus_of_booleans_is_missing",
        (2, 14),
        "`+x` of booleans raises NotImplementedError, not RuntimeError.",
    ),
    Change(
        "nan_to_num_of_complex_is_differentiable",
        (2, 15),
        "`nan_to_num` has a derivative for complex numbers.",
    ),
    Change("optimizer_warns_of_a_set", (2, 15), "Parameters given as a set are warned of."),
    Change(
        "grid_sample_differentiates_twice", (2, 13), "`grid_sample` can be differentiated twice."
    ),
    Change(
        "hook_on_stale_view_crashes",
        (1, 13),
        "The first hook on a view whose base was written to kills the process.",
        "https://github.com/pytorch/pytorch/issues/196459",
        until=(2, 15),
    ),
    Change(
        "minimum_norm_subgradient",
        (2, 14),
        "The clamp family, `fmax` and `fmin` take the subgradient of least norm at a bound or tie.",
    ),
    Change(
        "scalar_setitem_is_a_fill",
        (2, 15),
        "A number assigned to elements is filled in: `CopySlices` has one edge, a mask gives "
        "`MaskedFill` and an index tensor `IndexFill`.",
    ),
    Change(
        "linear_flattens_unseen",
        (2, 15),
        "`linear` on other than two dimensions gives no view: `UnsafeView` in place of `View`.",
    ),
)


class Semantics:
    """The switches of one torch release, given as `(major, minor)`: an attribute each."""

    def __init__(self, release):
        self.release = release
        for change in CHANGES:
            setattr(self, change.name, change.is_on(release))

    def node_name(self, name):
        """A node's name as error messages of this release write it."""
        if self.errors_name_operators:
            return re.sub(r"Backward0?(\d*)$", r"\1", name)
        return name

    def end_of_reentrant_default(self, sequential):
        """What the warning about a checkpoint without `use_reentrant` threatens; None: no warning.

        The release that was to refuse it was put off again and again.
        """
        no_warning, told = (2, 1), (2, 4)
        if self.release < no_warning:
            return None
        if self.release >= (2, 15):
            when = "In a future release,"
        elif self.release >= (2, 9):
            when = "In version 2.9" if sequential else "Starting in PyTorch 2.9,"
        else:
            when = f"In version 2.{5 if self.release > told else 4}"
        if self.release >= (2, 9) and not sequential:
            return f"{when} calling checkpoint without use_reentrant will raise an exception."
        return f"{when} we will raise an exception if use_reentrant is not passed."

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
    names_by_release.apply(_current.release)


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
