"""Pictures that lie in memory with the channels last, and gradients that follow them.

Source: https://docs.pytorch.org/tutorials/intermediate/memory_format_tutorial.html
"""

import torch

from .. import semantics
from ..storage import arithmetic
from ..tensor import Tensor

FORMATS = {4: torch.channels_last, 5: torch.channels_last_3d}


def memory_format_of(raw):
    """The format that its strides suggest: that of pictures only where they show it."""
    pictures = FORMATS.get(raw.dim())
    if pictures and raw.is_contiguous(memory_format=pictures) and not raw.is_contiguous():
        return pictures
    return torch.contiguous_format


def laid_out(tensor, layout):
    """A gradient in memory of this format."""
    if tensor is None or (layout == torch.contiguous_format and tensor.raw.is_contiguous()):
        return tensor
    own = Tensor._wrap(arithmetic(tensor.raw.clone, memory_format=layout))
    own._grad_fn, own._output_nr = tensor._grad_fn, tensor._output_nr
    return own


class FollowsSince:
    """For nodes whose gradients have the memory format of the input in later releases only."""

    __slots__ = ()

    def _laid_out(self, grad, input):
        follows = semantics.current().pictures_keep_their_format
        return laid_out(grad, memory_format_of(input.raw) if follows else torch.contiguous_format)
