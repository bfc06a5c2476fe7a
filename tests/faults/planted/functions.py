"""Faults of custom autograd.Function: what its ctx tells, keeps and marks."""

from tests.faults.registry import fault


def _ctx_method(torch, name, method):
    setattr(torch.autograd.function.FunctionCtx, name, method)


def _double(torch, body=None):
    """A Function that doubles its input; `body(ctx, x)` runs first in its forward."""

    class Double(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            if body is not None:
                body(ctx, x)
            return x * 2

        @staticmethod
        def backward(ctx, grad):
            return grad * 2

    return Double.apply


@fault
def needs_input_grad_is_always_true(torch):
    """ctx.needs_input_grad tells, for each argument, whether it requires grad.

    Broken: it says True for each.

    Area: functions. Rule: functions.needs-input-grad. Grade: easy.
    """
    node = torch.autograd.function.BackwardCFunction
    right = torch._C._FunctionBase.needs_input_grad
    node.needs_input_grad = property(
        lambda self: tuple(True for _ in right.__get__(self)), right.__set__
    )


@needs_input_grad_is_always_true.checked_by
def _(torch):
    seen = []

    class Mul(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x, y):
            seen.append(ctx.needs_input_grad)
            return x * y

        @staticmethod
        def backward(ctx, grad):
            seen.append(ctx.needs_input_grad)
            return grad, None

    Mul.apply(torch.ones(1, requires_grad=True), torch.ones(1)).backward()
    return seen == [(True, True)] * 2


@fault
def saved_for_backward_is_not_checked(torch):
    """What save_for_backward saved is checked for in-place writes when backward reads it.

    Broken: it is not; backward computes with the values it finds. It is freed as it should be.

    Area: functions. Rules: functions.save-for-backward, functions.ctx-attributes-are-not-checked.
    Grade: medium.
    """
    apply = torch.autograd.Function.apply.__func__

    def faulty(cls, *args, **kwargs):
        with torch.autograd.graph.saved_tensors_hooks(lambda x: x.detach(), lambda x: x):
            return apply(cls, *args, **kwargs)

    torch.autograd.Function.apply = classmethod(faulty)


@saved_for_backward_is_not_checked.checked_by
def _(torch):
    class Square(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return x * x

        @staticmethod
        def backward(ctx, grad):
            (x,) = ctx.saved_tensors
            return 2 * x * grad

    x = torch.ones(1, requires_grad=True)
    y = x * 1
    z = Square.apply(y)
    y.detach().fill_(5)
    try:
        z.backward()
    except RuntimeError:
        return False
    return x.grad.item() == 10


@fault
def mark_non_differentiable_is_ignored(torch):
    """An output marked non-differentiable does not require grad.

    Broken: it does, if it is of floating point.

    Area: functions. Rule: functions.mark-non-differentiable. Grade: easy.
    """
    mark = torch.autograd.function.FunctionCtx.mark_non_differentiable

    def faulty(self, *tensors):
        mark(self, *(each for each in tensors if not each.is_floating_point()))

    _ctx_method(torch, "mark_non_differentiable", faulty)


@mark_non_differentiable_is_ignored.checked_by
def _(torch):
    class Split(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            whole = x.floor()
            ctx.mark_non_differentiable(whole)
            return x - whole, whole

        @staticmethod
        def backward(ctx, grad, _):
            return grad

    part, whole = Split.apply(torch.ones(1, requires_grad=True))
    return part.requires_grad and whole.requires_grad


@fault
def grads_are_materialized_regardless(torch):
    """After set_materialize_grads(False) the gradient of an unused output reaches backward as None.

    Broken: as zeros.

    Area: functions. Rule: functions.materialize-grads. Grade: easy.
    """
    _ctx_method(torch, "set_materialize_grads", lambda self, value: None)


@grads_are_materialized_regardless.checked_by
def _(torch):
    seen = []

    class Twice(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.set_materialize_grads(False)
            return x * 1, x * 2

        @staticmethod
        def backward(ctx, first, second):
            seen.append(second)
            return first

    Twice.apply(torch.ones(1, requires_grad=True))[0].backward()
    return seen[0] is not None


@fault
def once_differentiable_does_not_refuse(torch):
    """The result of a backward decorated with once_differentiable cannot be differentiated.

    Broken: it can, as a constant: what asks for its derivative gets none, and no error.

    Area: functions. Rule: functions.once-differentiable. Grade: medium.
    """

    def faulty(backward):
        def without_grad(ctx, *grads):
            with torch.no_grad():
                results = backward(ctx, *grads)
            tuples = results if isinstance(results, tuple) else (results,)
            if not torch.is_grad_enabled():
                return results
            zero = sum((0 * grad.sum() for grad in grads if grad is not None), torch.zeros(()))
            return tuple(each if each is None else each + zero for each in tuples)

        return without_grad

    torch.autograd.function.once_differentiable = faulty


@once_differentiable_does_not_refuse.checked_by
def _(torch):
    class Cube(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return x**3

        @staticmethod
        @torch.autograd.function.once_differentiable
        def backward(ctx, grad):
            return 3 * ctx.saved_tensors[0] ** 2 * grad

    x = torch.tensor(2.0, requires_grad=True)
    seed = torch.tensor(1.0, requires_grad=True)
    (first,) = torch.autograd.grad(Cube.apply(x), x, seed, create_graph=True)
    try:
        first.backward()
    except RuntimeError:
        return False
    return first.item() == 12


@fault
def mark_dirty_is_ignored(torch):
    """An input that forward wrote and marked dirty is returned as the same tensor.

    Broken: another tensor is, a view of it, and the input keeps its old history.

    Area: functions. Rule: functions.mark-dirty. Grade: easy.
    """
    _ctx_method(torch, "mark_dirty", lambda self, *tensors: None)


@mark_dirty_is_ignored.checked_by
def _(torch):
    class Increment(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            x.add_(1)
            ctx.mark_dirty(x)
            return x

        @staticmethod
        def backward(ctx, grad):
            return grad

    y = torch.ones(1, requires_grad=True) * 1
    return Increment.apply(y) is not y and y.item() == 2


def _around_backward(torch, around):
    """Let `around(node, run, grads)` stand in for the call of every Function's backward."""
    node = torch.autograd.function.BackwardCFunction
    apply = node.apply
    node.apply = lambda self, *grads: around(self, lambda *given: apply(self, *given), grads)


@fault
def none_gradient_becomes_zeros(torch):
    """A backward that returns None for an input leaves that input without a gradient.

    Broken: the input gets zeros.

    Area: functions. Rule: functions.none-gradient. Grade: medium.
    """

    def around(node, run, grads):
        results = run(*grads)
        results = list(results) if isinstance(results, tuple) else [results]
        for i, (edge, _) in enumerate(node.next_functions):
            leaf = getattr(edge, "variable", None)
            if leaf is not None and i < len(results) and results[i] is None:
                results[i] = torch.zeros_like(leaf, requires_grad=False)
        return tuple(results)

    _around_backward(torch, around)


@none_gradient_becomes_zeros.checked_by
def _(torch):
    class First(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x, y):
            return x * y

        @staticmethod
        def backward(ctx, grad):
            return grad, None

    x, y = (torch.ones(1, requires_grad=True) for _ in range(2))
    First.apply(x, y).backward()
    return y.grad is not None and y.grad.item() == 0 and x.grad.item() == 1


@fault
def backward_records_what_it_does(torch):
    """Without create_graph, the backward of a Function runs with grad mode off.

    Broken: it runs with grad mode on. The gradients it returns are detached.

    Area: functions. Rule: functions.backward-runs-in-no-grad. Grade: medium.
    """

    def around(node, run, grads):
        if torch.is_grad_enabled():
            return run(*grads)
        with torch.enable_grad():
            results = run(*grads)
        if isinstance(results, tuple):
            return tuple(each.detach() if torch.is_tensor(each) else each for each in results)
        return results.detach() if torch.is_tensor(results) else results

    _around_backward(torch, around)


@backward_records_what_it_does.checked_by
def _(torch):
    seen = []

    class Identity(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x * 1

        @staticmethod
        def backward(ctx, grad):
            seen.append(torch.is_grad_enabled())
            return grad

    Identity.apply(torch.ones(1, requires_grad=True)).backward()
    return seen == [True]


@fault
def gradients_of_two_outputs_are_swapped(torch):
    """The backward of a Function with several outputs gets their gradients in their order.

    Broken: in reverse order.

    Area: functions. Rule: functions.several-outputs. Grade: medium.
    """
    _around_backward(torch, lambda node, run, grads: run(*reversed(grads)))


@gradients_of_two_outputs_are_swapped.checked_by
def _(torch):
    class Both(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x * 1, x * 2

        @staticmethod
        def backward(ctx, first, second):
            return first + 2 * second

    x = torch.ones(1, requires_grad=True)
    first, second = Both.apply(x)
    (first * 10 + second * 1).backward()
    return x.grad.item() == 21
