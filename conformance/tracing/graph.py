"""Reading the graph behind a tensor, to a bounded depth.

Bounded, because a graph may be long, and walking a chain of 100,000 nodes from Python and then
dropping it crashes a healthy torch. No node is kept beyond a look: a node that is held lives longer
than the program's own references would let it, and with it its hooks and its AccumulateGrad.
"""

from typing import Any

from conformance.tracing.observations import ANYTHING, ELSEWHERE, GraphSeen

DEEPEST = 3
MOST_NODES = 64

_CUT = GraphSeen("...")


class GraphReader:
    """Reads graphs within one look, where nodes met before need not be read again."""

    def __init__(self, names: dict[int, str], leaves_open: bool = True):
        """`names` tells the names of tensors by their ids; `leaves_open`, whether some nodes are
        not specified."""
        self._names = names
        self._leaves_open = leaves_open
        self._read: dict[tuple[int, int], GraphSeen] = {}
        self._told: dict[int, tuple[str | None, Any, Any]] = {}
        self._left = MOST_NODES

    def read(self, node: Any) -> GraphSeen:
        """The node and what lies behind it."""
        self._left = MOST_NODES
        return self._walk(node, DEEPEST)

    def _walk(self, node, depth):
        key = (id(node), depth)
        found = self._read.get(key)
        if found is not None:
            return found
        if self._left <= 0:
            return _CUT
        self._left -= 1
        found = self._read[key] = self._node(node, depth)
        return found

    def _edge(self, node, number, depth):
        seen = self._walk(node, depth)
        return ANYTHING if seen is ANYTHING else (seen, number)

    def _ask(self, node):
        """Its name, None if it is left open, and its edges; and the node: no other gets its id."""
        if self._leaves_open and not getattr(node, "specified", True):
            return None, (), node
        return node.name(), node.next_functions, node

    def _node(self, node, depth):
        told = self._told.get(id(node))
        if told is None:
            told = self._told[id(node)] = self._ask(node)
        name, edges, _ = told
        if name is None:
            return ANYTHING
        if edges:
            below = depth - 1
            if below == 0:
                return GraphSeen(
                    name, None, tuple((_CUT, 0) if each else None for each, _ in edges)
                )
            return GraphSeen(
                name,
                None,
                tuple(
                    None if each is None else self._edge(each, number, below)
                    for each, number in edges
                ),
            )
        variable = getattr(node, "variable", None)
        if variable is None:
            return GraphSeen(name)
        return GraphSeen(name, self._names.get(id(variable), ELSEWHERE))
