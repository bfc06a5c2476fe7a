"""The corpus: programs written by hand, one file a behaviour, each with a header.

    # rule: detach.shares-version-counter
    # source: seeds/000, seeds/001
    # claim: what the program shows, in one sentence; a long one
    #   goes on in lines that are indented like this one
    # since: >=2.0
    # changes: switch_of_the_specification
    import torch
    ...

`rule` is an id of the catalogue, and its area is the folder the file stands in. `source` tells
which documents make the claim (`docs/claims.md` lists them; `changes` is `docs/changes.md`), or
`own`. `since` is optional: the torch releases for which the program is meant, as a version
specifier; a bare `2.0` means `>=2.0`.
`changes` is optional too: the switches of the specification (`reference_impl/changes.py`) that the
program shows, that is, what changed between releases of torch and can be seen in it.

A document may be wrong or out of date. Then the program shows what torch does, and the claim says
"wrong", "outdated" or "imprecise".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

FOLDER = Path(__file__).resolve().parent

REQUIRED = ("rule", "source", "claim")
OPTIONAL = ("since", "changes")

_ENTRY = re.compile(r"# ?(?P<key>[A-Za-z]+):(?P<value>.*)")
_CONTINUATION = re.compile(r"#\s{2,}(?P<text>\S.*)")
_RULE = re.compile(r"[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*")


class MalformedHeader(Exception):
    """A program file whose header cannot be used, told in one line: where, what, what to do."""

    def __init__(self, path: Path, line: int, what: str, advice: str):
        super().__init__(f"{path}:{line}: {what}; {advice}")
        self.path = path
        self.line = line


@dataclass(frozen=True)
class CorpusProgram:
    """One file of the corpus.

    Attributes:
        path: the file.
        rule: id of the rule it is an example of.
        source: the documents that make the claim, as written: `seeds/000, seeds/001` or `own`.
        claim: what the program shows.
        since: the torch releases it is meant for; empty means all.
        changes: the switches that show in it.
        text: the whole file, header included. The header is comments, so this runs as it is.
    """

    path: Path
    rule: str
    source: str
    claim: str
    since: SpecifierSet
    changes: tuple[str, ...]
    text: str

    @property
    def name(self) -> str:
        """Folder and stem, as `detach/function_form`: the name used in tests and documents."""
        return f"{self.path.parent.name}/{self.path.stem}"

    @property
    def sources(self) -> tuple[str, ...]:
        """The documents that make the claim, one by one."""
        return tuple(part.strip() for part in self.source.split(","))

    def meant_for(self, torch_version: str) -> bool:
        """Whether the program is meant for this release, as `2.13.0+cpu` or `2.14.0.dev1`."""
        # A local label (+cpu) or a nightly build must not decide it: compare the plain release.
        return Version(torch_version).base_version in self.since


def load_all(folder: Path = FOLDER) -> tuple[CorpusProgram, ...]:
    """All programs below a folder, in order of path; MalformedHeader for the first bad one."""
    paths = sorted(path for path in folder.rglob("*.py") if path.name != "__init__.py")
    return tuple(load(path) for path in paths)


def load(path: Path | str) -> CorpusProgram:
    """Read one program file; MalformedHeader if its header is not as it should be."""
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise MalformedHeader(path, line, "not UTF-8 text", "save the file as UTF-8") from None

    entries = _entries(path, text)
    for key in REQUIRED:
        if key not in entries:
            raise MalformedHeader(
                path, 1, f"the header has no {key!r}", f"add a line '# {key}: ...' at the top"
            )
    if not any(line.strip() and not line.startswith("#") for line in text.splitlines()):
        end = max(1, len(text.splitlines()))
        raise MalformedHeader(
            path, end, "there is no program", "write its statements below the header"
        )
    values = {key: value for key, (value, _) in entries.items()}
    _check_rule(path, *entries["rule"])
    _check_source(path, *entries["source"])
    since = _specifier(path, *entries["since"]) if "since" in entries else SpecifierSet()
    changes = tuple(part.strip() for part in values.get("changes", "").split(",") if part)
    told = (values["rule"], values["source"], values["claim"])
    return CorpusProgram(path, *told, since, changes, text)


def _entries(path: Path, text: str) -> dict[str, tuple[str, int]]:
    """The header's keys, each with its value and the line it stands in."""
    entries: dict[str, tuple[str, int]] = {}
    key = None
    for number, line in _header_lines(text):
        entry = _ENTRY.fullmatch(line)
        more = _CONTINUATION.fullmatch(line)
        if more and key:
            value, first = entries[key]
            entries[key] = (f"{value} {more['text'].rstrip()}", first)
        elif entry:
            key = entry["key"]
            _check_entry(path, number, key, entry["value"].strip(), known=entries)
            entries[key] = (entry["value"].strip(), number)
        else:
            raise MalformedHeader(
                path,
                number,
                f"{line.strip()!r} is no header line",
                "write '# key: value', or leave an empty line below the header",
            )
    return entries


def _header_lines(text: str) -> Iterator[tuple[int, str]]:
    """The comment lines the file begins with, numbered from 1."""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#"):
            return
        yield number, line


def _check_entry(path: Path, line: int, key: str, value: str, known: dict) -> None:
    if key not in REQUIRED + OPTIONAL:
        expected = ", ".join(REQUIRED + OPTIONAL)
        raise MalformedHeader(path, line, f"unknown key {key!r}", f"the keys are {expected}")
    if key in known:
        raise MalformedHeader(path, line, f"{key!r} is given twice", "keep one of the lines")
    if not value:
        raise MalformedHeader(path, line, f"{key!r} has no value", f"write '# {key}: ...'")


def _check_rule(path: Path, rule: str, line: int) -> None:
    if not _RULE.fullmatch(rule):
        raise MalformedHeader(
            path,
            line,
            f"{rule!r} is no rule id",
            "name one rule, as 'detach.shares-memory'; `torch-conformance rules` lists them",
        )


def _check_source(path: Path, source: str, line: int) -> None:
    if not all(part.strip() for part in source.split(",")):
        raise MalformedHeader(
            path,
            line,
            f"{source!r} has an empty part",
            "separate documents by one comma, as 'seeds/000, seeds/001', or write 'own'",
        )


def _specifier(path: Path, since: str, line: int) -> SpecifierSet:
    try:
        return SpecifierSet(f">={Version(since)}")
    except InvalidVersion:
        pass  # Not a bare version: the usual case, a specifier.
    try:
        return SpecifierSet(since)
    except InvalidSpecifier:
        raise MalformedHeader(
            path,
            line,
            f"{since!r} is no version specifier",
            "write the torch releases it is meant for, as '>=2.0' or '>=2.0,<2.14'",
        ) from None
