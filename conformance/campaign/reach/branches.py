"""The branches of the reference that programs take, and its `raise` statements that they come to.

Measured by coverage.py, where it is installed: `pip install 'torch-autograd-conformance[reach]'`.
"""

from __future__ import annotations

import ast
import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conformance.campaign.reach.marks import reference_folder

try:
    import coverage
except ImportError:  # without it, branches are not shown
    coverage = None


@dataclass(frozen=True)
class File:
    """The branches of one file.

    Attributes:
        name: as `reference_impl/engine.py`.
        taken, branches: how many are taken, of how many.
        missing: those that are not, as "12 to 15", or "12 to the end" where a function is left.
    """

    name: str
    taken: int
    branches: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Raise:
    """A `raise` statement of the reference that no program came to."""

    file: str
    line: int
    source: str


class Branches:
    """What coverage.py collects of the reference. Can be sent to another process, and merged."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or reference_folder()
        self._coverage = self._new()
        self._coverage.get_data()

    @classmethod
    def collector(cls) -> Branches | None:
        """A new one; None where coverage.py is not installed."""
        return None if coverage is None else cls()

    def _new(self) -> Any:
        return coverage.Coverage(
            data_file=None,
            branch=True,
            source=[str(self._folder)],
            config_file=False,
            messages=False,
        )

    def __getstate__(self) -> tuple[Path, bytes]:
        return self._folder, self._coverage.get_data().dumps()

    def __setstate__(self, state: tuple[Path, bytes]) -> None:
        self._folder, data = state
        self._coverage = self._new()
        self._coverage.get_data().loads(data)

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """What runs meanwhile is noted."""
        self._coverage.start()
        try:
            yield
        finally:
            self._coverage.stop()
            self._coverage.get_data()

    def merge(self, other: Branches) -> None:
        """Add what was collected elsewhere."""
        self._coverage.get_data().update(other._coverage.get_data())

    def report(self) -> tuple[list[File], list[Raise]]:
        """The files, those with the most branches not taken first; and the missing errors."""
        with tempfile.TemporaryDirectory() as folder:
            written = Path(folder) / "branches.json"
            self._coverage.json_report(outfile=str(written))
            content = json.loads(written.read_text(encoding="utf-8"))
        files, raises = [], []
        for path, found in content["files"].items():
            file = Path(path).resolve()
            name = file.relative_to(self._folder.resolve().parent).as_posix()
            total = found["summary"]["num_branches"]
            missing = tuple(map(_branch, found["missing_branches"]))
            if total:
                files.append(File(name, total - len(missing), total, missing))
            raises += _missing_raises(file, name, set(found["missing_lines"]))
        files.sort(key=lambda file: (-len(file.missing), file.name))
        return files, sorted(raises, key=lambda each: (each.file, each.line))


def _branch(arc: Sequence[int]) -> str:
    start, end = arc
    return f"{start} to {end}" if end > 0 else f"{start} to the end"


def _missing_raises(file: Path, name: str, missing: set[int]) -> Iterator[Raise]:
    text = file.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Raise) and node.exc is not None and node.lineno in missing:
            yield Raise(name, node.lineno, ast.unparse(node.exc))
