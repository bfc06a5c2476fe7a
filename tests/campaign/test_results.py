"""What a campaign finds depends on seed and numbers alone, and a killed run loses nothing."""

import os
import random
import signal
import time

import pytest

from conformance.campaign.campaign import Campaign
from conformance.campaign.journal import Journal

SUBJECT = ("--subject", "tests.campaign.faulty", "--level", "values")
# Four chunks.
PROGRAMS = ("--programs", "800")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory, run_campaign):
    """The results of a run that nobody disturbed."""
    report = tmp_path_factory.mktemp("undisturbed") / "found.jsonl"
    status, out, err = run_campaign(*SUBJECT, *PROGRAMS, "--report", report)
    assert status == 1, out + err
    return report


def test_resuming_a_killed_campaign_gives_the_same(undisturbed, start, fuzz, tmp_path, journal):
    """Killed with SIGKILL, its file torn, and resumed by two workers: the union is the same."""
    report = tmp_path / "found.jsonl"
    process = start(*SUBJECT, *PROGRAMS, "--report", report)
    deadline = time.monotonic() + 240
    while not report.exists() or report.read_bytes().count(b"\n") < 2:
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    with report.open("ab") as file:
        file.write(b'{"type":"chunk","result":{"sta')

    arguments = (*SUBJECT, *PROGRAMS, "--report", report, "--resume", "--workers", 2)
    status, out, err = fuzz(*arguments)

    assert status == 1, out + err
    expected, found = journal(undisturbed), journal(report)
    assert found.chunks == expected.chunks
    assert found.shrunk == expected.shrunk
    names = sorted(path.name for path in (tmp_path / "found").iterdir())
    assert names == sorted(path.name for path in undisturbed.with_suffix("").iterdir())


def test_the_fault_is_shown_by_a_short_program(undisturbed, journal):
    """The divergences are one: the gradient, in a few lines."""
    shrunk = journal(undisturbed).shrunk.values()

    assert any(found.kind == "grad.value" for found in shrunk)
    assert min(len(found.program.splitlines()) for found in shrunk) <= 4


def test_results_of_another_campaign_are_not_mixed(undisturbed, fuzz):
    """Other seeds are other programs."""
    status, _, err = fuzz(*SUBJECT, *PROGRAMS, "--seed", 1, "--report", undisturbed, "--resume")

    assert status == 2
    assert f"{undisturbed} is of another campaign: its seed is 0, and not 1" in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("seed", range(10))
def test_a_file_that_was_cut_off_anywhere(undisturbed, journal, tmp_path, seed):
    """Killed at a random moment: what was whole is kept, what is missing is what is run again."""
    whole = undisturbed.read_bytes()
    header = whole.index(b"\n") + 1
    report = tmp_path / "found.jsonl"
    report.write_bytes(whole[: random.Random(seed).randrange(header, len(whole))])
    expected = journal(undisturbed)

    resumed = Journal.resume(expected.header, report)
    campaign = Campaign(resumed, Again(expected), programs=800)
    campaign.run(lambda journal: None)
    resumed.close()

    assert journal(report).chunks == expected.chunks
    assert journal(report).shrunk == expected.shrunk
    assert report.read_bytes().count(b"\n") == whole.count(b"\n"), "something was run twice"


@pytest.mark.parametrize("length", [None, 0, 30])
def test_a_campaign_killed_before_it_wrote_anything_begins(undisturbed, journal, tmp_path, length):
    """Whoever starts it again and again with --resume need not ask how far it came."""
    report = tmp_path / "found.jsonl"
    if length is not None:
        report.write_bytes(undisturbed.read_bytes()[:length])

    resumed = Journal.resume(journal(undisturbed).header, report)
    resumed.close()

    assert report.read_bytes() == undisturbed.read_bytes().splitlines(keepends=True)[0]


class Again:
    """A scheduler that gives each chunk what it was given before."""

    def __init__(self, journal):
        self._journal = journal

    def chunks(self, settings, spans):
        """The results of the chunks that are asked for."""
        for start, stop in spans:
            result = self._journal.chunks[start]
            assert result.stop == stop
            yield result

    def shrink(self, settings, findings):
        """The smallest findings of those that are asked for."""
        smallest = {found.number: found for found in self._journal.shrunk.values()}
        yield from (smallest[found.number] for found in findings)
