"""`x.T`, `x.mT`, `x.H`, `x.mH` and `x.adjoint()`: short names, each with what it refuses.

https://docs.pytorch.org/docs/stable/tensors.html#torch.Tensor.T
"""

import warnings

import torch

from .. import semantics
from ..tensor import Tensor
from .declare import OPERATORS, composite
from .views import permute, transpose

REVERSAL_DEPRECATED = (
    "The use of `x.T` on tensors of dimension other than 2 to reverse their shape is deprecated "
    "and it will throw an error in a future release. Consider `x.mT` to transpose batches of "
    "matrices or `x.permute(*torch.arange(x.ndim - 1, -1, -1))` to reverse the dimensions of a "
    "tensor."
)
IDENTITY = "This function is the identity in these cases."
CONJUGATE = "Consider using x.conj()."
_warned = set()


def _warn_once(text):
    """Once in a process, or each time where that is set."""
    if text not in _warned or torch.is_warn_always_enabled():
        _warned.add(text)
        warnings.warn(text, UserWarning, stacklevel=3)


def _of_number(self, name, advice):
    """Nothing is turned around. torch warns and means to refuse it one day."""
    if semantics.current().numbers_are_not_transposed:
        _warn_once(f"{name} is deprecated on 0-D tensors. {advice}")
    return self


def _reversed(self):
    if not self.dim():
        _of_number(self, "Tensor.T", IDENTITY)  # though it is a view of the number
    elif self.dim() != 2:
        _warn_once(REVERSAL_DEPRECATED)
    return permute(self, tuple(reversed(range(self.dim()))))


def _matrices_transposed(self, name, advice):
    if not self.dim():
        return _of_number(self, name if name.endswith(")") else f"Tensor.{name}", advice)
    if self.dim() == 1:
        raise RuntimeError(
            f"tensor.{name} is only supported on matrices or batches of matrices. Got 1-D tensor."
        )
    return transpose(self, -2, -1)


def _matrix_adjoint(self):
    if not self.dim():
        return OPERATORS["conj"](_of_number(self, "Tensor.H", CONJUGATE))
    if self.dim() != 2:
        batches = " For batches of matrices, consider using tensor.mH" if self.dim() > 2 else ""
        raise RuntimeError(
            "tensor.H is only supported on matrices (2-D tensors). "
            f"Got {self.dim()}-D tensor.{batches}"
        )
    return OPERATORS["conj"](transpose(self, 0, 1))


@composite()
def adjoint(self):
    """The matrices transposed and conjugated."""
    return OPERATORS["conj"](_matrices_transposed(self, "adjoint()", CONJUGATE))


Tensor.T = property(_reversed)
Tensor.mT = property(lambda self: _matrices_transposed(self, "mT", IDENTITY))
Tensor.H = property(_matrix_adjoint)
Tensor.mH = property(lambda self: OPERATORS["conj"](_matrices_transposed(self, "mH", CONJUGATE)))
