"""The backward graph: nodes, the edges between them, and the tensors they save.

A node stands for one recorded operation. Its *edges* (`next_functions`) lead to the nodes of its
inputs: `(node, i)` means "the gradient I compute here is the gradient of output `i` of `node`". The
edge of a leaf leads to its `AccumulateGrad` node; the edge of a constant leads nowhere.

Source: https://pytorch.org/docs/stable/notes/autograd.html#how-autograd-encodes-the-history
"""

import itertools
from collections import OrderedDict
from operator import attrgetter

import torch

from . import anomaly, semantics
from .saved_tensor import (
    BACKWARD_TWICE,
    SavedNothing,
    SavedNumber,
    free_value,
    holds_tensor,
    is_tensor,
    save_value,
    unpack_value,
)
from .shown_settings import shown, size_of_input
from .unpacking_order import unpacking_order

_sequence = itertools.count()
FIRST_OF_ALL = 2**64 - 1  # AccumulateGrad runs as soon as it is ready, and so do errors


class Metadata:
    """What backward checks a gradient against: the shape, dtype and device of an output.

    The gradient itself is cast to `grad_dtype`; None: left as it is.
    """

    __slots__ = ("shape", "dtype", "device", "grad_dtype")

    def __init__(self, shape, dtype, device):
        self.shape, self.dtype, self.device = shape, dtype, device
        self.grad_dtype = dtype


class PublicMetadata:
    """Metadata as `Node._input_metadata` shows it."""

    __module__, __qualname__ = "torch._C._autograd", "_InputMetadata"
    is_nested_tensor = is_cpp_nested_tensor = False

    def __init__(self, known):
        # None is of an output that has no gradient: it shows what a tensor is by default.
        known = known or Metadata((), torch.get_default_dtype(), torch.device("cpu"))
        self.shape, self.dtype, self.device = list(known.shape), known.dtype, known.device


class _NodeType(type):
    """Nodes have no attributes but those they declare: they are many."""

    def __new__(mcs, name, bases, namespace, **kwargs):
        namespace.setdefault("__slots__", ())
        return super().__new__(mcs, name, bases, namespace, **kwargs)


def refusing_to_set(name):
    """The setter of an attribute that programs may only read."""

    def refuse(node, value):
        of_functions = node._runs_programs and not isinstance(node, AccumulateGrad)
        owner = "torch._C._FunctionBase" if of_functions else type(node).__name__
        raise AttributeError(f"attribute '{name}' of '{owner}' objects is not writable")

    return refuse


class Node(metaclass=_NodeType):
    """One recorded operation. Subclasses say what they save and how they differentiate.

    `specified` is False for nodes made while a backward pass records itself (`create_graph`): which
    operations make up the derivative of a derivative is not part of the specification.
    """

    __module__ = "torch.autograd.graph"
    __slots__ = (
        "_edges",
        "sequence_nr",
        "input_metadata",
        "saved",
        "released",
        "specified",
        "tensor_prehooks",
        "retain_grad_hooks",
        "prehooks",
        "posthooks",
        "_notes",
        "__weakref__",
    )
    derivative_running = 0  # how many backward passes are running: their nodes are not specified
    plan = None  # which nodes the running pass needs (engine.Plan); None: all
    running = None  # the pass that is running (engine.Pass)
    _runs_programs = False  # whether its derivative calls what a program has defined
    _shown = (
        "__call__",
        "_input_metadata",
        "_sequence_nr",
        "_set_sequence_nr",
        "metadata",
        "name",
        "next_functions",
        "register_hook",
        "register_prehook",
        "requires_grad",
        "variable",
    )

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.__module__ = "builtins"  # where torch says that its nodes are from

    def __init__(self, edges=()):
        # rule: graph.next-functions
        self._edges = tuple(edges)
        self.sequence_nr = next(_sequence)
        self.input_metadata = []
        self.saved = None
        self.released = False
        self.specified = not Node.derivative_running
        self.tensor_prehooks = None
        self.retain_grad_hooks = None
        self.prehooks = None
        self.posthooks = None
        self._notes = anomaly.metadata_of_new_node()

    def name(self):
        return type(self).__name__

    # rule: graph.next-functions
    next_functions = property(attrgetter("_edges"), refusing_to_set("next_functions"))
    metadata = property(attrgetter("_notes"), refusing_to_set("metadata"))
    requires_grad = property(lambda self: True, refusing_to_set("requires_grad"))
    _input_metadata = property(lambda self: tuple(PublicMetadata(m) for m in self.input_metadata))

    def _sequence_nr(self):
        """When the node was recorded: of two that are ready, backward runs the later one first."""
        return self.sequence_nr

    def _set_sequence_nr(self, number):
        self.sequence_nr = number

    def __repr__(self):
        return f"<{type(self).__name__} object at {hex(id(self))}>"

    def add_output(self, tensor):
        """Notes one output of the forward operation; returns its number."""
        self.input_metadata.append(Metadata(tensor.shape, tensor.dtype, tensor.device))
        return len(self.input_metadata) - 1

    # -- saved tensors ---------------------------------------------------------------------

    def save(self, name, value, is_output=False):
        """Keeps `value` for backward under `name`; a tensor is kept with its version."""
        if self.saved is None:
            self.saved = {}
        self.saved[name] = save_value(value, is_output)

    def unpack(self):
        """All that was saved, by name; raises if it was freed or changed since."""
        if self.released:
            raise RuntimeError(BACKWARD_TWICE)
        saved = self.saved or {}
        names = unpacking_order(self, saved)
        return {name: unpack_value(saved[name], self, running=True) for name in names}

    def release(self):
        """Frees the saved tensors: what a backward pass without `retain_graph` does at the end."""
        # rule: graph.second-backward-raises
        # A node that saved nothing has nothing to free, so it can run again.
        # rule: graph.second-backward-without-saved-tensors
        for value in (self.saved or {}).values():
            if holds_tensor(value):
                free_value(value)
                self.released = True

    def __getattr__(self, attribute):
        is_raw = attribute.startswith("_raw_saved_")
        if is_raw or attribute.startswith("_saved_"):
            name = attribute.split("saved_", 1)[1]
            if self.saved and name in self.saved:
                return self._read_saved(name, self.saved[name], is_raw)
            if name in getattr(self, "saves", ()):
                return SavedNothing() if is_raw else None
            size = None if is_raw else size_of_input(self, name)
            if size is not None:
                return size
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{attribute}'")

    def __dir__(self):
        """The names that torch shows: of the node and of what it saved, not of how it is made."""
        # rule: graph.saved-tensors-are-inspectable
        saves = getattr(self, "saves", ())
        shown = {f"_saved_{name}" for name in (*(self.saved or ()), *saves)}
        raw = {f"_raw_saved_{name}" for name in saves}
        own = {name for name in self._shown if hasattr(type(self), name)}
        return sorted({*dir(object), *own, *shown, *raw})

    def _read_saved(self, name, value, is_raw):
        # rule: graph.saved-tensors-are-inspectable
        if is_raw:
            return value
        if self.released and holds_tensor(value):
            raise RuntimeError(BACKWARD_TWICE)
        if isinstance(value, SavedNumber):
            return value.as_tensor()
        return unpack_value(value, self) if holds_tensor(value) else shown(self, name, value)

    # -- backward --------------------------------------------------------------------------

    def apply(self, grads):
        """The gradients of the inputs, one an edge (None: undefined), from those of the outputs."""
        raise NotImplementedError

    def wants(self, place):
        """Whether the gradient of that input is asked for in the pass that is running."""
        node = self.next_functions[place][0]
        return node is not None and (Node.plan is None or Node.plan.runs(node))

    def __call__(self, *grads):
        """Runs the node alone: one gradient an output; the gradients of the inputs."""
        # rule: graph.nodes-can-be-called
        expected = len(self.input_metadata)
        if len(grads) != expected:
            raise TypeError(f"expected {expected} arguments, got {len(grads)} instead")
        for place, grad in enumerate(grads):
            if grad is not None and not is_tensor(grad):
                raise TypeError(f"argument {place} is not a Variable")
        results = self.apply(list(grads))
        return results[0] if len(results) == 1 else tuple(results)

    # -- hooks -----------------------------------------------------------------------------

    def register_hook(self, hook):
        """`hook(grad_inputs, grad_outputs)` runs after the node and may replace `grad_inputs`."""
        from .hooks import register

        if self.posthooks is None:
            self.posthooks = OrderedDict()
        return register(self.posthooks, hook)

    def register_prehook(self, hook):
        """`hook(grad_outputs)` runs before the node and may replace them."""
        from .hooks import register

        if self.prehooks is None:
            self.prehooks = OrderedDict()
        return register(self.prehooks, hook)


class ErrorNode(Node):
    """A node that raises when its turn comes, which is as soon as it is ready."""

    # rule: accumulation.kept-on-failure
    def __init__(self, edges=()):
        super().__init__(edges)
        if semantics.current().errors_come_first:
            self.sequence_nr = FIRST_OF_ALL


class AccumulateGrad(Node):
    """The end of every path: adds the gradient to the leaf's `.grad`. See `accumulate.py`."""

    __slots__ = ("_variable",)
    _runs_programs = True  # hooks on the leaf, once it has its gradient

    def __init__(self, variable):
        super().__init__()
        self.sequence_nr = FIRST_OF_ALL
        self.specified = True
        self._variable = variable
        self.add_output(variable)
        self.input_metadata[0].grad_dtype = variable._dtype_of_grad

    variable = property(attrgetter("_variable"), refusing_to_set("variable"))

    def name(self):
        return "torch::autograd::AccumulateGrad"

    def apply(self, grads):
        from .accumulate import accumulate_grad

        accumulate_grad(self.variable, grads, other_holders=1 if self.posthooks else 0)
        return []


# -- edges -------------------------------------------------------------------------------------


def gradient_edge(tensor):
    """Where the gradient of `tensor` goes: `(node, output number)`; `(None, 0)` for a constant."""
    grad_fn = tensor.grad_fn
    if grad_fn is not None:
        return (grad_fn, tensor._output_nr)
    if tensor._requires_grad:
        return (tensor.grad_accumulator(), 0)
    return (None, 0)
