"""Images cut into windows, and pixels or channels in another order."""

import torch

from .. import semantics
from .declare import Derivative, define, operator
from .not_implemented import without_derivative
from .overloads import overload
from .special_nodes import OneOf

NN = torch._C._nn


class Im2ColBackward0(Derivative):
    """Every window as a column. An element that lies in several gets the sum of their gradients."""

    inputs = ("self",)

    def vjp_self(self, grad, s):
        size = self.input_shape()[-2:]
        return col2im(grad, size, s.kernel_size, s.dilation, s.padding, s.stride)


class Col2ImBackward0(Derivative):
    """The sum of columns at the places of their windows: the transposed map."""

    inputs = ("self",)

    def vjp_self(self, grad, s):
        return im2col(grad, s.kernel_size, s.dilation, s.padding, s.stride)


im2col = overload(
    "im2col",
    "default",
    NN.im2col,
    "self, kernel_size, dilation, padding, stride",
    Im2ColBackward0,
)
col2im = overload(
    "col2im",
    "default",
    NN.col2im,
    "self, output_size, kernel_size, dilation, padding, stride",
    Col2ImBackward0,
)


# -- another order -----------------------------------------------------------------------------


@operator("pixel_shuffle", torch.pixel_shuffle, "self, upscale_factor", method=False)
class PixelShuffleBackward0(Derivative):
    """Channels become pixels."""

    def vjp_self(self, grad, s):
        return PixelUnshuffleBackward0.operator(grad, s.upscale_factor)


@operator("pixel_unshuffle", torch.pixel_unshuffle, "self, downscale_factor", method=False)
class PixelUnshuffleBackward0(Derivative):
    """Pixels become channels."""

    def vjp_self(self, grad, s):
        return PixelShuffleBackward0.operator(grad, s.downscale_factor)


class ChannelShuffleBackward0(Derivative):
    """Channels of g groups of c dealt out in turn; dealing them to c groups undoes it."""

    inputs = ("self",)

    def vjp_self(self, grad, s):
        return _channel_shuffle(grad, grad.size(1) // s.groups)


_no_shuffle = without_derivative("channel_shuffle", namespace="")


def _shuffle_node(values):
    known = semantics.current().channel_shuffle_is_differentiable
    return ChannelShuffleBackward0 if known else _no_shuffle


_channel_shuffle = define(
    "channel_shuffle", torch.channel_shuffle, "self, groups", OneOf(_shuffle_node), method=False
)
