"""Operators that compute gradients, and masked reading and writing that compilers generate.

They are called by torch's own backward passes, and by hand where a compiler has written one.
"""

import torch

from .declare import FUNCTIONS, Derivative
from .overloads import overload


class NativeDropoutBackwardBackward0(Derivative):
    """The gradient of dropout, g m c: linear in g."""

    inputs = ("grad_output", "mask")
    saves = {"grad_output": True, "mask": True}

    def vjp_grad_output(self, grad, s):
        return grad * s.mask * s.scale

    def vjp_mask(self, grad, s):
        return None


native_dropout_backward = overload(
    "native_dropout_backward",
    "default",
    torch.ops.aten.native_dropout_backward,
    "grad_output, mask, scale",
    NativeDropoutBackwardBackward0,
)


class MaxPool2DWithIndicesBackwardBackward0(Derivative):
    """The gradient of pooling, each element added where it was read from: reading undoes it."""

    inputs = ("grad_output", "self")
    saves = {"indices": True}

    def vjp_grad_output(self, grad, s):
        places = s.indices.flatten(-2)
        return grad.flatten(-2).gather(-1, places).view(s.indices.shape)

    def vjp_self(self, grad, s):
        return grad.new_zeros(self.input_shape())


max_pool2d_with_indices_backward = overload(
    "max_pool2d_with_indices_backward",
    "default",
    torch.ops.aten.max_pool2d_with_indices_backward,
    "grad_output, self, kernel_size, stride, padding, dilation, ceil_mode, indices",
    MaxPool2DWithIndicesBackwardBackward0,
)


# -- behind a mask -----------------------------------------------------------------------------


class _Indexed(Derivative):
    """Keeps its indices, a list of tensors and of None."""

    __slots__ = ()

    @classmethod
    def record(cls, values, in_place=False):
        node = super().record(values, in_place)
        node.save("indices", tuple(values["indices"]))
        return node


class UnsafeMaskedIndexBackward0(_Indexed):
    """x[indices] where the mask lets through, a number elsewhere; indices are kept in range."""

    inputs = ("self",)
    saves = {"mask": True}

    def vjp_self(self, grad, s):
        zeros = grad.new_zeros(self.input_shape())
        return masked_index_put_accumulate(zeros, s.mask, list(s.indices), grad)


class UnsafeMaskedIndexPutAccumulateBackward0(_Indexed):
    """x plus values at the indices, where the mask lets through."""

    inputs = ("self", "values")
    saves = {"mask": "values"}

    def vjp_self(self, grad, s):
        return grad

    def vjp_values(self, grad, s):
        return masked_index(grad, s.mask, list(s.indices), 0)


masked_index = overload(
    "_unsafe_masked_index",
    "default",
    lambda *args: torch._unsafe_masked_index(*args),
    "self, mask, indices, fill",
    UnsafeMaskedIndexBackward0,
)
masked_index_put_accumulate = overload(
    "_unsafe_masked_index_put_accumulate",
    "default",
    lambda *args: torch._unsafe_masked_index_put_accumulate(*args),
    "self, mask, indices, values",
    UnsafeMaskedIndexPutAccumulateBackward0,
)
FUNCTIONS["_unsafe_masked_index"] = masked_index
FUNCTIONS["_unsafe_masked_index_put_accumulate"] = masked_index_put_accumulate
