"""`GradientEdge`: the place in the graph where a tensor's gradient goes, without the tensor."""

from typing import NamedTuple

from .. import semantics
from ..function import BackwardCFunction
from ..grad_mode import enable_grad
from ..graph import Node, gradient_edge
from ..multi_grad_hook import node_of


class GradientEdge(NamedTuple):
    """Output `output_nr` of `node`; holds no values."""

    node: Node
    output_nr: int
    ownership_token: Node | None = None

    def __repr__(self):
        owns = semantics.current().edges_own_their_nodes
        token = f", ownership_token={self.ownership_token!r}" if owns else ""
        return f"GradientEdge(node={self.node!r}, output_nr={self.output_nr!r}{token})"


class PlainEdge(NamedTuple):
    """The same, before an edge could keep its node alive."""

    node: Node
    output_nr: int


PlainEdge.__name__ = "GradientEdge"
EDGES = (GradientEdge, PlainEdge)


def get_gradient_edge(tensor):
    """The gradient edge of a tensor; raises RuntimeError if it does not require grad."""
    if not tensor.requires_grad:
        raise RuntimeError(
            "It is not possible to get the gradient edge for a Tensor that does not require "
            "gradients"
        )
    # rule: graph.gradient-edges
    node, output_nr = gradient_edge(tensor)
    if node is None and semantics.current().texts_of_2_8:
        node_of(tensor)  # a view of a leaf, made in no_grad mode: raises
    if not semantics.current().edges_own_their_nodes:
        return PlainEdge(node, output_nr)
    if not isinstance(node, BackwardCFunction):
        return GradientEdge(node, output_nr)
    # The node of a custom Function is kept alive through a node that follows it.
    with enable_grad():
        return GradientEdge(node, output_nr, tensor.view_as(tensor).grad_fn)
