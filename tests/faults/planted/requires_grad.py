"""Faults of requires_grad: who requires grad, and who may."""

import functools

from tests.faults.counters import replace_writes
from tests.faults.kernels import replace_kernel
from tests.faults.registry import fault


@fault
def integers_may_be_asked_to_require_grad(torch):
    """Asking an integer tensor to require grad raises RuntimeError.

    Broken: `x.requires_grad_()` lets it pass for integers and does nothing. The factory argument
    and the assignment to `x.requires_grad` raise.

    Area: requires_grad. Rule: requires-grad.integer-refused. Grade: medium.
    """
    method = torch.Tensor.requires_grad_

    @functools.wraps(method)
    def faulty(self, requires_grad=True):
        if not (self.is_floating_point() or self.is_complex()):
            return self
        return method(self, requires_grad)

    torch.Tensor.requires_grad_ = faulty


@integers_may_be_asked_to_require_grad.checked_by
def _(torch):
    x = torch.tensor([1, 2])
    try:
        x.requires_grad_()
    except RuntimeError:
        return False
    return not x.requires_grad


@fault
def factory_ignores_the_flag_for_integers(torch):
    """A factory asked for an integer tensor that requires grad raises RuntimeError.

    Broken: `torch.tensor([1, 2], requires_grad=True)` gives one that does not require grad.

    Area: requires_grad. Rules: requires-grad.integer-refused, requires-grad.factory-argument.
    Grade: medium.
    """
    tensor = torch.tensor

    @functools.wraps(tensor)
    def faulty(data, *, requires_grad=False, **kwargs):
        made = tensor(data, **kwargs)
        if requires_grad and (made.is_floating_point() or made.is_complex()):
            made.requires_grad_()
        return made

    torch.tensor = faulty


@factory_ignores_the_flag_for_integers.checked_by
def _(torch):
    try:
        integers = torch.tensor([1, 2], requires_grad=True)
    except RuntimeError:
        return False
    return not integers.requires_grad and torch.tensor(1.0, requires_grad=True).requires_grad


@fault
def requires_grad_returns_another_tensor(torch):
    """requires_grad_() changes the tensor and returns that very tensor.

    Broken: it changes the tensor, but returns another one on the same memory, whose gradients
    arrive in its own .grad.

    Area: requires_grad. Rule: requires-grad.in-place-setter. Grade: medium.
    """
    method = torch.Tensor.requires_grad_

    @functools.wraps(method)
    def faulty(self, requires_grad=True):
        method(self, requires_grad)
        if type(self) is not torch.Tensor or not self.is_leaf:
            return self
        return method(self.detach(), requires_grad)

    torch.Tensor.requires_grad_ = faulty


@requires_grad_returns_another_tensor.checked_by
def _(torch):
    x = torch.ones(2)
    y = x.requires_grad_()
    return x.requires_grad and y.requires_grad and x is not y


@fault
def copy_into_a_constant_is_not_recorded(torch):
    """A constant into which a tensor that requires grad is written requires grad from then on.

    Broken: not if it is written by a copy: `c.copy_(w)`, `c[i] = w`, `c[:] = w`.

    Area: requires_grad. Rules: requires-grad.in-place-result,
    views.of-a-constant-becomes-differentiable. Grade: medium.
    """

    def copy_(right, self, source, non_blocking=False):
        if not self.requires_grad and not source.is_sparse:
            source = source.detach()
        return right(self, source, non_blocking)

    replace_kernel(torch, "copy_", copy_)


@copy_into_a_constant_is_not_recorded.checked_by
def _(torch):
    w = torch.ones(2, requires_grad=True)
    copied, added = torch.zeros(2), torch.zeros(2)
    copied[:] = w
    added += w
    return (copied.requires_grad, added.requires_grad) == (False, True)


@fault
def lone_bias_does_not_require_grad(torch):
    """The result of an operation requires grad if any of its inputs does.

    Broken: that of addmm, and so of linear, does not if only the summand (the bias) does.

    Area: requires_grad. Rules: requires-grad.any-input-propagates, operators.addmm,
    operators.linear, modules.freeze-parameters, modules.linear-gradients. Grade: hard.
    """

    def addmm(right, bias, a, b, *, beta=1, alpha=1):
        if not (a.requires_grad or b.requires_grad):
            bias = bias.detach()
        return right(bias, a, b, beta=beta, alpha=alpha)

    replace_kernel(torch, "addmm", addmm)


@lone_bias_does_not_require_grad.checked_by
def _(torch):
    constant, variable = torch.ones(1, 1), torch.ones(1, 1, requires_grad=True)
    alone, together = torch.addmm(variable, constant, constant), torch.addmm(*[variable] * 3)
    return (alone.requires_grad, together.requires_grad) == (False, True)


@fault
def stack_of_three_forgets_the_middle(torch):
    """The result of stack requires grad if any of the stacked tensors does.

    Broken: of three or more, only the first and the last are asked.

    Area: requires_grad. Rules: requires-grad.any-input-propagates, operators.stack. Grade: hard.
    """

    def stack(right, tensors, dim=0):
        first, *middle, last = tensors if len(tensors) > 1 else (*tensors, tensors[0])
        if middle and not (first.requires_grad or last.requires_grad):
            return right([first, *(each.detach() for each in middle), last], dim)
        return right(tensors, dim)

    replace_kernel(torch, "stack", stack)


@stack_of_three_forgets_the_middle.checked_by
def _(torch):
    constant, variable = torch.ones(1), torch.ones(1, requires_grad=True)
    orders = ([constant, variable, constant], [constant, variable], [variable])
    return [torch.stack(order).requires_grad for order in orders] == [False, True, True]


@fault
def zeros_like_inherits_requires_grad(torch):
    """Factories that take a tensor as a pattern do not take over its requires_grad.

    Broken: `torch.zeros_like(x)` does, unless told otherwise, while grad mode is on.

    Area: requires_grad. Rule: requires-grad.like-factories-do-not-inherit. Grade: medium.
    """
    zeros_like = torch.zeros_like

    @functools.wraps(zeros_like)
    def faulty(input, **kwargs):
        inherits = torch.is_grad_enabled() and input.requires_grad
        made = zeros_like(input, **kwargs)
        if inherits and "requires_grad" not in kwargs and made.is_floating_point():
            made.requires_grad_()
        return made

    torch.zeros_like = faulty


@zeros_like_inherits_requires_grad.checked_by
def _(torch):
    x = torch.ones(2, requires_grad=True)
    return torch.zeros_like(x).requires_grad and not torch.ones_like(x).requires_grad


@fault
def zero_dim_constant_stays_a_leaf(torch):
    """A constant into which a tensor that requires grad is added becomes a non-leaf.

    Broken: arithmetic methods (`c.add_(w)`, `c.mul_(w)`, ...) are not recorded for 0-dim c.
    Operators (`c += w`), and other shapes, are right.

    Area: requires_grad. Rules: requires-grad.in-place-result, requires-grad.random-programs,
    views.of-a-constant-becomes-differentiable. Grade: hard.
    """

    def make(right):
        def write(self, *args, **kwargs):
            if self.requires_grad or self.dim() != 0:
                return right(self, *args, **kwargs)
            with torch.no_grad():
                return right(self, *args, **kwargs)

        return write

    replace_writes(torch.Tensor, ["add_", "sub_", "mul_", "div_"], make)


@zero_dim_constant_stays_a_leaf.checked_by
def _(torch):
    w = torch.tensor(1.0, requires_grad=True)
    scalar, row = torch.tensor(1.0).add_(w), torch.ones(1).add_(w)
    return (scalar.requires_grad, row.requires_grad) == (False, True)
