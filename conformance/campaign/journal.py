"""The results of a campaign, written as they come: one line of JSON a chunk.

The first line says what the campaign is; each further one is what became of a chunk, or of the
shrinking of a divergence. A line is on the disk before the next is written, so a campaign that is
killed loses the chunks that were running, and `resume` runs them again. What a line says depends on
the seed and the numbers alone: the union is that of a campaign nobody disturbed.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

import msgspec

from conformance.campaign.settings import ChunkResult, Finding, Settings

SCHEMA = "torch-conformance campaign 2"


class JournalError(Exception):
    """A journal that cannot be used; the text is one line."""


class Header(msgspec.Struct, tag="campaign", forbid_unknown_fields=True):
    """What the campaign is."""

    schema: str
    settings: Settings
    chunk: int
    torch: str = ""


class ChunkLine(msgspec.Struct, tag="chunk", forbid_unknown_fields=True):
    """What became of a chunk."""

    result: ChunkResult


class ShrunkLine(msgspec.Struct, tag="shrunk", forbid_unknown_fields=True):
    """The smallest program found for the divergences of one signature."""

    signature: str
    finding: Finding


Line = Header | ChunkLine | ShrunkLine

_decode = msgspec.json.Decoder(Line).decode
_encode = msgspec.json.Encoder().encode


class Journal:
    """What is known of a campaign, and the file it is written to, if there is one.

    Attributes:
        header: what the campaign is.
        chunks: what became of each chunk, by its start.
        shrunk: the smallest finding of each signature.
    """

    def __init__(self, header: Header, path: Path | None = None):
        self.header = header
        self.chunks: dict[int, ChunkResult] = {}
        self.shrunk: dict[str, Finding] = {}
        self._path = path
        self._file: IO[bytes] | None = None

    @classmethod
    def create(cls, header: Header, path: Path | None) -> Journal:
        """A new one. A file that is there already is not overwritten."""
        journal = cls(header, path)
        if path is not None:
            try:
                journal._file = path.open("xb")
            except FileExistsError:
                raise JournalError(
                    f"{path} is there already: go on with it by --resume, or name another file"
                ) from None
            except OSError as error:
                raise JournalError(f"cannot write {path}: {error.strerror}") from error
            journal._write(header)
        return journal

    @classmethod
    def resume(cls, header: Header, path: Path) -> Journal:
        """One that is there, to go on with: it must be of the same campaign.

        A campaign that was killed before its first line was whole is begun anew.
        """
        if _nothing_yet(header, path):
            path.unlink(missing_ok=True)
            return cls.create(header, path)
        journal, length = read(path)
        known = journal.header
        if (known.settings, known.chunk) != (header.settings, header.chunk):
            raise JournalError(f"{path} is of another campaign: {_differs(known, header)}")
        if known.torch and header.torch and known.torch != header.torch:
            raise JournalError(f"{path} is about torch {known.torch}, and this is {header.torch}")
        try:
            file = path.open("r+b")
        except OSError as error:
            raise JournalError(f"cannot write {path}: {error.strerror}") from error
        file.truncate(length)  # a line that was being written when the campaign was killed
        file.seek(length)
        journal._file, journal._path = file, path
        return journal

    def add(self, line: ChunkLine | ShrunkLine) -> None:
        """Note a line, and have it on the disk."""
        self._know(line)
        self._write(line)

    def findings(self) -> list[Finding]:
        """All findings, in the order of their numbers."""
        return [found for start in sorted(self.chunks) for found in self.chunks[start].findings]

    def distinct(self) -> dict[str, list[Finding]]:
        """The findings by signature, in the order of their first numbers."""
        groups: dict[str, list[Finding]] = {}
        for found in self.findings():
            groups.setdefault(found.signature, []).append(found)
        return groups

    def programs(self) -> int:
        """How many programs were run."""
        return sum(result.stop - result.start for result in self.chunks.values())

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _know(self, line: ChunkLine | ShrunkLine) -> None:
        if isinstance(line, ChunkLine):
            self.chunks[line.result.start] = line.result
        else:
            self.shrunk[line.signature] = line.finding

    def _write(self, line: Line) -> None:
        if self._file is None:
            return
        try:
            self._file.write(_encode(line) + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise JournalError(f"cannot write {self._path}: {error.strerror}") from error


def _nothing_yet(header: Header, path: Path) -> bool:
    """Whether the file is not there, or ends within the first line."""
    try:
        return _encode(header).startswith(path.read_bytes())
    except FileNotFoundError:
        return True
    except OSError:
        return False  # whoever reads it says why


def read(path: Path) -> tuple[Journal, int]:
    """What a file says, and how many bytes of it are whole lines."""
    try:
        text = path.read_bytes()
    except OSError as error:
        raise JournalError(f"cannot read {path}: {error.strerror}") from error
    whole = text[: text.rfind(b"\n") + 1]
    lines = whole.splitlines()
    journal = None
    for number, line in enumerate(lines, start=1):
        try:
            decoded = _decode(line)
        except msgspec.DecodeError as error:
            raise JournalError(f"{path}:{number}: no line of a campaign: {error}") from None
        if isinstance(decoded, Header) != (number == 1):
            raise JournalError(f"{path}:{number}: the header belongs into the first line")
        if isinstance(decoded, Header):
            if decoded.schema != SCHEMA:
                raise JournalError(f"{path}: written as {decoded.schema!r}, and this is {SCHEMA!r}")
            journal = Journal(decoded)
        else:
            journal._know(decoded)
    if journal is None:
        raise JournalError(f"{path}: is no results file of a campaign")
    return journal, len(whole)


def _differs(known: Header, header: Header) -> str:
    mine, theirs = msgspec.to_builtins(header.settings), msgspec.to_builtins(known.settings)
    for name, value in theirs.items():
        if mine[name] != value:
            return f"its {name} is {value!r}, and not {mine[name]!r}"
    return f"its chunks are of {known.chunk} programs, and not of {header.chunk}"
