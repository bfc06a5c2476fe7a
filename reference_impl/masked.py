"""`torch.masked`: reductions and normalizations over the elements that a mask lets through.

Each is the plain operator, with what is masked out replaced by the number that makes no difference
to it: 0 in a sum, 1 in a product, infinity in a minimum. Those elements get no gradient.

Source: https://docs.pytorch.org/docs/stable/masked.html
"""

import math

import torch

from .ops.argument_errors import made_public as _made_public
from .ops.declare import OPERATORS as _OPERATORS
from .ops.norms import vector_norm as _vector_norm
from .tensor import Tensor

__all__ = [
    "amax",
    "amin",
    "argmax",
    "argmin",
    "cumprod",
    "cumsum",
    "log_softmax",
    "logaddexp",
    "logsumexp",
    "mean",
    "median",
    "norm",
    "normalize",
    "prod",
    "softmax",
    "softmin",
    "std",
    "sum",
    "var",
]
_INTEGERS = (torch.uint8, torch.bool, torch.int8, torch.int16, torch.int32)


# -- the mask ----------------------------------------------------------------------------------


def _mask_of(input, mask):
    """The mask as booleans of the size of the input."""
    if mask.shape != input.shape:
        if mask.dim() > input.dim():
            raise IndexError(
                "_input_mask expected broadcastable mask (got mask dimensionality higher than of "
                "the input)"
            )
        mask = mask.clone().expand(input.shape)
    return mask.to(dtype=torch.bool)


def _filled(input, mask, neutral):
    """The input with the neutral number where it is masked out."""
    if mask is None:
        return input
    fill = Tensor._wrap(torch.tensor(neutral, dtype=input.dtype, device=input.device))
    return _OPERATORS["where"](_mask_of(input, mask), input, fill)


def _lowest(dtype):
    """The neutral number of a maximum."""
    return -math.inf if _is_inexact(dtype) else torch.iinfo(dtype).min


def _highest(dtype):
    """The neutral number of a minimum."""
    return math.inf if _is_inexact(dtype) else torch.iinfo(dtype).max


def _is_inexact(dtype):
    return dtype.is_floating_point or dtype.is_complex


def _dims(dim, ndim):
    """The dimensions that are reduced: all of them for None and ()."""
    if dim is None or dim == ():
        return tuple(range(ndim))
    dims, ndim = [], max(ndim, 1)
    for d in (dim,) if isinstance(dim, int) else dim:
        if d in dims:
            raise RuntimeError(f"dim={d} appears multiple times in the list of dims")
        if not -ndim <= d < ndim:
            raise IndexError(
                f"Dimension out of range (expected to be in range of [{-ndim}, {ndim - 1}], but "
                f"got {d})"
            )
        dims.append(d % ndim)
    return tuple(sorted(dims))


def _sum_dtype(input, dtype):
    if dtype is not None:
        return dtype
    return torch.int64 if input.dtype in _INTEGERS else input.dtype


# -- reductions --------------------------------------------------------------------------------


def sum(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    """The sum of what is not masked out."""
    dims = _dims(dim, input.dim())
    dtype = _sum_dtype(input, dtype)
    return _OPERATORS["sum"](_filled(input, mask, 0), dims, bool(keepdim), dtype=dtype)


def prod(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    """The product of what is not masked out, one dimension after the other."""
    result = _filled(input, mask, 1).to(dtype=_sum_dtype(input, dtype))
    for d in reversed(_dims(dim, input.dim())):
        result = result.prod(d, bool(keepdim))
    return result


def amax(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    """The largest element."""
    filled = _filled(input, mask, _lowest(input.dtype))
    largest = filled.amax(_dims(dim, input.dim()), bool(keepdim))
    return largest.to(dtype=dtype or input.dtype)


def amin(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    """The smallest element."""
    filled = _filled(input, mask, _highest(input.dtype))
    smallest = filled.amin(_dims(dim, input.dim()), bool(keepdim))
    return smallest.to(dtype=dtype or input.dtype)


def argmax(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    """Where the largest element is."""
    place = _filled(input, mask, _lowest(input.dtype)).argmax(dim, bool(keepdim))
    return place.to(dtype=dtype or input.dtype)


def argmin(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    """Where the smallest element is."""
    place = _filled(input, mask, _highest(input.dtype)).argmin(dim, bool(keepdim))
    return place.to(dtype=dtype or input.dtype)


def _count(input, dim, keepdim, mask):
    """How many elements are not masked out."""
    if mask is None:
        mask = input.new_ones(input.shape, dtype=torch.bool)
    return sum(mask, dim, keepdim=keepdim)


def mean(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    """The mean of what is not masked out; NaN where everything is."""
    known = input.dtype if dtype is None else dtype
    if not _is_inexact(known):
        source = "Input" if dtype is None else "Optional"
        raise ValueError(
            f"mean(): Could not infer output dtype. {source} dtype must be either a floating point "
            f"or complex dtype. Got: {known}"
        )
    mask = None if mask is None else _mask_of(input, mask)
    total = sum(input, dim, keepdim=keepdim, dtype=known, mask=mask)
    return total / _count(input, dim, keepdim, mask)


def median(input, dim=-1, *, keepdim=False, dtype=None, mask=None):
    """The median along one dimension."""
    dtype = input.dtype if dtype is None else dtype
    exact = not input.is_floating_point()
    input = input.to(dtype=torch.float32) if exact else input
    place = _dims(dim, input.dim())[0]
    found = _OPERATORS["nanmedian"](_filled(input, mask, math.nan), place, keepdim)[0]
    if not exact:
        return found
    if bool(found.isnan().any()):
        raise ValueError(
            "masked median expects no fully masked out rows if dtype is not floating point"
        )
    return found.to(dtype=dtype)


def logsumexp(input, dim=None, *, keepdim=False, dtype=None, mask=None):
    """The logarithm of the sum of exponentials."""
    filled = _filled(input, mask, _lowest(input.dtype))
    result = filled.logsumexp(_dims(dim, input.dim()), keepdim)
    return result.to(dtype=dtype or input.dtype)


def logaddexp(input, other, *, dtype=None, input_mask=None, other_mask=None):
    """The logarithm of the sum of two exponentials, each with a mask of its own."""
    one = _filled(input, input_mask, _lowest(input.dtype))
    two = _filled(other, other_mask, _lowest(other.dtype))
    return one.logaddexp(two).to(dtype=dtype or input.dtype)


def norm(input, ord=2.0, dim=None, *, keepdim=False, dtype=None, mask=None):
    """The norm of the vector of what is not masked out."""
    filled = _filled(input, mask, math.inf if ord == -math.inf else 0)
    dims = list(_dims(dim, input.dim()))
    return _vector_norm(filled, ord, dims, bool(keepdim), dtype=dtype or input.dtype)


def _variance(input, dim, unbiased, correction, keepdim, dtype, mask):
    if unbiased is not None and correction is not None:
        raise AssertionError("Only one of unbiased and correction may be given")
    if correction is None:
        correction = 1.0 if unbiased is None or unbiased else 0.0
    if dtype is None:
        dtype = input.dtype if _is_inexact(input.dtype) else torch.float32
    computed = dtype if _is_inexact(dtype) else torch.float32
    mask = None if mask is None else _mask_of(input, mask)
    count = _count(input, dim, True, mask)
    center = sum(input, dim, keepdim=True, dtype=dtype, mask=mask) / count
    apart = input - center
    total = sum(apart * apart.conj(), dim, keepdim=keepdim, dtype=computed, mask=mask)
    count = count if keepdim else count.reshape(total.shape)
    if correction != 0:
        count = count.to(_real(computed)) - float(correction)
        count = count.clamp(min=0)
    return (total / count).to(dtype=dtype)


def _real(dtype):
    return torch.empty((), dtype=dtype).real.dtype if dtype.is_complex else dtype


def var(input, dim=None, unbiased=None, *, correction=None, keepdim=False, dtype=None, mask=None):
    """The variance of what is not masked out."""
    return _variance(input, dim, unbiased, correction, keepdim, dtype, mask)


def std(input, dim=None, unbiased=None, *, correction=None, keepdim=False, dtype=None, mask=None):
    """The standard deviation of what is not masked out."""
    return _variance(input, dim, unbiased, correction, keepdim, dtype, mask).sqrt()


# -- normalizations ----------------------------------------------------------------------------


def _place(dim, input):
    return _dims(dim, input.dim())[0]


def cumsum(input, dim, *, dtype=None, mask=None):
    """The sums from the beginning on."""
    dtype = dtype or input.dtype
    return _filled(input, mask, 0).cumsum(_place(dim, input), dtype=dtype).to(dtype=dtype)


def cumprod(input, dim, *, dtype=None, mask=None):
    """The products from the beginning on."""
    dtype = dtype or input.dtype
    return _filled(input, mask, 1).cumprod(_place(dim, input), dtype=dtype).to(dtype=dtype)


def softmax(input, dim, *, dtype=None, mask=None):
    """Exponentials over their sum; NaN where everything is masked out."""
    filled = _filled(input, mask, _lowest(input.dtype))
    return filled.softmax(_place(dim, input), dtype=dtype or input.dtype)


def log_softmax(input, dim, *, dtype=None, mask=None):
    """The logarithm of `softmax`."""
    filled = _filled(input, mask, _lowest(input.dtype))
    return filled.log_softmax(_place(dim, input), dtype=dtype or input.dtype)


def softmin(input, dim, *, dtype=None, mask=None):
    """The `softmax` of the negative."""
    filled = _filled(input, mask, _highest(input.dtype))
    return (-filled).softmax(_place(dim, input), dtype=dtype or input.dtype)


def normalize(input, ord, dim, *, eps=1e-12, dtype=None, mask=None):
    """Divided by the norm, or by `eps` where that is larger."""
    length = norm(input, ord, dim, keepdim=True, dtype=dtype, mask=mask)
    return _filled(input, mask, 0) / length.maximum(length.new_full((), eps))


globals().update(_made_public(torch.masked, {name: globals()[name] for name in __all__}))
