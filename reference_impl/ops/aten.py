"""`torch.ops.aten`: operators by the names they have within torch, and by their forms.

Of these there are many; here are some that have no other name.
"""

from .backward_operators import max_pool2d_with_indices_backward as _max_pool2d_backward
from .backward_operators import native_dropout_backward as _dropout_backward
from .normalizations import batch_norm_with_update
from .parts import slice_
from .resampling import ANTIALIASED, bilinear_aa_with_scales
from .softmax import safe_softmax, softmax_backward_data


class Packet:
    """One operator: called as it is, or in one of its forms (`.default`, `.Tensor`)."""

    def __init__(self, function, *forms):
        self._function = function
        for form in forms or ("default",):
            setattr(self, form, function)

    def __call__(self, *args, **kwargs):
        return self._function(*args, **kwargs)


def _slice(input, dim=0, start=None, end=None, step=1):
    return slice_(input, dim, start, end, step)


slice = Packet(_slice, "Tensor")


def _bilinear_aa(
    input, output_size, align_corners, scale_factors=None, *, scales_h=None, scales_w=None
):
    if scales_h is None and scales_w is None:
        return ANTIALIASED["bilinear"](input, output_size, align_corners, scale_factors)
    return bilinear_aa_with_scales(input, output_size, align_corners, scales_h, scales_w)


_upsample_bilinear2d_aa = Packet(_bilinear_aa)
_safe_softmax = Packet(safe_softmax)
_softmax_backward_data = Packet(softmax_backward_data)
_batch_norm_with_update = Packet(batch_norm_with_update)
max_pool2d_with_indices_backward = Packet(_max_pool2d_backward)
native_dropout_backward = Packet(_dropout_backward)
