"""Views and in-place operations: how history is rewritten when memory is shared.

A *view* looks at the memory of its *base* and shares its version counter. Writing to one of them
changes what the others are, so their history must change too:

* writing to a view gives the **base** a new node, `CopySlices`: "the old base, with this slice
  replaced by the result of that operation";
* every other view of that base is then stale. The next time its `grad_fn` is asked for, it becomes
  `AsStridedBackward0`: "this window of the new base".

Staleness is a version comparison: a view remembers the count at which its node was right.

Sources: https://pytorch.org/docs/stable/notes/autograd.html#in-place-operations-with-autograd,
torch/csrc/autograd/variable.h ("View + Inplace update", "View + Inplace detection").
"""

import enum

from . import hooks, semantics
from .grad_mode import mode
from .graph import Node, gradient_edge
from .saved_copies import before_write
from .saved_tensor import BACKWARD_TWICE


class Creation(enum.Enum):
    """How a view was made, where that decides whether it may be written to."""

    DEFAULT = "default"
    IN_CUSTOM_FUNCTION = "inside a custom Function, or an input it returned"
    MULTI_OUTPUT_NODE = "one of several views made by one operation"
    NO_GRAD_MODE = "while grad mode was off"
    INFERENCE_MODE = "in inference mode"


class ViewInfo:
    """What a view knows: its base (never itself a view), how it was made, when it was right.

    Most views are a window into their base. One that reads memory as another dtype or conjugated
    is not: it has `steps`, functions that make it of the base, one after the other.
    """

    __slots__ = ("base", "creation", "version", "steps")

    def __init__(self, base, creation, version, steps=()):
        self.base, self.creation, self.version, self.steps = base, creation, version, steps


def make_view(source, size, stride, offset, creation=None, dtype=None, step=None):
    """A view of `source` with this geometry: same memory, same version counter, known base.

    step: the function that makes it, if it is no window into memory as `source` reads it.
    """
    # rule: views.shares-version-counter
    from .tensor import Tensor

    # rule: views.shares-memory
    # rule: views.geometry
    view = Tensor._new(
        source._storage, size, stride, offset, dtype or source._dtype, source._counter
    )
    view._inference, view._versioned = source._inference, source._versioned
    view._read_as(source)
    track_view(source, view, creation, step)
    return view


def track_view(source, view, creation=None, step=None):
    """Notes that `view` looks at the memory of `source`, or of the base of `source`."""
    if creation is None:
        creation = _creation_in_this_mode()
    base, steps = source, ()
    if source._view is not None:
        # rule: views.chain
        base, steps = source._view.base, source._view.steps
        # The last reason not to write to it counts; inference mode is left only once.
        if creation is Creation.DEFAULT or source._view.creation is Creation.INFERENCE_MODE:
            creation = source._view.creation
        if step is not None and not steps:
            steps = (_window_of(source),)
    if step is not None:
        steps = (*steps, step)
    elif steps:
        steps = (*steps, _window_of(view))
    if not source._inference:
        view._view = ViewInfo(base, creation, source._counter.value, steps)


def _window_of(tensor):
    """The step from one tensor to another that is this window into its memory."""
    size, stride, offset = tensor._size, tensor._stride, tensor._offset

    def step(source):
        from .ops.strided import as_strided

        return as_strided(source, size, stride, offset)

    return step


def follow(steps, base):
    """The view that these steps make of `base`."""
    for step in steps:
        base = step(base)
    return base


def _creation_in_this_mode():
    if mode.inference:
        return Creation.INFERENCE_MODE
    # rule: views.no-grad-view
    return Creation.DEFAULT if mode.grad else Creation.NO_GRAD_MODE


# -- reading a view's history ------------------------------------------------------------------


class AsStridedBackward0(Node):
    """A window into a base: the gradient of the base is zero outside of the window."""

    __slots__ = ("base_geometry",)

    @classmethod
    def window(cls, base, size, stride, storage_offset):
        """The node of this window into the base; offset None: that of the base."""
        node = cls((gradient_edge(base),))
        node.base_geometry = (base._size, base._stride, base._offset)
        node.saved = {
            "size": tuple(size),
            "stride": tuple(stride),
            "storage_offset": storage_offset,
        }
        return node

    def apply(self, grads):
        from .ops.strided import scatter_into_base

        grad = grads[0]
        if grad is None or not self.wants(0):
            return [None]
        size, stride, offset = self.saved.values()
        offset = self.base_geometry[2] if offset is None else offset
        return [scatter_into_base(grad, self.base_geometry, size, stride, offset)]


class Renewed:
    """How many nodes of views were made anew so far: whether asking changed what was asked for."""

    count = 0


def current_grad_fn(view):
    """The node of a view, made anew if its base was written to through another tensor."""
    info = view._view
    if view._grad_fn is None and not info.base.requires_grad:
        return None
    version = view._counter.value
    if info.version != version:
        refuse_write(view, indirect=True)
        # rule: views.base-write-seen-by-view
        old_node, old_output_nr = view._grad_fn, view._output_nr
        # rule: views.other-view-sees-write
        view._grad_fn = _window_node(view, info.base)
        view._output_nr = 0
        info.version = version
        Renewed.count += 1
        hooks.leave_hooks_behind(view)
        hooks.move_retain_hook(view, old_node, old_output_nr)
    return view._grad_fn


def _window_node(view, base):
    if view._view.steps:
        recording, mode.grad = mode.grad, True
        try:
            return follow(view._view.steps, base)._grad_fn
        finally:
            mode.grad = recording
    node = AsStridedBackward0.window(base, view._size, view._stride, view._offset)
    node.add_output(view)
    return node


# -- writing -----------------------------------------------------------------------------------


def check_in_place(tensor, result_requires_grad):
    """Before a write: raises if `tensor` may not be written to by a recorded operation."""
    before_write(tensor)
    if not (result_requires_grad and mode.recording):
        # rule: modes.in-place-on-leaf-allowed-under-no-grad
        # rule: modes.in-place-keeps-history
        return
    info = tensor._view
    if info is not None:
        refuse_write(tensor, indirect=False)
        if tensor.requires_grad and info.base.is_known_leaf:
            # rule: views.leaf-view-write-refused
            raise RuntimeError(
                "a view of a leaf Variable that requires grad is being used in an in-place "
                "operation."
            )
    if tensor.requires_grad and tensor.is_known_leaf:
        # rule: errors.leaf-in-place
        raise RuntimeError(LEAF_WRITE)


LEAF_WRITE = "a leaf Variable that requires grad is being used in an in-place operation."
INFERENCE_WRITE = (
    "Inplace update to inference tensor outside InferenceMode is not allowed.You can make a clone "
    "to get a normal tensor before doing inplace update.See "
    "https://github.com/pytorch/rfcs/pull/17 for more details."
)


def bump_version(tensor):
    """Counts a write.

    An inference tensor has no counter, and may not be written to outside inference mode. That is
    noticed only here, after the write.
    """
    if tensor._versioned:
        # rule: versions.no-grad-still-bumps
        # rule: versions.empty-write-bumps
        tensor._counter.bump()
    elif not mode.inference:
        # rule: modes.inference-tensors-are-refused
        raise RuntimeError(INFERENCE_WRITE)


def refuse_write(view, indirect):
    """Raises if a write to (or beneath) this view has no well-defined history."""
    info = view._view
    if info.creation is Creation.DEFAULT:
        return
    from . import semantics

    what = "its base or another view of its base has been" if indirect else "is being"
    node = view._grad_fn
    made = _MADE.get(info.creation)
    if node is None:
        made = made or _MADE[Creation.NO_GRAD_MODE]  # it must have been, if nothing was recorded
        head = f"A view was created in {made[0]} mode and {what} modified inplace {made[1]}."
    else:
        name = semantics.current().node_name(node.name())
        head = f"Output {view._output_nr} of {name} is a view"
        if made is not None:
            head += f" of a view which was created in {made[0]} mode"
        head += f" and {what} modified inplace{' ' + made[1] if made else ''}."
    # rule: views.multi-output-not-writable
    raise RuntimeError(head + _WHY_REFUSED[info.creation])


_MADE = {
    Creation.NO_GRAD_MODE: ("no_grad", "with grad mode enabled"),
    Creation.INFERENCE_MODE: ("inference", "in normal mode"),
}
_WHY_REFUSED = {
    Creation.MULTI_OUTPUT_NODE: (
        " This view is the output of a function that returns multiple views. Such functions do "
        "not allow the output views to be modified inplace. You should replace the inplace "
        "operation by an out-of-place one."
    ),
    Creation.NO_GRAD_MODE: (
        " Given that this use case is ambiguous and error-prone, it is forbidden. You can clarify "
        "your code by moving both the view and the inplace either both inside the no_grad block "
        "(if you don't want the inplace to be tracked) or both outside (if you want the inplace "
        "to be tracked)."
    ),
    Creation.INFERENCE_MODE: (
        " Given that this use case is ambiguous and error-prone, it is forbidden. You can clarify "
        "your code by moving both the view and the inplace either both inside the inference_mode "
        "block (if you don't want the inplace to be tracked) or both outside (if you want the "
        "inplace to be tracked)."
    ),
    Creation.IN_CUSTOM_FUNCTION: (
        " This view was created inside a custom Function (or because an input was returned as-is) "
        "and the autograd logic to handle view+inplace would override the custom backward "
        "associated with the custom Function, leading to incorrect gradients. This behavior is "
        "forbidden. You can fix this by cloning the output of the custom Function."
    ),
}


class CopySlices(Node):
    """The base after a write to one of its views: the slice comes from `fn`, the rest from before.

    Its edges are the old base, then the other inputs of `fn`.
    """

    __slots__ = ("base_geometry", "view_geometry", "steps", "fn")

    def __init__(self, base, view, fn):
        super().__init__((gradient_edge(base), *fn.next_functions[1:]))
        self.base_geometry = (base._size, base._stride, base._offset)
        self.view_geometry = (view._size, view._stride, view._offset)
        self.steps = view._view.steps
        self.fn = fn
        self.add_output(base)

    def name(self):
        return "torch::autograd::CopySlices"

    def apply(self, grads):
        from .ops.strided import split_slice

        if grads[0] is None:
            return [None] * len(self.next_functions)
        if self.fn is None:
            raise RuntimeError(BACKWARD_TWICE)
        return split_slice(self, grads[0])

    def release(self):
        self.fn = None


def rebase_history(tensor, node, output_nr=None):
    """An in-place operation wrote to `tensor`: makes `node` its history, and its base's.

    output_nr: which output of the node it is, where the node knows its outputs already.
    """
    old_node, old_output_nr = tensor._grad_fn, tensor._output_nr
    info = tensor._view
    if info is None:
        tensor.set_history(node, output_nr)
        hooks.leave_hooks_behind(tensor)
        hooks.move_retain_hook(tensor, old_node, old_output_nr)
        return
    # rule: views.in-place-rebases-base
    if output_nr is None:
        node.add_output(tensor)
    base = info.base
    base_node, base_output_nr = base._grad_fn, base._output_nr
    slices = CopySlices(base, tensor, node)
    # rule: views.of-a-constant-becomes-differentiable
    base.set_history(slices, 0)
    if semantics.current().bases_start_new_hooks:
        hooks.leave_hooks_behind(base)
        hooks.move_retain_hook(base, base_node, base_output_nr)
    current_grad_fn(tensor)
