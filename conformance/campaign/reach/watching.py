"""Which rules of the specification are fired while something runs.

From Python 3.12 on the interpreter itself reports the lines of the functions that hold a mark, and
of no others; what is watched is hardly slower then. Before that each call of any function is
reported: programs take two to three times as long.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import CodeType, FrameType
from typing import Any

from conformance.campaign.reach.marks import Lines, marked_lines


class Watch:
    """Notes the rules that are fired within its `with` blocks.

    Attributes:
        fired: their ids. To be emptied by whoever reads it.
    """

    def __init__(self, marked: Mapping[str, Lines] | None = None) -> None:
        self.fired: set[str] = set()
        self._marked = marked_lines() if marked is None else marked
        self._lines: dict[CodeType, Lines | None] = {}
        self._by = _Monitoring(self) if hasattr(sys, "monitoring") else _Tracing(self)

    def __enter__(self) -> Watch:
        self._by.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._by.stop()

    def lines_of(self, code: CodeType) -> Lines | None:
        """The lines of this code that fire a rule, if there are any."""
        try:
            return self._lines[code]
        except KeyError:
            known = self._marked.get(code.co_filename, {})
            own = {line for _, _, line in code.co_lines() if line in known}
            self._lines[code] = {line: known[line] for line in own} or None
            return self._lines[code]


class _Tracing:
    """By `sys.settrace`, of this thread."""

    def __init__(self, watch: Watch):
        self._watch = watch
        self._before: Any = None

    def start(self) -> None:
        self._before = sys.gettrace()
        sys.settrace(self._called)

    def stop(self) -> None:
        sys.settrace(self._before)

    def _called(self, frame: FrameType, event: str, argument: Any) -> Any:
        return None if self._watch.lines_of(frame.f_code) is None else self._ran

    def _ran(self, frame: FrameType, event: str, argument: Any) -> Any:
        if event == "line":
            lines = self._watch.lines_of(frame.f_code)
            if lines is not None and frame.f_lineno in lines:
                self._watch.fired.update(lines[frame.f_lineno])
        return self._ran


class _Monitoring:
    """By `sys.monitoring`. It stays in place between two blocks, in which it notes nothing.

    Taking it out and putting it back would have the interpreter prepare every function anew.
    """

    def __init__(self, watch: Watch):
        self._watch = watch
        self._watches = False
        self._tool: int | None = None

    def start(self) -> None:
        if self._tool is None:
            self._begin()
        self._watches = True

    def stop(self) -> None:
        self._watches = False

    def _begin(self) -> None:
        monitoring = sys.monitoring
        free = [tool for tool in (3, 4) if monitoring.get_tool(tool) is None]
        self._tool = free[0]
        monitoring.use_tool_id(self._tool, "torch-conformance")
        monitoring.register_callback(self._tool, monitoring.events.PY_START, self._called)
        monitoring.register_callback(self._tool, monitoring.events.LINE, self._ran)
        monitoring.set_events(self._tool, monitoring.events.PY_START)

    def _called(self, code: CodeType, offset: int) -> Any:
        """A function runs for the first time: is it one to watch?"""
        if self._watch.lines_of(code) is not None:
            sys.monitoring.set_local_events(self._tool, code, sys.monitoring.events.LINE)
        return sys.monitoring.DISABLE

    def _ran(self, code: CodeType, line: int) -> Any:
        rules = self._watch.lines_of(code).get(line)
        if rules is None:
            return sys.monitoring.DISABLE
        if self._watches:
            self._watch.fired.update(rules)
        return None
