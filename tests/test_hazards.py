"""The programs that kill or confuse a healthy torch: they do, and the suite leaves them alone."""

import subprocess
import sys

import pytest
import torch
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from conformance import subjects
from conformance.comparing import verdict
from conformance.expectations import hazards
from conformance.programs import Program, Session, run

RELEASE = Version(torch.__version__).base_version


def _is_here(hazard):
    return SpecifierSet(hazard.releases).contains(RELEASE)


HAZARDS = [
    pytest.param(name, hazard, id=name)
    for name, hazard in hazards().items()
    if hazard.device == "cpu"
]
HERE = [param for param in HAZARDS if _is_here(param.values[1])]
# What nobody wrote may happen to be right, so the program is run again and again.
SEVERAL_TIMES = """
import sys
for _ in range(50):
    names = {}
    exec(sys.argv[1], names)
    print(names["y"].tolist() if "y" in names else None)
"""


def _expected(hazard):
    """What the reference has as `y` in the end; None if it refuses."""
    session = Session(subjects.get("reference"), look="end")
    for step in Program.from_source(hazard.program).steps:
        session.run_step(step)
    try:
        made = session.namespace.get("y")
        return None if made is None else str(made.tolist())
    finally:
        session.subject.reset()


@pytest.mark.parametrize(("name", "hazard"), HAZARDS)
def test_it_still_kills_just_the_releases_named(name, hazard):
    """An entry that is out of date fails here."""
    command = [sys.executable, "-c", SEVERAL_TIMES, hazard.program]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if hazard.effect == "dies":
        happened = done.returncode < 0 or done.returncode > 128
    else:
        assert done.returncode == 0 or not _is_here(hazard)
        happened = any(line != _expected(hazard) for line in done.stdout.splitlines())
    assert happened == _is_here(hazard)


@pytest.mark.parametrize(("name", "hazard"), HERE)
def test_the_reference_survives_and_notes_it(name, hazard):
    reference = subjects.get("reference")
    program = Program.from_source(hazard.program)
    reference.namespace.hazards.clear()
    run(program, reference, "end")
    assert reference.namespace.hazards.met == [name]


@pytest.mark.parametrize(("name", "hazard"), HERE)
def test_the_program_is_not_judged_in_this_process(name, hazard):
    """This test would not come back if it were."""
    assert verdict(Program.from_source(hazard.program), subjects.get("eager"), "end") is None


@pytest.mark.parametrize(("name", "hazard"), HERE)
def test_replaying_it_says_so_in_one_line(name, hazard, tmp_path):
    file = tmp_path / "deadly.py"
    file.write_text(hazard.program, encoding="utf-8")
    command = [sys.executable, "-m", "conformance", "replay", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert hazard.issue in done.stderr
