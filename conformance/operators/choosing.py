"""Which of the database's samples a run takes: few, and as unlike each other as there are.

What a sample has that a derivative may depend on are its *traits*: which arguments are given, each
number, word and flag among them, and of each tensor the number of dimensions, whether it is empty,
has a length of 1, lies in one piece, requires grad, repeats an index or holds NaN. Two of them
together are a trait as well (`keepdim` with several dimensions). What comes with tensors of one
element or none is a trait of its own: there most arguments change nothing. The first sample taken
is one with room for variations, then each time the one with the most traits that no sample before
it had.
"""

from __future__ import annotations

import heapq
import itertools
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any

# What one trait counts, as against two that come together for the first time.
_ALONE = 4
_BOTH = object()
# Samples with more elements than this are varied, and drawn from, only where there are no others.
MOST_ELEMENTS = 128
# For each sample that is wanted, so many are tried where not all are accepted.
_TRIED = 3
# So often a change is tried that is never accepted.
_REFUSED = 2
# Numbers beyond, and with more binary places, are drawn at random: they differ in each sample.
_LARGEST, _PLACES = 64, 4


def choose(samples: Sequence[Any], most: int, met: set[Hashable]) -> list[Any]:
    """So many of the database's samples, in its order. `met` are the traits of earlier ones.

    Once all traits have been met, they are looked for again.
    """
    left = {place: traits(sample) for place, sample in enumerate(samples)}
    chosen = [] if met or not samples else [max(left, key=lambda place: _room(samples[place]))]
    while len(chosen) < min(most, len(samples)):
        for place in chosen:
            met.update(left.pop(place, ()))
        best = max(left, key=lambda place: _new(left[place], met))
        if not _new(left[best], met):
            met.clear()
        chosen.append(best)
    if chosen and all(is_tiny(samples[place].input) for place in chosen):
        # Nothing is seen of a dtype where there are no elements.
        chosen[-1] = max(range(len(samples)), key=lambda place: _room(samples[place]))
    for place in chosen:
        met.update(left.pop(place, ()))
    return [samples[place] for place in sorted({*chosen})]


def new_ones(
    samples: Sequence[Any], most: int, met: set[Hashable], accepts: Callable[[Any], bool]
) -> Iterator[Any]:
    """Of these, so many at most, each accepted and with traits that were not met before.

    Each says what was changed to make it (`changes`): a change that was refused with each of
    several others is not tried again.
    """
    having = [traits(sample) for sample in samples]
    # What is new of a sample only gets less: what was counted earlier is the most that it can be.
    heap = [(-_new(each, met), place) for place, each in enumerate(having)]
    heapq.heapify(heap)
    refused: Counter[Hashable] = Counter()
    found = tried = 0
    while heap and found < most and tried < _TRIED * most:
        counted, place = heapq.heappop(heap)
        new = _new(having[place], met)
        sample = samples[place]
        if not new or any(refused[change] >= _REFUSED for change in sample.changes):
            continue
        if new < -counted:
            heapq.heappush(heap, (-new, place))
            continue
        tried += 1
        if accepts(sample):
            met.update(having[place])
            refused.subtract(dict.fromkeys(sample.changes, _TRIED * most))
            found += 1
            yield sample
        else:
            refused.update(sample.changes)


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


def _new(having: set[Hashable], met: set[Hashable]) -> int:
    return sum(1 if trait[0] is _BOTH else _ALONE for trait in having - met)


def traits(sample: Any) -> set[Hashable]:
    """The traits of one of the database's samples."""
    having: dict[Hashable, None] = {}
    telling: dict[Hashable, None] = {}
    arguments = {**dict(enumerate((sample.input, *sample.args))), **sample.kwargs}
    if is_tiny(sample.input):
        found = [trait for name, value in arguments.items() for trait, _ in _of(name, value)]
        return {("tiny", *trait) for trait in found}
    having[("given", *map(str, arguments))] = None
    for name, value in arguments.items():
        for trait, is_telling in _of(name, value):
            having[trait] = None
            if is_telling:
                telling[trait] = None
    pairs = itertools.combinations(telling, 2)
    return {*having, *((_BOTH, one, other) for one, other in pairs)}


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
