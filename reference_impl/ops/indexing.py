"""`x[...]` and `x[...] = y`, `index_select`, `index_add`, `gather`, `scatter` and their kin.

What stands between the brackets gives a view (`index_keys`); tensors and lists gather a copy of
positions in it. An assignment is an in-place operation on the view, or on the positions.

Source: torch/csrc/autograd/python_variable_indexing.cpp
"""

import warnings

import torch

from .. import hazards, semantics
from ..left_out import LeftOut
from ..messages import python_type_name
from ..recording import is_recorded
from ..storage import arithmetic
from ..tensor import Tensor
from ..views import bump_version, check_in_place, rebase_history
from .argument_errors import with_torch_errors
from .declare import (
    FUNCTIONS,
    OPERATORS,
    Derivative,
    any_requires_grad,
    composite,
    edge_of,
    operator,
    strip,
)
from .index_keys import apply_key
from .overloads import overload
from .views import alias


class IndexBackward0(Derivative):
    """Gathered positions: the gradient is added up where a position was read several times."""

    def vjp_self(self, grad, s):
        return index_put_zeros(grad, self.input_shape(), s.indices)


class IndexPutBackward0(Derivative):
    """Positions overwritten: their old values have no gradient, the new values have it."""

    inputs = ("self", "values")

    def vjp_self(self, grad, s):
        if s.accumulate:
            return grad
        return index_put(grad, s.indices, 0.0)

    def vjp_values(self, grad, s):
        return gather_positions(grad, s.indices)


def gather_positions(tensor, indices):
    """`tensor[indices]` for a tuple of index tensors or None."""
    node = None
    if is_recorded(tensor):
        node = IndexBackward0((edge_of(tensor),))
        node.places = (("self", 0, 0),)
        node.save("indices", list(indices))
    key = tuple(slice(None) if i is None else strip(i) for i in indices)
    hazards.reading_at(tensor.raw, [None if i is None else strip(i) for i in indices])
    result = Tensor._wrap(arithmetic(tensor.raw.__getitem__, key))
    if node is not None:
        result.set_history(node)
    return result


def index_put(tensor, indices, values, accumulate=False):
    """A copy of `tensor` with the positions overwritten, or added to."""
    node = _index_put_node(tensor, indices, values, accumulate)
    result = Tensor._wrap(arithmetic(tensor.raw.clone))
    _write_positions(result, indices, values, accumulate)
    if node is not None:
        result.set_history(node)
    return result


def index_put_zeros(grad, shape, indices):
    return index_put(grad.new_zeros(shape), indices, grad, accumulate=True)


def index_put_(self, indices, values, accumulate=False):
    """Overwrites the positions in place (or adds to them)."""
    if not isinstance(indices, (list, tuple)):
        raise TypeError("indices: a tuple of tensors is expected")
    check_in_place(self, any_requires_grad((self, values)))
    node = _index_put_node(self, indices, values, accumulate)
    _write_positions(self, indices, values, accumulate)
    bump_version(self)
    if node is not None:
        rebase_history(self, node)
    return self


def _index_put_node(target, indices, values, accumulate):
    if not is_recorded(target, values):
        return None
    node = IndexPutBackward0([edge_of(target), edge_of(values)])
    node.places = (("self", 0, 0), ("values", 1, 0))
    node.save("indices", list(indices))
    node.saved["accumulate"] = accumulate
    return node


def _write_positions(target, indices, values, accumulate):
    raw_values = strip(values)
    if not isinstance(raw_values, torch.Tensor):
        raw_values = torch.tensor(raw_values, dtype=target.dtype, device=target.device)
    key = [strip(i) for i in indices]
    hazards.reading_at(target.raw, key)
    if any(index is None for index in key):
        if any(
            size > 1 and not step for size, step in zip(target._size, target._stride, strict=True)
        ):
            warnings.warn(ON_EXPANDED, stacklevel=2)
        arithmetic(torch.ops.aten.index_put_, target.raw, key, raw_values, accumulate)
    else:  # the method warns by itself
        arithmetic(target.raw.index_put_, key, raw_values, accumulate)


ON_EXPANDED = (
    "Use of index_put_ on expanded tensors is deprecated. Please clone() the tensor before "
    "performing this operation. This also applies to advanced indexing e.g. tensor[indices] = "
    "tensor"
)


Tensor.index_put_, Tensor.index_put = index_put_, index_put
for _form in (index_put, index_put_):
    FUNCTIONS[_form.__name__] = with_torch_errors(torch, _form.__name__, _form)
OPERATORS["index_put_"], OPERATORS["index_put"] = index_put_, index_put
FUNCTIONS["index_put_"], FUNCTIONS["index_put"] = index_put_, index_put


# -- x[...] ------------------------------------------------------------------------------------


def __getitem__(self, key):
    view, gathered = apply_key(self, key, skip_whole_slices=isinstance(key, tuple))
    if gathered is not None:
        # rule: views.advanced-indexing-copies
        return gather_positions(view, gathered)
    return alias(view) if view is self else view


def __setitem__(self, key, value):
    """Writes to what `self[key]` reads. `False` alone reads nothing, and nothing is recorded."""
    # rule: versions.setitem-bumps
    if key is False:
        return
    view, gathered = apply_key(self, None if key is True else key, skip_whole_slices=True)
    if not isinstance(value, Tensor):
        value = _number_as_tensor(self, value)
        if semantics.current().scalar_setitem_is_a_fill:
            _fill(view, gathered, value.item())
            return
    if gathered is not None:
        index_put_(view, gathered, _without_leading_ones(value))
        return
    # rule: views.in-place-rebases-base
    _overwrite(view, value)


def _fill(view, gathered, number):
    """Fills the view, or its positions, with a number: by an operator that takes numbers, if any.

    There is one for a single mask and for a single list of positions.
    """
    if gathered is None:
        OPERATORS["fill_"](view, number)
        return
    (dim, index), *others = [(i, g) for i, g in enumerate(gathered) if g is not None]
    if others or index.dtype not in (torch.bool, torch.uint8, torch.int64):
        value = _number_as_tensor(view, number)
        index_put_(view, gathered, value)
    elif index.dtype == torch.int64:
        OPERATORS["index_fill_"](view, dim, index.view(-1), number)
    else:
        _check_mask(view, dim, index)
        behind = view.dim() - dim - index.dim()
        mask = index.view((*index.shape, *[1] * behind))
        OPERATORS["masked_fill_"](view, mask, number)


def _check_mask(target, dim, mask):
    for place, size in enumerate(mask._size):
        if size != target._size[dim + place]:
            raise IndexError(
                f"The shape of the mask {list(mask._size)} at index {place} does not match the "
                f"shape of the indexed tensor {list(target._size)} at index {dim + place}"
            )


def _overwrite(target, value):
    """Writes `value` over the target; one number over several elements is a `fill_`."""
    if value._size == target._size:
        OPERATORS["copy_"](target, value)
    elif value.dim() == 0 and value.device.type == "cpu":
        OPERATORS["fill_"](target, value)
    else:
        value = value.view(_size_without_leading_ones(value))
        same = value._size == target._size
        OPERATORS["copy_"](target, value if same else value.expand(target._size))


def _size_without_leading_ones(value):
    """Leading dimensions of size 1 do not count: the rest is broadcast."""
    size = list(value._size)
    while size and size[0] == 1:
        size.pop(0)
    return size


def _without_leading_ones(value):
    size = _size_without_leading_ones(value)
    return value if len(size) == value.dim() else value.view(size)


def _number_as_tensor(target, value):
    if not isinstance(value, (int, float, complex)):
        kind = python_type_name(value)
        raise TypeError(f"can't assign a {kind} to a {target.type()}")
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        if semantics.current().texts_of_2_9:
            raise ValueError("Overflow when unpacking long long")
        raise RuntimeError("Overflow when unpacking long")
    device = "cpu" if target.device.type == "cuda" else target.device  # fills, without a transfer
    raw = torch.empty((), dtype=target.dtype, device=device)
    return Tensor._wrap(raw.fill_(value))


Tensor.__getitem__, Tensor.__setitem__ = __getitem__, __setitem__


def _iterate(self):
    if not self._size:
        raise TypeError("iteration over a 0-d tensor")
    return iter(OPERATORS["unbind"](self, 0))


Tensor.__iter__ = _iterate


def _contains(self, element):
    if not isinstance(element, (Tensor, int, float, complex)):
        raise RuntimeError(
            "Tensor.__contains__ only supports Tensor or scalar, but you passed in a "
            f"{type(element)}."
        )
    return bool((self == element).any())


Tensor.__contains__ = _contains


# -- by index along a dimension ----------------------------------------------------------------


def _index_select(self, dim, index, **out):
    count = index.numel()
    if not self.dim() and count != 1:
        hazards.indexing_a_number(count)
        text = f"can have only 1 value, got {count} value(s)"
        text = text if semantics.current().texts_of_2_4 else "cannot have multiple values."
        raise RuntimeError(f"index_select(): Index to scalar {text}")
    return torch.index_select(self, dim, index, **out)


@operator("index_select", _index_select, "self, dim, index")
class IndexSelectBackward0(Derivative):
    saves = {"index": "self"}
    inputs = ("self",)

    def vjp_self(self, grad, s):
        return OPERATORS["index_add"](grad.new_zeros(self.input_shape()), s.dim, s.index, grad)


@operator("index_add", torch.index_add, "self, dim, index, source, alpha=1", in_place=True)
class IndexAddBackward0(Derivative):
    saves = {"index": "source", "source": "source"}
    inputs = ("self", "source")

    def vjp_self(self, grad, s):
        return grad

    def vjp_source(self, grad, s):
        picked = OPERATORS["index_select"](grad, s.dim, s.index)
        return picked * s.alpha if s.alpha != 1 else picked


@operator("gather", torch.gather, "self, dim, index, sparse_grad=False")
class GatherBackward0(Derivative):
    saves = {"index": "self", "self": True}
    inputs = ("self",)

    def vjp_self(self, grad, s):
        if s.sparse_grad:
            raise LeftOut("gather: sparse gradients", several=True)
        return OPERATORS["scatter_add"](grad.new_zeros(self.input_shape()), s.dim, s.index, grad)


@operator("scatter_add", torch.scatter_add, "self, dim, index, src", in_place=True)
class ScatterAddBackward0(Derivative):
    saves = {"index": "src"}
    inputs = ("self", "src")

    def vjp_self(self, grad, s):
        return grad

    def vjp_src(self, grad, s):
        return OPERATORS["gather"](grad, s.dim, s.index)


class MaskedFillBackward0(Derivative):
    """Overwritten with a number where the mask is True."""

    inputs = ("self",)
    saves = {"mask": True}

    def vjp_self(self, grad, s):
        return OPERATORS["masked_fill"](grad, s.mask, 0)


class MaskedFillBackward1(MaskedFillBackward0):
    """Overwritten with the value of a 0-dim tensor where the mask is True."""

    __slots__ = ()
    inputs = ("self", "value")

    def vjp_value(self, grad, s):
        return OPERATORS["where"](s.mask, grad, 0.0).sum()


_masked_fill_number = overload(
    "masked_fill",
    "Scalar",
    torch.masked_fill,
    "self, mask, value",
    MaskedFillBackward0,
    torch.Tensor.masked_fill_,
)
_masked_fill_tensor = overload(
    "masked_fill",
    "Tensor",
    torch.masked_fill,
    "self, mask, value",
    MaskedFillBackward1,
    torch.Tensor.masked_fill_,
)


@composite()
def masked_fill(self, mask, value):
    """A copy with the elements where the mask is True overwritten with one value."""
    op = _masked_fill_tensor if isinstance(value, Tensor) else _masked_fill_number
    return op(self, mask, value)


def masked_fill_(self, mask, value):
    """`masked_fill`, in place."""
    op = _masked_fill_tensor if isinstance(value, Tensor) else _masked_fill_number
    return op.in_place(self, mask, value)


OPERATORS["masked_fill_"] = Tensor.masked_fill_ = masked_fill_


@operator("where", torch.where, "condition, self, other", method=False)
class WhereBackward0(Derivative):
    """The branch that was not taken gets 0 (times what comes, so that it may be NaN upstream)."""

    saves = {"condition": True}
    inputs = ("self", "other")

    def vjp_self(self, grad, s):
        # rule: gradients.branch-not-taken
        return OPERATORS["where"](s.condition, grad, 0.0)

    def vjp_other(self, grad, s):
        # rule: gradients.branch-not-taken
        return OPERATORS["where"](s.condition, 0.0, grad)


def _chosen_by(self, condition, other):
    return OPERATORS["where"](condition, self, other)


Tensor.where = with_torch_errors(torch.Tensor, "where", _chosen_by)


def places_of(self, *, as_tuple=False):
    """`nonzero`: the index of each element that is not zero; as_tuple: one tensor a dimension."""
    if not as_tuple:
        return OPERATORS["nonzero"](self)
    places = OPERATORS["nonzero"](self if self.dim() else self.reshape((1,)))
    return places.unbind(1)


Tensor.nonzero = with_torch_errors(torch.Tensor, "nonzero", places_of)


def _places(input, *, out=None, as_tuple=False):
    if out is not None:
        return OPERATORS["nonzero"](input, out=out)
    return places_of(input, as_tuple=as_tuple)


def _places_or_choice(condition, *branches, **named):
    """`torch.where` with a condition alone: the places where it holds, as indices."""
    if branches or named:
        return OPERATORS["where"](condition, *branches, **named)
    return places_of(condition, as_tuple=True)


FUNCTIONS["where"] = with_torch_errors(torch, "where", _places_or_choice)
FUNCTIONS["nonzero"] = with_torch_errors(torch, "nonzero", _places)
