"""Reductions: many elements to one. The gradient spreads back over the reduced dimensions."""

import torch

from .. import semantics
from ..factories import zeros_like
from ..geometry import wrap_dim
from ..grad_mode import mode
from ..messages import scalar_type_name
from ..storage import arithmetic
from ..tensor import Tensor
from .arithmetic import conj
from .declare import OPERATORS, Derivative, composite, operator
from .number_forms import over_number
from .overloads import overload
from .special_nodes import OneOf


def dims_of(dim, ndim):
    """The reduced dimensions, counted from the front: all of them for None or ()."""
    if dim is None or (isinstance(dim, (tuple, list)) and not dim):
        return list(range(ndim))
    dims = [dim] if isinstance(dim, int) else list(dim)
    return sorted({wrap_dim(d, ndim) for d in dims})


def with_reduced_dims(value, dim, keepdim, shape):
    """`value` with its reduced dimensions back, as size 1, to be broadcast against `shape`."""
    if keepdim or not shape:
        return value
    for d in dims_of(dim, len(shape)):
        value = value.unsqueeze(d)
    return value


def spread(grad, dim, keepdim, shape):
    """`grad` repeated over the reduced dimensions."""
    return with_reduced_dims(grad, dim, keepdim, shape).expand(shape)


def count_reduced(dim, shape):
    """How many elements become one."""
    count = 1
    for d in dims_of(dim, len(shape)) if shape else ():
        count *= shape[d]
    return count


# -- sum ---------------------------------------------------------------------------------------


class SumBackward0(Derivative):
    """The sum of everything."""

    def vjp_self(self, grad, s):
        # rule: gradients.sums-and-means
        return grad.expand(self.input_shape())


class SumBackward1(Derivative):
    """The sum over some dimensions."""

    def vjp_self(self, grad, s):
        # rule: gradients.sums-and-means
        return spread(grad, s.dim, s.keepdim, self.input_shape())


_sum_all = overload("sum", "all", torch.sum, "self, dtype=None", SumBackward0)
_sum_dims = overload("sum", "dim", torch.sum, "self, dim, keepdim=False, dtype=None", SumBackward1)


_NOT_GIVEN = object()  # `dim=None` is given: it names all dimensions


@composite("sum")
def sum_(self, dim=_NOT_GIVEN, keepdim=False, *, axis=_NOT_GIVEN, dtype=None, out=None):
    """The sum of all elements, or over some dimensions."""
    dim = axis if dim is _NOT_GIVEN else dim
    if dim is _NOT_GIVEN and not keepdim:
        if out is not None:
            raise TypeError("the sum of everything takes no out")
        return _sum_all(self, dtype=dtype)
    return _sum_dims(self, _explicit(dim, self), keepdim, dtype, out=out)


def _explicit(dim, tensor):
    """`dim=None`, or `keepdim=True` without a `dim`, reduces all dimensions, by name."""
    return dims_of(None, tensor.dim()) if dim in (None, _NOT_GIVEN) else dim


@composite(function=False)
def sum_to_size(self, *size):
    """Summed over the dimensions that broadcasting `size` to this shape would add or repeat."""
    size = tuple(size[0]) if len(size) == 1 and not isinstance(size[0], int) else size
    fits = len(size) <= self.dim() and all(
        n in (1, known) for n, known in zip(size[::-1], self._size[::-1], strict=False)
    )
    if not fits:
        arithmetic(self.raw.sum_to_size, size)  # refuses
    if not size:
        return sum_(self)
    result, extra = self, self.dim() - len(size)
    over = list(range(extra))
    over += [d + extra for d, n in enumerate(size) if n == 1 and self._size[d + extra] != 1]
    if over:
        result = sum_(self, over, True)
    return result.view(size) if extra > 0 else result


@operator("nansum", torch.nansum, "self, dim=None, keepdim=False, dtype=None")
class NansumBackward0(Derivative):
    """The sum of what is not NaN; what is NaN has gradient 0."""

    saves = {"self": True}

    def vjp_self(self, grad, s):
        return spread(grad, s.dim, s.keepdim, self.input_shape()) * s.self.isnan().logical_not()


# -- mean --------------------------------------------------------------------------------------


class MeanBackward0(Derivative):
    """The mean of everything."""

    def vjp_self(self, grad, s):
        shape = self.input_shape()
        # rule: gradients.sums-and-means
        return over_number(grad.expand(shape), shape.numel())


class MeanBackward1(Derivative):
    """The mean over some dimensions."""

    def vjp_self(self, grad, s):
        shape = self.input_shape()
        # rule: gradients.sums-and-means
        return over_number(spread(grad, s.dim, s.keepdim, shape), count_reduced(s.dim, shape))


def _saving(node):
    """The same node, but that it saves the input."""
    return type(node.__name__, (node,), {"saves": {"self": True}, "__slots__": ()})


_saving_all, _saving_dims = _saving(MeanBackward0), _saving(MeanBackward1)


def _mean_node(values):
    return _saving_all if semantics.current().mean_saves_its_input else MeanBackward0


def _mean_dims_node(values):
    saves = semantics.current().mean_along_dimensions_saves_its_input
    return _saving_dims if saves else MeanBackward1


_mean_all = overload("mean", "all", torch.mean, "self, dtype=None", OneOf(_mean_node))
_mean_dims = overload(
    "mean", "dim", torch.mean, "self, dim, keepdim=False, dtype=None", OneOf(_mean_dims_node)
)


@composite()
def mean(self, dim=_NOT_GIVEN, keepdim=False, *, axis=_NOT_GIVEN, dtype=None, out=None):
    """The mean of all elements, or over some dimensions."""
    dim = axis if dim is _NOT_GIVEN else dim
    if dim is _NOT_GIVEN and not keepdim and out is None:
        return _mean_all(self, dtype=dtype)
    return _mean_dims(self, _explicit(dim, self), keepdim, dtype, out=out)


@composite()
def nanmean(self, dim=None, keepdim=False, *, dtype=None):
    """The mean of what is not NaN."""
    if not (self.is_floating_point() or self.is_complex()):
        few = "floating point or complex" if semantics.current().texts_of_2_4 else "floating point"
        missing = semantics.current().integers_have_no_nanmean
        raise (NotImplementedError if missing else RuntimeError)(
            f"nanmean(): expected input to have {few} dtype but got {scalar_type_name(self.dtype)}"
        )
    if dtype is not None and not dtype.is_floating_point:
        arithmetic(torch.nanmean, self.raw, dim, keepdim, dtype=dtype)  # refuses what is no number
    count = sum_(self.isnan().logical_not(), dim, keepdim)
    return OPERATORS["nansum"](self, dim, keepdim, dtype=dtype) / count


# -- product -----------------------------------------------------------------------------------


class ProdBackward0(Derivative):
    """The product of everything: the derivative is the product of the others."""

    saves = {"self": True, "result": True}

    def vjp_self(self, grad, s):
        x = s.self
        if not x.dim():
            return grad
        if not has_zero(x):
            return grad * conj(s.result / x)
        # rule: operators.prod-exact-at-zeros
        is_twice = mode.grad and semantics.current().product_of_zeros_differentiates_twice
        if _zeros(x) > 1 and not is_twice:
            return zeros_like(x)
        if x.numel() == 1:  # no others
            return grad.view(x.shape)
        others = product_of_others(x.contiguous().view(-1), 0)
        return (grad * conj(others)).view(x.shape)


class ProdBackward1(Derivative):
    """The product along one dimension."""

    saves = {"self": True, "result": True}

    def vjp_self(self, grad, s):
        x = s.self
        if not x.dim():
            return grad
        shape, dim = self.input_shape(), [s.dim]
        grad = with_reduced_dims(grad, dim, s.keepdim, shape)
        if not has_zero(x):
            result = with_reduced_dims(s.result, dim, s.keepdim, shape)
            return grad * conj(result / x)
        if x.size(s.dim) == 1:  # no others
            return grad
        return grad * conj(product_of_others(x, s.dim))


def has_zero(x):
    """Whether some element is 0, so that one may not divide by the elements."""
    return _zeros(x) > 0


def _zeros(x):
    return int((x.raw == 0).sum())


def product_of_others(x, dim):
    """For each element, the product of the other elements along `dim`: right for any zeros."""
    before = _product_before(x, dim)
    after = _product_before(x.flip(dim), dim).flip(dim)
    return before * after


def _product_before(x, dim):
    """For each element, the product of those before it."""
    first = [1 if d == wrap_dim(dim, x.dim()) else n for d, n in enumerate(x.shape)]
    shifted = OPERATORS["cat"]([x.new_ones(first), x.narrow(dim, 0, x.size(dim) - 1)], dim)
    return shifted.cumprod(dim)


_prod_all = overload("prod", "all", torch.prod, "self, dtype=None", ProdBackward0)
_prod_dim = overload(
    "prod", "dim", torch.prod, "self, dim, keepdim=False, dtype=None", ProdBackward1
)


@composite()
def prod(self, dim=None, keepdim=False, *, axis=None, dtype=None, out=None):
    """The product of all elements, or along one dimension."""
    dim = axis if dim is None else dim
    if dim is None:
        return _prod_all(self, dtype=dtype, out=out)
    return _prod_dim(self, dim, keepdim, dtype, out=out)


# -- trace -------------------------------------------------------------------------------------


@operator("trace", torch.trace)
class TraceBackward0(Derivative):
    """The sum of the diagonal of a matrix."""

    def vjp_self(self, grad, s):
        rows, columns = self.input_shape()
        whole = grad.new_zeros((rows * columns,))
        places = Tensor._wrap(torch.arange(min(rows, columns), device=grad.device) * (columns + 1))
        return whole.index_fill(0, places, grad).view((rows, columns))
