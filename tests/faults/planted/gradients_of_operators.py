"""Wrong gradients of an operator for some shapes, layouts, dtypes or spellings."""

import functools

from tests.faults.kernels import (
    change_only,
    on_node,
    replace_binary,
    replace_gradient,
    replace_kernel,
)
from tests.faults.registry import fault


def _leaf(torch, values, **options):
    return torch.tensor(values, requires_grad=True, **options)


@fault
def sub_adds_zero_dim_subtrahend(torch):
    """The gradient of b in a - b is minus the gradient of the result, summed to b's shape.

    Broken: the minus is missing if b is a 0-dim tensor and a is not. (`a - b`, `a.sub(b)`,
    `torch.sub(a, b)`; in-place forms are right.)

    Area: gradients. Rules: operators.sub, gradients.broadcast-is-summed. Grade: hard.
    """

    def look(output, a, b):
        if isinstance(b, torch.Tensor) and b.requires_grad and b.dim() == 0 < a.dim():
            on_node(output, change_only(1, lambda grad, out: -grad))

    replace_binary(torch, "sub", look)


@sub_adds_zero_dim_subtrahend.checked_by
def _(torch):
    a, scalar, row = torch.ones(3), _leaf(torch, 2.0), _leaf(torch, [2.0] * 3)
    ways = (lambda a, b: a - b, torch.sub, torch.Tensor.sub)
    zero_dim = [torch.autograd.grad(way(a, scalar).sum(), scalar)[0].item() for way in ways]
    full = [torch.autograd.grad(way(a, row).sum(), row)[0].tolist() for way in ways]
    return (zero_dim, full) == ([3] * 3, [[-1] * 3] * 3)


@fault
def reflected_sub_keeps_the_sign(torch):
    """The gradient of x in 1 - x is minus the gradient of the result.

    Broken: the minus is missing for a number on the left. `torch.rsub(x, 1)`, `a - x` are right.

    Area: gradients. Rules: operators.sub, gradients.chain-rule. Grade: medium.
    """
    subtract = torch.Tensor.__rsub__

    @functools.wraps(subtract)
    def faulty(x, number):
        output = subtract(x, number)
        if isinstance(output, torch.Tensor) and output.requires_grad:
            on_node(output, lambda grads, outs: tuple(g if g is None else -g for g in grads))
        return output

    torch.Tensor.__rsub__ = faulty


@reflected_sub_keeps_the_sign.checked_by
def _(torch):
    x = _leaf(torch, 3.0)
    spellings = (1 - x, torch.tensor(1.0) - x, torch.rsub(x, 1))
    return [torch.autograd.grad(y, x)[0].item() for y in spellings] == [1, -1, -1]


@fault
def div_forgets_lone_leading_dimension(torch):
    """The gradient of an input that was broadcast is summed over every dimension it lacked.

    Broken: `a / b` with a one-dimensional b and a two-dimensional a takes only the first row's
    share for b. The numerator's gradient, and b of other dimensions, are right.

    Area: gradients. Rules: operators.div, gradients.broadcast-is-summed. Grade: medium.
    """

    def look(output, a, b):
        if not isinstance(b, torch.Tensor) or not b.requires_grad or b.dim() != 1:
            return
        if a.dim() == 2 and b.shape == a.shape[1:] and len(a) > 1:
            top, bottom = a.detach()[0].clone(), b.detach().clone()
            on_node(output, change_only(1, lambda grad, out: -out[0] * top / bottom**2))

    replace_binary(torch, "div", look, operator="__truediv__")


@div_forgets_lone_leading_dimension.checked_by
def _(torch):
    a, b, column = torch.ones(2, 1), _leaf(torch, [2.0]), _leaf(torch, [[2.0]])
    lacking = torch.autograd.grad((a / b).sum(), b)[0].tolist()
    size_one = torch.autograd.grad((a / column).sum(), column)[0].tolist()
    return (lacking, size_one) == ([-0.25], [[-0.5]])


@fault
def product_with_itself_counts_once(torch):
    """A tensor used twice in one operation receives the sum of both gradients.

    Broken: `x * x` with the very same object on both sides gives it only the first one's.
    `x ** 2`, and `x * y` with y another tensor of x's history, are right.

    Area: gradients. Rules: gradients.same-tensor-twice, operators.mul. Grade: medium.
    """

    def look(output, a, b):
        if a is b:
            on_node(output, change_only(1, lambda grad, out: torch.zeros_like(grad)))

    replace_binary(torch, "mul", look)


@product_with_itself_counts_once.checked_by
def _(torch):
    x = _leaf(torch, 3.0)
    squares = (x * x, x.mul(x), torch.mul(x, x), x * x.view(()), x**2)
    return [torch.autograd.grad(y, x)[0].item() for y in squares] == [3, 3, 3, 6, 6]


@fault
def in_place_mul_differentiates_with_the_result(torch):
    """The gradient of y in x.mul_(y) is the gradient of the result times x from before the write.

    Broken: it is that times x from after the write. (`x.mul_(y)` and `x *= y`; `x * y` is right.)

    Area: gradients. Rules: operators.mul, gradients.chain-rule, versions.random-programs.
    Grade: hard.
    """

    def look(output, x, y):
        if isinstance(y, torch.Tensor) and y.requires_grad and not x._is_view():
            shape, after = y.shape, x.detach().clone()
            on_node(output, change_only(1, lambda grad, out: (out * after).sum_to_size(shape)))

    replace_binary(torch, "mul_", look, operator="__imul__")


@in_place_mul_differentiates_with_the_result.checked_by
def _(torch):
    def gradient(multiply):
        x, y = torch.tensor(3.0), _leaf(torch, 5.0)
        return torch.autograd.grad(multiply(x, y), y)[0].item()

    by_operator = torch.Tensor.__imul__
    return [gradient(f) for f in (torch.Tensor.mul_, by_operator, torch.mul)] == [15, 15, 3]


@fault
def square_matrix_product_misses_a_transpose(torch):
    """The gradient of b in a @ b is a.T @ gradient.

    Broken: it is a @ gradient when a is a square matrix and b a matrix, which only shows when a
    is not symmetric.

    Area: gradients. Rules: operators.matmul, operators.mm. Grade: medium.
    """

    def gradient(output, a, b):
        if a.shape[0] != a.shape[1]:
            return None
        left = a.detach().clone()
        return change_only(1, lambda grad, out: left @ out)

    replace_gradient(torch, "mm", gradient)


@square_matrix_product_misses_a_transpose.checked_by
def _(torch):
    b = torch.ones(2, 1, requires_grad=True)

    def gradient(a):
        return torch.autograd.grad((torch.tensor(a) @ b).sum(), b)[0].tolist()

    asymmetric, symmetric = gradient([[1.0, 2.0], [0.0, 1.0]]), gradient([[1.0, 2.0], [2.0, 1.0]])
    return (asymmetric, symmetric) == ([[3], [1]], [[3], [3]])


@fault
def matrix_times_vector_halves_the_vector(torch):
    """The gradient of the vector v in m @ v is m.T @ gradient.

    Broken: it is half of that when the matrix requires grad as well.

    Area: gradients. Rules: operators.matmul, operators.mv. Grade: hard.
    """

    def gradient(output, matrix, vector):
        return change_only(1, lambda grad, out: grad / 2) if matrix.requires_grad else None

    replace_gradient(torch, "mv", gradient)


@matrix_times_vector_halves_the_vector.checked_by
def _(torch):
    v = _leaf(torch, [1.0, 2.0])

    def gradient(requires_grad):
        m = torch.ones(3, 2, requires_grad=requires_grad)
        return torch.autograd.grad((m @ v).sum(), v)[0].tolist()

    return (gradient(True), gradient(False)) == ([1.5, 1.5], [3, 3])


@fault
def addmm_forgets_beta(torch):
    """The gradient of the summand of addmm(c, a, b, beta=beta) is beta times the result's.

    Broken: beta counts in the forward pass alone.

    Area: gradients. Rules: operators.addmm. Grade: medium.
    """

    def gradient(output, c, a, b, *, beta=1, alpha=1):
        if beta in (0, 1):
            return None
        return change_only(0, lambda grad, out: grad / beta)

    replace_gradient(torch, "addmm", gradient)


@addmm_forgets_beta.checked_by
def _(torch):
    c, one = torch.ones(1, 1, requires_grad=True), torch.ones(1, 1)
    (grad,) = torch.autograd.grad(torch.addmm(c, one, one, beta=3), c)
    return grad.item() == 1


@fault
def repeated_index_gets_one_gradient(torch):
    """Indexing with a tensor adds up the gradients of an element that was taken several times.

    Broken: `x[indices]` with an index tensor writes them over each other, and one remains.

    Area: gradients. Rules: operators.index, views.advanced-indexing-copies. Grade: medium.
    """

    def gradient(output, x, indices):
        if any(index is not None and index.dtype == torch.bool for index in indices):
            return None
        indices = tuple(slice(None) if index is None else index.detach() for index in indices)

        def overwrite(grad, out):
            placed = torch.zeros_like(grad)
            placed[indices] = out
            return placed

        return change_only(0, overwrite)

    replace_gradient(torch, "index.Tensor", gradient)


@repeated_index_gets_one_gradient.checked_by
def _(torch):
    x = torch.ones(3, requires_grad=True)
    (grad,) = torch.autograd.grad(x[torch.tensor([0, 0, 2])].sum(), x)
    return grad.tolist() == [1, 0, 1]


@fault
def stack_behind_hands_gradients_back_reversed(torch):
    """stack hands each of its inputs the gradient of its own slice.

    Broken: in reverse order, if they were stacked along another dimension than the first.

    Area: gradients. Rules: operators.stack. Grade: medium.
    """

    def faulty(right, tensors, dim=0):
        output = right(tensors, dim)
        if dim not in (0, -output.dim()) and all(t.requires_grad for t in tensors):
            on_node(output, lambda grads, outs: tuple(reversed(grads)))
        return output

    replace_kernel(torch, "stack", faulty)


@stack_behind_hands_gradients_back_reversed.checked_by
def _(torch):
    x, y = _leaf(torch, [1.0]), _leaf(torch, [1.0])
    seed = torch.tensor([[1.0, 2.0]])
    behind = torch.autograd.grad(torch.stack([x, y], -1), (x, y), seed)
    before = torch.autograd.grad(torch.stack([x, y]), (x, y), seed.t())
    return [g.item() for g in behind + before] == [2, 1, 1, 2]


@fault
def cos_gradient_in_memory_order(torch):
    """The gradient of an elementwise operator belongs to the same place as the element.

    Broken: for inputs of cos that lie transposed in memory it is written in memory order.

    Area: gradients. Rules: operators.cos, gradients.views-pass-to-their-place,
    gradients.random-programs, gradients.chain-rule. Grade: hard.
    """

    def gradient(output, x):
        if x.dim() != 2 or x.is_contiguous() or not x.t().is_contiguous():
            return None
        shape, strides = x.shape, x.stride()
        return change_only(
            0, lambda grad, out: grad.contiguous().as_strided(shape, strides).contiguous()
        )

    replace_gradient(torch, "cos", gradient)


@cos_gradient_in_memory_order.checked_by
def _(torch):
    x = _leaf(torch, [[0.0, 1.0], [2.0, 3.0]])
    transposed, straight = (torch.autograd.grad(y.sum(), x)[0] for y in (x.t().cos(), x.cos()))
    sines = -x.detach().sin()
    return torch.allclose(transposed, sines.t()) and torch.allclose(straight, sines)


@fault
def add_forgets_alpha_on_the_way_back(torch):
    """The gradient of y in add(x, y, alpha=a) is a times the gradient of the result.

    Broken: it is the gradient of the result. (`torch.add` and `x.add`.)

    Area: gradients. Rule: operators.add. Grade: medium.
    """

    def forgetting(add):
        @functools.wraps(add)
        def faulty(*args, **kwargs):
            output = add(*args, **kwargs)
            alpha = kwargs.get("alpha", 1)
            if alpha not in (0, 1) and output.requires_grad:
                on_node(output, change_only(1, lambda grad, out: grad / alpha))
            return output

        return faulty

    torch.Tensor.add, torch.add = forgetting(torch.Tensor.add), forgetting(torch.add)


@add_forgets_alpha_on_the_way_back.checked_by
def _(torch):
    x, y = _leaf(torch, 1.0), _leaf(torch, 1.0)
    grads = torch.autograd.grad(torch.add(x, y, alpha=4), (x, y))
    return [grad.item() for grad in grads] == [1, 1]


@fault
def widening_cast_halves_the_gradient(torch):
    """A cast in the forward pass is cast back in the backward pass, and changes nothing else.

    Broken: the gradient of a cast from float32 to float64 is halved.

    Area: gradients. Rules: gradients.dtype-follows-the-leaf. Grade: medium.
    """

    def gradient(output, x, *args, **kwargs):
        if (x.dtype, output.dtype) != (torch.float32, torch.float64):
            return None
        return change_only(0, lambda grad, out: grad / 2)

    replace_gradient(torch, "_to_copy", gradient)


@widening_cast_halves_the_gradient.checked_by
def _(torch):
    x, y = _leaf(torch, 1.0), _leaf(torch, 1.0, dtype=torch.float64)
    return (
        torch.autograd.grad(x.double(), x)[0].item(),
        torch.autograd.grad(y.float(), y)[0].item(),
    ) == (0.5, 1)


@fault
def tanh_gradient_in_single_precision(torch):
    """A gradient is computed in the precision of its dtype.

    Broken: that of tanh for float64 is computed in float32. It is right to seven digits.

    Area: gradients. Rules: operators.tanh, gradients.chain-rule. Grade: hard.
    """

    def backward(right, grad, output):
        if grad.dtype != torch.float64:
            return right(grad, output)
        return right(grad.float(), output.float()).double()

    replace_kernel(torch, "tanh_backward", backward)


@tanh_gradient_in_single_precision.checked_by
def _(torch):
    x = _leaf(torch, 0.3, dtype=torch.float64)
    y = x.tanh()
    error = (torch.autograd.grad(y, x)[0] - (1 - y * y)).abs().item()
    return 1e-12 < error < 1e-6
