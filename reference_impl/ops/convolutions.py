"""Convolutions in one, two and three dimensions, and transposed ones.

A convolution z = c(x, w) is linear in the input x and in the weight w. With g of the size of z, the
sum of g * c(x, w) can be read in two more ways, as x against something and as w against something:

    sum(g * c(x, w)) = sum(x * i(g, w)) = sum(w * k(x, g))

i(g, w) is the gradient of the input, and at the same time the *transposed* convolution; k(x, g) is
the gradient of the weight. Each of the three is linear in both arguments, and the derivatives of
any of them are the other two. So these three are all there is, at any order.
"""

import torch

from .. import hazards
from .declare import Derivative, define, operator
from .pictures import laid_out, memory_format_of


class Shape:
    """The geometry of one convolution: everything but the numbers."""

    def __init__(self, stride, padding, dilation, groups, input_size, kernel_size):
        self.stride, self.padding, self.dilation = tuple(stride), tuple(padding), tuple(dilation)
        self.groups = groups
        self.input_size, self.kernel_size = tuple(input_size), tuple(kernel_size)

    @property
    def ndim(self):
        return len(self.stride)

    def kernel(self, name):
        """torch's arithmetic for this number of dimensions."""
        return of_complex(getattr(torch, f"{name}{self.ndim}d"))


def of_complex(kernel):
    """A kernel that is linear in both of its first arguments, for complex numbers as well.

    (a + ib)(c + id) with three products of reals: ac - bd, and (a + b)(c + d) - ac - bd.
    """

    def apply(x, w, *rest):
        if not (x.is_complex() or w.is_complex()):
            return kernel(x, w, *rest)
        (a, b), (c, d) = _parts(x), _parts(w)
        ac, bd, mixed = kernel(a, c, *rest), kernel(b, d, *rest), kernel(a + b, c + d, *rest)
        return torch.complex(ac - bd, mixed - ac - bd)

    return apply


def _parts(z):
    return (z.real, z.imag) if z.is_complex() else (z, torch.zeros_like(z))


def convolve(x, w, shape):
    """c(x, w)."""
    forward = shape.kernel("conv")
    return forward(x, w, None, shape.stride, shape.padding, shape.dilation, shape.groups)


def spread_back(g, w, shape):
    """i(g, w): each element of g puts a copy of the kernel where it was read from."""
    rest = [
        size - ((out - 1) * step - 2 * pad + apart * (width - 1) + 1)
        for size, out, step, pad, apart, width in zip(
            shape.input_size,
            g.shape[2:],
            shape.stride,
            shape.padding,
            shape.dilation,
            shape.kernel_size,
            strict=True,
        )
    ]
    backward = shape.kernel("conv_transpose")
    return backward(g, w, None, shape.stride, shape.padding, rest, shape.groups, shape.dilation)


def correlate(x, g, shape):
    """k(x, g): the input under each element of the kernel, against g.

    That is itself a convolution, with samples as channels, and stride and dilation exchanged.
    """
    hazards.correlating(x, shape)
    forward = shape.kernel("conv")
    parts = zip(x.chunk(shape.groups, 1), g.chunk(shape.groups, 1), strict=True)
    weights = []
    for some_x, some_g in parts:
        x_by_channel, g_by_channel = some_x.transpose(0, 1), some_g.transpose(0, 1)
        found = forward(
            x_by_channel, g_by_channel, None, shape.dilation, shape.padding, shape.stride, 1
        )
        # Rows of the input that no window reached stand at the end.
        for dim, width in enumerate(shape.kernel_size, 2):
            found = found.narrow(dim, 0, width)
        weights.append(found.transpose(0, 1))
    return torch.cat(weights)


def narrowed(found, shape):
    """Without the windows at the end that a padded output has room for, beyond the input."""
    for dim, size in enumerate(shape[2:], 2):
        if found.size(dim) != size:
            found = found.narrow(dim, 0, size)
    return found


# -- the three, as operators -------------------------------------------------------------------


class _Convolve(Derivative):
    """c(x, w)."""

    saves = {"x": "w", "w": "x"}

    def vjp_x(self, grad, s):
        return spread_back_of(grad, s.w.conj(), s.shape)

    def vjp_w(self, grad, s):
        return correlate_of(s.x.conj(), grad, s.shape)


class _SpreadBack(Derivative):
    """i(g, w)."""

    saves = {"g": "w", "w": "g"}

    def vjp_g(self, grad, s):
        return convolve_of(grad, s.w.conj(), s.shape)

    def vjp_w(self, grad, s):
        return correlate_of(grad, s.g.conj(), s.shape)


class _Correlate(Derivative):
    """k(x, g)."""

    saves = {"x": "g", "g": "x"}

    def vjp_x(self, grad, s):
        return spread_back_of(s.g.conj(), grad, s.shape)

    def vjp_g(self, grad, s):
        return narrowed(convolve_of(s.x.conj(), grad, s.shape), self.input_shape("g"))


def _private(name, kernel, params, node):
    return define(name, kernel, params, node, method=False, function=False)


convolve_of = _private("_convolve", convolve, "x, w, shape", _Convolve)
spread_back_of = _private("_spread_back", spread_back, "g, w, shape", _SpreadBack)
correlate_of = _private("_correlate", correlate, "x, g, shape", _Correlate)


# -- what torch calls convolution --------------------------------------------------------------


def _forward(input, weight, bias, stride, padding, dilation, transposed, output_padding, groups):
    geometry = (stride, padding, dilation, transposed, output_padding, groups)
    channels = weight.size(1) * groups if transposed else weight.size(0)
    fits = weight.numel() and (bias is None or bias.shape == (channels,))
    if not input.is_complex() or not fits:  # torch refuses what does not fit before it computes
        return torch.convolution(input, weight, bias, *geometry)

    def without_bias(x, w):
        return torch.convolution(x, w, None, *geometry)

    result = of_complex(without_bias)(input, weight)
    return result if bias is None else result + bias.reshape((-1, *[1] * (result.dim() - 2)))


@operator(
    "convolution",
    _forward,
    "input, weight, bias, stride, padding, dilation, transposed, output_padding, groups",
    method=False,
)
class ConvolutionBackward0(Derivative):
    """A convolution or a transposed one, plus a bias for each channel.

    Both gradients have the memory format of the result, which has that of pictures if the input or
    the weight has it and the kernel can work so.
    """

    __slots__ = ("layout",)
    saves = {"input": True, "weight": True}

    def save_result(self, result):
        self.layout = memory_format_of(result.raw)

    def vjp_input(self, grad, s):
        if not (s.input.numel() and s.weight.numel() and grad.numel()):
            return s.input.new_zeros(s.input.shape)
        if s.transposed:
            found = convolve_of(grad, s.weight.conj(), self._shape(s, grad.shape))
            made = narrowed(found, s.input.shape)
        else:
            made = spread_back_of(grad, s.weight.conj(), self._shape(s, s.input.shape))
        return laid_out(made, self.layout)

    def vjp_weight(self, grad, s):
        if not (s.input.numel() and s.weight.numel() and grad.numel()):
            return s.weight.new_zeros(s.weight.shape)
        if s.transposed:
            made = correlate_of(grad, s.input.conj(), self._shape(s, grad.shape))
        else:
            made = correlate_of(s.input.conj(), grad, self._shape(s, s.input.shape))
        either_way = made.raw.is_contiguous(memory_format=self.layout)
        if either_way and made.dtype == torch.float64 and made.stride() == s.weight.stride():
            return made  # with one channel it is of both formats, and double precision asks no more
        return laid_out(made, self.layout)

    def vjp_bias(self, grad, s):
        return grad.sum([0, *range(2, grad.dim())])

    def _shape(self, s, wide):
        """`wide`: the size of the side that the convolution reads."""
        return Shape(s.stride, s.padding, s.dilation, s.groups, wide[2:], s.weight.shape[2:])
