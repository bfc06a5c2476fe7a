"""`torch.nn.functional`: pooling, and its opposite."""

import math

import torch

from .. import semantics
from ..grad_mode import mode
from ..ops import pooling, resampling
from ..ops.pictures import memory_format_of
from ..ops.resampling import avg_pool2d, avg_pool3d
from ..storage import arithmetic
from ..tensor import Tensor
from .functional_convolution import several

__all__ = [
    "adaptive_avg_pool1d",
    "adaptive_avg_pool2d",
    "adaptive_avg_pool3d",
    "adaptive_max_pool1d",
    "adaptive_max_pool1d_with_indices",
    "adaptive_max_pool2d",
    "adaptive_max_pool2d_with_indices",
    "adaptive_max_pool3d",
    "adaptive_max_pool3d_with_indices",
    "avg_pool1d",
    "avg_pool2d",
    "avg_pool3d",
    "fractional_max_pool2d",
    "fractional_max_pool2d_with_indices",
    "fractional_max_pool3d",
    "fractional_max_pool3d_with_indices",
    "lp_pool1d",
    "lp_pool2d",
    "lp_pool3d",
    "max_pool1d",
    "max_pool1d_with_indices",
    "max_pool2d",
    "max_pool2d_with_indices",
    "max_pool3d",
    "max_pool3d_with_indices",
    "max_unpool1d",
    "max_unpool2d",
    "max_unpool3d",
]


# -- the largest element of windows ------------------------------------------------------------


def _max_pool(ndim, operator):
    def with_indices(
        input,
        kernel_size,
        stride=None,
        padding=0,
        dilation=1,
        ceil_mode=False,
        return_indices=False,
    ):
        stride = kernel_size if stride is None else stride
        settings = [several(value, ndim) for value in (kernel_size, stride, padding, dilation)]
        return tuple(operator(input, *settings, ceil_mode))

    def pool(
        input,
        kernel_size,
        stride=None,
        padding=0,
        dilation=1,
        ceil_mode=False,
        return_indices=False,
    ):
        results = with_indices(input, kernel_size, stride, padding, dilation, ceil_mode)
        return results if return_indices else results[0]

    with_indices.__name__, pool.__name__ = f"max_pool{ndim}d_with_indices", f"max_pool{ndim}d"
    pool.__doc__ = "The largest element of each window."
    with_indices.__doc__ = "The largest element of each window, and its place."
    return pool, with_indices


def _max_pool_of_lines(input, width, step, pad, apart, ceil_mode):
    """Pooling in two dimensions of which one is 1."""
    settings = [(1, *width), (1, *step), (0, *pad), (1, *apart)]
    results = pooling.max_pool2d_with_indices(
        input.unsqueeze(-2), *[list(pair) for pair in settings], ceil_mode
    )
    return tuple(result.squeeze(-2) for result in results)


_max_pool_recorded, max_pool1d_with_indices = _max_pool(1, _max_pool_of_lines)


def max_pool1d(
    input,
    kernel_size,
    stride=None,
    padding=0,
    dilation=1,
    ceil_mode=False,
    return_indices=False,
):
    """The largest element of each window."""
    stride = kernel_size if stride is None else stride
    settings = (kernel_size, stride, padding, dilation, ceil_mode)
    if return_indices:
        return max_pool1d_with_indices(input, *settings)
    made = pooling.max_pool1d(input, *settings)  # refuses
    is_recorded = input.requires_grad and mode.grad or input._tangent is not None
    if is_recorded or input.device.type != "cpu":
        return _max_pool_recorded(input, *settings)
    return made


max_pool2d, max_pool2d_with_indices = _max_pool(2, pooling.max_pool2d_with_indices)
max_pool3d, max_pool3d_with_indices = _max_pool(3, pooling.max_pool3d_with_indices)


def _sizes(wanted, input, ndim):
    """The wanted size of each dimension; None keeps one."""
    if isinstance(wanted, int):
        return [wanted] * ndim
    if input.dim() <= len(wanted):
        raise ValueError(f"Input dimension should be at least {len(wanted) + 1}")
    known = input.shape[-ndim:]
    return [old if new is None else new for new, old in zip(wanted, known, strict=True)]


def adaptive_max_pool1d_with_indices(input, output_size, return_indices=False):
    """The largest elements of as many windows as asked for, and their places."""
    size = [1, *several(output_size, 1)]
    if input.dim() not in (2, 3) or not input.numel():
        arithmetic(torch.adaptive_max_pool1d, input.raw, output_size)  # refuses
    results = pooling.adaptive_max_pool2d(input.unsqueeze(-2), size)
    return tuple(result.squeeze(-2) for result in results)


def adaptive_max_pool2d_with_indices(input, output_size, return_indices=False):
    """The largest elements of as many windows as asked for, and their places."""
    return tuple(pooling.adaptive_max_pool2d(input, _sizes(output_size, input, 2)))


def adaptive_max_pool3d_with_indices(input, output_size, return_indices=False):
    """The largest elements of as many windows as asked for, and their places."""
    return tuple(pooling.adaptive_max_pool3d(input, _sizes(output_size, input, 3)))


def _adaptive(with_indices):
    def pool(input, output_size, return_indices=False):
        results = with_indices(input, output_size)
        return results if return_indices else results[0]

    pool.__name__ = with_indices.__name__.removesuffix("_with_indices")
    pool.__doc__ = "The largest elements of as many windows as asked for."
    return pool


adaptive_max_pool1d = _adaptive(adaptive_max_pool1d_with_indices)
adaptive_max_pool2d = _adaptive(adaptive_max_pool2d_with_indices)
adaptive_max_pool3d = _adaptive(adaptive_max_pool3d_with_indices)


def _count(ratios):
    if semantics.current().fractional_pools_count_their_ratios and len(ratios) > 2:
        raise ValueError(
            "fractional_max_pool2d requires output_ratio to either be a single Int or tuple of "
            "Ints."
        )


def _fractional(ndim, operator):
    name = f"fractional_max_pool{ndim}d"

    def with_indices(
        input,
        kernel_size,
        output_size=None,
        output_ratio=None,
        return_indices=False,
        _random_samples=None,
    ):
        if output_size is None and output_ratio is None:
            raise ValueError(f"{name} requires specifying either an output_size or an output_ratio")
        if output_size is None:
            if ndim == 2:
                _count(output_ratio)
            one = isinstance(output_ratio, (int, float))
            ratios = [output_ratio] * ndim if one else output_ratio
            pairs = zip(input.shape[-ndim:], ratios, strict=False)
            output_size = [int(size * ratio) for size, ratio in pairs]
        if _random_samples is None:
            batch = 1 if input.dim() == ndim + 1 else input.size(0)
            shape = (batch, input.size(-ndim - 1), ndim)
            _random_samples = Tensor._wrap(
                torch.rand(shape, dtype=input.dtype, device=input.device)
            )
        return tuple(operator(input, kernel_size, output_size, _random_samples))

    def pool(
        input,
        kernel_size,
        output_size=None,
        output_ratio=None,
        return_indices=False,
        _random_samples=None,
    ):
        settings = (output_size, output_ratio, return_indices, _random_samples)
        results = with_indices(input, kernel_size, *settings)
        return results if return_indices else results[0]

    with_indices.__name__, pool.__name__ = f"{name}_with_indices", name
    pool.__doc__ = "The largest element of windows that lie at random."
    with_indices.__doc__ = "The largest element of windows that lie at random, and its place."
    return pool, with_indices


fractional_max_pool2d, fractional_max_pool2d_with_indices = _fractional(
    2, pooling.fractional_max_pool2d
)
fractional_max_pool3d, fractional_max_pool3d_with_indices = _fractional(
    3, pooling.fractional_max_pool3d
)


# -- back to where it was ----------------------------------------------------------------------


def _unpooled_size(input, kernel_size, stride, padding, output_size):
    ndim = len(kernel_size)
    known = [
        (size - 1) * step + width - 2 * pad
        for size, step, width, pad in zip(
            input.shape[-ndim:], stride, kernel_size, padding, strict=True
        )
    ]
    if output_size is None:
        return known
    wanted = list(output_size)[2:] if len(output_size) == ndim + 2 else list(output_size)
    if len(wanted) != ndim:
        raise ValueError(
            f"output_size should be a sequence containing {ndim} or {ndim + 2} elements, but it "
            f"has a length of '{len(wanted)}'"
        )
    for d, (size, default, step) in enumerate(zip(wanted, known, stride, strict=True)):
        if not default - step < size < default + step:
            shown = output_size[2:] if len(output_size) == ndim + 2 else output_size
            raise ValueError(
                f'invalid output_size "{shown}" (dim {d} must be between {default - step} and '
                f"{default + step})"
            )
    return wanted


def _unpool(ndim, write):
    def unpool(input, indices, kernel_size, stride=None, padding=0, output_size=None):
        stride = kernel_size if stride is None else stride
        lists = [several(value, ndim) for value in (kernel_size, stride, padding)]
        size = _unpooled_size(input, *lists, output_size)
        return write(input, indices, size, *lists[1:])

    unpool.__name__ = f"max_unpool{ndim}d"
    unpool.__doc__ = "Each element at the place where it was the largest, and zeros elsewhere."
    return unpool


def _unpool_lines(input, indices, size, stride, padding):
    image = pooling.max_unpool2d(input.unsqueeze(-1), indices.unsqueeze(-1), [*size, 1])
    return image.squeeze(-1)


max_unpool1d = _unpool(1, _unpool_lines)
max_unpool2d = _unpool(2, lambda x, indices, size, *_: pooling.max_unpool2d(x, indices, size))
max_unpool3d = _unpool(3, pooling.max_unpool3d)


# -- means of windows --------------------------------------------------------------------------


def avg_pool1d(input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True):
    """The mean of each window: pooling in two dimensions of which one is 1."""
    stride = stride or kernel_size
    if input.dim() not in (2, 3):
        arithmetic(torch.avg_pool1d, input.raw, kernel_size)  # refuses
    width, step, pad = (several(value, 1) for value in (kernel_size, stride, padding))
    settings = ([1, *width], [1, *step], [0, *pad])
    pooled = avg_pool2d(input.unsqueeze(-2), *settings, ceil_mode, count_include_pad, None)
    return pooled.squeeze(-2)


def adaptive_avg_pool2d(input, output_size):
    """The means of as many windows as asked for; None keeps a size."""
    size = _sizes(output_size, input, 2)
    arithmetic(torch._C._nn.adaptive_avg_pool2d, input.raw, size)  # refuses
    if math.prod(size) == 1:
        return _as_pictures(input, input.mean([-1, -2], True))
    return resampling.adaptive_avg_pool2d(input, size)


def adaptive_avg_pool1d(input, output_size):
    """The means of as many windows as asked for."""
    size = [1, *several(output_size, 1)]
    if input.dim() not in (2, 3) or not input.numel():
        arithmetic(torch.adaptive_avg_pool1d, input.raw, output_size)  # refuses
    return adaptive_avg_pool2d(input.unsqueeze(-2), size).squeeze(-2)


def adaptive_avg_pool3d(input, output_size):
    """The means of as many windows as asked for; None keeps a size."""
    size = _sizes(output_size, input, 3)
    arithmetic(torch._C._nn.adaptive_avg_pool3d, input.raw, size)  # refuses
    if math.prod(size) == 1:
        return _as_pictures(input, input.mean([-1, -2, -3], True))
    return resampling.adaptive_avg_pool3d(input, size)


def _as_pictures(input, means):
    """One mean for each channel, with the strides of pictures if the input has them."""
    late = input.dim() == 5 and not semantics.current().pictures_keep_their_format
    if late or memory_format_of(input.raw) == torch.contiguous_format:
        return means
    count = means.size(1)
    return means.as_strided_(means.size(), (count, 1, *[count] * (means.dim() - 2)))


# -- norms of windows --------------------------------------------------------------------------


def _lp_pool(ndim, mean, largest):
    def pool(input, norm_type, kernel_size, stride=None, ceil_mode=False):
        if norm_type == math.inf:
            return largest(input.abs(), kernel_size, stride, 0, 1, ceil_mode)
        if norm_type == -math.inf:
            return -largest(-input.abs(), kernel_size, stride, 0, 1, ceil_mode)
        size = kernel_size if ndim == 1 else math.prod(several(kernel_size, ndim))
        stride = kernel_size if stride is None else stride
        window, step = (several(value, ndim) for value in (kernel_size, stride))
        powers = mean(input.pow(norm_type), window, step, [0] * ndim, ceil_mode)
        # as torch does, with no gradient where the mean is 0
        positive = powers.sign() * powers.abs().relu()
        return positive.mul(size).pow(1.0 / norm_type)

    pool.__name__ = f"lp_pool{ndim}d"
    pool.__doc__ = "The p-norm of each window: a power of a mean of powers."
    return pool


lp_pool1d = _lp_pool(1, avg_pool1d, max_pool1d)
lp_pool2d = _lp_pool(2, avg_pool2d, max_pool2d)
lp_pool3d = _lp_pool(3, avg_pool3d, max_pool3d)
