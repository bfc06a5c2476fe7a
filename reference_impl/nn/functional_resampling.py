"""`torch.nn.functional`: images of another size, rearranged, in pieces, or seen through a grid."""

import warnings

import torch

from ..ops import grid_sampling
from ..ops.declare import OPERATORS
from ..ops.patches import col2im, im2col
from ..ops.resampling import ANTIALIASED, UPSAMPLE
from ..storage import arithmetic
from .functional_convolution import several
from .functional_pooling import adaptive_avg_pool1d, adaptive_avg_pool2d, adaptive_avg_pool3d

__all__ = [
    "affine_grid",
    "channel_shuffle",
    "fold",
    "grid_sample",
    "interpolate",
    "pixel_shuffle",
    "pixel_unshuffle",
    "unfold",
    "upsample",
    "upsample_bilinear",
    "upsample_nearest",
]

channel_shuffle = OPERATORS["channel_shuffle"]
pixel_shuffle = OPERATORS["pixel_shuffle"]
pixel_unshuffle = OPERATORS["pixel_unshuffle"]


# -- another size ------------------------------------------------------------------------------

_AREA = {1: adaptive_avg_pool1d, 2: adaptive_avg_pool2d, 3: adaptive_avg_pool3d}


def interpolate(
    input,
    size=None,
    scale_factor=None,
    mode="nearest",
    align_corners=None,
    recompute_scale_factor=None,
    antialias=False,
):
    """An image of another size, given as such or by the factors to the size it has."""
    settings = (size, scale_factor, mode, align_corners, recompute_scale_factor, antialias)
    arithmetic(torch.nn.functional.interpolate, input.raw, *settings)  # refuses
    ndim = input.dim() - 2
    scales = None
    if scale_factor is not None:
        scales = [scale_factor] * ndim if isinstance(scale_factor, (int, float)) else scale_factor
        if recompute_scale_factor or mode == "area":
            pairs = zip(input.shape[2:], scales, strict=True)
            size, scales = [int(known * scale) for known, scale in pairs], None
    size = [size] * ndim if isinstance(size, int) else size
    if mode == "area":
        return _AREA[ndim](input, size)
    operator = ANTIALIASED[mode] if antialias else UPSAMPLE[mode, ndim]
    if mode.startswith("nearest"):
        return operator(input, size, scales)
    return operator(input, size, bool(align_corners), scales)


_DEPRECATED = "`nn.functional.{}` is deprecated. Use `nn.functional.interpolate` instead."


def upsample(input, size=None, scale_factor=None, mode="nearest", align_corners=None):
    """The old name of `interpolate`."""
    warnings.warn(_DEPRECATED.format("upsample"), stacklevel=2)
    return interpolate(input, size, scale_factor, mode, align_corners)


def upsample_nearest(input, size=None, scale_factor=None):
    """`interpolate` by the nearest element."""
    warnings.warn(_DEPRECATED.format("upsample_nearest"), stacklevel=2)
    return interpolate(input, size, scale_factor, mode="nearest")


def upsample_bilinear(input, size=None, scale_factor=None):
    """`interpolate` on straight lines between the elements, from corner to corner."""
    warnings.warn(_DEPRECATED.format("upsample_bilinear"), stacklevel=2)
    return interpolate(input, size, scale_factor, mode="bilinear", align_corners=True)


# -- in pieces ---------------------------------------------------------------------------------


def unfold(input, kernel_size, dilation=1, padding=0, stride=1):
    """Every window as a column."""
    settings = [_pair(value) for value in (kernel_size, dilation, padding, stride)]
    return im2col(input, *settings)


def fold(input, output_size, kernel_size, dilation=1, padding=0, stride=1):
    """Columns back to windows: where these overlap they are summed."""
    settings = [_pair(value) for value in (kernel_size, dilation, padding, stride)]
    return col2im(input, _pair(output_size), *settings)


def _pair(value):
    return several(value, 2)


# -- seen through a grid -----------------------------------------------------------------------

_INTERPOLATIONS = {"bilinear": 0, "nearest": 1, "bicubic": 2}
_PADDINGS = {"zeros": 0, "border": 1, "reflection": 2}
_CORNERS = (
    "Default grid_sample and affine_grid behavior has changed to align_corners=False since 1.3.0. "
    "Please specify align_corners=True if the old behavior is desired. See the documentation of "
    "grid_sample for details."
)


def grid_sample(input, grid, mode="bilinear", padding_mode="zeros", align_corners=None):
    """The image at the places that `grid` gives, in coordinates from -1 to 1."""
    if mode not in _INTERPOLATIONS:
        raise ValueError(
            "nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or "
            f"'bicubic', but got: '{mode}'"
        )
    if padding_mode not in _PADDINGS:
        raise ValueError(
            "nn.functional.grid_sample(): expected padding_mode to be 'zeros', 'border', or "
            f"'reflection', but got: '{padding_mode}'"
        )
    if align_corners is None:
        warnings.warn(_CORNERS, stacklevel=2)
        align_corners = False
    numbers = (_INTERPOLATIONS[mode], _PADDINGS[padding_mode])
    return grid_sampling.grid_sampler(input, grid, *numbers, align_corners)


def affine_grid(theta, size, align_corners=None):
    """The places that an affine map sends those of an image, or of a volume, to."""
    if align_corners is None:
        warnings.warn(_CORNERS, stacklevel=2)
        align_corners = False
    if not theta.is_floating_point():
        raise ValueError(f"Expected theta to have floating point type, but got {theta.dtype}")
    ndim = len(size) - 2
    if ndim not in (2, 3):
        raise NotImplementedError(
            "affine_grid only supports 4D and 5D sizes, for 2D and 3D affine transforms, "
            f"respectively. Got size {size}."
        )
    if theta.dim() != 3 or theta.shape[1:] != (ndim, ndim + 1):
        raise ValueError(
            f"Expected a batch of {ndim}D affine matrices of shape Nx{ndim}x{ndim + 1} for size "
            f"{size}. Got {theta.shape}."
        )
    if align_corners and min(size[2:]) == 1:
        warnings.warn(_ONE_PLACE, stacklevel=2)
    elif min(size) <= 0:
        raise ValueError(f"Expected non-zero, positive output size. Got {size}")
    return OPERATORS["affine_grid_generator"](theta, size, align_corners)


_ONE_PLACE = (
    "Since version 1.3.0, affine_grid behavior has changed for unit-size grids when "
    "align_corners=True. This is not an intended use case of affine_grid. See the documentation of "
    "affine_grid for details."
)
