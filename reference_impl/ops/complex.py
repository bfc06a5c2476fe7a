"""Complex numbers. Gradients follow the conjugate convention: the direction of steepest ascent.

Source: https://pytorch.org/docs/stable/notes/autograd.html#autograd-for-complex-numbers
"""

import torch

from ..tensor import Tensor
from .declare import OPERATORS, Derivative, composite, define
from .views import view_of


class ConjBackward0(Derivative):
    def vjp_self(self, grad, s):
        return conj(grad)


_conj = define("_conj", torch.conj_physical, "self", ConjBackward0, method=False, function=False)


@composite()
def conj(self):
    """The conjugate; a real tensor is its own."""
    return _conj(self) if self.is_complex() else self


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
composite("resolve_conj")(lambda self: self)
composite("resolve_neg")(lambda self: self)


class ViewAsRealBackward0(Derivative):
    def vjp_self(self, grad, s):
        return view_as_complex(OPERATORS["contiguous"](grad))


class ViewAsComplexBackward0(Derivative):
    def vjp_self(self, grad, s):
        return view_as_real(grad)


_REAL = {
    torch.complex32: torch.float16,
    torch.complex64: torch.float32,
    torch.complex128: torch.float64,
}
_COMPLEX = {real: cplx for cplx, real in _REAL.items()}


def _typed_view(self, node_class, size, stride, offset, dtype):
    view = view_of(self, node_class, (size, stride, offset))
    view._dtype = dtype
    if view._grad_fn is not None:
        known = view._grad_fn.input_metadata[0]
        known.dtype = known.grad_dtype = dtype
    return view


@composite()
def view_as_real(self):
    """A view with a last dimension of size 2: real and imaginary part."""
    if not self.is_complex():
        raise RuntimeError("view_as_real is only supported for complex tensors")
    size = (*self._size, 2)
    stride = (*[2 * s for s in self._stride], 1)
    return _typed_view(
        self, ViewAsRealBackward0, size, stride, 2 * self._offset, _REAL[self._dtype]
    )


@composite()
def view_as_complex(self):
    """The opposite view of `view_as_real`."""
    size, stride = self._size[:-1], [s // 2 for s in self._stride[:-1]]
    return _typed_view(
        self, ViewAsComplexBackward0, size, stride, self._offset // 2, _COMPLEX[self._dtype]
    )


@composite()
def real(self):
    """The real part: a view; a real tensor is its own."""
    return OPERATORS["select"](view_as_real(self), -1, 0) if self.is_complex() else self


@composite()
def imag(self):
    """The imaginary part: a view."""
    if not self.is_complex():
        raise RuntimeError("imag is not implemented for tensors with non-complex dtypes.")
    return OPERATORS["select"](view_as_real(self), -1, 1)


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
