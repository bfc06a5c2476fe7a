"""Maximum, minimum, median, mode: one element stands for many.

Two kinds, and they treat ties differently:

* those that return a *value* only (`max()`, `amax`, `median()`) share the gradient equally among
  all elements that have it;
* those that also return an *index* (`max(dim)`, `median(dim)`, `kthvalue`, `mode`) give it to the
  element at that index.
"""

import torch

from .. import hazards, semantics
from ..tensor import Tensor
from .declare import OPERATORS, Derivative, composite, operator
from .not_implemented import without_derivative
from .overloads import overload
from .reductions import dims_of, with_reduced_dims
from .special_nodes import OneOf

# -- the value: ties share ---------------------------------------------------------------------


def shared(grad, x, value):
    """`grad`, in equal parts, at the elements equal to `value`; NaN counts as equal to NaN."""
    # rule: operators.ties-share
    if x.device.type in ("cuda", "meta"):  # nothing is asked of a device that is busy
        ties = (x == value).logical_or_(x.isnan().logical_and_(value.isnan()))
        return ties * (grad / ties.sum())
    is_nan = bool(value.raw != value.raw)
    ties = x.isnan() if is_nan else x == value
    # rule: gradients.ties-are-shared
    return grad.new_zeros(x.shape).masked_fill(ties, grad / ties.sum())


class _Extreme(Derivative):
    __slots__ = ()
    saves = {"self": True, "result": True}

    def vjp_self(self, grad, s):
        return shared(grad, s.self, s.result)


class MaxBackward1(_Extreme):
    """The largest of all elements."""


class MinBackward1(_Extreme):
    """The smallest of all elements."""


class MedianBackward0(_Extreme):
    """The lower of the middle elements; NaN if there is one."""


class NanmedianBackward0(_Extreme):
    """The lower of the middle elements that are not NaN."""


def shared_along(grad, x, value, dim, keepdim):
    """The same along some dimensions. Where the value is NaN nothing equals it: 0/0."""
    value = with_reduced_dims(value, dim, keepdim, x.shape)
    grad = with_reduced_dims(grad, dim, keepdim, x.shape)
    ties = x == value
    return grad * ties / ties.sum(dims_of(dim, x.dim()), True)


@operator("amax", torch.amax, "self, dim=(), keepdim=False")
class AmaxBackward0(Derivative):
    saves = {"self": True, "result": True}

    def vjp_self(self, grad, s):
        return shared_along(grad, s.self, s.result, s.dim, s.keepdim)


@operator("amin", torch.amin, "self, dim=(), keepdim=False")
class AminBackward0(AmaxBackward0):
    __slots__ = ()


class AminmaxBackward0(Derivative):
    saves = {"self": True, "min": True, "max": True}
    output_count = 2

    def save_results(self, results):
        self.save("max", results[1], is_output=True)
        self.save("min", results[0], is_output=True)

    def vjp_self(self, grad_min, grad_max, s):
        parts = [
            shared_along(grad, s.self, value, s.dim, s.keepdim)
            for grad, value in ((grad_min, s.min), (grad_max, s.max))
            if grad is not None
        ]
        return parts[0] if len(parts) == 1 else parts[0] + parts[1]


_no_aminmax = without_derivative("aminmax", results=2)


def _aminmax_node(values):
    return AminmaxBackward0 if semantics.current().aminmax_is_differentiable else _no_aminmax


operator(
    "aminmax",
    lambda self, dim=None, keepdim=False: torch.aminmax(self, dim=dim, keepdim=keepdim),
    "self, dim=None, keepdim=False",
)(OneOf(_aminmax_node))


# -- the index: one element gets it all --------------------------------------------------------


def at_indices(grad, dim, indices, keepdim, shape):
    """Zeros of `shape` with `grad` at the indices along `dim`."""
    # rule: operators.ties-pick
    if shape and not keepdim:
        grad, indices = grad.unsqueeze(dim), indices.unsqueeze(dim)
    # rule: gradients.one-index-of-a-tie
    return OPERATORS["scatter"](grad.new_zeros(shape), dim, indices, grad)


class PickedAlongDim(Derivative):
    """Values and where they were: the second output is an index, and has no gradient."""

    __slots__ = ()
    saves = {"indices": True}

    def save_results(self, results):
        self.save("indices", results[1])

    def vjp_self(self, grad, s):
        return at_indices(grad, s.dim, s.indices, s.keepdim, self.input_shape())


class MaxBackward0(PickedAlongDim):
    """The largest along a dimension."""


class MinBackward0(PickedAlongDim):
    """The smallest along a dimension."""


class MedianBackward1(PickedAlongDim):
    """The lower median along a dimension."""


class NanmedianBackward1(PickedAlongDim):
    """The lower median of what is not NaN."""


@operator("mode", torch.mode, "self, dim=-1, keepdim=False")
class ModeBackward0(PickedAlongDim):
    """The most frequent value along a dimension."""


@operator("kthvalue", torch.kthvalue, "self, k, dim=-1, keepdim=False")
class KthvalueBackward0(PickedAlongDim):
    """The k-th smallest along a dimension."""


# -- several forms under one name --------------------------------------------------------------


def _declare(name, all_node, dim_node, binary=None, dim_kernel=None):
    kernel = getattr(torch, name)
    of_all = overload(name, "all", kernel, "self", all_node)
    along = overload(name, "dim", dim_kernel or kernel, "self, dim, keepdim=False", dim_node)

    def call(self, *args, out=None, **kwargs):
        other = args[0] if args else kwargs.get("other")
        if binary is not None and isinstance(other, Tensor):
            return OPERATORS[binary](self, other, out=out)
        if not args and not kwargs:
            return of_all(self, out=out)
        return along(self, *args, out=out, **kwargs)

    call.__name__ = name
    composite(name)(call)


def _of_written_memory(kernel):
    """A median along a dimension, of a copy where torch would read memory that nobody wrote."""

    def median(raw, dim, **options):
        if -raw.dim() <= dim < raw.dim() and hazards.median_along(raw, dim):
            raw = raw.contiguous()
        return kernel(raw, dim, **options)

    return median


_declare("max", MaxBackward1, MaxBackward0, binary="maximum")
_declare("min", MinBackward1, MinBackward0, binary="minimum")
for _name, _all_node, _dim_node in (
    ("median", MedianBackward0, MedianBackward1),
    ("nanmedian", NanmedianBackward0, NanmedianBackward1),
):
    _declare(_name, _all_node, _dim_node, dim_kernel=_of_written_memory(getattr(torch, _name)))
