"""Medleys: programs that go from rule to rule, each looked at when it is over.

Where one fails, it is the rule below that its folder stands for that fails, whose statement is of
the most general kind; the shrunk program shows what it is about.
"""

import pytest
import torch
from packaging.version import Version

from conformance import medleys
from conformance.campaign.openings import MEDLEYS_SINCE
from conformance.comparing import shrink, verdict
from conformance.programs import Program
from conformance.rules.catalogue import load
from conformance.suite.checking import failure

RULES = {
    "accumulation": "accumulation.random-programs",
    "calls": "graph.random-programs",
    "checkpointing": "graph.checkpoint-computes-again-in-backward",
    "data": "data.random-programs",
    "detach": "detach.random-programs",
    "functions": "functions.custom-forward-backward",
    "gradients": "gradients.random-programs",
    "hooks": "hooks.random-programs",
    "leaves": "requires-grad.random-programs",
    "memory": "versions.random-programs",
    "modes": "modes.random-programs",
    "modules": "modules.layers",
    "numpy": "numpy.shares-memory",
    "optimizers": "modules.optimizers",
    "pointwise": "gradients.random-programs",
    "views": "views.random-programs",
}


@pytest.mark.parametrize(
    ("name", "text"), [pytest.param(*each, id=each[0]) for each in medleys.load_all().items()]
)
def test_program(name, text, conformance_run):
    """The program does on the subject what it does on the reference."""
    rule = RULES[name.partition("/")[0]]
    subject = conformance_run.subject
    if reason := _not_meant_for(subject):
        conformance_run.record(rule, "skip", examples=0, reason=reason)
        pytest.skip(reason)
    divergence = verdict(Program.from_source(text), subject, look="end")
    if divergence is None:
        conformance_run.record(rule, "pass", examples=1)
        return
    if entry := conformance_run.expectations.met(rule, divergence):
        conformance_run.record_known(rule, entry, divergence)
        pytest.xfail(entry.reason)
    divergence = shrink(divergence, subject)
    conformance_run.record(rule, "fail", divergence=divergence)
    pytest.fail(failure(load()[rule], divergence), pytrace=False)


def _not_meant_for(subject):
    """Why a subject is not judged by medleys, if so: they were tried eagerly and on the CPU."""
    if subject.backend is not None or subject.device != "cpu":
        return "medleys are for eager subjects on the CPU"
    if Version(torch.__version__) < MEDLEYS_SINCE:
        return f"medleys are meant for torch >= {MEDLEYS_SINCE}"
    return None
