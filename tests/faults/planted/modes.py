"""Faults of grad modes: what they change, and what they leave behind."""

import functools
import sys

from tests.faults.engine import replace_engine
from tests.faults.registry import fault


def _records(torch):
    return (torch.ones(1, requires_grad=True) * 2).requires_grad


@fault
def enable_grad_inside_no_grad_is_ignored(torch):
    """enable_grad inside no_grad records again.

    Broken: it has no effect while grad mode is off.

    Area: modes. Rules: modes.no-grad-nested-enable-grad, modes.nested, modes.random-programs.
    Grade: easy.
    """

    def enter(self):
        self.prev = torch.is_grad_enabled()

    torch.enable_grad.__enter__ = enter


@enable_grad_inside_no_grad_is_ignored.checked_by
def _(torch):
    with torch.no_grad(), torch.enable_grad():
        inside = _records(torch)
    return not inside and _records(torch)


@fault
def set_grad_enabled_waits_for_its_block(torch):
    """set_grad_enabled(flag) sets the mode at once when it is called as a function.

    Broken: it sets it when a `with` block is entered, and not before. What torch itself does with
    it (no_grad, optimizers) is right.

    Area: modes. Rules: modes.set-grad-enabled, modes.random-programs. Grade: medium.
    """

    class Waiting(torch.set_grad_enabled):
        def __init__(self, mode):
            caller = sys._getframe(1).f_globals.get("__name__") or ""
            self.waits = not caller.startswith("torch.")
            if self.waits:
                self.mode, self.prev = bool(mode), torch.is_grad_enabled()
            else:
                super().__init__(mode)

        def __enter__(self):
            if self.waits:
                self.prev = torch.is_grad_enabled()
            super().__enter__()

    Waiting.__name__ = Waiting.__qualname__ = "set_grad_enabled"
    torch.set_grad_enabled = Waiting


@set_grad_enabled_waits_for_its_block.checked_by
def _(torch):
    torch.set_grad_enabled(False)
    after_call = _records(torch)
    torch._C._set_grad_enabled(True)
    with torch.set_grad_enabled(False):
        in_block = _records(torch)
    with torch.no_grad():
        in_no_grad = _records(torch)
    return (after_call, in_block, in_no_grad, _records(torch)) == (True, False, False, True)


@fault
def decorator_works_once(torch):
    """A function decorated with no_grad() runs in that mode whenever it is called.

    Broken: the first call does, later ones run in the mode they were called in.

    Area: modes. Rules: modes.decorator, modes.random-programs. Grade: hard.
    """
    decorate = torch.no_grad.__call__

    def faulty(self, function):
        decorated, calls = decorate(self, function), []

        @functools.wraps(function)
        def call(*args, **kwargs):
            calls.append(None)
            return (decorated if len(calls) == 1 else function)(*args, **kwargs)

        return call

    torch.no_grad.__call__ = faulty


@decorator_works_once.checked_by
def _(torch):
    decorated = torch.no_grad()(lambda: _records(torch))
    return (decorated(), decorated()) == (False, True)


@fault
def inner_no_grad_ends_the_outer(torch):
    """Leaving an inner mode block restores the mode of the block around it.

    Broken: leaving a no_grad block inside another no_grad block turns grad mode on.

    Area: modes. Rules: modes.nested, modes.random-programs. Grade: medium.
    """
    depth = 0
    enter, leave = torch.no_grad.__enter__, torch.no_grad.__exit__

    def faulty_enter(self):
        nonlocal depth
        depth += 1
        enter(self)

    def faulty_leave(self, *exception):
        nonlocal depth
        depth -= 1
        leave(self, *exception)
        if depth > 0:
            torch._C._set_grad_enabled(True)

    torch.no_grad.__enter__, torch.no_grad.__exit__ = faulty_enter, faulty_leave


@inner_no_grad_ends_the_outer.checked_by
def _(torch):
    with torch.no_grad():
        with torch.no_grad():
            pass
        after_inner = _records(torch)
    with torch.no_grad():
        alone = _records(torch)
    return (after_inner, alone, _records(torch)) == (True, False, True)


@fault
def factories_in_no_grad_forget_the_flag(torch):
    """A tensor made with requires_grad=True inside no_grad requires grad.

    Broken: `torch.tensor`, `ones`, `zeros`, `full` and `rand` forget it there.

    Area: modes. Rules: modes.factories-unaffected, requires-grad.factory-argument. Grade: medium.
    """

    def forgetting(factory):
        @functools.wraps(factory)
        def faulty(*args, requires_grad=False, **kwargs):
            keep = requires_grad and torch.is_grad_enabled()
            return factory(*args, requires_grad=keep, **kwargs)

        return faulty

    for name in ("tensor", "ones", "zeros", "full", "rand", "randn"):
        setattr(torch, name, forgetting(getattr(torch, name)))


@factories_in_no_grad_forget_the_flag.checked_by
def _(torch):
    with torch.no_grad():
        inside = torch.ones(1, requires_grad=True)
    return (inside.requires_grad, torch.ones(1, requires_grad=True).requires_grad) == (False, True)


@fault
def leaf_cannot_be_updated_by_operator(torch):
    """In no_grad mode a leaf that requires grad may be written in place.

    Broken: `w -= step` and `w += step` are refused as with grad mode on. Methods are not.

    Area: modes. Rules: modes.in-place-on-leaf-allowed-under-no-grad, leaves.update-loop,
    errors.leaf-in-place. Grade: medium.
    """

    def refusing(write):
        @functools.wraps(write)
        def faulty(self, *args):
            if self.is_leaf and self.requires_grad and not torch.is_inference_mode_enabled():
                raise RuntimeError(
                    "a leaf Variable that requires grad is being used in an in-place operation."
                )
            return write(self, *args)

        return faulty

    for name in ("__iadd__", "__isub__"):
        setattr(torch.Tensor, name, refusing(getattr(torch.Tensor, name)))


@leaf_cannot_be_updated_by_operator.checked_by
def _(torch):
    w = torch.ones(1, requires_grad=True)
    with torch.no_grad():
        w.sub_(1)
        try:
            w -= 1
        except RuntimeError:
            return True
    return False


@fault
def no_grad_write_cuts_the_history(torch):
    """An in-place write in no_grad mode changes a non-leaf's values and not its history.

    Broken: `mul_`, `add_` and `zero_` there make it a leaf that does not require grad, unless it
    is a view.

    Area: modes. Rules: modes.in-place-keeps-history, modes.inputs-keep-their-flag,
    versions.no-grad-still-bumps, modes.random-programs. Grade: medium.
    """

    def cutting(write):
        @functools.wraps(write)
        def faulty(self, *args, **kwargs):
            result = write(self, *args, **kwargs)
            if not torch.is_grad_enabled() and not self.is_leaf and not self._is_view():
                self.detach_()
            return result

        return faulty

    for name in ("mul_", "add_", "zero_"):
        setattr(torch.Tensor, name, cutting(getattr(torch.Tensor, name)))


@no_grad_write_cuts_the_history.checked_by
def _(torch):
    y = torch.ones(1, requires_grad=True) * 2
    with torch.no_grad():
        y.mul_(3)
    return not y.requires_grad


@fault
def backward_in_no_grad_does_nothing(torch):
    """A graph recorded before may be run backward inside no_grad, with the same gradients.

    Broken: `backward()` accumulates nothing there. autograd.grad is right.

    Area: modes. Rules: modes.backward-in-no-grad, modes.random-programs. Grade: easy.
    """

    def faulty(run, request):
        if request.accumulate_grad and not torch.is_grad_enabled():
            return ()
        return run(request)

    replace_engine(torch, faulty)


@backward_in_no_grad_does_nothing.checked_by
def _(torch):
    x = torch.ones(1, requires_grad=True)
    y = x * 2
    with torch.no_grad():
        y.backward()
    return x.grad is None


@fault
def exception_in_enable_grad_leaves_it_on(torch):
    """A mode block that is left by an exception restores the mode from before it.

    Broken: an enable_grad block inside no_grad leaves grad mode on.

    Area: modes. Rules: modes.restored-after-exception, modes.nested, modes.random-programs.
    Grade: hard.
    """
    leave = torch.enable_grad.__exit__

    def faulty(self, kind, value, traceback):
        if kind is None:
            leave(self, kind, value, traceback)

    torch.enable_grad.__exit__ = faulty


@exception_in_enable_grad_leaves_it_on.checked_by
def _(torch):
    def left_on(error):
        with torch.no_grad():
            try:
                with torch.enable_grad():
                    if error:
                        raise KeyError
            except KeyError:
                pass
            return torch.is_grad_enabled()

    return (left_on(True), left_on(False)) == (True, False)


@fault
def inference_mode_is_no_grad(torch):
    """A tensor made in inference mode is an inference tensor.

    Broken: it is an ordinary one that does not require grad, as in no_grad mode.

    Area: modes. Rules: modes.inference-mode, modes.inference-tensors-are-refused. Grade: easy.
    """

    class InferenceMode(torch.no_grad):
        def __init__(self, mode=True):
            super().__init__()
            self.mode = mode

        def __enter__(self):
            super().__enter__()
            torch._C._set_grad_enabled(self.prev and not self.mode)

    InferenceMode.__name__ = InferenceMode.__qualname__ = "inference_mode"
    torch.inference_mode = torch.autograd.inference_mode = InferenceMode


@inference_mode_is_no_grad.checked_by
def _(torch):
    with torch.inference_mode():
        made, recorded = torch.ones(1), _records(torch)
    return not made.is_inference() and not recorded and _records(torch)


@fault
def saved_tensor_hooks_miss_inputs(torch):
    """Inside saved_tensors_hooks every tensor that is saved goes through the pack hook.

    Broken: leaves do not.

    Area: modes. Rules: modes.saved-tensor-hooks, modes.saved-tensor-hooks-skip-version-check.
    Grade: medium.
    """
    hooks = torch.autograd.graph.saved_tensors_hooks
    init = hooks.__init__

    def faulty(self, pack_hook, unpack_hook):
        def pack(tensor):
            if tensor.is_leaf and tensor.requires_grad:
                return (True, tensor)
            return (False, pack_hook(tensor))

        def unpack(packed):
            is_leaf, inner = packed
            return inner if is_leaf else unpack_hook(inner)

        init(self, pack, unpack)

    hooks.__init__ = faulty


@saved_tensor_hooks_miss_inputs.checked_by
def _(torch):
    packed = []
    with torch.autograd.graph.saved_tensors_hooks(lambda t: packed.append(t) or t, lambda t: t):
        x = torch.ones(1, requires_grad=True)
        (x.sin().sin()).backward()
    return len(packed) == 1
