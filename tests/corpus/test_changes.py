"""Each change between releases shows in a program of the corpus, and the page names it."""

import copy
from pathlib import Path

import pytest

from conformance import subjects
from conformance.comparing import compare
from conformance.corpus import load_all
from conformance.programs import Program, run
from conformance.rules.changes import by_switch, page
from reference_impl import semantics
from reference_impl.changes import CHANGES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "changes.md"
SHOWN = by_switch(load_all())
BY_NAME = {change.name: change for change in CHANGES}
NOT_SHOWN = {
    "attention_without_heads_crashes": "it kills the process",
    "adam_counts_steps_on_the_cpu": "another default device than the CPU shows it",
    "dlpack_refuses_reversed_arrays": "releases before kill the process",
    "evaluation_needs_statistics": "it kills the process",
    "grouped_attention_refuses_no_heads": "releases before kill the process",
    "group_norm_of_pictures_crashes": "it kills the process",
    "hook_on_stale_view_crashes": "it kills the process",
    "numbers_refuse_several_indices": "releases before write beyond memory",
    "numbers_refuse_no_index": "releases before return memory that nobody wrote",
}


def test_every_change_is_shown():
    """Add a program with the line `# changes: <switch>` for a new one."""
    assert set(SHOWN) | set(NOT_SHOWN) == set(BY_NAME)
    assert not set(SHOWN) & set(NOT_SHOWN)


@pytest.mark.parametrize(
    ("switch", "program"),
    [(switch, each) for switch, programs in SHOWN.items() for each in programs],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_a_program_shows_its_change(switch, program):
    """In the release that brought it, the program goes otherwise without the switch."""
    steps = Program.from_source(program.text)
    on, off = (_trace(steps, switch, value) for value in (True, False))
    assert compare(on, off)


def _trace(steps, switch, value):
    switches = copy.copy(semantics.Semantics(BY_NAME[switch].since))
    setattr(switches, switch, value)
    with semantics.using(switches):
        return run(steps, subjects.get("reference"), "each")


def test_the_page_of_changes_is_up_to_date():
    """`python -m conformance.rules.changes > docs/changes.md` makes it."""
    assert PAGE.read_text(encoding="utf-8") == page()
