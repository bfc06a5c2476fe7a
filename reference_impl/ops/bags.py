"""Sums, means and maxima over bags of rows of a table: `embedding_bag`."""

import torch

from .. import hazards, semantics
from ..storage import arithmetic
from ..tensor import Tensor
from .declare import Derivative
from .not_implemented import NoSecondDerivative, NotImplementedNode, only_once
from .overloads import overload

SUM, MEAN, MAX = 0, 1, 2


class EmbeddingBagBackward0(Derivative):
    """Each row gets the gradient of the bags it lies in.

    In a weighted sum that is times its weight, in a mean divided by the number of rows. A maximum
    is taken from one row for each column.
    """

    inputs = ("weight", "per_sample_weights")
    saves = {
        "weight": "per_sample_weights",
        "per_sample_weights": True,
        "indices": True,
        "offsets": True,
        "bag_of": True,
        "bag_size": True,
        "max_indices": True,
    }

    @classmethod
    def record(cls, values, in_place=False):
        node = super().record(values, in_place)
        node.saved["rows"] = values["weight"].size(0)
        return node

    def apply(self, grads):
        """The weights' gradient first: of two that cannot be differentiated, the rows' is told."""
        in_order = self.places
        self.places = in_order[::-1]
        try:
            return super().apply(grads)[::-1]
        finally:
            self.places = in_order

    def save_results(self, results):
        for name, result in zip(("bag_of", "bag_size", "max_indices"), results[1:], strict=True):
            self.save(name, result)

    def vjp_weight(self, grad, s):
        inputs = [x for x in (grad, s.per_sample_weights) if x is not None]
        gradient = self._of_maximum if s.mode == MAX else self._of_sum
        operation, node_class = "_embedding_bag_backward", NoSecondDerivative
        if not semantics.current().texts_of_2_8:
            operation, node_class = "_embedding_bag_dense_backward", NotImplementedNode
        return only_once(operation, inputs, lambda: gradient(grad, s), node_class)

    def _of_sum(self, grad, s):
        bags, padding = self._bags(s)
        if s.mode == MEAN:
            in_bag = arithmetic(torch.bincount, bags[~padding], minlength=grad.size(0)).clamp(min=1)
            grad = grad / Tensor._wrap(in_bag.to(grad.dtype).unsqueeze(1))
        parts = grad.index_select(0, Tensor._wrap(bags))
        if s.per_sample_weights is not None:
            parts = parts * s.per_sample_weights.unsqueeze(1)
        if s.scale_grad_by_freq:
            frequency = arithmetic(_frequency, s.indices.raw).to(parts.dtype)
            parts = parts / Tensor._wrap(frequency.unsqueeze(1))
        parts = parts.masked_fill(Tensor._wrap(padding.unsqueeze(1)), 0)
        empty = grad.new_zeros((s.rows, grad.size(1)))
        return empty.index_add(0, s.indices, parts)

    def _of_maximum(self, grad, s):
        nothing = (s.bag_size == 0).unsqueeze(1)
        empty = grad.new_zeros((s.rows, grad.size(1)))
        rows = s.max_indices.masked_fill(nothing, 0)
        return empty.scatter_add(0, rows.to(torch.int64), grad.masked_fill(nothing, 0))

    def vjp_per_sample_weights(self, grad, s):
        inputs = (grad, s.weight)
        operation = "_embedding_bag_per_sample_weights_backward"
        return only_once(operation, inputs, lambda: self._of_weights(grad, s))

    def _of_weights(self, grad, s):
        bags, padding = self._bags(s)
        products = grad.index_select(0, Tensor._wrap(bags)) * s.weight.index_select(0, s.indices)
        return products.sum(1).masked_fill(Tensor._wrap(padding), 0)

    def _bags(self, s):
        """For each index its bag, and whether it is that of the padding row, which is skipped."""
        indices, offsets = s.indices.raw, s.offsets.raw
        if s.include_last_offset:
            offsets = offsets[:-1]
        places = torch.arange(indices.numel(), device=indices.device)
        bags = arithmetic(lambda: torch.searchsorted(offsets.long(), places, right=True) - 1)
        return bags, arithmetic(torch.eq, indices, s.padding_idx)


def _frequency(indices):
    """For each index how often its row is read."""
    counts = torch.bincount(indices)
    by_its_own = semantics.current().bags_are_scaled_by_their_own_frequency
    if by_its_own or indices.device.type == "cuda":
        return counts[indices]
    # The count taken is that of the n-th index, in order, for the n-th row that is read.
    rows, place = torch.unique(indices, return_inverse=True)
    return counts[indices.sort().values[: len(rows)]][place]


_embedding_bag = overload(
    "_embedding_bag",
    "default",
    torch.ops.aten._embedding_bag,
    "weight, indices, offsets, scale_grad_by_freq, mode, sparse, per_sample_weights, "
    "include_last_offset, padding_idx",
    EmbeddingBagBackward0,
)


def embedding_bag(weight, indices, offsets, settings, per_sample_weights, padding_idx):
    """The bags, as rows. `settings`: scale_grad_by_freq, mode, sparse, include_last_offset."""
    scale_grad_by_freq, mode, sparse, include_last_offset = settings
    raws = [None if x is None else x.raw for x in (weight, indices, offsets, per_sample_weights)]
    options = (scale_grad_by_freq, mode, sparse)
    last = (include_last_offset, padding_idx)
    if not include_last_offset and hazards.filling_bags(*raws[:3], mode == MAX):
        return weight.narrow(0, 0, 0).clone()
    arithmetic(torch.embedding_bag, *raws[:3], *options, raws[3], *last)  # refuses
    if padding_idx is None:
        padding_idx = -1
    elif padding_idx < 0:
        padding_idx += weight.size(0)
    last = (include_last_offset, padding_idx)
    indices, offsets = indices.contiguous(), offsets.contiguous()
    return _embedding_bag(weight, indices, offsets, *options, per_sample_weights, *last)[0]
