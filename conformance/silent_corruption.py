"""Silent corruption of one program: the gradients it gives, and those it should have given.

The specification can watch what it saves (`reference_impl.corruption`). A program runs on it twice:
as it is, which predicts the gradients that every torch gives, and repaired, where backward computes
with the values as they were when they were saved.
"""

from typing import Any

import msgspec

from conformance import subjects
from conformance.programs import Program, Session


class CorruptedGradient(msgspec.Struct, frozen=True):
    """A gradient that is wrong without an error.

    Attributes:
        name: the variable whose `.grad` it is, or which holds it.
        wrong: the values that the specification predicts.
        right: the values without the corruption.
    """

    name: str
    wrong: Any
    right: Any

    def __str__(self) -> str:
        return f"{self.name}: {self.wrong}, should be {self.right}"


class SilentCorruption(msgspec.Struct, frozen=True):
    """What a program corrupts.

    Attributes:
        nodes: the names of the nodes that computed with changed values, in order.
        gradients: what came out of it.
    """

    nodes: tuple[str, ...] = ()
    gradients: tuple[CorruptedGradient, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.nodes)


def silent_corruption(program: Program) -> SilentCorruption:
    """Run a program on the specification and tell what it corrupts silently."""
    nodes, wrong = _gradients(program, repair=False)
    if not nodes:
        return SilentCorruption()
    _, right = _gradients(program, repair=True)
    differing = [
        CorruptedGradient(name, values, right.get(name))
        for name, values in wrong.items()
        if repr(values) != repr(right.get(name))
    ]
    return SilentCorruption(nodes, tuple(differing))


def _gradients(program, repair):
    """Which nodes met changed values, and the values of all tensors and their gradients after."""
    subject = subjects.get("reference")
    with subject.namespace.corruption.watching(repair) as found, Session(subject, "end") as session:
        for step in program.steps:
            session.run_step(step)
        return tuple(each.node for each in found), dict(_values(session, subject))


def _values(session, subject):
    for name, value in session.variables().items():
        if isinstance(value, subject.namespace.Tensor):
            yield name, _quietly(value)
            if value._grad is not None:
                yield f"{name}.grad", _quietly(value._grad)


def _quietly(tensor):
    """The values; what was read of a tensor that refuses to be read is nothing."""
    try:
        return tensor.detach().tolist()
    except RuntimeError as error:
        return str(error)
