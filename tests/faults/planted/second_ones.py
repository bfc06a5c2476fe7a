"""Faults that take two of something, or that something happens in the middle of something."""

import functools
import inspect
from collections import OrderedDict

from tests.faults.registry import fault


def _nothing_to_remove():
    from torch.utils.hooks import RemovableHandle

    return RemovableHandle(OrderedDict())


def _function(torch, forward, backward):
    methods = {"forward": staticmethod(forward), "backward": staticmethod(backward)}
    return type("Fn", (torch.autograd.Function,), methods)


@fault
def a_hook_is_registered_once(torch):
    """A function that is registered as a hook twice is called twice.

    Broken: a tensor that has the function as a hook already does not take it again.

    Area: hooks. Rule: hooks.order. Grade: hard.
    """
    register = torch.Tensor.register_hook

    @functools.wraps(register)
    def faulty(self, hook):
        if any(known is hook for known in (self._backward_hooks or {}).values()):
            return _nothing_to_remove()
        return register(self, hook)

    torch.Tensor.register_hook = faulty


@a_hook_is_registered_once.checked_by
def _(torch):
    def double(grad):
        return grad * 2

    x = torch.ones(1, requires_grad=True)
    x.register_hook(double)
    x.register_hook(double)
    x.backward()
    return x.grad.item() == 2


@fault
def second_post_accumulate_hook_is_lost(torch):
    """Each of the hooks that are registered to run after accumulation is called.

    Broken: a leaf that has one does not take another.

    Area: hooks. Rule: hooks.post-accumulate. Grade: medium.
    """
    register = torch.Tensor.register_post_accumulate_grad_hook

    @functools.wraps(register)
    def faulty(self, hook):
        if self._post_accumulate_grad_hooks:
            return _nothing_to_remove()
        return register(self, hook)

    torch.Tensor.register_post_accumulate_grad_hook = faulty


@second_post_accumulate_hook_is_lost.checked_by
def _(torch):
    called = []
    x = torch.ones(1, requires_grad=True)
    x.register_post_accumulate_grad_hook(lambda leaf: called.append(1))
    x.register_post_accumulate_grad_hook(lambda leaf: called.append(2))
    x.backward()
    return called == [1]


@fault
def generators_keep_the_mode_while_they_wait(torch):
    """A decorated generator function has its mode while it runs, and not where it has stopped.

    Broken: `no_grad` and its like stay until the generator ends.

    Area: modes. Rule: modes.decorator. Grade: medium.
    """
    decorator = torch.no_grad.__mro__[1]
    decorate = decorator.__call__

    def faulty(self, function):
        if not inspect.isgeneratorfunction(function):
            return decorate(self, function)

        @functools.wraps(function)
        def generator(*args, **kwargs):
            with self.clone():
                yield from function(*args, **kwargs)

        return generator

    decorator.__call__ = faulty


@generators_keep_the_mode_while_they_wait.checked_by
def _(torch):
    @torch.no_grad()
    def modes():
        yield torch.is_grad_enabled()

    running = modes()
    inside, outside = next(running), torch.is_grad_enabled()
    running.close()
    return (inside, outside, torch.is_grad_enabled()) == (False, False, True)


@fault
def only_one_input_is_dirty(torch):
    """Each input that a Function marks dirty is returned as the same tensor.

    Broken: only the first of those that are marked in one call is.

    Area: functions. Rule: functions.mark-dirty. Grade: medium.
    """
    mark = torch.autograd.function.FunctionCtx.mark_dirty

    def faulty(self, *tensors):
        mark(self, *tensors[:1])

    torch.autograd.function.FunctionCtx.mark_dirty = faulty


@only_one_input_is_dirty.checked_by
def _(torch):
    def forward(ctx, x, y):
        ctx.mark_dirty(x, y)
        return x.add_(1), y.add_(1)

    a, b = (torch.ones(1, requires_grad=True) * 1 for _ in range(2))
    c, d = _function(torch, forward, lambda ctx, *grads: grads).apply(a, b)
    return c is a and d is not b


@fault
def saving_again_adds_to_what_was_saved(torch):
    """A second save_for_backward takes the place of the first.

    Broken: backward gets the tensors of both.

    Area: functions. Rule: functions.custom-forward-backward. Grade: medium.
    """

    def faulty(self, *tensors):
        self.to_save = (*(getattr(self, "to_save", None) or ()), *tensors)

    torch.autograd.function.FunctionCtx.save_for_backward = faulty


@saving_again_adds_to_what_was_saved.checked_by
def _(torch):
    counts = []

    def forward(ctx, x):
        ctx.save_for_backward(x)
        ctx.save_for_backward(x)
        return x * 1

    def backward(ctx, grad):
        counts.append(len(ctx.saved_tensors))
        return grad

    _function(torch, forward, backward).apply(torch.ones(1, requires_grad=True)).backward()
    return counts == [2]


@fault
def checkpoints_draw_again(torch):
    """What a checkpointed function draws at random is drawn once, and the same in backward.

    Broken: the second run draws anew.

    Area: graph. Rule: graph.checkpoint-gives-the-same-gradients. Grade: medium.
    """
    from torch.utils import checkpoint as module

    right = module.checkpoint

    @functools.wraps(right)
    def faulty(*args, **kwargs):
        return right(*args, **{**kwargs, "preserve_rng_state": False})

    module.checkpoint = faulty


@checkpoints_draw_again.checked_by
def _(torch):
    from torch.utils.checkpoint import checkpoint

    x = torch.ones(64, requires_grad=True)
    y = checkpoint(lambda t: torch.nn.functional.dropout(t * 1), x, use_reentrant=False)
    y.sum().backward()
    return not torch.equal(y, x.grad)


@fault
def train_reaches_children_only(torch):
    """train() and eval() set the mode of a module, and of all modules in it.

    Broken: those inside the modules inside keep theirs.

    Area: modules. Rule: modules.eval-is-not-no-grad. Grade: medium.
    """

    def faulty(self, mode=True):
        for module in (self, *self.children()):
            module.training = mode
        return self

    torch.nn.Module.train = faulty


@train_reaches_children_only.checked_by
def _(torch):
    inner = torch.nn.Dropout()
    torch.nn.Sequential(torch.nn.Sequential(inner)).eval()
    return inner.training


@fault
def numpy_asarray_copies(torch):
    """numpy.asarray of a tensor shares its memory.

    Broken: it copies; numpy() and from_numpy share.

    Area: numpy. Rule: numpy.shares-memory. Grade: medium.
    """
    right = torch.Tensor.__array__

    def faulty(self, *args, **kwargs):
        return right(self, *args, **kwargs).copy()

    torch.Tensor.__array__ = faulty


@numpy_asarray_copies.checked_by
def _(torch):
    import numpy as np

    x = torch.ones(1)
    np.asarray(x)[0] = 5
    return x.item() == 1
