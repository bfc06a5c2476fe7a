"""Rows of a table, looked up by number."""

import torch

from .declare import Derivative
from .not_implemented import RealOnly
from .overloads import overload


class EmbeddingBackward0(RealOnly):
    """Each row gets the gradients of all places that read it; the padding row gets none."""

    inputs = ("weight",)
    saves = {"indices": True}

    def vjp_weight(self, grad, s):
        rows = self.input_shape("weight")[0]
        return _embedding_gradient(grad, s.indices, rows, s.padding_idx, s.scale_grad_by_freq)


embedding = overload(
    "embedding",
    "default",
    torch.embedding,
    "weight, indices, padding_idx=-1, scale_grad_by_freq=False, sparse=False",
    EmbeddingBackward0,
)


class EmbeddingDenseBackward(Derivative):
    """The opposite way: each place gets the gradient of the row it read.

    torch does not divide by the frequency here, though it did in the gradient itself.
    """

    inputs = ("grad",)
    saves = {"indices": True}

    def vjp_grad(self, grad, s):
        index = s.indices.reshape((-1,))
        read = grad.index_select(0, index)
        if s.padding_idx >= 0:
            read = read.masked_fill((index == s.padding_idx).unsqueeze(1), 0)
        return read.view((*s.indices.shape, -1))  # refused where nothing was read


def _summed_by_row(grad, indices, rows, padding_idx, scale_grad_by_freq):
    width, index = grad.shape[-1], indices.reshape(-1)
    grad = grad.reshape(index.numel(), width)
    if scale_grad_by_freq:
        frequency = torch.bincount(index, minlength=rows).index_select(0, index)
        grad = grad / frequency.unsqueeze(1).to(grad.dtype)
    if padding_idx >= 0:
        grad = grad.masked_fill((index == padding_idx).unsqueeze(1), 0)
    return grad.new_zeros(rows, width).index_add(0, index.long(), grad)


_embedding_gradient = overload(
    "embedding_dense_backward",
    "default",
    _summed_by_row,
    "grad, indices, rows, padding_idx, scale_grad_by_freq",
    EmbeddingDenseBackward,
)
