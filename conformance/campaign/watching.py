"""Which rules of the specification random programs reach.

A rule is reached when the line of the reference runs that its comment `# rule: <id>` stands at.
Watching the interpreter slows it down, so only one program in many is watched.
"""

from __future__ import annotations

import contextlib
import importlib.util
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from conformance.rules.catalogue import places

# One program in so many is watched.
WATCHED = 25


class Watch:
    """Notes the rules that are reached while it watches.

    Attributes:
        reached: their ids.
    """

    def __init__(self) -> None:
        self.reached: set[str] = set()
        self._marked = marked_lines()
        self._lines: dict[CodeType, dict[int, list[str]] | None] = {}

    @contextlib.contextmanager
    def watching(self, number: int) -> Iterator[None]:
        """Watch, if the program of this number is one of those."""
        if number % WATCHED:
            yield
            return
        before = sys.gettrace()
        sys.settrace(self._called)
        try:
            yield
        finally:
            sys.settrace(before)

    def _called(self, frame: FrameType, event: str, argument: Any) -> Any:
        code = frame.f_code
        try:
            lines = self._lines[code]
        except KeyError:
            lines = self._lines[code] = self._rules_of(code)
        return self._ran if lines else None

    def _ran(self, frame: FrameType, event: str, argument: Any) -> Any:
        if event == "line":
            lines = self._lines[frame.f_code]
            if lines:
                self.reached.update(lines.get(frame.f_lineno, ()))
        return self._ran

    def _rules_of(self, code: CodeType) -> dict[int, list[str]] | None:
        """Line -> rules, of the lines of this code that implement some."""
        marked = self._marked.get(code.co_filename)
        if not marked:
            return None
        own = sorted({line for _, _, line in code.co_lines() if line})
        found: dict[int, list[str]] = {}
        for mark, rule in marked:
            # The comment may stand at its line, or above it.
            after = [line for line in own if line >= mark]
            inside = own and own[0] < mark <= own[-1]
            if after and inside:
                found.setdefault(after[0], []).append(rule)
        return found or None


@cache
def marked_lines() -> dict[str, list[tuple[int, str]]]:
    """File of the reference -> the lines of its rule comments, and the rules. Read once."""
    spec = importlib.util.find_spec("reference_impl")
    root = Path(str(spec and spec.origin)).parent.parent
    marked: dict[str, list[tuple[int, str]]] = {}
    for rule, where in places().items():
        for place in where:
            marked.setdefault(str(root / place.file), []).append((place.line, rule))
    return marked
