"""The catalogue: every rule the suite checks, with its statement and where it comes from.

A rule is data. It stands in `<area>.toml` next to this file:

    [[rule]]
    id = "detach.shares-version-counter"
    statement = "x.detach() and x share one version counter."
    source = "https://..."       # the page, note or issue that says so
    since = "1.0"                # the first torch release it holds for

Its id begins with the area (written with `-`), because tests, reports and comments cite it:
the line of the reference that implements a rule carries `# rule: detach.shares-version-counter`.
"""

import functools
import importlib.util
import re
import sys
import tokenize
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from packaging.version import InvalidVersion, Version

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER = Path(__file__).resolve().parent

# The order a reader meets the areas in; an area that is not named here comes after these.
AREAS = (
    "gradients",
    "operators",
    "op_db",
    "requires_grad",
    "accumulation",
    "graph",
    "detach",
    "data",
    "versions",
    "views",
    "modes",
    "hooks",
    "functions",
    "leaves",
    "modules",
    "numpy",
    "errors",
)

_ID_TAIL = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MARK = re.compile(r"#\s*rule:\s*(?P<ids>[\w.-]+(?:\s*,\s*[\w.-]+)*)")


class CatalogueError(Exception):
    """A rules file that cannot be used; the text says which file, which entry and what to do."""


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing autograd promises.

    Attributes:
        id: stable name, `<area>.<words>`; tests and reports cite it.
        area: the part of autograd it belongs to, which is also the name of its file.
        statement: the promise, in one sentence or two.
        source: the page, note or issue that makes the promise.
        since: the first torch release for which it holds.
    """

    id: str
    area: str
    statement: str
    source: str
    since: str

    def holds_in(self, release: str) -> bool:
        """Whether a torch of that version, as "2.13.0+cpu", has to keep the promise."""
        return Version(Version(release).base_version) >= Version(self.since)


class Place(NamedTuple):
    """A line of the reference that implements a rule, as `reference_impl/version.py:12`."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class Catalogue(Mapping[str, Rule]):
    """The rules by id, in the order of their areas and files."""

    def __init__(self, rules: list[Rule]):
        self._rules = {rule.id: rule for rule in rules}

    def __getitem__(self, rule_id: str) -> Rule:
        return self._rules[rule_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)

    @property
    def areas(self) -> list[str]:
        """The areas that have rules, each once, in reading order."""
        return list(dict.fromkeys(rule.area for rule in self.values()))

    def in_area(self, area: str) -> list[Rule]:
        """The rules of one area; CatalogueError names the areas when there is none of that name."""
        rules = [rule for rule in self.values() if rule.area == area]
        if not rules:
            known = ", ".join(self.areas) or "none"
            raise CatalogueError(f"no rules in area {area!r}; areas with rules: {known}")
        return rules


def area_order(area: str) -> tuple[int, str]:
    """Sort key that puts areas in reading order."""
    return (AREAS.index(area) if area in AREAS else len(AREAS), area)


@functools.cache
def load(folder: Path = FOLDER) -> Catalogue:
    """Read every `<area>.toml` of a folder, once in a process.

    Raises:
        CatalogueError: a file is not TOML, an entry lacks something, is not well named, or has an
            id that another entry has already.
    """
    rules: list[Rule] = []
    first_seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml"), key=lambda path: area_order(path.stem)):
        for rule in _read(path):
            if rule.id in first_seen:
                raise CatalogueError(
                    f"{path.name}: rule {rule.id!r} is already in {first_seen[rule.id]}; "
                    "give one of the two another id"
                )
            first_seen[rule.id] = path.name
            rules.append(rule)
    return Catalogue(rules)


def places(package: Path | None = None) -> dict[str, list[Place]]:
    """Where the reference implements each rule, found by its `# rule: <id>` comments.

    One comment may name several rules, separated by commas. `package` is the folder to scan; by
    default the installed `reference_impl`, which is located but not imported.
    """
    package = package or _reference_folder()
    found: dict[str, list[Place]] = {}
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package.parent).as_posix()
        with tokenize.open(path) as file:
            for token in tokenize.generate_tokens(file.readline):
                mark = token.type == tokenize.COMMENT and _MARK.match(token.string)
                for rule_id in re.split(r"\s*,\s*", mark["ids"]) if mark else ():
                    found.setdefault(rule_id, []).append(Place(name, token.start[0]))
    return found


def _reference_folder() -> Path:
    spec = importlib.util.find_spec("reference_impl")
    if spec is None or not spec.submodule_search_locations:
        raise CatalogueError("package reference_impl is not installed next to conformance")
    return Path(next(iter(spec.submodule_search_locations)))


def _read(path: Path) -> list[Rule]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path.name}: cannot be read as TOML: {error}") from error
    entries = content.pop("rule", None)
    if content or not isinstance(entries, list):
        raise CatalogueError(f"{path.name}: must hold [[rule]] entries and nothing else")
    return [_rule(entry, number, path) for number, entry in enumerate(entries, start=1)]


def _rule(entry: Any, number: int, path: Path) -> Rule:
    """The rule of one [[rule]] entry; `number` is its place in the file, for messages."""
    where = f"{path.name}: rule {number}"
    if not isinstance(entry, dict):
        raise CatalogueError(f"{where}: must be a table")
    if "area" in entry:
        raise CatalogueError(f"{where}: the area is the file's name; remove the key 'area'")
    where = f"{where} ({entry.get('id', 'without id')})"
    try:
        rule = msgspec.convert({"area": path.stem, **entry}, Rule)
    except msgspec.ValidationError as error:
        raise CatalogueError(f"{where}: {error}") from error
    prefix, _, tail = rule.id.partition(".")
    if prefix != path.stem.replace("_", "-") or not _ID_TAIL.fullmatch(tail):
        raise CatalogueError(
            f"{where}: an id here must read '{path.stem.replace('_', '-')}.words-with-dashes'"
        )
    for key in ("statement", "source"):
        if not getattr(rule, key).strip():
            raise CatalogueError(f"{where}: {key} is empty")
    try:
        Version(rule.since)
    except InvalidVersion as error:
        raise CatalogueError(f"{where}: since must be a torch release, as in '2.0'") from error
    return rule
