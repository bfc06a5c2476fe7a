"""The backward graph: nodes, the edges between them, and the tensors they save.

A node stands for one recorded operation. Its *edges* (`next_functions`) lead to the nodes of its
inputs: `(node, i)` means "the gradient I compute here is the gradient of output `i` of `node`". The
edge of a leaf leads to its `AccumulateGrad` node; the edge of a constant leads nowhere.

Source: https://pytorch.org/docs/stable/notes/autograd.html#how-autograd-encodes-the-history
"""

import itertools

from . import anomaly, semantics
from .grad_mode import mode
from .saved_tensor_hooks import Hooks, default_hooks

_sequence = itertools.count()
FIRST_OF_ALL = 2**64 - 1  # AccumulateGrad runs as soon as it is ready


class Metadata:
    """What backward checks a gradient against: the shape, dtype and device of an output."""

    __slots__ = ("shape", "dtype", "device")

    def __init__(self, shape, dtype, device):
        self.shape, self.dtype, self.device = shape, dtype, device


class Node:
    """One recorded operation. Subclasses say what they save and how they differentiate.

    `specified` is False for nodes made while a backward pass records itself (`create_graph`): which
    operations make up the derivative of a derivative is not part of the specification.
    """

    __slots__ = (
        "next_functions",
        "sequence_nr",
        "input_metadata",
        "saved",
        "released",
        "specified",
        "tensor_prehooks",
        "retain_grad_hooks",
        "prehooks",
        "posthooks",
        "metadata",
        "__weakref__",
    )
    derivative_running = 0  # how many backward passes are running: their nodes are not specified
    plan = None  # which nodes the running pass needs (engine.Plan); None: all
    running = None  # the pass that is running (engine.Pass)

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.__module__ = "builtins"  # where torch says that its nodes are from

    def __init__(self, edges=()):
        self.next_functions = tuple(edges)
        self.sequence_nr = next(_sequence)
        self.input_metadata = []
        self.saved = None
        self.released = False
        self.specified = not Node.derivative_running
        self.tensor_prehooks = None
        self.retain_grad_hooks = None
        self.prehooks = None
        self.posthooks = None
        self.metadata = anomaly.metadata_of_new_node(mode)

    def name(self):
        return type(self).__name__

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
        # In the order of their names: of several that were changed, the first is complained of.
        return {name: unpack_value(saved[name], self) for name in sorted(saved)}

    def release(self):
        """Frees the saved tensors: what a backward pass without `retain_graph` does at the end."""
        # rule: graph.second-backward-raises
        # A node that saved nothing has nothing to free, so it can run again.
        # rule: graph.second-backward-without-saved-tensors
        if self.saved and any(holds_tensor(value) for value in self.saved.values()):
            self.saved = {k: v for k, v in self.saved.items() if not holds_tensor(v)}
            self.released = True

    def __getattr__(self, attribute):
        if attribute.startswith("_saved_") or attribute.startswith("_raw_saved_"):
            name = attribute.split("saved_", 1)[1]
            is_freed = self.released and name not in (self.saved or {})
            if is_freed and name in getattr(self, "saves", ()):
                raise RuntimeError(BACKWARD_TWICE)
            if self.saved and name in self.saved:
                value = self.saved[name]
                if isinstance(value, SavedNumber):
                    return value.as_tensor()
                return value if attribute.startswith("_raw") else unpack_value(value, self)
            if name in getattr(self, "saves", ()):
                return None  # not needed for any gradient that is wanted
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{attribute}'")

    # -- backward --------------------------------------------------------------------------

    def apply(self, grads):
        """The gradients of the inputs, one an edge (None: undefined), from those of the outputs."""
        raise NotImplementedError

    def __call__(self, *grads):
        """Runs the node alone: one gradient an output; the gradients of the inputs."""
        expected = len(self.input_metadata)
        if len(grads) != expected:
            raise TypeError(f"expected {expected} arguments, got {len(grads)} instead")
        for place, grad in enumerate(grads):
            if grad is not None and not _is_tensor(grad):
                raise TypeError(f"argument {place} is not a Variable")
        results = self.apply(list(grads))
        return results[0] if len(results) == 1 else tuple(results)

    # -- hooks -----------------------------------------------------------------------------

    def register_hook(self, hook):
        """`hook(grad_inputs, grad_outputs)` runs after the node and may replace `grad_inputs`."""
        from .hooks import HookTable, register

        if self.posthooks is None:
            self.posthooks = HookTable()
        return register(self.posthooks, hook)

    def register_prehook(self, hook):
        """`hook(grad_outputs)` runs before the node and may replace them."""
        from .hooks import HookTable, register

        if self.prehooks is None:
            self.prehooks = HookTable()
        return register(self.prehooks, hook)


class AccumulateGrad(Node):
    """The end of every path: adds the gradient to the leaf's `.grad`. See `accumulate.py`."""

    __slots__ = ("variable",)

    def __init__(self, variable):
        super().__init__()
        self.sequence_nr = FIRST_OF_ALL
        self.specified = True
        self.variable = variable
        self.add_output(variable)

    def name(self):
        return "torch::autograd::AccumulateGrad"

    def apply(self, grads):
        from .accumulate import accumulate_grad

        accumulate_grad(self.variable, grads, other_holders=1 if self.posthooks else 0)
        return []


# -- saved tensors -----------------------------------------------------------------------------

BACKWARD_TWICE = (
    "Trying to backward through the graph a second time (or directly access saved tensors after "
    "they have already been freed). Saved intermediate values of the graph are freed when you call "
    ".backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the "
    "graph a second time or if you need to access saved tensors after calling backward."
)
DETACHED_IN_PLACE = (
    "Trying to use a saved tensor that has been detached in-place, i.e. with .detach_().This is "
    "not supported, please use out-of-place `.detach()` instead"
)
INFERENCE_NOT_SAVED = (
    "Inference tensors cannot be saved for backward. Please do not use Tensors created in "
    "inference mode in computation tracked by autograd. To work around this, you can make a clone "
    "to get a normal tensor and use it in autograd, or use `torch.no_grad()` instead of "
    "`torch.inference_mode()`."
)


class SavedTensor:
    """A tensor kept for backward, with the version it had when it was saved.

    An *output* of the node that saves it is kept without its history, which would be a reference
    cycle (output -> grad_fn -> saved output); unpacking attaches the history again.
    """

    __slots__ = (
        "tensor",
        "version",
        "counter",
        "output_nr",
        "original",
        "is_leaf",
        "hooks",
        "packed",
        "packed_history",
        "packed_output",
    )

    def __init__(self, tensor, is_output):
        if tensor.is_inference():
            raise RuntimeError(INFERENCE_NOT_SAVED)
        self.counter = tensor._counter
        self.version = tensor._counter.value
        self.output_nr = tensor._output_nr
        self.is_leaf = tensor.is_known_leaf
        self.hooks = None
        hooks = default_hooks()
        self.original = (not is_output or self.is_leaf) and hooks is None
        if hooks is not None:
            self.pack(hooks, tensor, is_output)
        else:
            # rule: versions.saved-output-modified-raises
            self.tensor = tensor if self.original else tensor.alias_without_history()

    def register_hooks(self, pack_hook, unpack_hook):
        """Hands the tensor, already saved, to a pair of hooks of its own."""
        if self.hooks is not None:
            raise RuntimeError(
                "Calling register_hooks on a saved tensor whose hooks have already been set. Hint: "
                "only one pair of hooks is allowed at a time."
            )
        is_output, self.original = not self.original, False
        self.pack(Hooks(pack_hook, unpack_hook), self.tensor, is_output)

    def pack(self, hooks, tensor, is_output):
        """Hands the tensor to the user's pack hook, and keeps only what that returns."""
        self.packed_history = None if self.is_leaf or is_output else tensor.grad_fn
        self.packed_output = is_output and not self.is_leaf
        self.hooks = hooks
        self.tensor = tensor if self.is_leaf and tensor._requires_grad else None
        previous, mode.grad = mode.grad, False
        try:
            self.packed = hooks.pack(tensor)
        finally:
            mode.grad = previous
        if tensor._counter.value != self.version:
            raise RuntimeError(PACK_HOOK_WROTE)

    def unpack(self, node):
        """The saved tensor, with its history; raises if it was written to since it was saved."""
        # rule: modes.saved-tensor-hooks-skip-version-check
        if self.hooks is not None:
            return self._unpack_from_hooks(node)
        if self.original:
            grad_fn = self.tensor.grad_fn
            detached = not self.is_leaf and grad_fn is None
            if detached and (node is None or semantics.current().detached_saved_tensor_raises):
                raise RuntimeError(DETACHED_IN_PLACE)
        else:
            grad_fn = node
        current = self.tensor._counter.value if self.original else self.counter.value
        if current != self.version:
            raise RuntimeError(self._modified(grad_fn, current))
        if self.original:
            return self.tensor
        return self.tensor.alias_with_history(grad_fn, self.output_nr)

    def _unpack_from_hooks(self, node):
        data = self.hooks.unpack(self.packed)
        if not _is_tensor(data):
            raise TypeError(
                "Output of saved tensor unpack_hook expected to be a Tensor but got result of type "
                f"{type(data).__name__}"
            )
        grad_fn = node if self.packed_output else self.packed_history
        if grad_fn is not None:
            return data.alias_with_history(grad_fn, self.output_nr)
        if self.is_leaf and self.tensor is not None:
            return data.alias_of_leaf(self.tensor)
        return data

    def _modified(self, grad_fn, current):
        # rule: versions.saved-input-modified-raises
        switches = semantics.current()
        tensor = self.tensor
        where = ""
        if grad_fn is not None:
            where = f", which is output {self.output_nr} of {switches.node_name(grad_fn.name())},"
        return (
            "one of the variables needed for gradient computation has been modified by an inplace "
            f"operation: [{tensor.type_name()} {list(tensor.shape)}]{where} is at version "
            f"{current}; expected version {self.version} instead. {switches.anomaly_hint()}"
        )


PACK_HOOK_WROTE = (
    "A saved tensor pack hook is modifying its input in place. Tensors provided as input to pack "
    "hook cannot be modified by in-place operations as this can lead to unexpected side-effects. "
    "Please open an issue if you need to perform in-place operations on the input to a pack hook."
)


def _is_tensor(value):
    from .tensor import Tensor

    return isinstance(value, Tensor)


def save_value(value, is_output=False):
    """`value`, with the tensors in it (also in a list or tuple) saved."""
    if _is_tensor(value):
        return SavedTensor(value, is_output)
    if isinstance(value, (list, tuple)) and any(_is_tensor(v) for v in value):
        return tuple(save_value(v, is_output) for v in value)
    return value


class SavedNumber:
    """A Python number that torch saves as a tensor: it is freed, though it can never change."""

    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value

    def as_tensor(self):
        from .factories import FACTORIES

        return FACTORIES["tensor"](self.value)


def unpack_value(value, node):
    if isinstance(value, SavedTensor):
        return value.unpack(node)
    if isinstance(value, SavedNumber):
        return value.value
    if isinstance(value, tuple):
        return tuple(unpack_value(v, node) for v in value)
    return value


def holds_tensor(value):
    if isinstance(value, tuple):
        return any(holds_tensor(v) for v in value)
    return isinstance(value, (SavedTensor, SavedNumber))


# -- edges -------------------------------------------------------------------------------------


def gradient_edge(tensor):
    """Where the gradient of `tensor` goes: `(node, output number)`; `(None, 0)` for a constant."""
    grad_fn = tensor.grad_fn
    if grad_fn is not None:
        return (grad_fn, tensor._output_nr)
    if tensor._requires_grad:
        return (tensor.grad_accumulator(), 0)
    return (None, 0)
