"""`torch.autograd.forward_ad`: dual numbers by hand.

Source: https://pytorch.org/docs/stable/autograd.html#forward-mode-automatic-differentiation
"""

from typing import NamedTuple

from .. import dual_numbers
from ..grad_mode import _ModeContext
from ..ops.views import ViewBackward0, view_of
from ..tensor import Tensor


class UnpackedDualTensor(NamedTuple):
    """What `unpack_dual` returns: the value, and the tangent or None."""

    primal: Tensor
    tangent: Tensor | None


class dual_level(_ModeContext):
    """A block in which tensors may carry tangents; at its end they lose them."""

    __module__ = "torch.autograd.forward_ad"

    def __enter__(self):
        return enter_dual_level()

    def __exit__(self, *exception):
        exit_dual_level()


def enter_dual_level():
    """Opens the level; there can be only one."""
    return dual_numbers.enter()


def exit_dual_level(*, level=None):
    """Closes the level; its tangents are gone."""
    # The one level there can be is 0, and -1 is where there is none.
    if level not in (None, 0 if dual_numbers.level.open else -1):
        raise RuntimeError(
            "Trying to exit a forward AD level that was not the last one that was created. This is "
            "not supported."
        )
    if not dual_numbers.level.open:
        raise RuntimeError("Dual level must be a positive number.")
    dual_numbers.leave()


def make_dual(tensor, tangent, *, level=None):
    """A view of `tensor` that carries this tangent."""
    if not dual_numbers.level.open:
        raise RuntimeError(
            "Trying to create a dual Tensor for forward AD but no level exists, make sure to "
            "enter_dual_level() first."
        )
    for name, value in (("primal", tensor), ("tangent", tangent)):
        if not (value.is_floating_point() or value.is_complex()):
            raise ValueError(
                f"Expected {name} to be floating point or complex, but got: {value.dtype}"
            )
    if tensor._tangent is not None:
        raise RuntimeError(
            "Making a dual Tensor based on a Tensor that already has a forward gradient at the "
            "same level 0 is not supported."
        )
    dual = tensor.view_as(tensor)
    dual_numbers.carry(dual, tangent)
    return dual


def unpack_dual(tensor, *, level=None):
    """The value and the tangent of a tensor, None outside of a level or where it has none."""
    if not dual_numbers.level.open:
        return UnpackedDualTensor(tensor, None)
    geometry = (tensor.size(), tensor.stride(), tensor.storage_offset())
    tangent = dual_numbers.tangent_of(tensor) if dual_numbers.shown() else None
    return UnpackedDualTensor(view_of(tensor, Identity, geometry), tangent)


class Identity(ViewBackward0):
    """The node of a value without its tangent."""

    __slots__ = ()

    def name(self):
        return "torch::autograd::Identity"


class _set_fwd_grad_enabled(_ModeContext):
    """Off: no tangent is carried on within the block."""

    def __init__(self, mode):
        self.mode = mode
        self.prev = dual_numbers.level.enabled
        dual_numbers.level.enabled = mode

    def __enter__(self):
        return None

    def __exit__(self, *exception):
        dual_numbers.level.enabled = self.prev

    def clone(self):
        return type(self)(self.mode)
