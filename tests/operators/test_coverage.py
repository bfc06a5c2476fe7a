"""An entry is covered when its samples agree, and not when anything about it does not."""

import json
import random
import re
from pathlib import Path

import pytest
import torch

pytest.importorskip("expecttest")

from conformance.operators import coverage, database, judging, samples, table
from tests.operators.subjects import with_derivative, with_operator

PAGE = Path(__file__).resolve().parents[2] / "docs" / "operators.md"
ROWS = 6


def judged(name, subject=None):
    """The coverage of one entry."""
    entry = next(entry for entry in database.entries(name) if entry.name == name)
    (found,) = coverage.cover([entry], subject)
    return found


def test_of_an_operator_that_agrees():
    """All levels, both derivatives, every dtype it has."""
    found = judged("sin")
    assert found.covered, found.reason
    assert (found.first, found.second, found.in_place) == ("compared", "compared", "compared")
    assert found.dtypes == ["float64", "float32", "bfloat16", "float16", "complex128"]
    assert set(found.levels) == {*coverage.LEVELS}


def test_of_an_operator_that_the_reference_lacks(monkeypatch):
    """Says which."""
    import reference_impl

    monkeypatch.delattr(reference_impl, "sin")
    found = judged("sin")
    assert not found.covered
    assert found.reason == "the reference has no torch.sin"


def test_of_a_derivative_that_torch_refuses():
    """The error is what is compared."""
    found = judged("nn.functional.hardsigmoid")
    assert found.covered, found.reason
    assert found.second.startswith("RuntimeError: derivative for aten::hardsigmoid_backward")


FAULTS = {
    "value": (with_operator("sin", torch.cos), "output 0 value"),
    "flag": (with_operator("sin", lambda x: torch.sin(x).detach()), "output 0 requires_grad"),
    "node of alias": (
        with_operator("t", lambda x: x.transpose(0, -1) if x.dim() else x.t()),
        "output 0 grad_fn",
    ),
    "alias": (with_operator("t", lambda x: torch.t(x.clone())), "output 0 shares"),
    "first": (with_derivative("sin", lambda grad, x: grad * 1.001), "first derivative 0 value"),
    "second": (with_derivative("sin", lambda grad, x: grad.detach()), "second derivative 0"),
    "half precision": (
        with_derivative("sin", lambda grad, x: grad * 1.2 if x.dtype == torch.half else grad),
        "first derivative 0 value",
    ),
    "complex": (
        with_derivative("sin", lambda grad, x: grad.conj() if x.is_complex() else grad),
        "first derivative 0 value",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_of_a_faulty_operator(name):
    """It is not covered, and the reason names what differs."""
    subject, where = FAULTS[name]
    found = judged("t" if "alias" in name else "sin", subject)
    assert not found.covered
    assert where in found.reason, found.reason


def test_the_program_of_a_difference_runs():
    """On its own, up to the statement that differs."""
    subject = with_derivative("sin", lambda grad, x: grad * 2)
    program = judged("sin", subject).program
    names = {}
    exec(program, names)
    x, out, weight = names["x"], names["out"], names["g0"]
    assert torch.equal(out, x.sin())
    torch.testing.assert_close(names["first"][0], x.cos() * weight)


@pytest.mark.parametrize("name", ["linalg.matrix_power", "cat", "index_put", "expand", "add"])
def test_programs_make_the_sample(name):
    """A sample, its arguments and the in-place form, written out and read back."""
    entry = next(entry for entry in database.entries(name) if entry.name == name)
    call = entry.in_place_call() or entry.call()
    for sample in samples.draw(entry, "float64", 6):
        if call.in_place and not sample.in_place:
            continue
        found = judging.judge(judging.subjects.get("eager"), call, sample)
        fake = judging.Mismatch("second", "second derivative 0 value", "1", "2")
        text = judging.finding(
            entry, call, sample, judging.TWICE, found._replace(mismatches=[fake])
        ).program
        names = {}
        exec(text, names)
        out = names["out"]
        values = found.expected.outputs[0].values
        assert tuple(out.shape) == values.shape
        torch.testing.assert_close(
            torch.tensor(out.tolist()), torch.tensor(values.array.tolist()), rtol=1e-6, atol=1e-6
        )


@pytest.fixture(scope="module")
def rows():
    """Of the page: entry -> its cells."""
    text = PAGE.read_text(encoding="utf-8")
    version = re.search(r"with torch (\S+)\.\n", text)[1]
    if version.partition("+")[0] != torch.__version__.partition("+")[0]:
        pytest.skip(f"the page is of torch {version}")
    cells = [line.strip("|").split(" | ") for line in text.splitlines() if line[:3] == "| `"]
    return {row[0].strip(" `"): [cell.strip() for cell in row] for row in cells}


class TestPage:
    """`docs/operators.md` is the table, as it was when it was made."""

    def test_has_every_entry(self, rows):
        """Of the installed database."""
        assert list(rows) == [entry.name for entry in database.entries()]

    def test_total(self, rows):
        """Is the number of rows that say yes."""
        covered = sum(row[1] == "yes" for row in rows.values())
        text = PAGE.read_text(encoding="utf-8")
        assert f"**{covered} of {len(rows)} differentiable entries are covered.**" in text

    def test_covered_entries_are_covered(self, rows):
        """Some of them, judged again, give their rows."""
        covered = [name for name, row in rows.items() if row[1] == "yes"]
        for name in random.Random(0).sample(covered, ROWS):
            again = table.as_page([judged(name)], torch.__version__)
            assert f"| {' | '.join(rows[name])}" in again

    def test_missing_operators_are_missing(self, rows):
        """Those that the reference has come to have are another reason to make the page anew."""
        import reference_impl

        for name, row in rows.items():
            found = re.search(r"the reference has no torch\.([\w.]+)", row[-1])
            owner = reference_impl
            for part in found[1].split(".") if found else ():
                owner = getattr(owner, part, None)
            assert not found or owner is None, name


def test_json_names_each_entry():
    """For programs that read the table."""
    content = json.loads(table.as_json([judged("sin")], "2.13.0"))
    assert (content["differentiable"], content["covered"]) == (1, 1)
    assert content["entries"][0]["name"] == "sin"
