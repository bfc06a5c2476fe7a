"""What is known to deviate, each with the upstream issue and a program that shows it."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HAZARDS = Path(__file__).with_name("hazards.toml")


class Hazard(msgspec.Struct, forbid_unknown_fields=True):
    """A program that kills a healthy torch.

    Attributes:
        reason: what goes wrong.
        issue: the upstream issue.
        releases: a PEP 440 specifier of the releases it kills.
        program: the program.
    """

    reason: str
    issue: str
    releases: str
    program: str


def hazards() -> dict[str, Hazard]:
    """The known hazards, by the name the reference notes them under."""
    text = HAZARDS.read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, Hazard])
