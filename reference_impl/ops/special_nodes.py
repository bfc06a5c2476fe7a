"""Nodes that stand for more than one derivative, or for none."""

from ..engine import CHANGES_KIND


class OneOf:
    """Stands for the node class of an operator that has several: `choose(values)` says which.

    It gives None where the operator is not differentiable. `in_place` chooses for the in-place
    form, where that is another.
    """

    operator = "several"
    constants = ()

    def __init__(self, choose, in_place=None):
        self.choose, self.choose_in_place = choose, in_place or choose

    def takes(self, values):
        """As of any node: of the one that is chosen."""
        chosen = self.choose(values)
        return () if chosen is None else chosen.takes(values)

    def record(self, values, in_place=False):
        chosen = (self.choose_in_place if in_place else self.choose)(values)
        return None if chosen is None else chosen.record(values, in_place)


def refuse_complex(grad, known):
    """Raises where the gradient of a real input came out complex: for some operators torch does
    not take the real part.
    """
    if grad.is_complex() and not known.dtype.is_complex:
        raise RuntimeError(CHANGES_KIND)
    return grad
