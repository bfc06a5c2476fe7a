"""Arguments that the database gives apart, together; and those that it never gives.

The database tries an option on one or two inputs, and leaves out what gradcheck cannot judge. Here
its samples are changed in one argument each:

* a number, word, flag or list becomes one that another sample has in its place;
* a flag is turned, also one that only the operator's signature has; a dimension is counted from the
  end; a number is halved; the first of a list of numbers turns negative;
* a tensor is left out, if none comes after it;
* where one tensor is given, it becomes one of another number of dimensions.

Which of these an operator takes is not known. So what is refused by one side is not compared: what
an operator refuses, and how, is asked with the arguments that the database has.
"""

from __future__ import annotations

import inspect
from collections.abc import Hashable, Iterator, Sequence
from typing import Any

# Of the values that an argument has in the database's samples, so many are tried on each other one.
_VALUES = 6
_ABSENT = object()


class Recombined:
    """A sample of the database with other arguments; it looks like one of the database's."""

    def __init__(self, sample: Any, arguments: dict[Hashable, Any]):
        self.input = arguments[0]
        self.args = tuple(arguments[place] for place in range(1, len(sample.args) + 1))
        self.kwargs = {name: value for name, value in arguments.items() if isinstance(name, str)}
        self.output_process_fn_grad = sample.output_process_fn_grad
        self.broadcasts_input = sample.broadcasts_input


def recombine(function: Any, chosen: Sequence[Any], known: Sequence[Any]) -> list[Recombined]:
    """The chosen samples, each with one other argument.

    `function` is what takes the arguments, where its signature can be read; `known` are the samples
    that values are taken from.
    """
    values = _values(known)
    for name, value in _options(function).items():
        values.setdefault(name, []).append(value)
    ranks = _ranks(known)
    return [each for sample in chosen for each in _others(sample, values, ranks)]


def _arguments(sample: Any) -> dict[Hashable, Any]:
    return {**dict(enumerate((sample.input, *sample.args))), **sample.kwargs}


def _others(
    sample: Any, values: dict[Hashable, list[Any]], ranks: dict[int, Any]
) -> Iterator[Recombined]:
    arguments = _arguments(sample)
    changes = [
        (name, value)
        for name, having in values.items()
        if name in arguments or isinstance(name, str)
        for value in having
        if not _has_tensors(arguments.get(name))
        and not _is_same(arguments.get(name, _ABSENT), value)
    ]
    tensors = [name for name, value in arguments.items() if _is_tensor(value)]
    if tensors and tensors[-1] != 0:
        changes.append((tensors[-1], None))
    for name, value in arguments.items():
        changes += [(name, other) for other in _changed(value, arguments)]
    if sum(map(_has_tensors, arguments.values())) == 1 and _is_tensor(sample.input):
        changes += [(0, other) for rank, other in ranks.items() if rank != sample.input.dim()]
    for name, value in changes:
        yield Recombined(sample, {**arguments, name: value})


def _values(known: Sequence[Any]) -> dict[Hashable, list[Any]]:
    """What each argument is in the samples, tensors aside."""
    values: dict[Hashable, list[Any]] = {}
    for sample in known:
        for name, value in _arguments(sample).items():
            having = values.setdefault(name, [])
            is_known = any(_is_same(value, other) for other in having)
            if len(having) < _VALUES and not is_known and not _has_tensors(value):
                having.append(value)
    return values


def _options(function: Any) -> dict[str, Any]:
    """The flags of a function, turned."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):  # it is not written in Python
        return {}
    return {each.name: not each.default for each in parameters if type(each.default) is bool}


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


def _changed(value: Any, arguments: dict[Hashable, Any]) -> Iterator[Any]:
    """Other values of one argument that it has no need of others' to come to."""
    first = arguments[0]
    if type(value) is bool:
        yield not value
    elif type(value) is int and _is_tensor(first) and 0 <= value < first.dim():
        yield value - first.dim()
    elif type(value) is int:
        yield from (index.flatten()[0].item() for index in arguments.values() if _is_index(index))
    elif type(value) is float and value:
        yield value / 2
    elif isinstance(value, (list, tuple)) and value and type(value[0]) is int and value[0] > 0:
        yield [-1, *value[1:]]


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
