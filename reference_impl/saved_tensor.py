"""Saved tensors: what a node keeps for backward, and the check when it is used.

A saved tensor is kept with the version it had; if it was written to since, using it is an error
(a silently wrong gradient otherwise). A pair of hooks may keep something else in its place.

Source: https://pytorch.org/docs/stable/notes/autograd.html#saved-tensors
"""

import weakref

from . import corruption, semantics
from .grad_mode import mode
from .messages import leave_open
from .saved_tensor_hooks import Hooks, callable_in_signatures, default_hooks, errors_of_hooks

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
NO_GRAD_FN = (
    'saved_for INTERNAL ASSERT FAILED at "../torch/csrc/autograd/saved_variable.cpp":146, please '
    "report a bug to PyTorch. No grad_fn for non-leaf saved tensor"
)
INFERENCE_NOT_SAVED = (
    "Inference tensors cannot be saved for backward. Please do not use Tensors created in "
    "inference mode in computation tracked by autograd. To work around this, you can make a clone "
    "to get a normal tensor and use it in autograd, or use `torch.no_grad()` instead of "
    "`torch.inference_mode()`."
)
INFERENCE_NOT_SAVED_BEFORE = (
    "Inference tensors cannot be saved for backward. To work around you can make a clone to get a "
    "normal tensor and use it in autograd."
)


class SavedTensor:
    """A tensor kept for backward, with the version it had when it was saved.

    An *output* of the node that saves it is kept without its history, which would be a reference
    cycle (output -> grad_fn -> saved output); unpacking attaches the history again. The history of
    a view that was written in place is its window into the base: that one, while it is there. (A
    custom Function knows nothing of windows: `of_function`.)
    """

    __module__ = "torch._C._autograd"
    __slots__ = (
        "tensor",
        "version",
        "counter",
        "output_nr",
        "original",
        "window",
        "is_leaf",
        "hooks",
        "packed",
        "packed_history",
        "packed_output",
        "freed",
        "snapshot",
    )

    def __new__(cls, *args, **kwargs):
        if not args:
            raise RuntimeError("Trying to create a SavedTensor object from Python is forbidden.")
        return super().__new__(cls)

    def __init__(self, tensor, is_output, of_function=False):
        self.freed = False
        if tensor.is_inference():
            # rule: modes.inference-tensors-are-refused
            known = semantics.current().texts_of_2_9
            raise RuntimeError(INFERENCE_NOT_SAVED if known else INFERENCE_NOT_SAVED_BEFORE)
        self.counter = tensor._counter
        # rule: versions.saved-before-or-after
        self.version = tensor._counter.value
        self.output_nr = tensor._output_nr
        self.is_leaf = tensor.is_known_leaf
        written_view = is_output and tensor._view is not None and not self.is_leaf
        has_window = written_view and not of_function
        self.window = weakref.ref(tensor._grad_fn) if has_window else None
        self.snapshot = corruption.snapshot(tensor)
        self.hooks = None
        hooks = default_hooks()
        self.original = (not is_output or self.is_leaf) and hooks is None
        if hooks is not None:
            with errors_of_hooks():
                self.pack(hooks, tensor, is_output)
        else:
            # rule: versions.saved-output-modified-raises
            self.tensor = tensor
            if not self.original:
                self.tensor = tensor.alias_without_history()
                _carry_tangent(tensor, self.tensor)

    def register_hooks(self, *hooks):
        """Hands the tensor, already saved, to a pair of hooks of its own: `pack` and `unpack`."""
        pack_hook, unpack_hook = _pair(self, hooks)
        if self.freed:
            raise RuntimeError(HOOKS_AFTER_FREE)
        if self.hooks is not None:
            raise RuntimeError(HOOKS_TWICE)
        # rule: graph.hooks-of-one-saved-tensor
        is_output, self.original = not self.original, False
        hooks = Hooks(pack_hook, unpack_hook)
        self.pack(hooks, self.tensor, is_output, given=self.tensor.detach())

    def pack(self, hooks, tensor, is_output, given=None):
        """Hands the tensor, or what is `given` for it, to the hook; keeps what that returns."""
        self.packed_history = None if self.is_leaf or is_output else tensor.grad_fn
        self.packed_output = is_output and not self.is_leaf
        self.hooks = hooks
        self.packed = ()  # as long as the hook has not returned
        self.tensor = tensor if self.is_leaf and tensor._requires_grad else None
        previous, mode.grad = mode.grad, False
        try:
            # rule: modes.saved-tensor-hooks
            self.packed = (hooks.pack(tensor if given is None else given),)
        finally:
            mode.grad = previous
        if tensor._counter.value != self.version:
            # rule: graph.saved-tensor-hooks-that-fail
            cannot = "cannot" if semantics.current().texts_of_2_13 else "can not"
            raise RuntimeError(PACK_HOOK_WROTE.format(cannot))

    @property
    def data(self):
        """What is kept: the tensor, or what the pack hook made of it; None after it was freed."""
        if self.hooks is None:
            return self.tensor
        return self.packed[0] if self.packed else None

    @property
    def unpack_hook(self):
        if not semantics.current().saved_tensors_show_their_hook:
            kind = "'torch._C._autograd.SavedTensor' object"
            raise AttributeError(f"{kind} has no attribute 'unpack_hook'")
        return self.hooks.unpack if self.hooks is not None else None

    def free(self):
        """Lets go of the tensor."""
        self.freed = True
        self.tensor = self.packed = self.hooks = self.packed_history = None

    def unpack(self, node=None, running=False):
        """The saved tensor, with its history; raises if it was written to since it was saved.

        running: whether the node runs, and does not only show what it saved. It then needs the
        history too.
        """
        # rule: modes.saved-tensor-hooks-skip-version-check
        if self.hooks is not None:
            return self._unpack_from_hooks(node)
        if self.original:
            grad_fn = self.tensor.grad_fn
            if running and not self.is_leaf and grad_fn is None:
                readable = semantics.current().detached_saved_tensor_raises
                raise RuntimeError(DETACHED_IN_PLACE if readable else NO_GRAD_FN)
        else:
            grad_fn = (self.window and self.window()) or node
        # rule: versions.checked-only-where-used
        current = self.tensor._counter.value if self.original else self.counter.value
        if current != self.version and not corruption.goes_unchecked(self):
            raise self._modified(grad_fn, current)
        if self.original:
            unpacked = self.tensor
        else:
            unpacked = self.tensor.alias_with_history(grad_fn, self.output_nr)
            _carry_tangent(self.tensor, unpacked)
        return unpacked if self.snapshot is None else corruption.check(self, unpacked, node)

    def _unpack_from_hooks(self, node):
        with errors_of_hooks():
            data = self.hooks.unpack(*self.packed)
        if not is_tensor(data):
            # rule: graph.saved-tensor-hooks-that-fail
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
            # Of a tensor that is kept itself torch does not note the number: it says 0.
            number = 0 if self.original else self.output_nr
            where = f", which is output {number} of {switches.node_name(grad_fn.name())},"
        # rule: errors.modified-saved-tensor-text
        error = RuntimeError(
            "one of the variables needed for gradient computation has been modified by an inplace "
            f"operation: [{tensor.type_name()} {list(tensor.shape)}]{where} is at version "
            f"{current}; expected version {self.version} instead. {switches.anomaly_hint()}"
        )
        if not self.counter.specified:
            leave_open(error, r"(?<=version )\d+")
        if grad_fn is not None and not grad_fn.specified:
            leave_open(error, r"(?<=output )\d+ of [\w:]+(?=, is at version)")
        if tensor._of_batch:
            # rule: functions.vmap
            leave_open(error, r"(?<=Type |nsor )\[.*\].*(?= is at version)")
        return error


def _carry_tangent(tensor, alias):
    if tensor._tangent is not None:
        from .dual_numbers import carry

        carry(alias, tensor._tangent)


PACK_HOOK_WROTE = (
    "A saved tensor pack hook is modifying its input in place. Tensors provided as input to pack "
    "hook {} be modified by in-place operations as this can lead to unexpected side-effects. "
    "Please open an issue if you need to perform in-place operations on the input to a pack hook."
)


def is_tensor(value):
    from .tensor import Tensor

    return isinstance(value, Tensor)


def save_value(value, is_output=False, of_function=False):
    """`value`, with the tensors in it (also in a list or tuple) saved."""
    if is_tensor(value):
        return SavedTensor(value, is_output, of_function)
    if isinstance(value, (list, tuple)) and any(is_tensor(v) for v in value):
        return tuple(SavedNothing() if v is None else save_value(v, is_output) for v in value)
    if value is None and of_function:
        return SavedNothing()
    return value


class SavedNumber:
    """A Python number that torch saves as a tensor: it is freed, though it can never change."""

    __slots__ = ("value", "packed", "freed")

    def __init__(self, value):
        self.value = value
        self.packed = None  # the unpack hook of its own, with what the pack hook returned
        self.freed = False

    def register_hooks(self, *hooks):
        """Hands the number, as a tensor, to a pair of hooks. Hooks in force do not see it."""
        pack_hook, unpack_hook = _pair(self, hooks)
        if self.freed:
            raise RuntimeError(HOOKS_AFTER_FREE)
        if self.packed is not None:
            raise RuntimeError(HOOKS_TWICE)
        self.packed = (unpack_hook, pack_hook(self.as_tensor()))

    def unpack(self):
        if self.packed is None:
            return self.value
        unpack_hook, packed = self.packed
        return unpack_hook(packed)

    def free(self):
        self.freed, self.packed = True, None

    def __repr__(self):
        return f"<torch._C._autograd.SavedTensor object at {hex(id(self))}>"

    def as_tensor(self):
        from .factories import FACTORIES

        return FACTORIES["tensor"](self.value, device="cpu")


class SavedNothing:
    """In the place of a tensor that was not given, or that no gradient that is wanted needs."""

    __module__, __qualname__ = "torch._C._autograd", "SavedTensor"
    __slots__ = ()
    data = unpack_hook = None

    def register_hooks(self, *hooks):
        _pair(self, hooks)
        raise RuntimeError("Calling register_hooks on a saved tensor with value None is forbidden")

    def __repr__(self):
        return f"<torch._C._autograd.SavedTensor object at {hex(id(self))}>"


def _pair(saved, hooks):
    """The two hooks that were given; TypeError if they are not two, or cannot be called."""
    if len(hooks) != 2 or not all(callable(hook) for hook in hooks):
        given = ", ".join(repr(each) for each in (saved, *hooks))
        raise TypeError(REGISTER.format(callable_in_signatures()) + given)
    return hooks


REGISTER = (
    "register_hooks(): incompatible function arguments. The following argument types are "
    "supported:\n    1. (self: torch._C._autograd.SavedTensor, arg0: {0}, arg1: {0}) -> None\n\n"
    "Invoked with: "
)
HOOKS_TWICE = (
    "Calling register_hooks on a saved tensor whose hooks have already been set. Hint: only one "
    "pair of hooks is allowed at a time."
)
HOOKS_AFTER_FREE = (
    "Calling register_hooks on a saved tensor after it has been freed. Saved intermediate values "
    "of the graph are freed when you call .backward() or autograd.grad(). Specify "
    "retain_graph=True if you need to backward through the graph a second time or if you need to "
    "access saved variables after calling backward."
)


def unpack_value(value, node, running=False):
    if isinstance(value, SavedTensor):
        return value.unpack(node, running)
    if isinstance(value, SavedNumber):
        return value.unpack()
    if isinstance(value, SavedNothing):
        return None
    if isinstance(value, tuple):
        return tuple(unpack_value(v, node, running) for v in value)
    return value


def holds_tensor(value):
    if isinstance(value, tuple):
        return any(holds_tensor(v) for v in value)
    return isinstance(value, (SavedTensor, SavedNumber))


def free_value(value):
    """Frees the tensors in it: unpacking them again is an error."""
    for held in value if isinstance(value, tuple) else (value,):
        if isinstance(held, (SavedTensor, SavedNumber)):
            held.free()
