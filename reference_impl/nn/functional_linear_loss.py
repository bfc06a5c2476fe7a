"""`torch.nn.functional.linear_cross_entropy`: a linear layer and its loss."""

import math
import warnings

import torch

from ..ops.contractions import linear
from ..ops.linear_loss import chunked
from .functional_losses import cross_entropy

__all__ = ["linear_cross_entropy"]


def linear_cross_entropy(
    input,
    linear_weight,
    target,
    *,
    linear_bias=None,
    weight=None,
    reduction="mean",
    ignore_index=None,
    label_smoothing=0.0,
    options=None,
):
    """The cross entropy of `linear(input, linear_weight, linear_bias)`.

    With `options` the batch is gone through in chunks, where that is possible.
    """
    _check(input, linear_weight, target, linear_bias, ignore_index)
    ignore_index = -100 if ignore_index is None else ignore_index
    outputs = tuple(linear_weight.shape[1:-1])
    plain = label_smoothing == 0.0 and target.dtype == torch.int64 and not outputs
    if options is not None and plain and reduction in ("mean", "sum", "none"):
        single = input.dim() == 1
        if single:
            input, target = input.unsqueeze(0), target.unsqueeze(0)
        settings = (linear_bias, weight, reduction, ignore_index, options)
        result = chunked(input, linear_weight, target, *settings)
        return result.squeeze(0) if single else result
    if options is not None:
        warnings.warn(
            _ignored(reduction, label_smoothing, target, outputs, linear_bias), stacklevel=2
        )
    shape = (*input.shape[:-1], linear_weight.size(0), *outputs)
    if outputs:
        count = math.prod(outputs, start=linear_weight.size(0))
        linear_weight = linear_weight.reshape((count, input.size(-1)))
        linear_bias = None if linear_bias is None else linear_bias.reshape(count)
    logits = linear(input, linear_weight, linear_bias).reshape(shape)
    return cross_entropy(
        logits,
        target,
        weight=weight,
        reduction=reduction,
        ignore_index=ignore_index,
        label_smoothing=label_smoothing,
    )


def _ignored(reduction, label_smoothing, target, outputs, linear_bias):
    shape = None if linear_bias is None else tuple(linear_bias.shape)
    return (
        "linear_cross_entropy: ``options`` ignored; chunked path needs reduction in {'mean','sum',"
        "'none'}, label_smoothing == 0, target.dtype == int64, out_features == (). Got "
        f"reduction={reduction!r}, label_smoothing={label_smoothing}, "
        f"target.dtype={target.dtype}, out_features={outputs}, tracing=False, "
        f"linear_bias.shape={shape}."
    )


def _check(input, linear_weight, target, linear_bias, ignore_index):
    if input.dim() < 1 or input.dim() > 2:
        raise RuntimeError(f"expected input with dimensionality 1 or 2, got {input.dim()}")
    if linear_weight.dim() < 2:
        raise RuntimeError(
            f"expected linear_weight with dimensionality at least 2, got {linear_weight.dim()}"
        )
    features, classes = input.shape[-1], linear_weight.shape[0]
    outputs = linear_weight.shape[1:-1]
    if features != linear_weight.shape[-1]:
        raise RuntimeError(
            "expected equal input and linear_weight last dimensions (in_features), got "
            f"{features} and {linear_weight.shape[-1]}, respectively"
        )
    expected = (classes, *outputs)
    if linear_bias is not None and tuple(linear_bias.shape) != expected:
        raise RuntimeError(f"expected linear_bias shape {expected}, got {tuple(linear_bias.shape)}")
    if outputs and input.dim() == 1:
        raise RuntimeError(
            f"K-dimensional loss defined by linear_weight shape {tuple(linear_weight.shape)} "
            f"requires batched input, (N, {features}), got unbatched input with shape "
            f"{tuple(input.shape)}"
        )
    shape = (*input.shape[:-1], classes, *outputs)
    if tuple(target.shape) == shape and ignore_index is not None:
        raise RuntimeError("ignore_index cannot be specified when target contains probabilities")
