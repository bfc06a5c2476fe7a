"""The other end of a worker: starts it, asks it, hears what becomes of it."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import msgspec

from conformance.campaign import worker
from conformance.campaign.settings import Finding, Settings

# Importing torch on a machine that is busy takes its time.
START = 300.0

_decode = msgspec.json.Decoder(worker.Answer).decode
_encode = msgspec.json.Encoder().encode


class CannotWork(Exception):
    """No worker can be started: the subject is not there. The text is one line."""


class Died(Exception):
    """The copy that was at work is no more. The text says how it ended."""

    def __init__(self, level: str, how: str):
        super().__init__(how)
        self.level = level


class Handle:
    """A worker; `close` it in the end.

    Attributes:
        settings: of its campaign.
        description, version, levels: of the subject it judges.
        closed: whether it is of no more use.
    """

    def __init__(self, settings: Settings):
        self.settings = settings
        self.closed = False
        self._keeper = subprocess.Popen(
            [sys.executable, "-m", "conformance.campaign.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=dict(os.environ, OMP_NUM_THREADS="1", PYTHONHASHSEED="0"),
        )
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._keeper.stdout, selectors.EVENT_READ)
        self._rest = b""
        self._copy: int | None = None  # the process that is at work
        self._send(settings)
        answer = self._hear(START)
        self.description, self.version = answer.description, answer.version
        self.levels = answer.levels

    def judge(self, start: int, stop: int) -> Iterator[worker.At | worker.Found | worker.Done]:
        """The programs with these numbers, one by one, and what was found in them.

        Raises:
            Died: the copy has died of the program it was at, or hung and was killed.
        """
        yield from self._ask(worker.Range(start, stop), worker.Done, self.settings.timeout)

    def shrink(self, finding: Finding) -> Finding:
        """The finding on a smaller program. Raises Died if one of those was deadly."""
        # The number of tries is bounded, and each of them is in time or deadly.
        patience = 40 * self.settings.timeout
        if finding.is_deadly:
            self.dismiss()
            return self._only_answer(worker.ShrinkDeadly(finding), 10 * patience).finding
        *_, last = self._ask(worker.Shrink(finding), worker.Shrunk, patience)
        return last.finding

    def alone(self, number: int) -> tuple[worker.Wrote, worker.Ended]:
        """The program of that number, and how it ends in a process that has run no other."""
        self.dismiss()
        wrote = worker.Wrote("errors", "", "each")  # should it die while it is being written
        answer = self._only_answer(worker.Alone(number), 4 * self.settings.timeout)
        if isinstance(answer, worker.Wrote):
            wrote, answer = answer, self._answer(4 * self.settings.timeout)
        return wrote, answer

    def dismiss(self) -> None:
        """Let the next request be answered by a new copy."""
        if self._copy is not None:
            self._send(worker.Leave())
            self._until_over(self.settings.timeout)

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        self.closed = True
        self._kill_copy()
        self._keeper.kill()
        self._keeper.wait()
        self._selector.close()
        for pipe in (self._keeper.stdin, self._keeper.stdout):
            try:
                pipe.close()
            except BrokenPipeError:
                continue  # what was still to be sent is of no use to anybody

    # --- asking ------------------------------------------------------------------------------

    def _ask(self, request: Any, last: type, timeout: float) -> Iterator[Any]:
        """What a copy answers, up to an answer of the type `last`; `timeout` for each of them."""
        self._send(request)
        while True:
            answer = self._hear(timeout)
            if answer is None:
                self._kill_copy()
                self._until_over(START)
                raise Died("hang", worker.hung(self.settings))
            if isinstance(answer, worker.Copied):
                self._copy = answer.process
            elif isinstance(answer, worker.Over):
                self._copy = None
                raise Died("crash", answer.how)
            else:
                yield answer
                if isinstance(answer, last):
                    return

    def _only_answer(self, request: Any, timeout: float) -> Any:
        """What the keeper answers."""
        self._send(request)
        return self._answer(timeout)

    def _answer(self, timeout: float) -> Any:
        answer = self._hear(timeout)
        if answer is None:
            raise CannotWork(f"a worker for {self.settings.subject!r} does not answer any more")
        return answer

    def _until_over(self, timeout: float) -> None:
        while not isinstance(answer := self._hear(timeout), worker.Over):
            if answer is None:
                self._kill_copy()
        self._copy = None

    def _kill_copy(self) -> None:
        # It may have ended in this very moment.
        with contextlib.suppress(ProcessLookupError):
            if self._copy is not None:
                os.kill(self._copy, signal.SIGKILL)

    # --- lines -------------------------------------------------------------------------------

    def _send(self, what: Any) -> None:
        try:
            self._keeper.stdin.write(_encode(what) + b"\n")
            self._keeper.stdin.flush()
        except BrokenPipeError:
            raise self._lost() from None

    def _hear(self, timeout: float) -> Any:
        """The next answer; None if there is none in time."""
        while b"\n" not in self._rest:
            if not self._selector.select(timeout):
                return None
            read = os.read(self._keeper.stdout.fileno(), 65536)
            if not read:
                raise self._lost()
            self._rest += read
        line, _, self._rest = self._rest.partition(b"\n")
        answer = _decode(line)
        if isinstance(answer, worker.Unable):
            self.close()
            raise CannotWork(answer.reason)
        return answer

    def _lost(self) -> CannotWork:
        """The keeper itself has died: of its imports, or by somebody's hand."""
        status = self._keeper.wait()
        return CannotWork(
            f"the worker for {self.settings.subject!r} ended with status {status}: "
            "does `import torch` work?"
        )
