"""Arguments that the database gives apart, together; and those that it never gives.

The database tries an option on one or two inputs, and leaves out what gradcheck cannot judge. Here
its samples are changed in some arguments (`covering` says which together). An argument becomes

* what another sample has in its place;
* another word of those that are always a choice (`WORDS`); the other flag;
* the half of a number, its negative, zero; another order of a norm; an index among the arguments;
* the first dimension, the last, one counted from the end; a list's numbers in another order, or
  the first of them negative;
* an option that only the signature has, as what is not its default;
* nothing, where it is the last tensor;
* where one tensor is given, one of another number of dimensions.

Which of these an operator takes is not known. So what is refused by one side is not compared: what
an operator refuses, and how, is asked with the arguments that the database has.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from conformance.operators.choosing import arguments_of

# Of the values that an argument has in the database's samples, so many are tried on each other one.
_VALUES = 10
_ABSENT = object()
# How a signature says that an option is a number, if it is given.
_PERHAPS_A_NUMBER = ("typing.Optional[int]", "int | None")
# Words of which an argument is one.
WORDS = (
    ("ortho", "forward", "backward"),
    ("mean", "sum", "none"),
    ("constant", "reflect", "replicate"),
)
# Norms have orders, of which one may be infinite; these have formulas of their own.
ORDERS = (0, 1, 2, 3, 0.5, -1, math.inf, -math.inf)


class Recombined:
    """A sample of the database with other arguments; it looks like one of the database's."""

    def __init__(self, sample: Any, changed: Mapping[Hashable, Any]):
        arguments = {**arguments_of(sample), **changed}
        self.input = arguments[0]
        self.args = tuple(arguments[place] for place in range(1, len(sample.args) + 1))
        self.kwargs = {name: value for name, value in arguments.items() if isinstance(name, str)}
        self.output_process_fn_grad = sample.output_process_fn_grad
        self.broadcasts_input = sample.broadcasts_input


class Changes:
    """What the arguments of an entry's samples can become.

    `function` is what takes the arguments, where its signature can be read; `known` are the samples
    that values are taken from. With `sizes`, also numbers and tensors change that may be sizes.
    """

    def __init__(self, function: Any, known: Sequence[Any], sizes: bool = True):
        self._known, self._sizes = known, sizes
        self._values = _values(known)
        self._defaults = _defaults(function)
        parameters = _parameters(function).values()
        self._places = {place: each.default for place, each in enumerate(parameters)}
        self._names = [each.name for each in parameters]
        self._ranks = _ranks(known)

    def of(self, sample: Any) -> dict[Hashable, list[Any]]:
        """The other values of each argument of a sample."""
        arguments = arguments_of(sample)
        found = {name: self._others(name, arguments) for name in arguments}
        for name in dict.fromkeys((*self._values, *self._defaults)):
            if name not in arguments and self._is_new(name, sample):
                found[name] = self._others(name, arguments)
        tensors = [name for name, value in arguments.items() if _is_tensor(value)]
        for name in tensors[1:] if self._sizes else ():
            if isinstance(name, str) or (name == tensors[-1] and self._may_be_left_out(name)):
                found[name].append(None)
        if self._sizes and sum(map(_has_tensors, arguments.values())) == 1 and 0 in tensors:
            found[0] += [x for rank, x in self._ranks.items() if rank != sample.input.dim()]
        return {name: values for name, values in found.items() if values}

    def _others(self, name: Hashable, arguments: Mapping[Hashable, Any]) -> list[Any]:
        value = arguments.get(name, self._defaults.get(name, _ABSENT))
        if _has_tensors(value):
            return []
        known = self._values.get(name, ())
        others = [*known, *_changed(value, arguments)]
        if known and all(_is_size(each) for each in known):
            others = [each for each in others if type(each) is not int or each > 0]
        if any(type(each) is float and math.isinf(each) for each in (value, *others)):
            others = [*ORDERS, *(each for each in known if type(each) is str)]
        if not self._sizes:
            others = [each for each in others if type(each) in (bool, float, str)]
        mine = arguments.get(name, _ABSENT)
        return list({repr(each): each for each in others if not _is_same(each, mine)}.values())

    def _may_be_left_out(self, place: int) -> bool:
        """Whether a sample has nothing in a place, or the signature."""
        having = [arguments_of(sample).get(place) for sample in self._known]
        return None in having or self._places.get(place, _ABSENT) is None

    def _is_new(self, name: Hashable, sample: Any) -> bool:
        """Whether it can be given by name in addition: it may have been given by its place."""
        if name in self._names[: len(sample.args) + 1] or not isinstance(name, str):
            return False
        having = [len(other.args) for other in self._known if name in other.kwargs]
        return max(having, default=len(sample.args)) >= len(sample.args)


def _values(known: Sequence[Any]) -> dict[Hashable, list[Any]]:
    """What each argument is in the samples, tensors aside."""
    values: dict[Hashable, list[Any]] = {}
    for sample in known:
        for name, value in arguments_of(sample).items():
            having = values.setdefault(name, [])
            is_known = any(_is_same(value, other) for other in having)
            if len(having) < _VALUES and not is_known and not _has_tensors(value):
                having.append(value)
    return values


def _defaults(function: Any) -> dict[str, Any]:
    """A function's options, and what they are by default; 1 for a number that may be left out."""
    found = {}
    for name, each in _parameters(function).items():
        if type(each.default) in (bool, int, float, str):
            found[name] = each.default
        elif each.default is None and str(each.annotation) in _PERHAPS_A_NUMBER:
            found[name] = 1
    # The in-place form is called by itself.
    found.pop("inplace", None)
    return found


def _parameters(function: Any) -> Mapping[str, inspect.Parameter]:
    try:
        return inspect.signature(function).parameters
    except (TypeError, ValueError):  # it is not written in Python
        return {}


def _ranks(known: Sequence[Any]) -> dict[int, Any]:
    """A tensor of each number of dimensions, of those that samples begin with, and one in a row."""
    found: dict[int, Any] = {}
    for sample in known:
        if _is_tensor(sample.input) and sample.input.numel() > sample.input.dim():
            found.setdefault(sample.input.dim(), sample.input)
    if found and 1 not in found:
        one = next(iter(found.values()))
        found[1] = one.detach().flatten()[:5].requires_grad_(one.requires_grad)
    return found


def _changed(value: Any, arguments: Mapping[Hashable, Any]) -> Iterator[Any]:
    """Other values of one argument that it has no need of others' to come to."""
    import torch

    first = arguments[0]
    shape = first.shape if _is_tensor(first) else ()
    rank = len(shape)
    if type(value) is bool:
        yield not value
    elif type(value) is int:
        yield from (index.flatten()[0].item() for index in arguments.values() if _is_index(index))
        if -rank <= value < rank:
            yield from (value - rank if value >= 0 else value + rank, 0, -1)
        yield from (1, -1)
    elif type(value) is float:
        if _is_tensor(first) and first.is_complex():
            yield 0.5 - 1.5j
        yield from (value / 2, -value) if value else (0.75, -0.75)
        yield from (0.0, 1.5)
    elif type(value) is str:
        yield from (word for words in WORDS if value in words for word in words if word != value)
    elif isinstance(value, torch.dtype) and value.is_floating_point:  # nothing narrower
        yield torch.float64
    elif isinstance(value, (list, tuple)) and value and all(type(each) is int for each in value):
        yield from map(type(value), _lists(value, shape))


def _lists(values: Sequence[int], shape: Sequence[int]) -> Iterator[list[int]]:
    """Other lists of so many numbers, that are dimensions, sizes or steps."""
    *others, last = values
    yield list(reversed(values))
    yield [-1, *values[1:]]
    if len({*values}) == len(values) and all(0 <= each < len(shape) for each in values):
        yield [*others, last - len(shape)]
    if len(values) < len(shape) and last != shape[-1]:
        yield [*others, shape[-1]]


def _is_size(value: Any) -> bool:
    """Whether it is a number above zero, or several, or a word instead."""
    if isinstance(value, (list, tuple)):
        return all(map(_is_size, value))
    return value is None or type(value) is str or (type(value) is int and value > 0)


def _is_tensor(value: Any) -> bool:
    import torch

    return isinstance(value, torch.Tensor)


def _is_index(value: Any) -> bool:
    import torch

    return _is_tensor(value) and value.dtype == torch.int64 and value.numel() > 0


def _has_tensors(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return any(map(_has_tensors, value))
    return _is_tensor(value) or isinstance(value, slice)


def _is_same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and (one is other or repr(one) == repr(other))
