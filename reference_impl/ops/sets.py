"""Which values there are, how often, and between which a value lies.

None of it has a derivative: the values that `unique` gives are recorded, but as a node that raises;
counts and positions are whole numbers.
"""

import torch

from ..recording import is_recorded
from ..storage import arithmetic
from ..tensor import Tensor
from .declare import composite, define, edge_of
from .not_implemented import NoSecondDerivative, without_derivative


class Unique2Backward0(NoSecondDerivative):
    __slots__ = ()


class UniqueDimBackward0(NoSecondDerivative):
    __slots__ = ()


class UniqueConsecutiveBackward0(NoSecondDerivative):
    __slots__ = ()


@composite()
def unique(input, sorted=True, return_inverse=False, return_counts=False, dim=None):
    """The values without repetition; where each came to, and how often it was there."""
    made = arithmetic(torch.unique, input.raw, sorted, True, True, dim)
    if dim is None:
        return _picked(input, made, return_inverse, return_counts, Unique2Backward0, "_unique2")
    return _picked(input, made, return_inverse, return_counts, UniqueDimBackward0, "unique_dim")


@composite()
def unique_consecutive(input, return_inverse=False, return_counts=False, dim=None):
    """The values without those that repeat the one before."""
    made = arithmetic(torch.unique_consecutive, input.raw, True, True, dim)
    node = UniqueConsecutiveBackward0
    return _picked(input, made, return_inverse, return_counts, node, "unique_consecutive")


def _picked(input, made, return_inverse, return_counts, node_class, operation):
    values, inverse, counts = (Tensor._wrap(raw) for raw in made)
    if is_recorded(input):
        node = node_class((edge_of(input),))
        node.places, node.operation = (), operation
        values.set_history(node)
    wanted = [values, *([inverse] if return_inverse else []), *([counts] if return_counts else [])]
    return tuple(wanted) if len(wanted) > 1 else values


define("histc", torch.histc, "self, bins=100, min=0, max=0")
define(
    "histogram",
    torch.histogram,
    "self, bins, *, range=None, weight=None, density=False",
    without_derivative("histogram", results=2),
)


@composite(method=False)
def unravel_index(indices, shape):
    """Positions in a flat tensor as positions in one of that shape, one tensor a dimension."""
    raws = torch.unravel_index(indices.raw, tuple(shape))
    return tuple(Tensor._wrap(raw) for raw in raws)


define(
    "isin",
    torch.isin,
    "elements, test_elements, *, assume_unique=False, invert=False",
    method=False,
)
define(
    "searchsorted",
    torch.searchsorted,
    "sorted_sequence, self, *, out_int32=False, right=False, side=None, sorter=None",
    method=False,
)
define(
    "bucketize", torch.bucketize, "self, boundaries, *, out_int32=False, right=False", method=False
)
