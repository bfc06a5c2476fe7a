"""Complex numbers. Gradients follow the conjugate convention: the direction of steepest ascent.

Source: https://pytorch.org/docs/stable/notes/autograd.html#autograd-for-complex-numbers
"""

import torch

from .. import semantics
from ..messages import scalar_type_name
from ..tensor import Tensor
from .declare import OPERATORS, Derivative, composite, define
from .views import view_of


class ConjBackward0(Derivative):
    def vjp_self(self, grad, s):
        return conj(grad)


@composite()
def conj(self):
    """The conjugate: a view that reads memory conjugated; a real tensor is its own."""
    # rule: views.conjugate
    if not self.is_complex():
        return self
    view = view_of(self, ConjBackward0, (self._size, self._stride, self._offset), made_by=conj)
    view._conjugated, view._raw = not self._conjugated, None
    return view


class NegViewBackward0(Derivative):
    def vjp_self(self, grad, s):
        return _negative(grad)


def _negative(self):
    """A view that reads memory negated."""
    geometry = (self._size, self._stride, self._offset)
    view = view_of(self, NegViewBackward0, geometry, made_by=_negative)
    view._negated, view._raw = not self._negated, None
    return view


@composite()
def resolve_conj(self):
    """A copy in which the conjugate is written out; the tensor itself if there is none."""
    return OPERATORS["clone"](self) if self.is_conj() else self


@composite()
def resolve_neg(self):
    """A copy in which the negative is written out; the tensor itself if there is none."""
    return OPERATORS["clone"](self) if self.is_neg() else self


class ConjPhysicalBackward0(ConjBackward0):
    __slots__ = ()


class ConjPhysicalBackward1(ConjBackward0):
    __slots__ = ()


_conj_physical = define(
    "_conj_physical",
    torch.conj_physical,
    "self",
    ConjPhysicalBackward0,
    method=False,
    function=False,
)
_in_place = define(
    "_in_place_conj",
    torch.conj_physical,
    "self",
    ConjPhysicalBackward1,
    torch.conj_physical_,
    method=False,
    function=False,
)


@composite()
def conj_physical(self):
    """The conjugate, written out; a real tensor is its own."""
    return _conj_physical(self) if self.is_complex() else self


composite("conj_physical_")(lambda self: _in_place.in_place(self))


class ViewAsRealBackward0(Derivative):
    def vjp_self(self, grad, s):
        return view_as_complex(OPERATORS["contiguous"](grad))


class ViewAsComplexBackward0(Derivative):
    def vjp_self(self, grad, s):
        return view_as_real(resolve_conj(OPERATORS["contiguous"](grad)))


_REAL = {
    torch.complex32: torch.float16,
    torch.complex64: torch.float32,
    torch.complex128: torch.float64,
}
_COMPLEX = {real: cplx for cplx, real in _REAL.items()}


@composite()
def view_as_real(self):
    """A view with a last dimension of size 2: real and imaginary part."""
    if not self.is_complex():
        refuse = TypeError if semantics.current().imag_raises_type_error else RuntimeError
        raise refuse("view_as_real is only supported for complex tensors")
    if self.is_conj():
        raise RuntimeError(UNRESOLVED)
    geometry = ((*self._size, 2), (*[2 * s for s in self._stride], 1), 2 * self._offset)
    dtype = _REAL[self._dtype]
    return view_of(self, ViewAsRealBackward0, geometry, dtype=dtype, made_by=view_as_real)


UNRESOLVED = (
    "view_as_real doesn't work on unresolved conjugated tensors.  To resolve the conjugate tensor "
    "so you can view it as real, use self.resolve_conj(); however, be warned that the resulting "
    "tensor will NOT alias the original."
)


@composite()
def view_as_complex(self):
    """The opposite view of `view_as_real`."""
    if self._dtype not in _COMPLEX:
        raise RuntimeError(
            "view_as_complex is only supported for half, float and double tensors, but got a "
            f"tensor of scalar type: {scalar_type_name(self._dtype)}"
        )
    if not self._size:
        raise RuntimeError("Input tensor must have one or more dimensions")
    if self._size[-1] != 2:
        raise RuntimeError("Tensor must have a last dimension of size 2")
    if self._stride[-1] != 1:
        raise RuntimeError("Tensor must have a last dimension with stride 1")
    skipped = 1 if semantics.current().complex_views_skip_ones else None
    steps = zip(self._size[:-1], self._stride[:-1], strict=True)
    if any(step % 2 for size, step in steps if size != skipped):
        raise RuntimeError("Tensor must have a stride divisible by 2 for all but last dimension")
    if self._offset % 2:
        raise RuntimeError("Tensor must have a storage_offset divisible by 2")
    geometry = (self._size[:-1], [s // 2 for s in self._stride[:-1]], self._offset // 2)
    dtype = _COMPLEX[self._dtype]
    return view_of(self, ViewAsComplexBackward0, geometry, dtype=dtype, made_by=view_as_complex)


@composite()
def real(self):
    """The real part: a view; a real tensor is its own."""
    if not self.is_complex():
        return self
    parts = view_as_real(conj(self) if self.is_conj() else self)
    return OPERATORS["select"](parts, -1, 0)


@composite()
def imag(self):
    """The imaginary part: a view."""
    if not self.is_complex():
        refuse = TypeError if semantics.current().imag_raises_type_error else RuntimeError
        raise refuse("imag is not implemented for tensors with non-complex dtypes.")
    parts = _negative(view_as_real(conj(self))) if self.is_conj() else view_as_real(self)
    return OPERATORS["select"](parts, -1, 1)


del Tensor.real, Tensor.imag


def _set_part(part):
    def setter(self, value):
        part(self)[...] = value

    return setter


Tensor.real = property(real, _set_part(real))
Tensor.imag = property(imag, _set_part(imag))


class ComplexBackward0(Derivative):
    inputs = ("real", "imag")
    saves = {"real": "real", "imag": "imag"}

    def vjp_real(self, grad, s):
        return real(grad)

    def vjp_imag(self, grad, s):
        return imag(grad)


define("complex", torch.complex, "real, imag", ComplexBackward0, method=False)
