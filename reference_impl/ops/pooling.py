"""The largest element of each window, and its place; and back to that place.

The largest one gets the whole gradient of its window: the first of several that are equal. Means
over windows are in `resampling`.
"""

import math

import torch

from .declare import Derivative
from .overloads import overload
from .pictures import FollowsSince
from .pointwise import flat_zero

NN = torch._C._nn


class _MaxPool(Derivative):
    """The outputs are the largest elements and their places within a channel."""

    __slots__ = ()
    inputs = ("self",)
    saves = {"self": True}
    is_one_kernel = True
    follows_format = ("self",)
    ndim = 2

    def save_results(self, results):
        self.save("result1", results[1])

    def vjp_self(self, grad, s):
        flat = flat_zero(s.self).contiguous().flatten(-self.ndim)
        places = s.result1.flatten(-self.ndim)
        return flat.scatter_add(-1, places, grad.flatten(-self.ndim)).view(s.self.shape)


def _max_pool(name, node_name, params, ndim):
    settings = {"__slots__": (), "ndim": ndim}
    if "random_samples" in params:
        settings.update(constants=("random_samples",), follows_format=())
    if ndim == 3 and "dilation" not in params:
        settings.update(follows_format=())
    kinds = (FollowsSince, _MaxPool) if ndim == 3 else (_MaxPool,)
    node = type(f"{node_name}Backward0", kinds, settings)
    return overload(name, "default", getattr(torch.ops.aten, name), params, node)


_WINDOWS = "self, kernel_size, stride, padding, dilation, ceil_mode"
_FRACTIONAL = "self, kernel_size, output_size, random_samples"

# What needs no places, as nobody asks for them and it is not differentiated.
max_pool1d = overload("max_pool1d", "default", torch.max_pool1d, _WINDOWS, None)
max_pool2d_with_indices = _max_pool("max_pool2d_with_indices", "MaxPool2DWithIndices", _WINDOWS, 2)
max_pool3d_with_indices = _max_pool("max_pool3d_with_indices", "MaxPool3DWithIndices", _WINDOWS, 3)
adaptive_max_pool2d = _max_pool("adaptive_max_pool2d", "AdaptiveMaxPool2D", "self, output_size", 2)
adaptive_max_pool3d = _max_pool("adaptive_max_pool3d", "AdaptiveMaxPool3D", "self, output_size", 3)
fractional_max_pool2d = _max_pool("fractional_max_pool2d", "FractionalMaxPool2D", _FRACTIONAL, 2)
fractional_max_pool3d = _max_pool("fractional_max_pool3d", "FractionalMaxPool3D", _FRACTIONAL, 3)


class MaxUnpool2DBackward0(Derivative):
    """Each element written to its place in a larger image of zeros: the gradient is read there.

    Indices of an image that cannot be looked at as a line are refused.
    """

    inputs = ("self",)
    saves = {"indices": True}
    ndim = 2

    def vjp_self(self, grad, s):
        shape = s.indices.shape
        line = (*shape[: -self.ndim], math.prod(shape[-self.ndim :]))
        return grad.flatten(-self.ndim).gather(-1, s.indices.view(line)).view(shape)


class MaxUnpool3DBackward0(MaxUnpool2DBackward0):
    """The same in a volume."""

    __slots__ = ()
    ndim = 3


max_unpool2d = overload(
    "max_unpool2d", "default", NN.max_unpool2d, "self, indices, output_size", MaxUnpool2DBackward0
)
max_unpool3d = overload(
    "max_unpool3d",
    "default",
    NN.max_unpool3d,
    "self, indices, output_size, stride, padding",
    MaxUnpool3DBackward0,
)
