"""The rules that random programs are not seen to fire, each with the reason: `unfired.toml`."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import msgspec

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

LIST = Path(__file__).with_suffix(".toml")


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    rules: list[str]
    reason: str


class _List(msgspec.Struct, forbid_unknown_fields=True):
    unfired: list[_Entry]


class Repeated(ValueError):
    """A rule stands in the list twice."""


def load(path: Path = LIST) -> dict[str, str]:
    """The reason of each rule in the list."""
    content = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _List)
    reasons: dict[str, str] = {}
    for entry in content.unfired:
        for rule in entry.rules:
            if rule in reasons:
                raise Repeated(f"{path.name}: {rule} is listed twice")
            reasons[rule] = " ".join(entry.reason.split())
    return reasons


@cache
def reasons() -> dict[str, str]:
    """As `load`, read once."""
    return load()
