"""`torch.nn.functional`: layers that multiply by a weight or look one up, and padding.

Normalizing layers are in `functional_normalization`, distances in `functional_distances`.
"""

import torch

from ..grad_mode import no_grad
from ..ops.contractions import bilinear, linear
from ..ops.declare import OPERATORS
from ..ops.lookup import embedding as _embedding
from ..ops.padding import reflection_pad, replication_pad
from ..storage import arithmetic
from ..tensor import Tensor
from ..views import bump_version
from .functional_distances import cosine_similarity, normalize, pairwise_distance
from .functional_normalization import batch_norm, group_norm, instance_norm, layer_norm, rms_norm

__all__ = [
    "batch_norm",
    "bilinear",
    "cosine_similarity",
    "embedding",
    "group_norm",
    "instance_norm",
    "layer_norm",
    "linear",
    "normalize",
    "one_hot",
    "pad",
    "pairwise_distance",
    "rms_norm",
]

OUTSIDE = "Padding_idx must be within num_embeddings"


def embedding(
    input,
    weight,
    padding_idx=None,
    max_norm=None,
    norm_type=2.0,
    scale_grad_by_freq=False,
    sparse=False,
):
    """The rows of `weight` with the numbers `input`. Row `padding_idx` gets no gradient.

    With `max_norm`, rows that are longer are first shortened, in place and unseen by autograd.
    """
    if sparse:
        raise NotImplementedError("embedding: sparse gradients are not part of this reference")
    if padding_idx is None:
        padding_idx = -1
    else:
        rows = weight.size(0)
        if not (padding_idx < rows if padding_idx > 0 else padding_idx >= -rows):
            raise AssertionError(OUTSIDE)
        padding_idx += rows if padding_idx < 0 else 0
    if max_norm is not None:
        with no_grad():
            indices = input.contiguous()
            arithmetic(torch.embedding_renorm_, weight.raw, indices.raw, max_norm, norm_type)
            bump_version(weight)
    return _embedding(weight, input, padding_idx, scale_grad_by_freq, sparse)


def one_hot(tensor, num_classes=-1):
    """A vector for each class number: 1 at its place and 0 elsewhere."""
    raw = arithmetic(torch._C._nn.one_hot, tensor.raw, num_classes)  # refuses
    result = Tensor._wrap(arithmetic(torch.empty_like, raw))
    if not raw.numel():
        return result
    return result.zero_().scatter_(-1, tensor.unsqueeze(-1), 1)


# -- padding -----------------------------------------------------------------------------------


def pad(input, pad, mode="constant", value=None):
    """A border around the last dimensions: (before, after) of the last, then of the one before."""
    raw = arithmetic(torch._C._nn.pad, input.raw, pad, mode, value)  # refuses
    if mode == "constant":
        return OPERATORS["constant_pad_nd"](input, pad, 0 if value is None else value)
    if mode == "circular":
        return _circular(input, pad, raw.shape)
    kinds = {"reflect": reflection_pad, "replicate": replication_pad}
    return kinds[mode][len(pad) // 2](input, list(pad))


def _circular(input, pad, shape):
    """The content again, from the other end: written into fresh memory part by part."""
    ndim, count = input.dim(), len(pad) // 2
    result = input.new_empty(tuple(shape))
    inner_out, inner_in = result, input
    for place in range(count):
        dim, (before, after) = ndim - place - 1, (pad[2 * place], pad[2 * place + 1])
        size = result.size(dim)
        inner_out = _part(inner_out, dim, max(before, 0), size - max(after, 0))
        inner_in = _part(inner_in, dim, max(-before, 0), inner_in.size(dim) - max(-after, 0))
    inner_out.copy_(inner_in)
    for place in range(count):
        dim, (before, after) = ndim - place - 1, (pad[2 * place], pad[2 * place + 1])
        size = result.size(dim)
        if before > 0:
            source = _part(result, dim, size - before - max(after, 0), size - max(after, 0))
            _part(result, dim, 0, before).copy_(source)
        if after > 0:
            source = _part(result, dim, max(before, 0), max(before, 0) + after)
            _part(result, dim, size - after, size).copy_(source)
    return result


def _part(tensor, dim, start, end):
    return OPERATORS["narrow"](tensor, dim, start, end - start)
