"""`torch-conformance fuzz` at the command line: statuses, and what cannot run."""

import pytest


def test_a_subject_that_conforms(fuzz):
    """Status 0, and a summary that says what was compared."""
    status, out, err = fuzz("--programs", 60, "--subject", "reference", "--level", "values")

    assert (status, err) == (0, "")
    assert "60 programs of seed 0: all conform" in out
    assert "compared in values" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--subject", "no.such"], "unknown subject 'no.such'"),
        (["--device", "cuda:9"], "no device 'cuda:9'"),
        (["--programs", "0"], "'--programs': 0 is not in the range"),
        (["--seconds", "soon"], "'--seconds': 'soon' is not a valid float"),
        (["--level", "colour"], "'--level': 'colour' is not one of"),
        (["--resume"], "--resume needs --report"),
        (["--resume", "--report", "no/such/file.jsonl"], "cannot write no/such/file.jsonl"),
        (["--report", "no/such/folder.jsonl"], "cannot write no/such/folder.jsonl"),
    ],
)
def test_what_cannot_run_says_so_in_one_line(fuzz, arguments, words):
    """Status 2, and no traceback."""
    status, out, err = fuzz("--programs", 1, *arguments)

    assert (status, out) == (2, "")
    assert words in err
    assert len(err.splitlines()) == 1, err


def test_a_file_that_is_no_results_file(fuzz, tmp_path):
    """Nor is one overwritten."""
    report = tmp_path / "notes.jsonl"
    report.write_text("my notes\n", encoding="utf-8")

    status, _, err = fuzz("--programs", 1, "--report", report)
    assert status == 2
    assert f"{report} is there already" in err

    status, _, err = fuzz("--programs", 1, "--report", report, "--resume")
    assert status == 2
    assert f"{report}:1: no line of a campaign" in err
    assert report.read_text(encoding="utf-8") == "my notes\n"
