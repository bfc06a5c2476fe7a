"""`nn.Linear`, `nn.Bilinear` and `nn.Identity`.

Source: https://pytorch.org/docs/stable/generated/torch.nn.Linear.html
"""

import math

from .. import semantics
from ..factories import FACTORIES
from . import functional, init
from .module import Module
from .parameter import Parameter

_MODULE = "torch.nn.modules.linear"


class Linear(Module):
    """`x @ weight.T + bias`."""

    __module__ = _MODULE

    def __init__(self, in_features, out_features, bias=True, device=None, dtype=None):
        super().__init__()
        self.in_features, self.out_features = in_features, out_features
        empty = FACTORIES["empty"]
        self.weight = Parameter(empty((out_features, in_features), device=device, dtype=dtype))
        if bias:
            self.bias = Parameter(empty(out_features, device=device, dtype=dtype))
        else:
            self.register_parameter("bias", None)
        self.reset_parameters()

    def reset_parameters(self):
        """Draws weight, then bias, uniformly within 1 / sqrt(in_features) of zero."""
        init_affine(self.weight, self.bias)

    def forward(self, input):
        # rule: modules.linear-gradients
        return functional.linear(input, self.weight, self.bias)

    def extra_repr(self):
        bias = self.bias is not None
        return f"in_features={self.in_features}, out_features={self.out_features}, bias={bias}"


def init_affine(weight, bias):
    """How linear and convolution layers begin."""
    init.kaiming_uniform_(weight, a=math.sqrt(5))
    if bias is not None:
        fan_in, _ = init._calculate_fan_in_and_fan_out(weight)
        bound = 1 / math.sqrt(fan_in) if fan_in > 0 else 0
        init.uniform_(bias, -bound, bound)


class Bilinear(Module):
    """`x1 @ weight @ x2 + bias`, for each output its own matrix."""

    __module__ = _MODULE

    def __init__(
        self, in1_features, in2_features, out_features, bias=True, device=None, dtype=None
    ):
        super().__init__()
        self.in1_features, self.in2_features = in1_features, in2_features
        self.out_features = out_features
        empty = FACTORIES["empty"]
        sizes = (out_features, in1_features, in2_features)
        self.weight = Parameter(empty(sizes, device=device, dtype=dtype))
        if bias:
            self.bias = Parameter(empty(out_features, device=device, dtype=dtype))
        else:
            self.register_parameter("bias", None)
        self.reset_parameters()

    def reset_parameters(self):
        if self.in1_features <= 0 and semantics.current().texts_of_2_8:
            given = f"(in1_features={self.in1_features})"
            shown = given if semantics.current().texts_of_2_10 else self.in1_features
            raise ValueError(f"in1_features must be > 0, but got {shown}")
        bound = 1 / math.sqrt(self.weight.size(1))
        init.uniform_(self.weight, -bound, bound)
        if self.bias is not None:
            init.uniform_(self.bias, -bound, bound)

    def forward(self, input1, input2):
        return functional.bilinear(input1, input2, self.weight, self.bias)

    def extra_repr(self):
        return (
            f"in1_features={self.in1_features}, in2_features={self.in2_features}, "
            f"out_features={self.out_features}, bias={self.bias is not None}"
        )


class Identity(Module):
    """Returns its input itself; takes and ignores any arguments."""

    __module__ = _MODULE

    def __init__(self, *args, **kwargs):
        super().__init__()

    def forward(self, input):
        return input
