"""Nodes that stand for more than one derivative, or for none."""

from ..engine import CHANGES_KIND
from .declare import Derivative, edge_of


class RealOnly(Derivative):
    """An operator that torch computes for complex numbers, but does not differentiate.

    The in-place form lets them pass.
    """

    __slots__ = ("in_place",)

    @staticmethod
    def takes_complex():
        """Whether this release has the derivative for complex outputs after all."""
        return False

    @classmethod
    def record(cls, values, in_place=False):
        node = super().record(values, in_place)
        node.in_place = in_place
        return node

    def save_result(self, result):
        super().save_result(result)
        if result.is_complex() and not self.in_place and not self.takes_complex():
            raise RuntimeError(
                f"{self.operator.name} does not support automatic differentiation for outputs with "
                "complex dtype."
            )


class OneOf:
    """Stands for the node class of an operator that has several: `choose(values)` says which.

    It gives None where the operator is not differentiable. `in_place` chooses for the in-place
    form, where that is another.
    """

    operator = "several"

    def __init__(self, choose, in_place=None):
        self.choose, self.choose_in_place = choose, in_place or choose

    def takes(self, values):
        """As of any node: of the one that is chosen."""
        chosen = self.choose(values)
        return () if chosen is None else chosen.takes(values)

    def record(self, values, in_place=False):
        chosen = (self.choose_in_place if in_place else self.choose)(values)
        return None if chosen is None else chosen.record(values, in_place)


class NotImplementedNode(Derivative):
    """An operator without a derivative: running its node backwards is an error.

    Only inputs that require grad have an edge.
    """

    __slots__ = ("what",)

    @classmethod
    def of(cls, name, namespace="aten::"):
        """What to declare as the node of the operator `name`; the error names it in full."""

        class Recorder:
            operator = "none"

            @staticmethod
            def takes(values):
                return ()

            @staticmethod
            def record(values, in_place=False):
                edges = [edge_of(value) for value in values.values()]
                node = cls([edge for edge in edges if edge[0] is not None])
                node.places = ()
                node.what = namespace + (name + "_" if in_place else name)
                return node

        return Recorder

    def name(self):
        return "torch::autograd::NotImplemented"

    def apply(self, grads):
        raise RuntimeError(f"derivative for {self.what} is not implemented")


NotImplementedNode.__name__ = "NotImplemented"


def refuse_complex(grad, known):
    """Raises where the gradient of a real input came out complex: for some operators torch does
    not take the real part.
    """
    if grad.is_complex() and not known.dtype.is_complex:
        raise RuntimeError(CHANGES_KIND)
    return grad


def not_implemented(what):
    """The error of a formula that torch leaves out."""
    return NotImplementedError(f"the derivative for '{what}' is not implemented.")
