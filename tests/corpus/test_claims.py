"""`docs/claims.md` and the corpus tell the same story: nothing left out, nothing invented."""

import re
from pathlib import Path

import pytest

from conformance import corpus
from conformance.rules import catalogue

CLAIMS = Path(__file__).resolve().parents[2] / "docs" / "claims.md"
DOCUMENTS = ("seeds/000", "seeds/001", "seeds/002", "seeds/003", "seeds/004")
CHANGES = "changes"  # docs/changes.md is made from the programs: see test_changes.py
VERDICTS = ("true", "imprecise", "outdated", "wrong", "not shown")

PROGRAMS = corpus.load_all()
AREAS = {program.path.parent.name for program in PROGRAMS}
by_name = pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)


def sections():
    """The rows of claims.md by the document (or "own") their section is about."""
    rows = {}
    for line in CLAIMS.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            title = line.removeprefix("## ")
            rows[title.split(":")[0] if title.startswith("seeds/") else "own"] = section = []
        elif line.startswith("|") and rows:
            section.append([cell.strip() for cell in line.strip("|").split("|")])
    return {document: body[2:] for document, body in rows.items()}  # without head and rule


def named_in(text):
    """Programs named in a piece of claims.md."""
    return {name for name in re.findall(r"`(\w+/\w+)`", text) if name.split("/")[0] in AREAS}


SECTIONS = sections()
LISTED = {
    document: set().union(*(named_in(row[-1] if document == "own" else row[1]) for row in rows))
    for document, rows in SECTIONS.items()
}
CLAIM_ROWS = [(document, row) for document in DOCUMENTS for row in SECTIONS.get(document, [])]


def test_every_document_has_a_section():
    assert list(SECTIONS) == [*DOCUMENTS, "own"]


@by_name
def test_program_is_listed_where_its_header_says(program):
    """In the section of each document its header names (or "Our own"), and in no other."""
    sections = {document for document, names in LISTED.items() if program.name in names}
    assert sections == set(program.sources) - {CHANGES}


def test_listed_programs_exist():
    exist = {program.name for program in PROGRAMS}
    assert set().union(*LISTED.values()) - exist == set()


@pytest.mark.parametrize(
    ("document", "row"), CLAIM_ROWS, ids=[f"{doc}-{row[0][:40]}" for doc, row in CLAIM_ROWS]
)
def test_claim_has_verdict_and_program(document, row):
    """Only what cannot be observed may do without a program, and then the row says why."""
    claim, programs, verdict = row
    word = next((word for word in VERDICTS if verdict.startswith(word)), None)
    assert word, f"{document}: {claim!r} has the verdict {verdict!r}"
    if word == "not shown":
        assert "(" in verdict
    else:
        assert named_in(programs), f"{document}: {claim!r} names no program"


@by_name
def test_header_is_complete(program):
    """Rule of the folder's area, known documents, a claim that is a sentence fragment."""
    area = program.rule.split(".")[0].replace("-", "_")
    assert program.path.parent.name == area
    assert set(program.sources) <= {*DOCUMENTS, CHANGES, "own"}
    assert "own" not in program.sources or program.sources == ("own",)
    assert len(program.claim) > 20


@by_name
def test_rule_is_in_the_catalogue(program):
    assert program.rule in catalogue.load()


@by_name
def test_program_is_small(program):
    """At most 12 lines of program; 16 where a Function must be defined."""
    lines = [line for line in program.text.splitlines() if line.strip() and line[0] != "#"]
    assert len(lines) <= (16 if "class " in program.text else 12)
    assert max(len(line) for line in program.text.splitlines()) <= 100


def test_no_two_programs_are_the_same():
    bodies = {}
    for program in PROGRAMS:
        body = "\n".join(line for line in program.text.splitlines() if not line.startswith("#"))
        bodies.setdefault(body, []).append(program.name)
    assert [names for names in bodies.values() if len(names) > 1] == []
