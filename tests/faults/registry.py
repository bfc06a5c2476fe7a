"""The faults by name, each with the record that its docstring is."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable
from types import ModuleType

GRADES = ("easy", "medium", "hard")

# The last line of a docstring. `Rule:` lists the rules of which at least one must be seen to fail.
_RECORD = re.compile(
    r"Area: (?P<area>\w+)\.\s+Rules?: (?P<rules>[\w.,\s-]+)\.\s+Grade: (?P<grade>\w+)\.\s*$"
)

_registry: dict[str, Fault] = {}
_applied: set[str] = set()


class UnknownFault(LookupError):
    """The name is not one of `names()`."""


class Fault:
    """One broken rule.

    Attributes:
        name: the name of the function that breaks it.
        patch: `patch(torch)` breaks it, for the rest of the process.
        statement: the rule in words, the first paragraph of the docstring.
        area: the area of the catalogue that the rule belongs to.
        rules: the ids of the rules a suite may notice it at; the most telling one comes first.
        grade: easy (a plain test of the rule sees it), medium (the test must aim at the operator,
            the input or the spelling), hard (it takes a combination).
    """

    def __init__(self, patch: Callable[[ModuleType], None]):
        self.name = patch.__name__
        self.patch = patch
        doc = patch.__doc__ or ""
        self.statement = " ".join(doc.split("\n\n")[0].split())
        record = _RECORD.search(doc)
        if record is None or record["grade"] not in GRADES:
            raise ValueError(
                f"{self.name}: its docstring must end in "
                f"'Area: <area>. Rule: <rule id>, ... Grade: {'|'.join(GRADES)}.'"
            )
        self.area, self.grade = record["area"], record["grade"]
        self.rules = tuple(rule.strip() for rule in record["rules"].split(","))
        self._check: Callable[[ModuleType], bool] | None = None

    def checked_by(self, check: Callable[[ModuleType], bool]) -> Callable[[ModuleType], bool]:
        """Decorator: `check(torch)` is False on a healthy torch and True under this fault."""
        self._check = check
        return check

    def check(self, torch: ModuleType) -> bool:
        """Whether this torch has this fault."""
        assert self._check is not None, f"{self.name} has no check"
        return self._check(torch)


def fault(patch: Callable[[ModuleType], None]) -> Fault:
    """Decorator: enters a function that breaks torch, under its own name."""
    entry = Fault(patch)
    if entry.name in _registry:
        raise ValueError(f"two faults are named {entry.name}")
    _registry[entry.name] = entry
    return entry


def names() -> list[str]:
    """The names of all faults, file by file."""
    from tests.faults import planted

    for module in pkgutil.iter_modules(planted.__path__):
        importlib.import_module(f"{planted.__name__}.{module.name}")
    return list(_registry)


def get(name: str) -> Fault:
    """The fault of that name."""
    if name not in names():
        raise UnknownFault(f"no fault is named {name!r}; the names are: {', '.join(names())}")
    return _registry[name]


def apply(name: str) -> Fault:
    """Break this process's torch, for good. Doing it twice is doing it once."""
    entry = get(name)
    if name not in _applied:
        import torch

        _applied.add(name)
        entry.patch(torch)
    return entry
