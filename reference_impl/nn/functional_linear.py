"""`torch.nn.functional`: layers that multiply by a weight or look one up, and padding.

Normalizing layers are in `functional_normalization`, distances in `functional_distances`.
"""

import torch

from .. import hazards
from ..grad_mode import no_grad
from ..left_out import LeftOut
from ..ops import bags as _bags
from ..ops.contractions import bilinear, linear
from ..ops.declare import OPERATORS
from ..ops.lookup import embedding as _embedding
from ..ops.padding import reflection_pad, replication_pad
from ..ops.parts import slice_
from ..storage import arithmetic
from ..tensor import Tensor
from ..views import bump_version
from .functional_distances import cosine_similarity, normalize, pairwise_distance, pdist
from .functional_normalization import (
    batch_norm,
    group_norm,
    instance_norm,
    layer_norm,
    local_response_norm,
    rms_norm,
)

__all__ = [
    "batch_norm",
    "bilinear",
    "cosine_similarity",
    "embedding",
    "embedding_bag",
    "group_norm",
    "instance_norm",
    "layer_norm",
    "linear",
    "local_response_norm",
    "normalize",
    "one_hot",
    "pad",
    "pairwise_distance",
    "pdist",
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
        raise LeftOut("embedding: sparse gradients", several=True)
    if padding_idx is None:
        padding_idx = -1
    else:
        rows = weight.size(0)
        if not (padding_idx < rows if padding_idx > 0 else padding_idx >= -rows):
            raise AssertionError(OUTSIDE)
        padding_idx += rows if padding_idx < 0 else 0
    if max_norm is not None:
        _shorten(weight, input.contiguous(), max_norm, norm_type)
    return _embedding(weight, input, padding_idx, scale_grad_by_freq, sparse)


def _shorten(weight, indices, max_norm, norm_type):
    """Rows that are longer than that, in place."""
    with no_grad():
        arithmetic(torch.embedding_renorm_, weight.raw, indices.raw, max_norm, norm_type)
        bump_version(weight)


_MODES = {"sum": _bags.SUM, "mean": _bags.MEAN, "max": _bags.MAX}


def embedding_bag(
    input,
    weight,
    offsets=None,
    max_norm=None,
    norm_type=2,
    scale_grad_by_freq=False,
    mode="mean",
    sparse=False,
    per_sample_weights=None,
    include_last_offset=False,
    padding_idx=None,
):
    """The sum, mean or maximum of several rows of `weight`.

    Each row of `input` is a bag of them, or a bag begins at each of the `offsets`.
    """
    if sparse:
        raise LeftOut("embedding_bag: sparse gradients", several=True)
    _check_bags(input, weight, offsets, mode, scale_grad_by_freq, per_sample_weights)
    if input.dim() == 2:
        size = input.size(1)
        starts = torch.arange(0, input.numel(), size, dtype=input.dtype, device=input.device)
        offsets, include_last_offset = Tensor._wrap(starts), False
        input = input.reshape(-1)
        if per_sample_weights is not None:
            per_sample_weights = per_sample_weights.reshape(-1)
    if max_norm is not None:
        _shorten(weight, input, max_norm, norm_type)
    if per_sample_weights is not None and mode != "sum":
        raise NotImplementedError(
            "embedding_bag: per_sample_weights was not None. per_sample_weights is only supported "
            f"for mode='sum' (got mode='{mode}'). Please open a feature request on GitHub."
        )
    settings = (scale_grad_by_freq, _MODES[mode], sparse, include_last_offset)
    return _bags.embedding_bag(weight, input, offsets, settings, per_sample_weights, padding_idx)


def _check_bags(input, weight, offsets, mode, scale_grad_by_freq, per_sample_weights):
    if per_sample_weights is not None and input.size() != per_sample_weights.size():
        raise ValueError(
            f"embedding_bag: If per_sample_weights ({per_sample_weights.shape}) is not None, then "
            f"it must have the same shape as the input ({input.shape})"
        )
    if weight.dim() != 2:
        raise ValueError(
            f"weight has to be a 2D Tensor, but got Tensor of dimension {weight.dim()}"
        )
    if input.dim() not in (1, 2):
        raise ValueError(
            f"input has to be 1D or 2D Tensor, but got Tensor of dimension {input.dim()}"
        )
    if input.dim() == 2 and offsets is not None:
        raise ValueError(
            "if input is 2D, then offsets has to be None, as input is treated is a mini-batch of "
            f"fixed length sequences. However, found offsets of type {type(offsets)}"
        )
    if input.dim() == 1 and offsets is None:
        raise ValueError("offsets has to be a 1D Tensor but got None")
    if input.dim() == 1 and offsets.dim() != 1:
        raise ValueError("offsets has to be a 1D Tensor")
    if mode not in _MODES:
        raise ValueError("mode has to be one of sum, mean or max")
    if mode == "max" and scale_grad_by_freq:
        raise ValueError("max mode does not support scaling the gradient by the frequency")


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
    result = input.new_zeros(tuple(shape))
    inner_out, inner_in = result, input
    for place in range(count):
        dim, (before, after) = ndim - place - 1, (pad[2 * place], pad[2 * place + 1])
        size = result.size(dim)
        inner_out = slice_(inner_out, dim, max(before, 0), size - max(after, 0))
        inner_in = slice_(inner_in, dim, max(-before, 0), inner_in.size(dim) - max(-after, 0))
        hazards.repeating(inner_in.size(dim), max(before, after), result.raw)
    inner_out.copy_(inner_in)
    for place in range(count):
        dim, (before, after) = ndim - place - 1, (pad[2 * place], pad[2 * place + 1])
        size = result.size(dim)
        if before > 0:
            source = slice_(result, dim, size - before - max(after, 0), size - max(after, 0))
            slice_(result, dim, 0, before).copy_(source)
        if after > 0:
            source = slice_(result, dim, max(before, 0), max(before, 0) + after)
            slice_(result, dim, size - after, size).copy_(source)
    return result
