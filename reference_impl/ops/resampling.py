"""Images of another size: means over windows, and interpolation.

All of these are linear, and a product of one linear map for each dimension: L = L1 ⊗ L2 ⊗ L3. Each
factor is a small matrix, and its rows are what the operation makes of unit vectors, images that are
1 at one place of that dimension. The gradient of the input is the transposed map: the gradient of
the output times these rows, dimension by dimension.
"""

import torch

from .. import semantics
from ..storage import arithmetic
from .declare import Derivative
from .normalizations import precise, precise_dtype
from .overloads import overload
from .pointwise import flat_zero
from .special_nodes import OneOf

NN = torch._C._nn


class Separable(Derivative):
    """The transposed map, from the factors that a subclass gives."""

    __slots__ = ()
    inputs = ("self",)
    ndim = 2  # how many dimensions an image has

    def factor(self, place, units, s):
        """What the map of dimension `place` makes of `units`, which are images of one row.

        They lie along the last dimension whatever `place` is: for antialiased interpolation torch
        gives wrong values where the last dimension is 1.
        """
        raise NotImplementedError

    def vjp_self(self, grad, s):
        shape = self.input_shape()
        made = precise(grad)
        for place in range(self.ndim):
            rows = self._rows(place, shape[place - self.ndim], grad.dtype, s)
            made = along(made, place - self.ndim, type(grad)._wrap(rows))
        return made

    def _rows(self, place, count, dtype, s):
        ones = [1] * self.ndim
        units = torch.eye(count, dtype=precise_dtype(dtype)).reshape(count, *ones, count)
        return arithmetic(lambda: self.factor(place, units, s).reshape(count, -1).t())

    def only(self, place, values, elsewhere):
        """`values[place]` for the last dimension, and what changes nothing for the others."""
        return [elsewhere] * (self.ndim - 1) + [values[place]]


def along(tensor, dim, matrix):
    """The product with `matrix` along one dimension."""
    return tensor.movedim(dim, -1).matmul(matrix).movedim(-1, dim)


def several(value, count):
    """A number for each dimension: one stands for all."""
    values = [value] if isinstance(value, int) else list(value)
    return values * count if len(values) == 1 else values


# -- means over windows ------------------------------------------------------------------------


class _AvgPool(Separable):
    """The mean over windows, divided by how many places each has, or by a number of one's own."""

    __slots__ = ()
    saves = {"self": True}
    follows_format = ("self",)
    kernel = None

    def factor(self, place, units, s):
        size = several(s.kernel_size, self.ndim)
        step = several(s.stride, self.ndim) if s.stride else size
        window = [self.only(place, values, 1) for values in (size, step)]
        padding = self.only(place, several(s.padding, self.ndim), 0)
        divisor = 1 if s.divisor_override else None
        return self.kernel(units, *window, padding, s.ceil_mode, s.count_include_pad, divisor)

    def vjp_self(self, grad, s):
        made = super().vjp_self(grad, s)
        made = made / s.divisor_override if s.divisor_override else made
        return made + flat_zero(s.self)


class AvgPool2DBackward0(_AvgPool):
    __slots__ = ()
    kernel = staticmethod(NN.avg_pool2d)


class AvgPool3DBackward0(_AvgPool):
    __slots__ = ()
    ndim = 3
    follows_format = ()
    kernel = staticmethod(NN.avg_pool3d)


_WINDOWS = (
    "self, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, "
    "divisor_override=None"
)
avg_pool2d = overload("avg_pool2d", "default", NN.avg_pool2d, _WINDOWS, AvgPool2DBackward0)
avg_pool3d = overload("avg_pool3d", "default", NN.avg_pool3d, _WINDOWS, AvgPool3DBackward0)


class AdaptiveAvgPool2DBackward0(Separable):
    """The mean over as many windows as asked for."""

    __slots__ = ()
    saves = {"self": True}
    follows_format = ("self",)

    def factor(self, place, units, s):
        return NN.adaptive_avg_pool2d(units, self.only(place, s.output_size, 1))

    def vjp_self(self, grad, s):
        for dim, length in enumerate(grad.shape[1:], 1):
            if not length:
                raise RuntimeError(
                    f"adaptive_avg_pool{self.ndim}d_backward(): Expected grad_output to have "
                    "non-zero size for non-batch dimensions, but grad_output has sizes "
                    f"{list(grad.shape)} with dimension {dim} being empty"
                )
        return super().vjp_self(grad, s) + flat_zero(s.self)


class AdaptiveAvgPool3DBackward0(AdaptiveAvgPool2DBackward0):
    __slots__ = ()
    ndim = 3
    follows_format = ()

    def factor(self, place, units, s):
        return NN.adaptive_avg_pool3d(units, self.only(place, s.output_size, 1))


adaptive_avg_pool2d = overload(
    "_adaptive_avg_pool2d",
    "default",
    NN.adaptive_avg_pool2d,
    "self, output_size",
    AdaptiveAvgPool2DBackward0,
)
adaptive_avg_pool3d = overload(
    "_adaptive_avg_pool3d",
    "default",
    NN.adaptive_avg_pool3d,
    "self, output_size",
    AdaptiveAvgPool3DBackward0,
)


# -- interpolation -----------------------------------------------------------------------------


class _Upsample(Separable):
    """A size or the factors of it are given; the factors also say where the samples lie."""

    __slots__ = ()
    is_one_kernel = True
    kernel = None

    def factor(self, place, units, s):
        size = None if s.output_size is None else self.only(place, s.output_size, 1)
        scales = None if s.scale_factors is None else self.only(place, s.scale_factors, 1.0)
        corners = () if s.align_corners is None else (s.align_corners,)
        return self.kernel(units, size, *corners, scales)


def _upsample(name, node_name, ndim, *corners):
    """`torch._C._nn.<name>`, where this torch has it."""
    kernel = getattr(NN, name, None)
    members = {"__slots__": (), "ndim": ndim, "kernel": staticmethod(kernel)}
    nodes = [type(f"{node_name}Backward{form}", (_Upsample,), members) for form in (0, 1)]
    params = ", ".join(("self", "output_size", *corners, "scale_factors"))
    return overload(name, "vec", kernel, params, OneOf(lambda values: _of_release(*nodes)))


def _of_release(of_size, of_factors):
    return of_size if semantics.current().interpolation_shows_its_size else of_factors


UPSAMPLE = {}  # by mode and number of dimensions
for _ndim in (1, 2, 3):
    UPSAMPLE["nearest", _ndim] = _upsample(
        f"upsample_nearest{_ndim}d", f"UpsampleNearest{_ndim}D", _ndim
    )
    UPSAMPLE["nearest-exact", _ndim] = _upsample(
        f"_upsample_nearest_exact{_ndim}d", f"UpsampleNearestExact{_ndim}D", _ndim
    )
for _mode, _ndim in (("linear", 1), ("bilinear", 2), ("trilinear", 3), ("bicubic", 2)):
    UPSAMPLE[_mode, _ndim] = _upsample(
        f"upsample_{_mode}{_ndim}d", f"Upsample{_mode.title()}{_ndim}D", _ndim, "align_corners"
    )

# The same where each sample is taken from as wide a window as its distance to the next one.
ANTIALIASED = {
    mode: _upsample(f"_upsample_{mode}2d_aa", f"Upsample{mode.title()}2DAa", 2, "align_corners")
    for mode in ("bilinear", "bicubic", "lanczos")
}


class UpsampleBilinear2DAaBackward0(_Upsample):
    """The form that takes the size, and beside it says where the samples lie."""

    inputs = ("self",)

    def factor(self, place, units, s):
        size, scale = self.only(place, s.output_size, 1), (s.scales_h, s.scales_w)[place]
        return _bilinear_aa_kernel(units, size, s.align_corners, None, scale)


def _bilinear_aa_kernel(self, *settings):
    return torch.ops.aten._upsample_bilinear2d_aa.default(self, *settings)


bilinear_aa_with_scales = overload(
    "_upsample_bilinear2d_aa",
    "default",
    lambda self, output_size, align_corners, scales_h, scales_w: _bilinear_aa_kernel(
        self, output_size, align_corners, scales_h, scales_w
    ),
    "self, output_size, align_corners, scales_h, scales_w",
    UpsampleBilinear2DAaBackward0,
)
