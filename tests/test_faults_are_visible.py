"""Each planted fault is what it says: there when applied, absent otherwise, and nothing besides.

A fault cannot be taken back, so each is looked at in a process of its own. They are forked from
one that has imported torch and done nothing else, which is what importing it anew would give.
"""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import pytest

from tests import faults
from tests.faults import visibility
from tests.faults.registry import GRADES

ENOUGH = 45  # a suite that finds fewer kinds of faults than this has not shown much


def in_a_fresh_process(function, *arguments):
    context = multiprocessing.get_context("forkserver")
    # torch imports the second on the first use of an optimizer, and it takes as long as torch.
    context.set_forkserver_preload(["torch", "torch._dynamo"])
    with ProcessPoolExecutor(1, mp_context=context) as process:
        return process.submit(function, *arguments).result()


@pytest.fixture(scope="module")
def healthy():
    """What a process without any fault sees."""
    return in_a_fresh_process(visibility.healthy)


@pytest.mark.parametrize("name", faults.names())
def test_fault_is_visible_and_spares_the_bystanders(name, healthy):
    """The check is False without the fault and True with it; other uses of torch agree."""
    faulty = in_a_fresh_process(visibility.faulty, name)

    assert [healthy.visible[name], faulty.visible[name]] == [False, True]
    assert healthy.bystanders == faulty.bystanders


def test_a_healthy_torch_has_no_fault(healthy):
    """No check sees anything on a healthy torch, also after all the others."""
    assert not any(healthy.visible.values())


def test_there_are_enough_faults_of_each_grade():
    """Easy ones only, or a handful, would prove little."""
    grades = [faults.get(name).grade for name in faults.names()]

    assert len(grades) >= ENOUGH
    assert all(grades.count(grade) >= ENOUGH // 5 for grade in GRADES)


def test_an_unknown_fault_is_refused():
    """The error lists the names there are."""
    with pytest.raises(faults.UnknownFault, match="relu_passes_gradient_at_zero"):
        faults.get("no_such_fault")
