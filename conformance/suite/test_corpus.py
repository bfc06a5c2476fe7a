"""The corpus: programs written by hand, each of which shows one behaviour."""

import pytest
import torch

from conformance.comparing import BeyondSpecification, NothingToCompile, verdict
from conformance.corpus import CorpusProgram, load_all
from conformance.programs import Program
from conformance.rules.catalogue import load
from conformance.showcase import Showcase
from conformance.suite.checking import failure


@pytest.mark.parametrize("example", [pytest.param(each, id=each.name) for each in load_all()])
def test_program(example: CorpusProgram, conformance_run):
    """The program does on the subject what it does on the reference, whenever it is looked at."""
    if not example.meant_for(torch.__version__):
        reason = f"meant for torch {example.since}"
        conformance_run.record(example.rule, "skip", examples=0, reason=reason)
        pytest.skip(reason)
    program = Program.from_source(example.text)
    for look in ("each", "end"):
        try:
            divergence = verdict(program, conformance_run.subject, look=look)
        except (BeyondSpecification, NothingToCompile) as why:
            if _is_a_gap(why, conformance_run.subject):
                raise
            conformance_run.record(example.rule, "skip", examples=0, reason=str(why))
            pytest.skip(str(why))
        if divergence is None:
            continue
        entry = conformance_run.expectations.met(example.rule, divergence)
        if entry is None:
            conformance_run.record(example.rule, "fail", divergence=divergence)
            pytest.fail(failure(load()[example.rule], divergence), pytrace=False)
        conformance_run.record_known(example.rule, entry, divergence)
        pytest.xfail(entry.reason)
    showcase = Showcase(example.rule)
    showcase.look_at(program, example.changes)
    conformance_run.record(example.rule, "pass", examples=2, semantics=showcase.semantics)


def _is_a_gap(why, subject):
    """Does the specification lack what a program of ours shows? Some devices compute otherwise."""
    return isinstance(why, BeyondSpecification) and subject.device == "cpu"
