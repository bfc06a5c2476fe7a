"""What may stand between the brackets of `x[...]`, and what it means.

Integers, slices, None and Ellipsis give views, one after the other; tensors and lists are left for
gathering.

Source: torch/csrc/autograd/python_variable_indexing.cpp
"""

import operator
import warnings
from collections.abc import Sequence

import numpy
import torch

from .. import semantics
from ..messages import python_type_name
from ..storage import arithmetic
from ..tensor import Tensor
from .parts import select, slice_
from .views import unsqueeze

_MASKS = (torch.bool, torch.uint8)


def apply_key(tensor, key, skip_whole_slices):
    """The view that the integers, slices, None and Ellipsis of `key` give, and the index tensors
    that are left: a list with None for each untouched dimension, or None if there are none.

    skip_whole_slices: a slice that takes everything is then no operation at all.
    """
    if isinstance(key, int) and not isinstance(key, bool) and not tensor.dim():
        if key == 0:
            raise IndexError(OF_NO_DIMENSION)
        # Torch names the size of a dimension that is not there: what the kernel left in its place.
        arithmetic(tensor.raw.__getitem__, key)
    parts = list(key) if _stands_for_a_tuple(key) else [key]
    parts = [_as_index(p, tensor) for p in parts]
    used = sum(_dimensions_used(p) for p in parts)
    if isinstance(key, slice) and not tensor.dim():
        raise IndexError("slice() cannot be applied to a 0-dim tensor.")
    if used > tensor.dim():
        raise IndexError(f"too many indices for tensor of dimension {tensor.dim()}")
    view, dim, gathered = tensor, 0, []
    for place, part in enumerate(parts):
        if part is None:
            view = unsqueeze(view, dim)
            gathered.append(None)
            dim += 1
        elif part is Ellipsis:
            skipped = tensor.dim() - used
            gathered.extend([None] * skipped)
            dim += skipped
        elif isinstance(part, slice):
            if part.step is not None and part.step <= 0:
                raise ValueError(STEP_OF_ZERO if part.step == 0 else NEGATIVE_STEP)
            if not (skip_whole_slices and _takes_all(part, view._size[dim])):
                view = slice_(view, dim, part.start, part.stop, part.step or 1)
            gathered.append(None)
            dim += 1
        elif isinstance(part, bool):
            view = unsqueeze(view, dim)
            gathered.append(Tensor._wrap(torch.tensor([0] if part else [], dtype=torch.int64)))
            dim += 1
        elif isinstance(part, int):
            view = _selected(view, dim, part, place)
        else:
            gathered.append(part)
            dim += _dimensions_used(part)
    if not any(isinstance(g, Tensor) for g in gathered):
        return view, None
    return view, gathered


def _stands_for_a_tuple(key):
    """Whether each item of `key` is for a dimension of its own, as numpy once decided it."""
    if isinstance(key, tuple):
        return True
    if isinstance(key, (Tensor, numpy.ndarray)) or not isinstance(key, Sequence):
        return False
    if len(key) >= 32 or not any(_is_for_one_dimension(item) for item in key):
        return False
    if semantics.current().texts_of_2_8:
        warnings.warn(NON_TUPLE_SEQUENCE, UserWarning, stacklevel=4)
    return True


def _is_for_one_dimension(item):
    kinds = (Tensor, numpy.ndarray, Sequence, slice, type(Ellipsis), type(None))
    return isinstance(item, kinds)


def _as_index(part, tensor):
    """One item of a key as None, Ellipsis, a slice, bool, int or tensor; others are refused."""
    if part is None or part is Ellipsis or isinstance(part, (bool, int)):
        return part
    if isinstance(part, slice):
        return slice(*(_bound(value) for value in (part.start, part.stop, part.step)))
    if isinstance(part, Tensor):
        if part.dim() or part.is_floating_point() or part.is_complex():
            return part
        return bool(part.item()) if part.dtype in _MASKS else part.item()
    if isinstance(part, numpy.ndarray):
        return int(part) if part.ndim == 0 else _from_sequence(part.tolist(), tensor)
    if isinstance(part, Sequence):
        return _from_sequence(part if isinstance(part, (str, bytes)) else list(part), tensor)
    try:
        return operator.index(part)
    except TypeError:
        raise IndexError(NO_INDEX.format(python_type_name(part))) from None


def _bound(value):
    return value.item() if isinstance(value, Tensor) else value


def _from_sequence(values, tensor):
    """A mask of booleans as it is; anything else as integers."""
    is_mask = not isinstance(values, (str, bytes)) and len(values) and _all_bool(values)
    kernel = torch.BoolTensor if is_mask else torch.LongTensor
    return Tensor._wrap(kernel(values).to(tensor.device))


def _all_bool(values):
    return all(_all_bool(v) if isinstance(v, list) else isinstance(v, bool) for v in values)


def _dimensions_used(part):
    if part is None or part is Ellipsis or isinstance(part, bool):
        return 0
    if isinstance(part, Tensor) and part.dtype in _MASKS:
        return part.dim()
    return 1


def _selected(view, dim, index, place):
    count = view._size[dim]
    if not -count <= index < count:
        # rule: errors.bad-view
        raise IndexError(_out_of_bounds(index, place, count))
    return select(view, dim, index)


def _out_of_bounds(index, dim, count):
    return f"index {index} is out of bounds for dimension {dim} with size {count}"


def _takes_all(part, count):
    """Whether a slice takes everything, as it is written: `-count:` and an empty `1:` do not."""
    to_the_end = part.stop == count
    if semantics.current().open_slices_are_skipped:
        to_the_end = part.stop is None or part.stop >= count
    return part.start in (None, 0) and to_the_end and part.step in (None, 1)


OF_NO_DIMENSION = (
    "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ "
    "to convert a 0-dim tensor to a number"
)
NO_INDEX = (
    "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid "
    "indices (got {})"
)
STEP_OF_ZERO, NEGATIVE_STEP = "slice step cannot be zero", "step must be greater than zero"
NON_TUPLE_SEQUENCE = (
    "Using a non-tuple sequence for multidimensional indexing is deprecated and will be changed in "
    "pytorch 2.9; use x[tuple(seq)] instead of x[seq]. In pytorch 2.9 this will be interpreted as "
    "tensor index, x[torch.tensor(seq)], which will result either in an error or a different result"
)
