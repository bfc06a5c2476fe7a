"""Expected deviations: what is known to diverge, where, in which releases, and why.

The faults of PyTorch's releases stand in the TOML files of this folder. Users add folders of their
own (`--expectations DIR`): a backend author starts from a list of what fails, and shrinks it.

    [[expectation]]
    rule = "operators.fmax"        # or `signature`, as a report prints it; or both
    versions = "==2.14.1"          # of the subject's torch: a PEP 440 specifier; "" for all
    reason = "fmax of a NaN and a number gives the NaN the gradient."
    issue = "https://..."          # where it is reported
    subject = "eager"              # the default
    device = "cpu"                 # left out: on every device
    program = '''...'''            # optional: shows it
    within = 'data[.]add_'         # optional: a regular expression that the program has, ...
    says = 'ViewMeta'              # ... and one that what the subject gave has

An expectation that holds makes what diverges `known`, and the run does not fail for it. One that
does not hold is stale: its rule is `fixed`, and the run fails until the entry is removed or its
versions are bounded. With a program, it holds if the program diverges; without, if anything in its
rule does.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER = Path(__file__).resolve().parent
# Programs that kill the process are a list of their own, in the same folder.
_HAZARDS = "hazards.toml"


class ExpectationError(Exception):
    """Expectations that cannot be used; the text says which file, which entry and what to do."""


class Expectation(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One known deviation.

    Attributes:
        rule: id of the rule that is broken; empty if only a signature is given.
        signature: which divergences are meant, or with a * at its end, how theirs begin; empty
            means all of the rule.
        versions: the torch releases, as a PEP 440 specifier; empty means all.
        reason: what goes wrong.
        issue: where it is reported.
        subject: who deviates.
        device: where; empty means everywhere.
        program: source that shows it; empty if there is none.
        within: a pattern found in the programs that are meant.
        says: a pattern found in what the subject gives.
    """

    versions: str
    reason: str
    issue: str
    rule: str = ""
    signature: str = ""
    subject: str = "eager"
    device: str = ""
    program: str = ""
    within: str = ""
    says: str = ""

    @property
    def name(self) -> str:
        """What it is about, for people."""
        return " / ".join(filter(None, [self.rule, self.signature, self.within, self.says]))

    def applies(self, subject: str, device: str, torch: str) -> bool:
        """Whether it speaks of this subject, on this device, of this release of torch."""
        release = Version(torch).base_version
        devices = ("", device, device.partition(":")[0])
        return (
            self.subject == subject
            and self.device in devices
            and SpecifierSet(self.versions).contains(release, prereleases=True)
        )

    def excuses(self, rule: str, divergence: Any) -> Any:
        """Whether a divergence, found for this rule, is one of those meant."""
        return (
            self.rule in ("", rule)
            and self._has_signature(divergence.signature)
            and (not self.within or re.search(self.within, _text(divergence.program)))
            and (not self.says or re.search(self.says, divergence.actual))
        )

    def _has_signature(self, signature: str) -> bool:
        if self.signature.endswith("*"):
            return signature.startswith(self.signature[:-1])
        return self.signature in ("", signature)

    def means(self, divergence: Any) -> bool:
        """Whether a divergence of a random program, about no rule, is one of those meant."""
        return not self.rule and self.excuses("", divergence)


def load(folders: Iterable[Path] = (FOLDER,), rules: Iterable[str] = ()) -> list[Expectation]:
    """The expectations of all TOML files of these folders.

    Raises:
        ExpectationError: a folder or file cannot be read, or an entry cannot be used. Where `rules`
            are given, an entry about another one is such.
    """
    known = frozenset(rules)
    found = []
    for folder in folders:
        if not folder.is_dir():
            raise ExpectationError(f"{folder}: no such folder; --expectations takes one")
        for path in sorted(folder.glob("*.toml")):
            if path != FOLDER / _HAZARDS:
                found.extend(_read(path, known))
    return found


def _read(path: Path, rules: frozenset[str]) -> Iterator[Expectation]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ExpectationError(f"{path}: cannot be read as TOML: {error}") from error
    entries = content.pop("expectation", [])
    if content or not isinstance(entries, list):
        raise ExpectationError(f"{path}: must hold [[expectation]] entries and nothing else")
    for number, entry in enumerate(entries, start=1):
        try:
            yield _checked(msgspec.convert(entry, Expectation), rules)
        except (msgspec.ValidationError, ValueError) as error:
            raise ExpectationError(f"{path}: expectation {number}: {error}") from error


def _checked(entry: Expectation, rules: frozenset[str]) -> Expectation:
    if not entry.name:
        raise ValueError("it needs a `rule` or a `signature`, or to say what is `within`")
    if rules and entry.rule and entry.rule not in rules:
        raise ValueError(f"there is no rule {entry.rule!r}; `torch-conformance rules` lists them")
    for key in ("reason", "issue", "subject"):
        if not getattr(entry, key).strip():
            raise ValueError(f"`{key}` is empty")
    for key in ("within", "says"):
        try:
            re.compile(getattr(entry, key))
        except re.error as error:
            raise ValueError(f"`{key}` is no regular expression: {error}") from error
    try:
        SpecifierSet(entry.versions)
    except (InvalidSpecifier, InvalidVersion) as error:
        raise ValueError(
            f"`versions` must be a version specifier as '>=2.0,<2.4', not {entry.versions!r}"
        ) from error
    if entry.program:
        _check_program(entry.program)
    return entry


def _check_program(source: str) -> None:
    from conformance.programs import Program, UnsafeProgram

    try:
        Program.from_source(source)
    except (UnsafeProgram, SyntaxError) as error:
        raise ValueError(f"`program` cannot be used: {error}") from error


def _text(program: Any) -> str:
    """A program as it is read; those over the operator database are texts."""
    return program if isinstance(program, str) else program.source()


class Expectations:
    """Those expectations that apply to a run, and which of them have been met."""

    def __init__(self, subject: Any, entries: Iterable[Expectation] = ()):
        self.entries = tuple(entries)
        self._subject = subject
        self._shown: dict[Expectation, Any] = {}

    def met(self, rule: str, divergence: Any) -> Expectation | None:
        """The expectation that this divergence of the rule meets; None if it comes as news."""
        for entry in self.entries:
            if entry.excuses(rule, divergence) and (
                not entry.program or self.shown(entry) is not None
            ):
                return entry
        return None

    def with_program(self, rule: str) -> list[Expectation]:
        """Those about a rule that have a program to show."""
        return [entry for entry in self.entries if entry.program and entry.rule == rule]

    def shown(self, entry: Expectation) -> Any:
        """The divergence of its program; None if that conforms."""
        from conformance.comparing import verdict
        from conformance.programs import Program

        if entry not in self._shown:
            program = Program.from_source(entry.program)
            self._shown[entry] = verdict(program, self._subject)
        return self._shown[entry]
