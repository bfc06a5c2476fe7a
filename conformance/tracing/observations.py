"""What is recorded of a running program.

Observations are plain, immutable data: numbers, strings, tuples and the structs below. Two of them
are equal if they were seen to be the same; `comparing` decides what else counts as the same.
"""

from typing import Any

import msgspec


class Seen(msgspec.Struct, frozen=True, gc=False):
    """An observation of one object. None leads to itself: the garbage collector need not look."""


class Anything:
    """In the place of what the specification leaves open: it equals whatever is there."""

    def __eq__(self, other):
        return True

    __hash__ = None

    def __repr__(self):
        return "anything"


ANYTHING = Anything()


class TensorSeen(Seen, frozen=True, gc=False):
    """A tensor: everything about it that a program can observe without changing it.

    Attributes:
        value: nested lists of numbers; or `Unreadable`.
        dtype: as `torch.float32`.
        device: its type, as `cpu`.
        shape, stride, storage_offset: its geometry.
        storage: the name of the first observed tensor that uses the same memory, maybe its own;
            None without memory.
        requires_grad, is_leaf, retains_grad, is_inference: its flags.
        is_parameter: whether it is a `torch.nn.Parameter`.
        grad_fn: its history, as `GraphSeen`; None without.
        output_nr: which output of grad_fn it is.
        version: `_version`; None where there is none to read (an inference tensor).
        is_view: `_is_view()`.
        base: the name of `_base`; `ELSEWHERE` if no observed tensor is it; None without.
    """

    value: Any
    dtype: str
    device: str
    shape: tuple[int, ...]
    stride: Any
    storage_offset: Any
    storage: Any
    requires_grad: bool
    is_leaf: bool
    retains_grad: bool
    is_inference: bool
    is_parameter: bool
    grad_fn: "GraphSeen | None"
    output_nr: int
    version: Any
    is_view: bool
    base: str | None


class GraphSeen(Seen, frozen=True, gc=False):
    """A node of the graph and what lies behind it, to a bounded depth.

    Attributes:
        name: of the node, as `MulBackward0`; `...` where the walk has stopped.
        variable: of an AccumulateGrad, the name of its leaf; otherwise None.
        edges: for each input, the next node and the number of its output, or None.
    """

    name: str
    variable: str | None = None
    edges: tuple["tuple[GraphSeen, int] | None", ...] = ()

    def __str__(self) -> str:
        name = self.name.removeprefix("torch::autograd::")
        if self.variable is not None:
            return f"{name} of {self.variable}"
        if not self.edges:
            return name
        return f"{name}({', '.join(map(_edge, self.edges))})"


def _edge(edge):
    if edge is None or edge is ANYTHING:
        return "None" if edge is None else "..."
    node, number = edge
    return f"{node}[{number}]" if number else str(node)


class SameAs(Seen, frozen=True, gc=False):
    """The very object that has already been observed under another name."""

    name: str


class ValueSeen(Seen, frozen=True, gc=False):
    """A number, string, size, dtype or other plain value, with the name of its type."""

    type: str
    value: Any


class ContainerSeen(Seen, frozen=True, gc=False):
    """A list, tuple or dict; its items are observed under names of their own."""

    type: str
    keys: tuple[Any, ...]


class NodeSeen(Seen, frozen=True, gc=False):
    """A node of the graph held by the program."""

    grad_fn: GraphSeen


class ArraySeen(Seen, frozen=True, gc=False):
    """A numpy array."""

    value: Any
    dtype: str
    shape: tuple[int, ...]
    stride: tuple[int, ...]
    storage: Any


class ModuleSeen(Seen, frozen=True, gc=False):
    """A module; its parameters and buffers are observed under names of their own."""

    training: bool
    names: tuple[str, ...]


class OptimizerSeen(Seen, frozen=True, gc=False):
    """An optimizer: the size of each group; its state is observed under names of its own."""

    groups: tuple[int, ...]


class Unreadable(Seen, frozen=True, gc=False):
    """What raised when it was read, where a healthy torch may raise."""

    type: str
    text: str


class OtherSeen(Seen, frozen=True, gc=False):
    """An object of which nothing is compared: a function, a handle, a context manager."""


ELSEWHERE = "a tensor without a name"
