"""Inputs of an operator, as plain data from which each subject makes tensors of its own."""

from __future__ import annotations

import functools
import itertools
import math
import random
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy

from conformance.operators.choosing import Met, choose
from conformance.operators.database import DEVICE, Entry

SEED = 0
# What the database itself seeds the random numbers with before each of its samples.
SEED_OF_A_SAMPLE = 1234
# Inputs with more elements than this cost much and say little more.
MOST_ELEMENTS = 4096

# numpy's dtype for the elements; that of what is not named here holds them exactly.
_NUMPY = {
    name: name for name in ("bool", "uint8", "int8", "int16", "int32", "int64", "complex128")
} | {"complex64": "complex128", "complex32": "complex128"}


class Leaf:
    """A tensor that a sample begins with: the elements of its memory, and its geometry over that.

    Each `Leaf` becomes one tensor, however often a sample names it.
    """

    def __init__(
        self,
        elements: list[Any],
        dtype: str,
        size: tuple[int, ...],
        stride: tuple[int, ...] | None = None,
        requires_grad: bool = False,
        offset: int = 0,
    ):
        self.elements = elements
        self.dtype = dtype
        self.size, self.stride, self.offset = size, stride, offset
        self.requires_grad = requires_grad
        self._array: numpy.ndarray | None = None

    @property
    def is_floating(self) -> bool:
        """Whether it can require grad."""
        return "float" in self.dtype or "complex" in self.dtype

    @property
    def is_complex(self) -> bool:
        """Whether its elements are complex."""
        return "complex" in self.dtype

    @property
    def count(self) -> int:
        """The number of its elements."""
        count = 1
        for length in self.size:
            count *= length
        return count

    def replaced(self, **changes: Any) -> Leaf:
        """A leaf like this one, but for what is given."""
        known = {
            "elements": self.elements,
            "dtype": self.dtype,
            "size": self.size,
            "stride": self.stride,
            "requires_grad": self.requires_grad,
            "offset": self.offset,
        }
        return Leaf(**{**known, **changes})

    def tensor(self, namespace: Any) -> Any:
        """The tensor, on a subject."""
        if self._array is None:  # of which a tensor is made faster than of a list
            self._array = numpy.array(self.elements, dtype=_NUMPY.get(self.dtype, "float64"))
        tensor = namespace.tensor(self._array, dtype=getattr(namespace, self.dtype))
        if self.stride is not None:
            tensor = namespace.as_strided(tensor, self.size, self.stride, self.offset).data
        elif tensor.shape != self.size:
            tensor = tensor.reshape(self.size).data
        return tensor.requires_grad_() if self.requires_grad else tensor


class Sample:
    """One set of arguments of an operator, with leaves in the place of tensors.

    Attributes:
        args, kwargs: the arguments.
        leaves: the leaves among them, each once.
        process: what is done to the outputs before they are differentiated, where the outputs
            themselves are not unique: the database's own function, or None.
        in_place: whether the in-place form can take it.
        origin: where it comes from, in words.
    """

    def __init__(
        self,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        process: Callable[..., Any] | None = None,
        in_place: bool = True,
        origin: str = "",
    ):
        self.args, self.kwargs = args, kwargs
        self.process, self.in_place, self.origin = process, in_place, origin
        self.leaves = list(dict.fromkeys(leaves_in((args, kwargs))))

    def with_leaves(self, change: Callable[[Leaf], Leaf], origin: str) -> Sample:
        """The same sample with other leaves."""
        known = {leaf: change(leaf) for leaf in self.leaves}
        args, kwargs = replace((self.args, self.kwargs), lambda leaf: known[leaf])
        return Sample(args, kwargs, self.process, self.in_place, f"{self.origin}, {origin}")


def contiguous(size: tuple[int, ...]) -> tuple[int, ...]:
    """The strides of a tensor whose elements lie one after another."""
    return tuple(math.prod(size[place + 1 :]) for place in range(len(size)))


def leaves_in(value: Any) -> Iterator[Leaf]:
    """The leaves within an argument, in order."""
    if isinstance(value, Leaf):
        yield value
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from leaves_in(item)
    elif isinstance(value, dict):
        yield from leaves_in(list(value.values()))
    elif isinstance(value, slice):
        yield from leaves_in([value.start, value.stop, value.step])


def replace(value: Any, change: Callable[[Leaf], Any]) -> Any:
    """An argument with `change(leaf)` in the place of each leaf."""
    if isinstance(value, Leaf):
        return change(value)
    if type(value) in (list, tuple):
        return type(value)(replace(item, change) for item in value)
    if type(value) is dict:
        return {key: replace(item, change) for key, item in value.items()}
    if isinstance(value, slice):
        return slice(*(replace(part, change) for part in (value.start, value.stop, value.step)))
    return value


class UnusableSample(Exception):
    """The database's sample holds what is no plain tensor; the text says what."""


def draw(
    entry: Entry,
    dtype: str,
    most: int | None = None,
    among: int | None = None,
    met: Met | None = None,
) -> list[Sample]:
    """Samples of an entry in a dtype: all, or `most`, spread over the first `among` there are.

    With `met`, the traits of samples that were drawn already, those with the most others are taken,
    and theirs added.

    Raises:
        UnusableSample: the samples hold sparse tensors, or no plain data.
    """
    known = first_of(entry, dtype, among)
    given = [s for s in known if elements_of(s) <= MOST_ELEMENTS] or sorted(known, key=elements_of)[
        :1
    ]
    if met is not None and most is not None:
        given = choose(given, most, met)
    elif most is not None and len(given) > most:
        given = [given[round(place * (len(given) - 1) / max(most - 1, 1))] for place in range(most)]
    return [plain(sample, f"{entry.name} {dtype}") for sample in given]


@functools.lru_cache(maxsize=8)
def first_of(entry: Entry, dtype: str, among: int | None) -> list[Any]:
    """The first samples of the database, as it makes them."""
    import torch

    _seed(SEED)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # Not by `sample_inputs`, which looks through the stack and seeds each device for every one.
        made = entry.info.sample_inputs_func(entry.info, DEVICE, getattr(torch, dtype), True)
        return list(itertools.islice(_each_seeded(made), among))


def _each_seeded(made: Iterable[Any]) -> Iterator[Any]:
    iterator = iter(made)
    while True:
        _seed(SEED_OF_A_SAMPLE)
        try:
            yield next(iterator)
        except StopIteration:
            return


def _seed(seed: int) -> None:
    import torch

    torch.default_generator.manual_seed(seed)
    random.seed(seed)
    numpy.random.seed(seed)


def elements_of(sample: Any) -> int:
    """How many elements all tensors of one of the database's samples have."""
    import torch

    total = 0
    pending = [sample.input, sample.args, sample.kwargs]
    while pending:
        value = pending.pop()
        if isinstance(value, torch.Tensor):
            total += value.numel()
        elif isinstance(value, (list, tuple)):
            pending += value
        elif isinstance(value, dict):
            pending += value.values()
    return total


def plain(sample: Any, origin: str) -> Sample:
    """One of the database's samples as plain data."""
    args = _as_data((sample.input, *sample.args))
    process = sample.output_process_fn_grad
    if getattr(process, "__name__", "") == "<lambda>" and _is_identity(process):
        process = None
    return Sample(args, _as_data(sample.kwargs), process, not sample.broadcasts_input, origin)


def _is_identity(function: Callable[..., Any]) -> bool:
    thing = object()
    try:
        return function(thing) is thing
    except Exception:  # it wants a tensor, so it does something with it
        return False


def _as_data(value: Any) -> Any:
    import torch

    if isinstance(value, torch.Tensor):
        return _leaf(value)
    if type(value) in (list, tuple):
        return type(value)(_as_data(item) for item in value)
    if isinstance(value, dict):
        return {key: _as_data(item) for key, item in value.items()}
    if isinstance(value, slice):
        return slice(*(_as_data(part) for part in (value.start, value.stop, value.step)))
    return value


def _leaf(tensor: Any) -> Leaf:
    import torch

    if tensor.layout is not torch.strided:
        raise UnusableSample(f"its samples are of layout {tensor.layout}")
    dtype = str(tensor.dtype).removeprefix("torch.")
    size, requires_grad = tuple(tensor.shape), tensor.requires_grad
    tensor = tensor.detach()
    block = memory(tensor).nbytes() // tensor.element_size()
    if tensor.is_contiguous() and block == tensor.numel():
        return Leaf(tensor.flatten().tolist(), dtype, size, None, requires_grad)
    elements = tensor.as_strided((block,), (1,), 0).tolist()
    stride, offset = tuple(tensor.stride()), tensor.storage_offset()
    return Leaf(elements, dtype, size, stride, requires_grad, offset)


def memory(tensor: Any) -> Any:
    """A tensor's memory, under the name it has in this release."""
    try:
        return tensor.untyped_storage()
    except AttributeError:  # before torch 2.0
        return tensor.storage().untyped()
