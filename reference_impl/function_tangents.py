"""What a custom Function does in forward mode: `jvp` gives the tangents of its outputs.

An output that shares memory with an input must have a tangent that shares memory with that input's
tangent in the same way, so that later writes reach both.

Source: https://pytorch.org/docs/stable/notes/extending.html#forward-mode-ad,
torch/csrc/autograd/custom_function.cpp
"""

from .dual_numbers import Quiet, carry, level, tangent_of
from .factories import FACTORIES
from .grad_mode import mode
from .saved_tensor import save_value
from .tensor import Tensor, can_require_grad


def give_tangents(cls, node, args, outputs, unmarked):
    """Runs `jvp` and gives each output its tangent; raises where that does not go with the output.

    unmarked: for each output whether it is one that `forward` did not mark as not differentiable.
    """
    given = [tangent_of(arg) if isinstance(arg, Tensor) else None for arg in args]
    if not level.enabled or mode.inference or all(tangent is None for tangent in given):
        return
    written = {id(tensor) for tensor in node.dirty_tensors or ()}
    versions = [None if tangent is None else tangent._version for tangent in given]
    found = _run_jvp(cls, node, args, given, len(outputs))
    for place, (output, tangent) in enumerate(zip(outputs, found, strict=True)):
        if tangent is not None and not isinstance(tangent, Tensor):
            kind = type(tangent).__name__
            raise RuntimeError(f"expected Variable or None (got {kind}) for grad output {place}.")
        if not isinstance(output, Tensor):
            continue
        if not (unmarked[place] and can_require_grad(output.dtype)):
            if tangent is not None:
                raise RuntimeError(NOT_DIFFERENTIABLE.format(place))
            continue
        for arg, own, version in zip(args, given, versions, strict=True):
            if own is None:
                continue
            if arg is output and id(arg) in written:
                # rule: functions.forward-mode
                if tangent is not own or own._version == version:
                    raise RuntimeError(NOT_WRITTEN)
            elif _shares_view(output, arg):
                _check_is_view(tangent, own)
        if tangent is None:
            raise RuntimeError(NO_TANGENT)
        carry(output, tangent)


def _run_jvp(cls, node, args, given, count):
    tangents = given
    if node._materializes:
        tangents = [
            FACTORIES["zeros_like"](arg.detach())
            if own is None and isinstance(arg, Tensor) and can_require_grad(arg.dtype)
            else own
            for arg, own in zip(args, given, strict=True)
        ]
    with Quiet():
        kept, node._saved_list = node._saved_list, _saved_for_forward(node)
        try:
            found = cls.jvp(node, *tangents)
        finally:
            node._saved_list = kept
    found = found if isinstance(found, tuple) else (found,)
    if len(found) != count:
        raise RuntimeError(
            "Function's jvp returned an invalid number of forward gradients (expected "
            f"{count} but got {len(found)})"
        )
    return found


def _saved_for_forward(node):
    saved = node.saved_for_forward or ()
    return tuple(save_value(value, is_output=False, of_function=True) for value in saved)


def _shares_view(output, arg):
    """Whether the output is a view of the input, or of what that is a view of."""
    return output._view is not None and output._view.base is _base_of(arg)


def _base_of(tensor):
    return tensor if tensor._view is None else tensor._view.base


def _check_is_view(tangent, own):
    """The tangent of a view must be a view of the tangent."""
    # rule: functions.forward-mode
    if tangent is None:
        raise RuntimeError("cannot call get_autograd_meta() on undefined tensor")
    if tangent._view is None:
        raise RuntimeError(NO_VIEW)
    if tangent._view.base is not _base_of(own):
        raise RuntimeError(OTHER_VIEW if own._view is None else VIEW_OF_OTHER_BASE)


NOT_WRITTEN = (
    "An inplace custom Function is not modifying the forward mode gradients inplace. If the "
    "forward is modifying an input inplace, then the jvp function must modify the corresponding "
    "gradient inplace."
)
NOT_DIFFERENTIABLE = (
    "Function's jvp returned a gradient at position {}, but  the corresponding forward output is "
    "not a differentiable Tensor.You should return None at that position instead."
)
NO_VIEW = (
    "A custom Function's forward is returning a view (or an input as-is) but the jvp is not "
    "returning a view."
)
OTHER_VIEW = (
    "A custom Function is returning a view but the jvp is not returning a view of the given grad "
    "input."
)
VIEW_OF_OTHER_BASE = (
    "A custom Function is returning a view but the jvp is not returning a view of the same base as "
    "the given grad input."
)
NO_TANGENT = (
    "(new_grad_base.is_floating_point() || new_grad_base.is_complex()) && "
    "(self_base.is_floating_point() || self_base.is_complex()) INTERNAL ASSERT FAILED at "
    '"../torch/csrc/autograd/autograd_meta.cpp":159, please report a bug to PyTorch. Expected both '
    "tensor and its forward grad to be floating point or complex"
)
