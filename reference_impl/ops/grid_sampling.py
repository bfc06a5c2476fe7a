"""An image read at given places, between its elements: `grid_sample`.

Along each dimension a place x becomes a coordinate c, and the image is read at the elements around
it (the taps) with weights that depend on how far c is from the one before it, t = c - floor(c). The
weight of an element is the product over the dimensions. With the values v of the taps

    y = sum_taps v w1(t1) w2(t2) ...
    dy/dv = w1 w2 ...
    dy/dx1 = sum_taps v w1'(t1) w2 ... dc/dx

Coordinates beyond the image are cut off or reflected: piecewise linear, so that dc/dx is constant
around almost every place. Elements beyond the image count as 0.
"""

import itertools

import torch

from .. import semantics
from ..storage import arithmetic
from ..tensor import Tensor
from .declare import OPERATORS, Derivative, define, operator
from .not_implemented import only_once

BILINEAR, NEAREST, BICUBIC = 0, 1, 2
ZEROS, BORDER, REFLECTION = 0, 1, 2
_SHARPNESS = -0.75  # the free parameter of Keys' cubic convolution


# -- coordinates: plain tensors, with their slope ----------------------------------------------


def _coordinate(x, size, s):
    """The coordinate of a place from -1 to 1, and dc/dx."""
    if s.align_corners:
        c, slope = (x + 1) / 2 * (size - 1), (size - 1) / 2
    else:
        c, slope = ((x + 1) * size - 1) / 2, size / 2
    slope = torch.full_like(c, slope)
    if s.interpolation_mode == BICUBIC:
        return c, slope  # not the coordinate, but each tap is brought into the image
    c, inner = _inside(c, size, s)
    return c, slope * inner


def _inside(c, size, s):
    """The coordinate brought into the image, and the slope of doing so."""
    slope = torch.ones_like(c)
    if s.padding_mode == ZEROS:
        return c, slope
    if s.padding_mode == REFLECTION:
        low, span = (0, size - 1) if s.align_corners else (-0.5, size)
        if span == 0:
            return torch.zeros_like(c), torch.zeros_like(c)
        slope = torch.where(c < low, -slope, slope)
        extra, flips = torch.fmod((c - low).abs(), span), ((c - low).abs() / span).floor()
        odd = flips % 2 == 1
        slope = torch.where(odd, -slope, slope)
        c = torch.where(odd, span - extra, extra) + low
    slope = torch.where((c > 0) & (c < size - 1), slope, torch.zeros_like(slope))
    return c.clamp(0, size - 1), slope


# -- taps --------------------------------------------------------------------------------------


class MovedBackward0(Derivative):
    """A number whose value and slope, as a function of x, are given."""

    inputs = ("x",)

    def vjp_x(self, grad, s):
        return grad * Tensor._wrap(s.slope)


_moved = define(
    "_moved", lambda x, value, slope: value, "x, value, slope", MovedBackward0, False, False, False
)


def _taps(x, size, s):
    """For each tap its index, whether that is in the image, its weight, and the weight's slope."""
    c, slope = arithmetic(_coordinate, x.raw, size, s)
    if s.interpolation_mode == NEAREST:
        flat = torch.zeros_like(c)
        weight = _moved(x, torch.ones_like(c), flat)
        return [(*_index(arithmetic(c.round), size, s), weight, Tensor._wrap(flat))]
    first = arithmetic(c.floor)
    t = _moved(x, arithmetic(torch.sub, c, first), slope)
    slope = Tensor._wrap(slope)
    if s.interpolation_mode == BILINEAR:
        weights = [(0, 1 - t, -slope), (1, t, slope)]
    else:
        # By the distance to the tap, and how that changes with t.
        near, far = (_near, _near_slope), (_far, _far_slope)
        kinds = [(-1, far, t + 1, 1), (0, near, t, 1), (1, near, 1 - t, -1), (2, far, 2 - t, -1)]
        weights = [(at, f(x), sign * df(x) * slope) for at, (f, df), x, sign in kinds]
    return [(*_index(arithmetic(first.add, at), size, s), w, dw) for at, w, dw in weights]


def _index(place, size, s):
    """The index of a tap, and 1 where it is in the image, 0 where it is beyond."""
    if s.interpolation_mode == BICUBIC:
        place = arithmetic(_inside, place, size, s)[0]
    place = place.nan_to_num(-1)
    inside = (place >= 0) & (place < size)
    index = place.clamp(0, size - 1).to(torch.int64)
    return index, Tensor._wrap(inside.to(place.dtype))


def _near(x):
    a = _SHARPNESS
    return ((a + 2) * x - (a + 3)) * x * x + 1


def _near_slope(x):
    a = _SHARPNESS
    return (3 * (a + 2) * x - 2 * (a + 3)) * x


def _far(x):
    a = _SHARPNESS
    return ((a * x - 5 * a) * x + 8 * a) * x - 4 * a


def _far_slope(x):
    a = _SHARPNESS
    return (3 * a * x - 10 * a) * x + 8 * a


class BesideBackward0(Derivative):
    """The value is passed on; of the other, nothing is."""

    inputs = ("value", "other")

    def vjp_value(self, grad, s):
        return grad

    def vjp_other(self, grad, s):
        return None


# torch records an edge to the image also where the gradient does not depend on it.
_beside = define(
    "_beside",
    lambda value, other: value.contiguous(),
    "value, other",
    BesideBackward0,
    False,
    False,
    False,
)


# -- the operator ------------------------------------------------------------------------------


class _GridSampler(Derivative):
    __slots__ = ()
    inputs = ("input", "grid")
    saves = {"input": True, "grid": True}

    def _all_taps(self, s):
        """Every combination of taps: the flat index, and for each dimension weight and slope."""
        sizes = s.input.shape[2:]
        batch = s.grid.shape[0]
        by_dim = []
        for dim, size in enumerate(sizes):
            x = OPERATORS["select"](s.grid, -1, len(sizes) - 1 - dim)  # x is the last dimension
            by_dim.append(_taps(x.reshape((batch, 1, -1)), size, s))
        for taps in itertools.product(*by_dim):
            flat = torch.zeros_like(taps[0][0])
            for (index, *_), size in zip(taps, sizes, strict=True):
                flat = flat * size + index
            weights = [(weight * inside, slope * inside) for _, inside, weight, slope in taps]
            yield Tensor._wrap(flat), weights

    def vjp_input(self, grad, s):
        return self._differentiable(grad, s, self._gradient_of_input)

    def vjp_grid(self, grad, s):
        return self._differentiable(grad, s, self._gradient_of_grid)

    def _differentiable(self, grad, s, gradient):
        if semantics.current().grid_sample_differentiates_twice:
            return gradient(grad, s)
        inputs = (grad, s.input, s.grid)
        return only_once(f"{self.operator.name}_backward", inputs, lambda: gradient(grad, s))

    def _gradient_of_input(self, grad, s):
        total = grad.new_zeros(s.input.shape).flatten(2)
        grad = grad.flatten(2)
        for index, weights in self._all_taps(s):
            part = grad
            for weight, _ in weights:
                part = part * weight
            total = total.scatter_add(2, index.expand(part.shape), part)
        return _beside(total.view(s.input.shape), s.input)

    def _gradient_of_grid(self, grad, s):
        if s.interpolation_mode == NEAREST:
            flat = grad.new_zeros(s.grid.shape)
            return _beside(_beside(_beside(flat, grad), s.input), s.grid)
        values, grad = s.input.flatten(2), grad.flatten(2)
        slopes = [0] * len(s.input.shape[2:])
        for index, weights in self._all_taps(s):
            read = values.gather(2, index.expand(grad.shape))
            common = (grad * read).sum(1, True)
            for dim in range(len(weights)):
                part = common
                for other, (weight, slope) in enumerate(weights):
                    part = part * (slope if other == dim else weight)
                slopes[dim] = slopes[dim] + part
        made = OPERATORS["stack"](slopes[::-1], -1)
        return _beside(made.view(s.grid.shape), s.input)


_PARAMS = "input, grid, interpolation_mode, padding_mode, align_corners"


@operator("grid_sampler_2d", torch.grid_sampler_2d, _PARAMS, method=False)
class GridSampler2DBackward0(_GridSampler):
    """Of images: a grid of places (x, y)."""


def _cudnn(input, grid, interpolation_mode, padding_mode, align_corners):
    return torch.cudnn_grid_sampler(input, grid)


@operator("cudnn_grid_sampler", _cudnn, _PARAMS, method=False)
class CudnnGridSamplerBackward0(_GridSampler):
    """Of images, on CUDA, in the settings that cuDNN has."""


@operator("grid_sampler_3d", torch.grid_sampler_3d, _PARAMS, method=False)
class GridSampler3DBackward0(_GridSampler):
    """Of volumes: a grid of places (x, y, z)."""


def _is_for_cudnn(input):
    """Source: `cond_cudnn_grid_sampler` in aten/src/ATen/native/GridSamplerUtils.h."""
    if input.device.type != "cuda" or not torch.backends.cudnn.is_available():
        return False
    of_its_kind = input.dim() == 4 and input.size(1) <= 1024 and input.dtype != torch.bfloat16
    return torch.backends.cudnn.enabled and of_its_kind


def grid_sampler(input, grid, interpolation_mode, padding_mode, align_corners):
    """Either of the two."""
    settings = (interpolation_mode, padding_mode, align_corners)
    arithmetic(torch.grid_sampler, input.raw, grid.raw, *settings)  # refuses
    if settings == (BILINEAR, ZEROS, True) and _is_for_cudnn(input):
        return OPERATORS["cudnn_grid_sampler"](input, grid, *settings)
    name = "grid_sampler_2d" if input.dim() == 4 else "grid_sampler_3d"
    return OPERATORS[name](input, grid, *settings)


# -- the grid of an affine map -----------------------------------------------------------------


@operator(
    "affine_grid_generator",
    torch.affine_grid_generator,
    "theta, size, align_corners",
    method=False,
)
class AffineGridGeneratorBackward0(Derivative):
    """Linear in the map: a place p = (x, y, 1) goes to theta p, so dtheta = sum_p grad p'."""

    def vjp_theta(self, grad, s):
        ndim = grad.size(-1)
        same = torch.eye(ndim, ndim + 1, dtype=grad.dtype, device=grad.device)
        sizes = [1, *s.size[1:]]
        there = arithmetic(torch.affine_grid_generator, same[None], sizes, s.align_corners)
        places = Tensor._wrap(torch.cat([there, torch.ones_like(there[..., :1])], -1))
        places = places.reshape(1, -1, ndim + 1).expand(grad.size(0), -1, -1)
        return places.mT.bmm(grad.reshape(grad.size(0), -1, ndim)).transpose(1, 2)
