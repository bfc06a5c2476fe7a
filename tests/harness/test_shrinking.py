"""The reducer, on planted faults and on conditions that need no subject."""

import torch

from conformance.comparing import shrink, verdict
from conformance.programs import Program, reduce_program
from tests.harness.fakes import faulty, healthy

LONG = """
import numpy as np
import torch.nn as nn
x = torch.tensor([[1.0, 2.0, 5.0], [3.25, 4.0, 7.0]], requires_grad=True)
w = torch.tensor([3.0, 4.0, 8.0], requires_grad=True)
net = nn.Linear(3, 3)
y = (net(x) * w).exp()
u = y
for i in range(3):
    u = u + x[i % 2]
v = u[0:1]
with torch.no_grad():
    z = y.detach()
    with torch.enable_grad():
        q = torch.sigmoid(z * 2 + w.sum() - 0.125)
    r = q + 1
t = u.sum()
t.backward(retain_graph=True)
a = np.ones(3)
def hook(g):
    print(g)
    return g * 2
y.register_hook(hook)
t.backward()
"""


def test_planted_divergence():
    """All that is left is what shows the fault."""
    subject = faulty(sigmoid=lambda x: torch.sigmoid(x) * 1.01)
    found = verdict(Program.from_source(LONG), subject, reference=healthy())
    smallest = shrink(found, subject, healthy())
    assert smallest.program.source() == "x = torch.tensor([1.0])\nq = torch.sigmoid(x)\n"
    assert (smallest.level, smallest.kind) == (found.level, found.kind)


def test_a_fault_in_a_block():
    """Blocks that matter stay, and no more of them than matters."""
    subject = faulty(no_grad=torch.enable_grad)
    found = verdict(Program.from_source(LONG), subject, reference=healthy())
    smallest = shrink(found, subject, healthy())
    assert smallest.program.source().splitlines()[-2] == "with torch.no_grad():"
    assert len(smallest.program.source().splitlines()) <= 3
    assert smallest.kind == found.kind


def test_deterministic():
    """The same program is always reduced to the same one."""
    program = Program.from_source(LONG)
    assert reduce_program(program, _mentions_detach) == reduce_program(program, _mentions_detach)
    assert reduce_program(program, _mentions_detach).source().count("detach") == 1


def _mentions_detach(program):
    return "detach" in program.source()


def test_reduced_as_far_as_it_goes():
    """Nothing at all is left of a program of which nothing is needed."""
    assert reduce_program(Program.from_source(LONG), lambda program: True) == Program()


def test_never_worse():
    """A program of which everything is needed stays as it is, whatever is tried."""
    program = Program.from_source(LONG)
    assert reduce_program(program, lambda candidate: candidate == program) == program


def test_bounded():
    """The number of tries is bounded."""
    tries = []

    def refuse(program):
        tries.append(program)
        return False

    reduce_program(Program.from_source(LONG), refuse, tries=25)
    assert len(tries) == 25


def test_each_candidate_is_tried_once():
    """No candidate is run twice."""
    tries = []

    def still_diverges(program):
        tries.append(program)
        return "backward" in program.source()

    reduce_program(Program.from_source(LONG), still_diverges)
    assert len(tries) == len(set(tries))


def test_every_candidate_is_a_program():
    """Candidates are programs of the subset in which every name has a meaning."""

    def still_diverges(program):
        assert Program.from_source(program.source()) == program
        return "net" in program.source()

    reduced = reduce_program(Program.from_source(LONG), still_diverges)
    assert "net" in reduced.source()
    assert len(reduced) <= 3


def test_second_names_are_dropped():
    """A name that is only another name for a tensor goes."""
    text = "x = torch.ones(2)\ny = x\nz = y\nw = z.exp()"
    reduced = reduce_program(Program.from_source(text), lambda program: "exp" in program.source())
    assert "y" not in reduced.source()
    assert "z" not in reduced.source()


def test_literals_become_simple():
    """Lists become shorter and numbers simpler, as far as the fault allows."""
    text = "x = torch.tensor([[0.125, -3.0, 7.5], [1.0, 9.0, 2.0]])"

    def still_diverges(program):
        return "-3.0" in program.source() and "tensor(" in program.source()

    reduced = reduce_program(Program.from_source(text), still_diverges)
    assert reduced.source() == "x = torch.tensor([-3.0])\n"


def test_decorators_and_other_prints_are_dropped():
    """Of what is decorated and printed together, what shows the fault is left."""
    text = "@torch.no_grad()\ndef f(x):\n    print(x, x.sum(), x.grad, 2)\n"

    def still_diverges(program):
        return "print(" in program.source() and "x.grad" in program.source()

    reduced = reduce_program(Program.from_source(text), still_diverges)
    assert reduced.source() == "def f(x):\n    print(x.grad)\n"
