"""Root mean square normalization in one operator: y = w x r, r = (mean of x^2 + e)^(-1/2).

dr/dx = -r^3 x / n, so dx = r (g w) - r^3 x mean(g w x), and dw = g x r summed over the samples.
The second output is r, which has a gradient of its own. On CUDA `rms_norm` is this operator; on a
CPU torch makes it of others.

Source: `rms_norm_symint` in aten/src/ATen/native/layer_norm.cpp
"""

import torch

from .. import semantics
from ..grad_mode import mode
from .declare import Derivative
from .normalizations import precise
from .overloads import overload


class FusedRmsNormBackward0(Derivative):
    """Over the last dimensions of each sample; a weight for each element of them."""

    inputs = ("input", "weight")
    output_count = 2
    is_one_kernel = True
    saves = {"input": True, "weight": True, "result1": True}

    def save_results(self, results):
        self.save("result1", results[1], is_output=True)

    def _dims(self, s):
        return list(range(s.input.dim() - len(s.normalized_shape), s.input.dim()))

    def _scale(self, x, s):
        """r: what was saved, which is a constant, or computed again, to be differentiated."""
        if not mode.grad:
            return s.result1.to(x.dtype)
        eps = torch.finfo(x.dtype).eps if s.eps is None else s.eps
        return ((x * x).mean(self._dims(s), True) + eps).rsqrt()

    def vjp_input(self, grad, grad_scale, s):
        x = precise(s.input)
        scale, dims = self._scale(x, s), self._dims(s)
        along = 0.0  # the gradient of r
        made = None
        if grad is not None:
            grad = grad.to(x.dtype) if s.weight is None else grad * s.weight
            made, along = grad * scale, (grad * x).sum(dims, True)
        if grad_scale is not None:
            along = grad_scale + along
        count = x.numel() // max(scale.numel(), 1)
        through_scale = x * (scale * scale * scale * along) * (-1.0 / max(count, 1))
        made = through_scale if made is None else made + through_scale
        return made.to(s.input.dtype)

    def vjp_weight(self, grad, grad_scale, s):
        if grad is None:
            return None
        x = precise(s.input)
        made = (grad * (x * self._scale(x, s))).sum_to_size(self.input_shape("weight"))
        return made.to(s.weight.dtype)


fused_rms_norm = overload(
    "_fused_rms_norm",
    "default",
    getattr(torch, "_fused_rms_norm", None),
    "input, normalized_shape, weight, eps",
    FusedRmsNormBackward0,
)


def is_fused(input, weight):
    """Whether torch has it as one operator for these."""
    known = semantics.current().rms_norm_is_contiguous  # that came with this operator
    if not known or input.device.type != "cuda" or input.is_complex():
        return False
    return weight is None or weight.dtype == input.dtype
