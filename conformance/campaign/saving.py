"""Divergences as files of the corpus: a header that tells the history, and the program."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from conformance.campaign.journal import JournalError
from conformance.campaign.settings import Finding
from conformance.programs import Program


def save(findings: list[Finding], folder: Path, seed: int, subject: str) -> list[Path]:
    """Write a file for each finding that has a program; the files."""
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for found in findings:
            if found.program:
                path = folder / f"{file_name(found)}.py"
                path.write_text(as_corpus_file(found, seed, subject), encoding="utf-8")
                paths.append(path)
    except OSError as error:
        raise JournalError(f"cannot write {folder}: {error.strerror}") from error
    return paths


def file_name(found: Finding) -> str:
    """A name that tells what it is about: the signature's words, and the number of the program."""
    words = re.sub(r"[^a-z0-9]+", "_", found.signature.lower()).strip("_")
    return f"{words[:60].rstrip('_')}_{found.number}"


def as_corpus_file(found: Finding, seed: int, subject: str) -> str:
    """The text of the file: `torch-conformance replay` reads it, and so does the corpus."""
    claim = (
        f"{found.level}: {found.where}: expected {_one_line(found.expected)}, "
        f"{subject} gave {_one_line(found.actual)} (program {found.number} of seed {seed}, "
        f"looked at {'after each step' if found.look == 'each' else 'at the end'})"
    )
    lines = textwrap.wrap(f"claim: {claim}", 96, break_long_words=False, break_on_hyphens=False)
    header = [
        f"rule: {found.area.replace('_', '-')}.random-programs",
        "source: own",
        lines[0],
        *(f"  {line}" for line in lines[1:]),
    ]
    script = Program.from_source(found.program).script()
    return "".join(f"# {line}\n" for line in header) + script


def _one_line(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 200 else words[:197] + "..."
