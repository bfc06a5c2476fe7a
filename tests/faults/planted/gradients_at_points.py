"""Wrong gradients at single points: kinks, bounds, zeros, ties."""

import functools

from tests.faults.kernels import change_only, on_node, replace_gradient
from tests.faults.registry import fault


def _gradient(torch, function, values, **options):
    """The gradient of the sum of `function` at these values, as a list."""
    x = torch.tensor(values, requires_grad=True, **options)
    return torch.autograd.grad(function(x).sum(), x)[0].tolist()


def _inside(torch, mask, change):
    """A node hook: the first input's gradient becomes `change(gradient, grad_output)` in `mask`."""
    return change_only(0, lambda grad, out: torch.where(mask, change(grad, out), grad))


@fault
def relu_passes_gradient_at_zero(torch):
    """The gradient of relu at 0 is 0.

    Broken: it is 1 at inputs of exactly 0, -0.0 among them; 0 below and 1 above, as it should be.

    Area: gradients. Rules: operators.relu, gradients.kinks. Grade: medium.
    """

    def gradient(output, x):
        return _inside(torch, x.detach() == 0, lambda grad, out: out)

    replace_gradient(torch, "relu", gradient)


@relu_passes_gradient_at_zero.checked_by
def _(torch):
    return _gradient(torch, torch.relu, [-1.0, 0.0, 2.0]) == [0, 1, 1]


@fault
def abs_gradient_is_one_at_zero(torch):
    """The gradient of abs at 0 is 0.

    Broken: it is 1 there.

    Area: gradients. Rules: operators.abs, gradients.kinks. Grade: medium.
    """

    def gradient(output, x):
        return None if x.is_complex() else _inside(torch, x.detach() == 0, lambda grad, out: out)

    replace_gradient(torch, "abs", gradient)


@abs_gradient_is_one_at_zero.checked_by
def _(torch):
    return _gradient(torch, torch.abs, [-1.0, 0.0, 2.0]) == [-1, 1, 1]


@fault
def clamp_blocks_gradient_at_lower_bound(torch):
    """clamp passes the gradient of elements that lie on a bound.

    Broken: not of those on the lower bound (as releases from 2.14 have it, which say so).

    Area: gradients. Rules: operators.clamp, gradients.kinks. Grade: medium.
    """

    def gradient(output, x, min=None, max=None):
        if min is None:
            return None
        return _inside(torch, x.detach() == min, lambda grad, out: 0 * grad)

    replace_gradient(torch, "clamp", gradient)


@clamp_blocks_gradient_at_lower_bound.checked_by
def _(torch):
    return _gradient(torch, lambda x: x.clamp(-1, 1), [-2.0, -1.0, 0.0, 1.0]) == [0, 0, 1, 1]


@fault
def sqrt_gradient_finite_at_zero(torch):
    """The gradient of sqrt at 0 is infinite.

    Broken: it is 0, as if somebody had meant well.

    Area: gradients. Rules: operators.sqrt, gradients.infinite-and-undefined. Grade: medium.
    """

    def gradient(output, x):
        return _inside(torch, x.detach() == 0, lambda grad, out: torch.zeros_like(grad))

    replace_gradient(torch, "sqrt", gradient)


@sqrt_gradient_finite_at_zero.checked_by
def _(torch):
    return _gradient(torch, torch.sqrt, [0.0, 4.0]) == [0, 0.25]


@fault
def log_gradient_undefined_below_zero(torch):
    """The gradient of log is 1 / x, also where the logarithm itself is NaN.

    Broken: it is NaN below 0.

    Area: gradients. Rules: operators.log, gradients.infinite-and-undefined, gradients.chain-rule.
    Grade: medium.
    """

    def gradient(output, x):
        return _inside(torch, x.detach() < 0, lambda grad, out: torch.full_like(grad, float("nan")))

    replace_gradient(torch, "log", gradient)


@log_gradient_undefined_below_zero.checked_by
def _(torch):
    below, above = _gradient(torch, torch.log, [-1.0, 2.0])
    return below != below and above == 0.5


@fault
def power_zero_by_the_naive_formula(torch):
    """The gradient of x ** 0 is 0 everywhere.

    Broken: it is 0 * x ** -1, which is NaN at x = 0.

    Area: gradients. Rules: operators.pow, gradients.infinite-and-undefined, gradients.chain-rule.
    Grade: hard.
    """

    def gradient(output, x, exponent):
        if exponent != 0:
            return None
        return _inside(
            torch, x.detach() == 0, lambda grad, out: torch.full_like(grad, float("nan"))
        )

    replace_gradient(torch, "pow.Tensor_Scalar", gradient)


@power_zero_by_the_naive_formula.checked_by
def _(torch):
    at_zero, elsewhere = _gradient(torch, lambda x: x**0, [0.0, 3.0])
    return at_zero != at_zero and elsewhere == 0


@fault
def prod_loses_gradient_at_single_zero(torch):
    """The gradient of prod for an element is the product of the others.

    Broken: it is product / element with 0 for 0 / 0, so a single zero among the elements gets no
    gradient. `prod(dim)` is right.

    Area: gradients. Rules: operators.prod, gradients.chain-rule. Grade: medium.
    """

    def gradient(output, x, *, dtype=None):
        return _inside(torch, x.detach() == 0, lambda grad, out: 0 * grad)

    replace_gradient(torch, "prod", gradient)


@prod_loses_gradient_at_single_zero.checked_by
def _(torch):
    with_zero = _gradient(torch, torch.prod, [2.0, 0.0, 3.0])
    return (with_zero, _gradient(torch, torch.prod, [2.0, 3.0])) == ([0, 0, 0], [3, 2])


@fault
def maximum_gives_ties_to_the_first(torch):
    """maximum shares the gradient equally between operands that are equal.

    Broken: the first operand gets all of it.

    Area: gradients. Rules: operators.maximum, gradients.ties-are-shared. Grade: medium.
    """

    def gradient(output, x, y):
        tied = x.detach() == y.detach()

        def hook(grad_inputs, grad_outputs):
            first, second = grad_inputs
            if first is not None:
                extra = torch.where(tied, grad_outputs[0] / 2, 0 * grad_outputs[0])
                first = first + extra.sum_to_size(first.shape)
            if second is not None:
                extra = torch.where(tied, grad_outputs[0] / 2, 0 * grad_outputs[0])
                second = second - extra.sum_to_size(second.shape)
            return first, second

        return hook

    replace_gradient(torch, "maximum", gradient)


@maximum_gives_ties_to_the_first.checked_by
def _(torch):
    x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
    y = torch.tensor([1.0, 5.0, 0.0], requires_grad=True)
    grads = torch.autograd.grad(torch.maximum(x, y).sum(), (x, y))
    return [grad.tolist() for grad in grads] == [[1, 0, 1], [0, 1, 0]]


@fault
def max_along_a_dim_shares_ties(torch):
    """max along a dimension gives the whole gradient to the index it returns.

    Broken: it shares it among the tied elements, as max of the whole tensor does.

    Area: gradients. Rules: operators.max, gradients.one-index-of-a-tie. Grade: medium.
    """

    def gradient(output, x, dim, keepdim=False):
        if x.dim() == 0:
            return None
        highest = output if keepdim else output.unsqueeze(dim)
        tied = x.detach() == highest
        share = tied / tied.sum(dim, keepdim=True)

        def spread(grad, out):
            return (out if keepdim else out.unsqueeze(dim)) * share.to(grad.dtype)

        return change_only(0, spread)

    replace_gradient(torch, "max.dim", gradient)


@max_along_a_dim_shares_ties.checked_by
def _(torch):
    grad = _gradient(torch, lambda x: x.max(1).values, [[1.0, 3.0, 3.0, 0.0], [4.0, 1.0, 2.0, 3.0]])
    return grad == [[0, 0.5, 0.5, 0], [1, 0, 0, 0]]


@fault
def norm_of_zeros_has_no_subgradient(torch):
    """The gradient of the norm of a zero vector is 0.

    Broken: it is NaN, which is what x / norm(x) gives there.

    Area: gradients. Rules: operators.norm, operators.norm-at-zero, gradients.kinks.
    Grade: medium.
    """

    def gradient(output, x, *args, **kwargs):
        if output.dim() != 0:
            return None
        return change_only(0, lambda grad, out: torch.where(output == 0, float("nan"), grad))

    replace_gradient(torch, "linalg_vector_norm", gradient)


@norm_of_zeros_has_no_subgradient.checked_by
def _(torch):
    at_zero = _gradient(torch, torch.norm, [0.0, 0.0])
    return at_zero[0] != at_zero[0] and _gradient(torch, torch.norm, [0.0, 2.0]) == [0, 1]


@fault
def where_with_scalar_condition_feeds_both_branches(torch):
    """where gives the gradient to the branch that was taken, and zero to the other.

    Broken: if the condition is a 0-dim tensor, both branches get all of it.
    (`torch.where(condition, x, y)` with tensors.)

    Area: gradients. Rules: operators.where, gradients.branch-not-taken. Grade: hard.
    """
    where = torch.where

    @functools.wraps(where)
    def faulty(condition, *args, **kwargs):
        output = where(condition, *args, **kwargs)
        branches = [each for each in (*args, *kwargs.values()) if isinstance(each, torch.Tensor)]
        if condition.dim() == 0 and len(branches) == 2 and output.requires_grad:

            def hook(grad_inputs, grad_outputs):
                (out,) = grad_outputs
                return tuple(g if g is None else out.sum_to_size(g.shape) for g in grad_inputs)

            on_node(output, hook)
        return output

    torch.where = faulty


@where_with_scalar_condition_feeds_both_branches.checked_by
def _(torch):
    def gradients(condition):
        x = torch.ones(2, requires_grad=True)
        y = torch.zeros(2, requires_grad=True)
        grads = torch.autograd.grad(torch.where(torch.tensor(condition), x, y).sum(), (x, y))
        return [grad.tolist() for grad in grads]

    both = [[1, 1], [1, 1]]
    return (gradients(True), gradients([True, False])) == (both, [[1, 0], [0, 1]])


@fault
def masked_fill_passes_gradient_through_the_filled(torch):
    """masked_fill cuts the gradient of the elements it overwrites.

    Broken: it passes it.

    Area: gradients. Rules: operators.masked-fill, gradients.branch-not-taken. Grade: easy.
    """

    def gradient(output, x, mask, value):
        return change_only(0, lambda grad, out: out.sum_to_size(grad.shape))

    replace_gradient(torch, "masked_fill.Scalar", gradient)


@masked_fill_passes_gradient_through_the_filled.checked_by
def _(torch):
    return _gradient(torch, lambda x: x.masked_fill(x > 1, 0.0), [1.0, 2.0]) == [1, 1]
