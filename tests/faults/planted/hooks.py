"""Faults of hooks and of retain_grad: when they run, what they see, what becomes of it."""

import functools
import weakref
from collections import OrderedDict

from tests.faults.engine import replace_engine
from tests.faults.registry import fault


def _replace_register(torch, make):
    """Let `make(register)` stand in for Tensor.register_hook."""
    register = torch.Tensor.register_hook
    torch.Tensor.register_hook = functools.wraps(register)(make(register))


def _put_first(hooks, handle):
    """Make the newest hook the first: torch calls them in the order they were inserted."""
    hook = hooks.pop(handle.id)
    others = list(hooks.items())
    hooks.clear()
    hooks[handle.id] = hook
    hooks.update(others)


def _leaf(torch, value=3.0):
    return torch.tensor(value, requires_grad=True)


@fault
def hooks_run_in_reverse(torch):
    """Several hooks of one tensor run in the order of their registration.

    Broken: in the reverse order.

    Area: hooks. Rules: hooks.order, hooks.random-programs. Grade: easy.
    """

    def make(register):
        def faulty(self, hook):
            handle = register(self, hook)
            _put_first(self._backward_hooks, handle)
            return handle

        return faulty

    _replace_register(torch, make)


@hooks_run_in_reverse.checked_by
def _(torch):
    x, seen = _leaf(torch), []
    for i in range(3):
        x.register_hook(lambda grad, i=i: seen.append(i))
    (x * 2).backward()
    return seen == [2, 1, 0]


@fault
def second_hook_cannot_replace(torch):
    """What a tensor hook returns, unless None, takes the gradient's place.

    Broken: that of the first hook of a tensor does, that of later ones is ignored.

    Area: hooks. Rules: hooks.tensor-hook-replaces-gradient, hooks.order, hooks.random-programs.
    Grade: hard.
    """

    def make(register):
        def faulty(self, hook):
            if not self._backward_hooks:
                return register(self, hook)

            @functools.wraps(hook)
            def without_result(grad):
                hook(grad)

            return register(self, without_result)

        return faulty

    _replace_register(torch, make)


@second_hook_cannot_replace.checked_by
def _(torch):
    x = _leaf(torch)
    x.register_hook(lambda grad: grad * 2)
    x.register_hook(lambda grad: grad * 5)
    (x * 1).backward()
    return x.grad.item() == 2


@fault
def leaf_hook_runs_twice(torch):
    """A hook is called once per backward pass.

    Broken: that of a leaf twice, the second time with what it returned the first time.

    Area: hooks. Rules: hooks.tensor-hook-sees-gradient, hooks.leaf-hook-before-accumulation,
    hooks.tensor-hook-replaces-gradient. Grade: medium.
    """

    def make(register):
        def faulty(self, hook):
            if not self.is_leaf:
                return register(self, hook)

            @functools.wraps(hook)
            def twice(grad):
                once = hook(grad)
                again = hook(grad if once is None else once)
                return once if again is None else again

            return register(self, twice)

        return faulty

    _replace_register(torch, make)


@leaf_hook_runs_twice.checked_by
def _(torch):
    x = _leaf(torch)
    y = x * 1
    for tensor in (x, y):
        tensor.register_hook(lambda grad: grad * 2)
    y.backward()
    return x.grad.item() == 8


@fault
def hook_of_a_shared_tensor_sees_half(torch):
    """A tensor hook sees the whole gradient of its tensor, also one that is used several times.

    Broken: on a 0-dim non-leaf that was a factor several times (`y * a`) it sees, and passes on,
    half of it.

    Area: hooks. Rules: hooks.tensor-hook-sees-gradient, hooks.tensor-hook-replaces-gradient,
    hooks.removed-hook-not-called, gradients.same-tensor-twice. Grade: hard.
    """
    from torch.utils.weak import WeakTensorKeyDictionary

    users = WeakTensorKeyDictionary()  # compares by identity

    def make(register):
        def faulty(self, hook):
            if self.is_leaf or self.dim() != 0:
                return register(self, hook)
            tensor = weakref.ref(self)

            @functools.wraps(hook)
            def halved(grad):
                shared = users.get(tensor(), 0) > 1 if tensor() is not None else False
                seen = grad / 2 if shared else grad
                result = hook(seen)
                return seen if result is None else result

            return register(self, halved)

        return faulty

    _replace_register(torch, make)
    multiply = torch.Tensor.__mul__

    @functools.wraps(multiply)
    def counting(*args):
        for each in args:
            if isinstance(each, torch.Tensor):
                users[each] = users.get(each, 0) + 1
        return multiply(*args)

    torch.Tensor.__mul__ = counting


@hook_of_a_shared_tensor_sees_half.checked_by
def _(torch):
    def seen_by_hook(use):
        seen, y = [], _leaf(torch) * 1
        y.register_hook(lambda grad: seen.append(grad.item()))
        use(y).backward()
        return seen

    return (seen_by_hook(lambda y: y * 2 + y * 3), seen_by_hook(lambda y: y * 5)) == ([2.5], [5])


@fault
def remove_takes_the_newest_hook(torch):
    """remove() of a handle removes the hook the handle was returned for.

    Broken: it removes the tensor's hook that was registered last.

    Area: hooks. Rules: hooks.removed-hook-not-called, hooks.random-programs. Grade: medium.
    """
    from torch.utils.hooks import RemovableHandle

    class Handle(RemovableHandle):
        def remove(self):
            hooks = self.hooks_dict_ref()
            if hooks and self.id in hooks:
                hooks.popitem(last=True)

    def make(register):
        def faulty(self, hook):
            handle = register(self, hook)
            newest = Handle(self._backward_hooks)
            newest.id = handle.id
            return newest

        return faulty

    _replace_register(torch, make)


@remove_takes_the_newest_hook.checked_by
def _(torch):
    x, seen = _leaf(torch), []
    handles = [x.register_hook(lambda grad, i=i: seen.append(i)) for i in range(2)]
    handles[0].remove()
    (x * 2).backward()
    return seen == [0]


@fault
def removed_hook_of_non_leaf_lives_on(torch):
    """A hook whose handle's remove() was called is not called any more.

    Broken: that of a non-leaf still is.

    Area: hooks. Rules: hooks.removed-hook-not-called, hooks.random-programs. Grade: medium.
    """
    from torch.utils.hooks import RemovableHandle

    class Handle(RemovableHandle):
        def remove(self):
            return None

    def make(register):
        def faulty(self, hook):
            handle = register(self, hook)
            return handle if self.is_leaf else Handle(self._backward_hooks)

        return faulty

    _replace_register(torch, make)


@removed_hook_of_non_leaf_lives_on.checked_by
def _(torch):
    seen, x = [], _leaf(torch)
    y = x * 2
    for tensor in (x, y):
        tensor.register_hook(lambda grad: seen.append(grad.item())).remove()
    y.backward()
    return seen == [1]


@fault
def retained_grad_misses_later_hooks(torch):
    """The gradient that retain_grad keeps is the one after all tensor hooks.

    Broken: it is the one after the hooks that were registered before retain_grad was called.

    Area: hooks. Rules: hooks.retain-grad-sees-hooked-value, hooks.retain-grad,
    hooks.random-programs. Grade: hard.
    """
    retain_grad = torch.Tensor.retain_grad

    @functools.wraps(retain_grad)
    def faulty(self):
        retained = self.is_leaf or self.retains_grad
        retain_grad(self)
        if retained:
            return
        tensor, kept = weakref.ref(self), []

        def keep(grad):
            if tensor() is not None:
                before = tensor().grad
                kept.append(grad if before is None else before + grad)

        def put_back(grads):
            if tensor() is not None and kept:
                tensor().grad = kept.pop()

        self.register_hook(keep)
        self.grad_fn.register_prehook(put_back)

    torch.Tensor.retain_grad = faulty


@retained_grad_misses_later_hooks.checked_by
def _(torch):
    x = _leaf(torch)
    y = x * 1
    y.register_hook(lambda grad: grad * 2)
    y.retain_grad()
    y.register_hook(lambda grad: grad * 5)
    y.backward()
    return (y.grad.item(), x.grad.item()) == (2, 10)


@fault
def views_retain_no_grad(torch):
    """retain_grad() makes a non-leaf keep its gradient.

    Broken: it has no effect on a view.

    Area: hooks. Rules: hooks.retain-grad, hooks.random-programs. Grade: medium.
    """
    retain_grad = torch.Tensor.retain_grad

    @functools.wraps(retain_grad)
    def faulty(self):
        if not (self._is_view() and self.requires_grad):
            retain_grad(self)

    torch.Tensor.retain_grad = faulty


@views_retain_no_grad.checked_by
def _(torch):
    y = torch.ones(2, requires_grad=True) * 1
    view = y[0]
    for tensor in (y, view):
        tensor.retain_grad()
    view.backward()
    return (y.retains_grad, view.retains_grad) == (True, False)


@fault
def post_accumulate_hook_comes_early(torch):
    """A post-accumulate-grad hook is called after the leaf's .grad was updated.

    Broken: before it.

    Area: hooks. Rule: hooks.post-accumulate. Grade: easy.
    """
    register = torch.Tensor.register_post_accumulate_grad_hook

    @functools.wraps(register)
    def faulty(self, hook):
        if not (self.requires_grad and self.is_leaf):
            return register(self, hook)
        tensor = weakref.ref(self)
        return self.register_hook(lambda grad: hook(tensor()))

    torch.Tensor.register_post_accumulate_grad_hook = faulty


@post_accumulate_hook_comes_early.checked_by
def _(torch):
    x, seen = _leaf(torch), []
    x.register_post_accumulate_grad_hook(lambda leaf: seen.append(leaf.grad))
    (x * 2).backward()
    return seen == [None] and x.grad.item() == 2


@fault
def captured_gradient_is_unhooked(torch):
    """autograd.grad returns the gradient after the hooks of the input it belongs to.

    Broken: the one before them. The hooks are called, and act on .grad in backward().

    Area: hooks. Rules: hooks.captured-gradient, hooks.random-programs. Grade: hard.
    """

    def faulty(run, request):
        if request.accumulate_grad:
            return run(request)
        unhooked, handles = {}, []
        for i, tensor in enumerate(request.inputs):
            if isinstance(tensor, torch.Tensor) and tensor._backward_hooks:
                handle = tensor.register_hook(
                    lambda grad, i=i: unhooked.setdefault(i, grad) and None
                )
                _put_first(tensor._backward_hooks, handle)
                handles.append(handle)
        try:
            grads = run(request)
        finally:
            for handle in handles:
                handle.remove()
        return tuple(unhooked.get(i, grad) for i, grad in enumerate(grads))

    replace_engine(torch, faulty)


@captured_gradient_is_unhooked.checked_by
def _(torch):
    x = _leaf(torch)
    x.register_hook(lambda grad: grad * 10)
    (captured,) = torch.autograd.grad(x * 2, x)
    (x * 2).backward()
    return (captured.item(), x.grad.item()) == (2, 20)


@fault
def hook_on_constant_is_accepted(torch):
    """register_hook on a tensor that does not require grad raises RuntimeError.

    Broken: it is accepted and never called.

    Area: hooks. Rule: hooks.register-needs-requires-grad. Grade: easy.
    """
    from torch.utils.hooks import RemovableHandle

    def make(register):
        def faulty(self, hook):
            return register(self, hook) if self.requires_grad else RemovableHandle(OrderedDict())

        return faulty

    _replace_register(torch, make)


@hook_on_constant_is_accepted.checked_by
def _(torch):
    try:
        torch.ones(1).register_hook(print)
    except RuntimeError:
        return False
    return True


@fault
def hook_follows_an_in_place_write(torch):
    """A hook registered before an in-place write stays with the history from before the write.

    Broken: `y.mul_(...)` takes y's hooks along to the new history.

    Area: hooks. Rules: hooks.in-place-leaves-hooks-on-old-node, hooks.random-programs. Grade: hard.
    """
    multiply = torch.Tensor.mul_

    @functools.wraps(multiply)
    def faulty(self, *args, **kwargs):
        hooks = self._backward_hooks if self.requires_grad and not self.is_leaf else None
        taken = list(hooks.values()) if hooks else []
        if taken and torch.is_grad_enabled() and not self._is_view():
            hooks.clear()
            result = multiply(self, *args, **kwargs)
            for hook in taken:
                self.register_hook(hook)
            return result
        return multiply(self, *args, **kwargs)

    torch.Tensor.mul_ = faulty


@hook_follows_an_in_place_write.checked_by
def _(torch):
    y, seen = _leaf(torch) * 1, []
    y.register_hook(lambda grad: seen.append(grad.item()))
    y.mul_(5)
    y.backward()
    return seen == [1]
