"""Arguments that the database gives apart, together; and those that it never gives.

The database tries an option on one or two inputs, and leaves out what gradcheck cannot judge. Here
its samples are changed in one argument or two each:

* a number, word, flag or list becomes one that another sample has in its place;
* a word becomes another of those that are always a choice (`WORDS`);
* a flag is turned and a number given, also those that only the operator's signature has; a
  dimension is counted from the end; a number is halved, negative, or zero; the first of a list of
  numbers turns negative;
* a tensor is left out, if no other has to be given in its place;
* where one tensor is given, it becomes one of another number of dimensions.

Which of these an operator takes is not known. So what is refused by one side is not compared: what
an operator refuses, and how, is asked with the arguments that the database has.
"""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Hashable, Iterator, Sequence
from typing import Any

# Of the values that an argument has in the database's samples, so many are tried on each other one.
_VALUES = 10
_ABSENT = object()
# Each change is also made together with so many of the other arguments' changes.
_TOGETHER = 2
# How a signature says that an option is a number, if it is given.
_PERHAPS_A_NUMBER = ("typing.Optional[int]", "int | None")
# Words of which an argument is one.
WORDS = (
    ("ortho", "forward", "backward"),
    ("mean", "sum", "none"),
    ("constant", "reflect", "replicate"),
)


class Recombined:
    """A sample of the database with other arguments; it looks like one of the database's.

    `changes` tell which arguments are other ones, and of which sample, where that matters.
    """

    def __init__(self, sample: Any, changed: dict[Hashable, Any]):
        arguments = {**_arguments(sample), **changed}
        self.changes = [
            (name, None) if value is None else (name, _short(value), id(sample))
            for name, value in changed.items()
        ]
        self.input = arguments[0]
        self.args = tuple(arguments[place] for place in range(1, len(sample.args) + 1))
        self.kwargs = {name: value for name, value in arguments.items() if isinstance(name, str)}
        self.output_process_fn_grad = sample.output_process_fn_grad
        self.broadcasts_input = sample.broadcasts_input


def _short(value: Any) -> Hashable:
    return value.dim() if _is_tensor(value) else repr(value)


def recombine(function: Any, chosen: Sequence[Any], known: Sequence[Any]) -> list[Recombined]:
    """The chosen samples, each with one other argument.

    `function` is what takes the arguments, where its signature can be read; `known` are the samples
    that values are taken from.
    """
    values = _values(known)
    for name, others in _options(function).items():
        values.setdefault(name, []).extend(others)
    ranks = _ranks(known)
    return [each for sample in chosen for each in _others(sample, known, values, ranks)]


def _arguments(sample: Any) -> dict[Hashable, Any]:
    return {**dict(enumerate((sample.input, *sample.args))), **sample.kwargs}


def _others(
    sample: Any, known: Sequence[Any], values: dict[Hashable, list[Any]], ranks: dict[int, Any]
) -> Iterator[Recombined]:
    arguments = _arguments(sample)
    changes = [
        (name, value)
        for name, having in values.items()
        if name in arguments or _is_new(name, sample, known)
        for value in having
        if not _has_tensors(arguments.get(name))
        and not _is_same(arguments.get(name, _ABSENT), value)
    ]
    for name, value in arguments.items():
        changes += [(name, other) for other in _changed(value, arguments)]
    for place, (name, value) in enumerate(changes):
        yield Recombined(sample, {name: value})
        # First those far from here: neighbours are of one argument.
        start = (place + len(changes) // 2) % len(changes)
        others = (each for each in (*changes[start:], *changes[:start]) if each[0] != name)
        for other, another in itertools.islice(others, _TOGETHER):
            yield Recombined(sample, {name: value, other: another})
    tensors = [name for name, value in arguments.items() if _is_tensor(value)]
    for name in tensors[1:]:
        if isinstance(name, str) or name == tensors[-1]:
            yield Recombined(sample, {name: None})
    if sum(map(_has_tensors, arguments.values())) == 1 and _is_tensor(sample.input):
        for rank, other in ranks.items():
            if rank != sample.input.dim():
                yield Recombined(sample, {0: other})


def _is_new(name: Hashable, sample: Any, known: Sequence[Any]) -> bool:
    """Whether an argument can be given by name in addition: it may have been given by its place."""
    having = [len(other.args) for other in known if name in other.kwargs]
    return isinstance(name, str) and max(having, default=len(sample.args)) >= len(sample.args)


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


def _options(function: Any) -> dict[str, list[Any]]:
    """What a function's options can be besides what they are by default, where that is a number."""
    return {name: others for name, each in _optional(function) if (others := _others_of(each))}


def _others_of(parameter: inspect.Parameter) -> list[Any]:
    default, kind = parameter.default, str(parameter.annotation)
    if type(default) is bool:
        return [not default]
    if type(default) is float:
        return [0.75 if default < 1 else 1.5, -0.75]
    return [1, -1] if default is None and kind in _PERHAPS_A_NUMBER else []


def _optional(function: Any) -> list[tuple[str, inspect.Parameter]]:
    try:
        parameters = inspect.signature(function).parameters.items()
    except (TypeError, ValueError):  # it is not written in Python
        return []
    # The in-place form is called by itself.
    return [(name, each) for name, each in parameters if name != "inplace"]


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
        yield from (value / 2, -value, 0.0)
    elif type(value) is str:
        yield from (word for words in WORDS if value in words for word in words if word != value)
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
