"""Norms of vectors and matrices, and distances.

At 0, where a norm has a kink, the gradient is taken as 0.
"""

import math

import torch

from .. import semantics
from ..storage import arithmetic
from .arithmetic import conj
from .declare import OPERATORS, Derivative, composite, operator
from .overloads import overload
from .reductions import dims_of, with_reduced_dims


def norm_gradient(grad, x, p, norm, dim, keepdim):
    """The gradient of ||x||_p; `norm` is its value. None for p = 0, which counts."""
    # rule: operators.norm-at-zero
    grad = with_reduced_dims(grad, dim, keepdim, x.shape)
    norm = with_reduced_dims(norm, dim, keepdim, x.shape)
    if p == 0:
        return None
    if p == 1:
        return direction(x) * grad
    if p == 2:
        return grad * OPERATORS["where"](norm == 0, 0.0, x / norm)
    if math.isinf(p):
        # rule: operators.ties-share
        size = OPERATORS["abs"](x)
        ties = (size == norm) | (size.isnan() & norm.isnan())
        count = ties.sum(dims_of(dim, x.dim()), True)
        return direction(x) * (grad / count) * ties
    if p < 1:
        slope = direction(x) * OPERATORS["abs"](x).pow(p - 1).masked_fill_(x == 0, 0)
        return slope * grad * norm.pow(1 - p)
    scale = (grad / norm.pow(p - 1)).masked_fill(norm == 0, 0)
    if p < 2:
        return direction(x) * OPERATORS["abs"](x).pow(p - 1) * scale
    return x * OPERATORS["abs"](x).pow(p - 2) * scale


def direction(x):
    """The sign: x / |x|, and 0 at 0."""
    return OPERATORS["sgn"](x)


# -- vectors -----------------------------------------------------------------------------------


class LinalgVectorNormBackward0(Derivative):
    """(sum |x|^p)^(1/p) over some dimensions."""

    saves = {"self": True, "result": True}

    def vjp_self(self, grad, s):
        return norm_gradient(grad, s.self, s.ord, s.result, s.dim, s.keepdim)


class NormBackward1(Derivative):
    """The same as older parts of torch call it."""

    inputs = ("self",)
    saves = {"self": True, "result": True}

    def vjp_self(self, grad, s):
        return norm_gradient(grad, s.self, s.p, s.result, s.dim, s.keepdim)


class NormBackward3(NormBackward1):
    """The form that computes in a dtype of its own."""

    __slots__ = ()


_vector_norm = overload(
    "linalg_vector_norm",
    "default",
    lambda self, ord, dim, keepdim, dtype, **out: torch.linalg.vector_norm(
        self, ord, dim, keepdim, dtype=dtype, **out
    ),
    "self, ord, dim, keepdim, dtype",
    LinalgVectorNormBackward0,
)
norm_of_difference = overload(
    "norm", "ScalarOpt_dim", torch.norm, "self, p, dim, keepdim=False", NormBackward1
)
_norm_in_dtype = overload(
    "norm",
    "ScalarOpt_dim_dtype",
    lambda self, p, dim, keepdim, dtype, **out: torch.norm(
        self, p, dim, keepdim, dtype=dtype, **out
    ),
    "self, p, dim, keepdim, dtype",
    NormBackward3,
)


class NormBackward0(NormBackward1):
    """That of the whole tensor."""

    def vjp_self(self, grad, s):
        return norm_gradient(grad, s.self, s.p, s.result, None, False)


norm_of_all = overload("norm", "Scalar", torch.norm, "self, p", NormBackward0)


def vector_norm(x, ord=2, dim=None, keepdim=False, *, dtype=None, out=None):
    """As `torch.linalg.vector_norm`."""
    ord = float(ord) if not isinstance(ord, str) else ord
    return _vector_norm(x, ord, dim, keepdim, dtype, out=out)


# -- matrices ----------------------------------------------------------------------------------


_MATRIX_ORDERS = ("fro", "nuc", 1, -1, 2, -2, math.inf, -math.inf)


def matrix_norm(A, ord="fro", dim=(-2, -1), keepdim=False, *, dtype=None):
    """As `torch.linalg.matrix_norm`, for the norms that need no singular values."""
    if A.dim() < 2 or ord not in _MATRIX_ORDERS:
        arithmetic(torch.linalg.matrix_norm, A.raw, ord, dim)  # refuses
    first, second = (d % A.dim() for d in dim)
    if ord == "fro":
        return vector_norm(A, 2, dim, keepdim, dtype=dtype)
    if ord in (1, -1, math.inf, -math.inf):
        # The largest (smallest) sum of absolute values of a column, or of a row.
        over, along = (first, second) if abs(ord) == 1 else (second, first)
        if not keepdim and over < along:
            along -= 1
        sums = vector_norm(A, 1, over, keepdim, dtype=dtype)
        return _extreme(sums, along, keepdim, ord)
    A = A if dtype is None else A.to(dtype)
    order = [d for d in range(A.dim()) if d not in (first, second)] + [first, second]
    singular = OPERATORS["linalg_svdvals"](A.permute(order))
    nuclear = ord == "nuc"
    result = singular.sum(-1, keepdim) if nuclear else _extreme(singular, -1, keepdim, ord)
    if keepdim:
        result = result.unsqueeze(-1).permute([order.index(d) for d in range(A.dim())])
    return result


def _extreme(values, dim, keepdim, ord):
    """The largest for a positive order, which is the constant 0 of none; or the smallest."""
    if ord > 0 and not values.size(dim):
        return values.new_empty(values.sum(dim, keepdim).shape).zero_()
    return values.amax(dim, keepdim) if ord > 0 else values.amin(dim, keepdim)


def linalg_norm(A, ord=None, dim=None, keepdim=False, *, dtype=None):
    """As `torch.linalg.norm`: of a vector, a matrix, or (without `ord`) of all elements."""
    if dim is not None and not isinstance(dim, int) and len(dim) == 2 and ord is not None:
        return matrix_norm(A, ord, dim, keepdim, dtype=dtype)
    if ord is not None and dim is None and A.dim() == 2:
        return matrix_norm(A, ord, (0, 1), keepdim, dtype=dtype)
    if isinstance(ord, str) or (ord is not None and dim is None and A.dim() != 1):
        arithmetic(torch.linalg.norm, A.raw, ord, dim)  # refuses
    return vector_norm(A, 2 if ord is None else ord, dim, keepdim, dtype=dtype)


@composite()
def norm(self, p="fro", dim=None, keepdim=False, dtype=None, out=None):
    """The p-norm of all elements, or over some dimensions."""
    if p == "nuc":
        arithmetic(torch.norm, self.raw, p, dim)  # refuses
        return matrix_norm(self, "nuc", (0, 1) if dim is None else dim, keepdim, dtype=dtype)
    if isinstance(p, str) and p != "fro":
        arithmetic(torch.norm, self.raw, p, dim)  # refuses
    if not semantics.current().norm_is_the_vector_norm:
        return _former_norm(self, p, dim, keepdim, dtype, out)
    p = 2.0 if p in ("fro", None) else p
    return vector_norm(self, p, dim, keepdim, dtype=dtype, out=out)


def _former_norm(x, p, dim, keepdim, dtype, out):
    """An operator of its own, and over two dimensions a root of a sum."""
    if p == "fro" and isinstance(dim, (tuple, list)) and len(dim) == 2 and dtype is None:
        squares = (conj(x) * x).real if x.is_complex() else x * x
        return squares.sum(dim, keepdim).sqrt()
    p = 2.0 if p in ("fro", None) else float(p)
    if dtype is not None:
        return _norm_in_dtype(x, p, dim, keepdim, dtype, out=out)
    return norm_of_difference(x, p, dim, keepdim, out=out)


# -- distances ---------------------------------------------------------------------------------


@operator("dist", torch.dist, "self, other, p=2")
class DistBackward0(Derivative):
    """The norm of the difference."""

    saves = {"self": True, "other": True, "result": True}

    def _gradient(self, grad, s):
        return norm_gradient(grad, s.self - s.other, s.p, s.result, None, False)

    def vjp_self(self, grad, s):
        return self._gradient(grad, s)

    def vjp_other(self, grad, s):
        made = self._gradient(grad, s)
        return None if made is None else -made


@operator("renorm", torch.renorm, "self, p, dim, maxnorm", in_place=True)
class RenormBackward0(Derivative):
    """Slices whose norm exceeds `maxnorm` are scaled down to it.

    y = x m / (n + e), n the norm of the slice: a quotient, whose divisor depends on x as well.
    """

    saves = {"self": True}

    def vjp_self(self, grad, s):
        x = s.self
        dims = [d for d in range(x.dim()) if d != s.dim % x.dim()]
        norm = vector_norm(x, s.p, dims, True)
        divisor = norm + 1e-7
        along = (conj(x) * grad).sum(dims, True)
        if along.is_complex():
            along = along.real
        through_norm = norm_gradient(along, x, float(s.p), norm, dims, True)
        scaled_down = s.maxnorm * (grad / divisor - through_norm / (divisor * divisor))
        return OPERATORS["where"](norm > s.maxnorm, scaled_down, grad)
