"""Few samples in which each option meets each other one, and each way to vary a sample.

There are too many options to try all combinations; most faults are of one option's value, or of two
values that come together. So samples are put together as test engineers cover pairs (Cohen et al.,
"The AETG System", 1997), one after another: of the change with the most that is new, then of those
that add most to it. New are traits (`choosing`), and above all pairs of them. What comes with
the arguments counts as one more of them: the dtype, the memory, some values, the kind of gradient.

An operator may refuse a combination. Then each of its changes is tried by itself: those refused are
left out from then on. If it bears each, but not all of them, the first one stays.

What hides the effect of others comes without them: a factor of zero, a tensor of one element.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from conformance.operators.choosing import (
    Met,
    Traits,
    arguments_of,
    given,
    indices_among,
    is_tiny,
    joined,
    traits_of,
)
from conformance.operators.recombining import Recombined

# So many arguments of a sample become others at once.
_TOGETHER = 3
# For each sample that is wanted, so many are tried where not all are accepted.
_TRIED = 3
# On so many samples a change is tried that is never accepted.
_REFUSED = 2
Circumstances = Mapping[str, Sequence[str]]


class Change:
    """Another value of one argument, or one circumstance; and the traits it comes with."""

    def __init__(self, name: Hashable, value: Any, indices: frozenset[int] = frozenset()):
        self.name, self.value = name, value
        tiny = Traits(frozenset({("tiny", name)}), frozenset())
        self.traits = tiny if is_tiny(value) else traits_of(name, value, indices)

    @property
    def key(self) -> Hashable:
        """Says which change it is, on whatever sample."""
        return self.name, self.value.dim() if hasattr(self.value, "dim") else repr(self.value)

    @property
    def hides(self) -> bool:
        """Whether other changes may not show beside it."""
        return is_tiny(self.value) or (type(self.value) in (float, complex) and not self.value)


class Combination(NamedTuple):
    """A sample that was put together, and its circumstances by name."""

    sample: Recombined
    circumstances: dict[str, str]


class Base:
    """A sample that others are made of: what its arguments can become, and its circumstances.

    Those that are `worthwhile` are tried also where no argument changes.
    """

    def __init__(
        self,
        sample: Any,
        changes: Mapping[Hashable, Sequence[Any]],
        circumstances: Circumstances,
        worthwhile: Sequence[str] = (),
    ):
        self.sample = sample
        self.arguments = arguments_of(sample)
        indices = indices_among(self.arguments.values())
        self.traits = {
            name: traits_of(name, value, indices) for name, value in self.arguments.items()
        }
        self.columns = {
            name: [Change(name, value, indices) for value in values]
            for name, values in changes.items()
        }
        self.circumstances = {
            name: [Change(name, value) for value in values]
            for name, values in circumstances.items()
        }
        for name, (only, *others) in self.circumstances.items():
            if not others:  # it is a trait of the sample
                self.traits[name] = only.traits
        # What begins a combination: another argument, or a circumstance that is worth it.
        self._first = {
            **self.columns,
            **{name: self.circumstances[name][1:] for name in worthwhile},
        }

    def begin(self, met: Met) -> tuple[int, Change | None]:
        """The change with the most that is new, and how much that is."""
        return self._best(met, [], self._first)

    def grown(self, met: Met, first: Change) -> list[Change]:
        """The change together with others that add most to it."""
        changes = [first]
        while len(changes) < _TOGETHER and not first.hides:
            gain, another = self._best(met, changes, self.columns)
            if another is None or gain < 1 or another.hides:
                break
            changes.append(another)
        return changes

    def surrounded(self, met: Met, changes: Sequence[Change]) -> list[Change]:
        """The changes, and of each circumstance the one with the most that is new beside them."""
        changes = list(changes)
        for name in self.circumstances:
            _, one = self._best(met, changes, {name: self.circumstances[name]})
            if one is not None:
                changes.append(one)
        return changes

    def plainly(self, changes: Sequence[Change]) -> list[Change]:
        """The changes in the plainest circumstances."""
        taken = {change.name for change in changes}
        others = [each for name, each in self.circumstances.items() if name not in taken]
        return [*changes, *(choices[0] for choices in others)]

    def made(self, changes: Sequence[Change]) -> Combination:
        """The sample with these changes."""
        arguments = {c.name: c.value for c in changes if c.name not in self.circumstances}
        others = {c.name: c.value for c in changes if c.name in self.circumstances}
        return Combination(Recombined(self.sample, arguments), others)

    def traits_with(self, changes: Sequence[Change]) -> Traits:
        """The traits of the sample with these changes."""
        if is_tiny(changes[0].value):
            return changes[0].traits
        known = {**self.traits, **{change.name: change.traits for change in changes}}
        names = [name for name in known if name not in self.circumstances]
        return joined([given(dict.fromkeys(names)), *known.values()])

    def forget(self, change: Change) -> None:
        """Leave out a change that this sample does not bear."""
        for choices in (self.columns, self._first):
            if change.name in choices:
                choices[change.name] = [c for c in choices[change.name] if c is not change]

    def _best(
        self, met: Met, changes: Sequence[Change], columns: Mapping[Hashable, Sequence[Change]]
    ) -> tuple[int, Change | None]:
        known = {**self.traits, **{change.name: change.traits for change in changes}}
        taken = {change.name for change in changes}
        best, most = None, -1
        for name, choices in columns.items():
            if name in taken or not choices:
                continue
            others = [each.telling for other, each in known.items() if other != name]
            beside = frozenset().union(*others)
            for change in choices:
                gain = met.new_beside(change.traits, beside)
                if gain > most:
                    best, most = change, gain
        return most, best


def cover(
    bases: Sequence[Base], most: int, met: Met, accepts: Callable[[Combination], bool]
) -> Iterator[Combination]:
    """So many combinations at most, each accepted and with something that was not met before."""
    left = _TRIED * most

    def bears(base: Base, changes: Sequence[Change]) -> Combination | None:
        nonlocal left
        left -= 1
        made = base.made(changes)
        return made if accepts(made) else None

    refused: Counter[Hashable] = Counter()
    known: set[Change] = set()
    found = 0
    while found < most and left > 0:
        (gain, first), base = max(
            ((base.begin(met), base) for base in bases), key=lambda each: each[0][0]
        )
        if first is None or gain < 1:
            return
        grown = base.grown(met, first)
        changes = base.surrounded(met, grown)
        made = bears(base, changes)
        if made is None:
            met.add_together(_telling(changes))
            borne = [each for each in grown if each in known or bears(base, base.plainly([each]))]
            for change in grown:
                if change not in borne:
                    _forget(change, base, bases, refused)
            known.update(borne)
            # Several that are borne one by one may still not go together.
            fewer = borne if len(borne) < len(grown) else [first]
            changes = base.surrounded(met, fewer)
            made = bears(base, changes) if fewer else None
            if made is None and fewer:
                changes = base.plainly(fewer[:1])
                made = bears(base, changes)
                if made is None:
                    _forget(fewer[0], base, bases, refused)
        if made is not None:
            met.add(base.traits_with(changes))
            found += 1
            yield made


def _forget(change: Change, base: Base, bases: Sequence[Base], refused: Counter[Hashable]) -> None:
    """Leave out a change that was refused: with this sample, and after some times with all."""
    base.forget(change)
    # Whether one of other dimensions is taken depends on the sample's other arguments.
    refused[change.key] += not hasattr(change.value, "dim")
    if refused[change.key] >= _REFUSED:
        for other in bases:
            for each in other.columns.get(change.name, ()):
                if each.key == change.key:
                    other.forget(each)


def _telling(changes: Sequence[Change]) -> frozenset[Hashable]:
    return frozenset().union(*(change.traits.telling for change in changes))
