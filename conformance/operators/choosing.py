"""Which of the database's samples a run takes: few, and as unlike each other as there are.

What a sample has that a derivative may depend on are its *traits*: which arguments are given, each
number, word and flag among them, and of each tensor the number of dimensions, whether it is wide or
tall, is empty, has a length of 1, lies in one piece, requires grad, repeats an index or holds NaN.
Two of them together count as well (`keepdim` with several dimensions). What comes with tensors of
one element or none is a trait of its own: there most arguments change nothing. The first sample
taken is one with room for variations, then each time the one with the most traits that no sample
before it had.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

# What one trait counts, as against two that come together for the first time.
_ALONE = 4
# Samples with more elements than this are varied, and drawn from, only where there are no others.
MOST_ELEMENTS = 128
# Numbers beyond, and with more binary places, are drawn at random: they differ in each sample.
_LARGEST, _PLACES = 64, 4


class Traits(NamedTuple):
    """The traits of a sample or of one argument; `telling` are worth to be met with all others."""

    all: frozenset[Hashable]
    telling: frozenset[Hashable]


class Met:
    """The traits that came up so far, and which of them together."""

    def __init__(self) -> None:
        self._alone: set[Hashable] = set()
        self._together: dict[Hashable, set[Hashable]] = defaultdict(set)

    def __bool__(self) -> bool:
        return bool(self._alone)

    def new(self, having: Traits) -> int:
        """How much a sample has that no other had."""
        # Each pair is counted from both its sides.
        return self.new_beside(having, having.telling, 2)

    def new_beside(self, having: Traits, others: frozenset[Hashable], sides: int = 1) -> int:
        """How much an argument adds to a sample whose other arguments have these telling traits."""
        pairs = sum(len(others - self._together[trait]) for trait in having.telling)
        return _ALONE * len(having.all - self._alone) + pairs // sides

    def add(self, having: Traits) -> None:
        """A sample that is taken."""
        self._alone |= having.all
        self.add_together(having.telling)

    def add_together(self, telling: frozenset[Hashable]) -> None:
        """Traits that come together, whether a sample of them can be had or not."""
        for trait in telling:
            self._together[trait] |= telling

    def clear(self) -> None:
        """As if nothing had been met."""
        self.__init__()


def choose(samples: Sequence[Any], most: int, met: Met) -> list[Any]:
    """So many of the database's samples, in its order. `met` are the traits of earlier ones.

    Once all traits have been met, they are looked for again.
    """
    left = {place: traits(sample) for place, sample in enumerate(samples)}
    chosen = [] if met or not samples else [max(left, key=lambda place: _room(samples[place]))]
    while len(chosen) < min(most, len(samples)):
        for place in chosen:
            if place in left:
                met.add(left.pop(place))
        best = max(left, key=lambda place: met.new(left[place]))
        if not met.new(left[best]):
            met.clear()
        chosen.append(best)
    if chosen and all(is_tiny(samples[place].input) for place in chosen):
        # Nothing is seen of a dtype where there are no elements.
        chosen[-1] = max(range(len(samples)), key=lambda place: _room(samples[place]))
    for place in chosen:
        if place in left:
            met.add(left.pop(place))
    return [samples[place] for place in sorted({*chosen})]


def _room(sample: Any) -> int:
    """How many dimensions of one tensor have several elements, up to two; less for a large one."""
    import torch

    given = [sample.input, *sample.args, *sample.kwargs.values()]
    lists = [each for each in given if isinstance(each, (list, tuple))]
    tensors = [
        each
        for each in itertools.chain(given, *lists)
        if isinstance(each, torch.Tensor) and each.requires_grad
    ]
    several = [sum(length > 1 for length in tensor.shape) for tensor in tensors if tensor.numel()]
    if not several or sum(tensor.numel() for tensor in tensors) > MOST_ELEMENTS:
        return 0
    return min(2, max(several))


def traits(sample: Any) -> Traits:
    """The traits of one of the database's samples."""
    arguments = arguments_of(sample)
    indices = indices_among(arguments.values())
    found = [traits_of(name, value, indices) for name, value in arguments.items()]
    if is_tiny(sample.input):
        every = frozenset(("tiny", *trait) for each in found for trait in each.all)
        return Traits(every, frozenset())
    return joined([given(arguments), *found])


def joined(parts: Sequence[Traits]) -> Traits:
    """The traits of all of them."""
    alone, telling = zip(*parts, strict=True)
    return Traits(frozenset().union(*alone), frozenset().union(*telling))


def arguments_of(sample: Any) -> dict[Hashable, Any]:
    """The arguments by their places and names."""
    return {**dict(enumerate((sample.input, *sample.args))), **sample.kwargs}


def given(arguments: Mapping[Hashable, Any]) -> Traits:
    """Which arguments are given."""
    return Traits(frozenset({("given", *map(str, arguments))}), frozenset())


def traits_of(name: Hashable, value: Any, indices: frozenset[int] = frozenset()) -> Traits:
    """The traits of one argument, beside others that hold these indices."""
    found = list(_of(name, value))
    if type(value) is int and value in indices:
        found.append(((name, "is among the indices"), True))
    return Traits(
        frozenset(trait for trait, _ in found),
        frozenset(trait for trait, is_telling in found if is_telling),
    )


def indices_among(arguments: Iterable[Any]) -> frozenset[int]:
    """The numbers that the arguments' tensors of integers hold."""
    import torch

    return frozenset(
        index
        for each in arguments
        if isinstance(each, torch.Tensor) and each.dtype == torch.int64
        for index in each.flatten().tolist()
    )


def is_tiny(value: Any) -> bool:
    """Whether it is a tensor of one element or none."""
    import torch

    return isinstance(value, torch.Tensor) and value.numel() < 2


def _of(name: Hashable, value: Any) -> Iterator[tuple[tuple[Hashable, ...], bool]]:
    """The traits of one argument, and whether each is worth to be met with every other one."""
    import torch

    if isinstance(value, torch.Tensor):
        yield from _of_tensor(name, value)
    elif isinstance(value, (list, tuple)):
        yield (name, "length", len(value)), True
        for place, item in enumerate(value):
            for trait, _ in _of((name, place), item):
                yield trait, False
    elif isinstance(value, float):
        plain = abs(value) <= _LARGEST and (value * 2**_PLACES).is_integer()
        sign = "positive" if value > 0 else "negative"  # not a flag, which would equal a number
        yield (name, value if plain or abs(value) == float("inf") else sign), True
    else:
        yield (name, type(value).__name__, str(value)), True


def _of_tensor(name: Hashable, tensor: Any) -> Iterator[tuple[tuple[Hashable, ...], bool]]:
    import torch

    yield (name, "dimensions", tensor.dim()), True
    yield (name, "requires grad", tensor.requires_grad), False
    if tensor.dim() > 1 and tensor.numel():
        rows, columns = tensor.shape[-2:]
        yield (name, "wide" if rows < columns else "tall" if rows > columns else "square"), True
    shapes = {"empty": 0 in tensor.shape, "a length of 1": 1 in tensor.shape}
    yield from (((name, kind), False) for kind, has in shapes.items() if has)
    if tensor.layout is torch.strided:
        yield (name, "in one piece", tensor.is_contiguous()), False
    if tensor.is_floating_point() and tensor.layout is torch.strided:
        yield (name, "NaN", bool(tensor.isnan().any())), False
    if not (tensor.is_floating_point() or tensor.is_complex()):
        known = set(tensor.flatten().tolist())
        yield (name, "repeats", len(known) < tensor.numel()), True
        yield (name, "negative", min(known, default=0) < 0), False
