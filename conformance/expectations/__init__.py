"""What is known to deviate, each with the upstream issue and a program that shows it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import msgspec

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HAZARDS = Path(__file__).with_name("hazards.toml")


class Hazard(msgspec.Struct, forbid_unknown_fields=True):
    """A program that kills a healthy torch, or has it return random numbers.

    Attributes:
        reason: what goes wrong.
        issue: the upstream issue; empty where none is known.
        releases: a PEP 440 specifier of the releases in which it goes wrong.
        program: the program.
        effect: "dies", or "random".
        device: where it does.
    """

    reason: str
    issue: str
    releases: str
    program: str
    effect: Literal["dies", "random"] = "dies"
    device: str = "cpu"

    def __str__(self) -> str:
        does = "it kills" if self.effect == "dies" else "its result is random in"
        seen = f" See {self.issue}" if self.issue else ""
        return f"{does} torch {self.releases}: {self.reason}{seen}"


def hazards() -> dict[str, Hazard]:
    """The known hazards, by the name the reference notes them under."""
    text = HAZARDS.read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, Hazard])
