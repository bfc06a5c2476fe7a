"""Sorting and selecting: each output element is one input element, and gets its gradient there.

Which of several equal elements comes first is settled only for a stable sort.
"""

import torch

from .declare import Derivative, composite
from .extremes import at_indices
from .overloads import overload


class SortBackward0(Derivative):
    """Sorted along a dimension; the second output says where each element was."""

    saves = {"indices": True}

    def save_results(self, results):
        self.save("indices", results[1])

    def vjp_self(self, grad, s):
        return at_indices(grad, s.dim, s.indices, True, self.input_shape())


class SortBackward1(SortBackward0):
    """The same with `stable=` given."""

    __slots__ = ()


class TopkBackward0(SortBackward0):
    """The k largest (or smallest) along a dimension."""

    __slots__ = ()


_sort = overload("sort", "default", torch.sort, "self, dim=-1, descending=False", SortBackward0)
_sort_stable = overload(
    "sort",
    "stable",
    lambda self, stable, dim=-1, descending=False, **out: torch.sort(
        self, stable=stable, dim=dim, descending=descending, **out
    ),
    "self, stable, dim=-1, descending=False",
    SortBackward1,
)
_topk = overload(
    "topk", "default", torch.topk, "self, k, dim=-1, largest=True, sorted=True", TopkBackward0
)


@composite()
def sort(self, dim=-1, descending=False, stable=None, out=None):
    """Values in order along `dim`, and the indices they had."""
    if stable is None:
        return _sort(self, dim, descending, out=out)
    return _sort_stable(self, stable, dim, descending, out=out)


@composite()
def topk(self, k, dim=-1, largest=True, sorted=True, *, out=None):
    """The `k` largest along `dim`, and their indices."""
    return _topk(self, k, dim, largest, sorted, out=out)


@composite()
def msort(self):
    """Sorted along the first dimension."""
    return sort(self, 0)[0]
