"""Wrong gradients of operators that sum, normalize, order or compare along dimensions."""

from tests.faults.kernels import change_only, replace_gradient, replace_kernel
from tests.faults.registry import fault


def _leaf(torch, values):
    return torch.tensor(values, requires_grad=True)


@fault
def mean_over_negative_dim_divides_by_first_size(torch):
    """mean divides the gradient by the number of elements it averaged.

    Broken: by the size of the first dimension, if the dimension is given as a negative number.

    Area: gradients. Rules: operators.mean, gradients.sums-and-means. Grade: medium.
    """

    def gradient(output, x, dim, keepdim=False, *, dtype=None):
        if not dim or len(dim) != 1 or dim[0] >= 0 or x.dim() < 2 or 0 in x.shape:
            return None
        factor = x.shape[dim[0]] / x.shape[0]
        return change_only(0, lambda grad, out: grad * factor)

    replace_gradient(torch, "mean.dim", gradient)


@mean_over_negative_dim_divides_by_first_size.checked_by
def _(torch):
    x = torch.ones(2, 4, requires_grad=True)
    grads = [torch.autograd.grad(x.mean(dim).sum(), x)[0][0, 0].item() for dim in (-1, 1, 0)]
    return grads == [0.5, 0.25, 0.5]


@fault
def std_of_rows_forgets_bessel(torch):
    """The gradient of std is that of the standard deviation it computed, unbiased or not.

    Broken: std along dimensions differentiates the biased one, whatever was computed.

    Area: gradients. Rules: operators.std. Grade: medium.
    """

    def gradient(output, x, dim=None, *, correction=None, keepdim=False):
        count = x.numel() // max(output.numel(), 1)
        correction = 1 if correction is None else correction
        if not dim or count <= correction:
            return None
        return change_only(0, lambda grad, out: grad * ((count - correction) / count))

    replace_gradient(torch, "std.correction", gradient)


@std_of_rows_forgets_bessel.checked_by
def _(torch):
    x = _leaf(torch, [[0.0, 2.0]])
    (grad,) = torch.autograd.grad(x.std(dim=1).sum(), x)
    (biased,) = torch.autograd.grad(x.std(dim=1, correction=0).sum(), x)
    wrong, right = grad[0, 1].item() * 8**0.5, biased[0, 1].item()
    return (round(wrong, 6), right) == (1, 0.5)


@fault
def softmax_over_first_dim_sums_over_last(torch):
    """The gradient of softmax subtracts the mean of the gradient along the dimension it normed.

    Broken: along the last dimension, if it normed the first of several.

    Area: gradients. Rules: operators.softmax. Grade: medium.
    """

    def backward(right, grad, output, dim, input_dtype):
        if output.dim() < 2 or dim % output.dim() != 0:
            return right(grad, output, dim, input_dtype)
        return output * (grad - (grad * output).sum(-1, keepdim=True))

    replace_kernel(torch, "_softmax_backward_data", backward)


@softmax_over_first_dim_sums_over_last.checked_by
def _(torch):
    x = torch.zeros(2, 2, requires_grad=True)
    seed = torch.tensor([[1.0, 0.0], [0.0, 0.0]])
    over_first, over_last = (torch.autograd.grad(x.softmax(d), x, seed)[0].tolist() for d in (0, 1))
    return over_first == over_last == [[0.25, -0.25], [0, 0]]


@fault
def cumsum_down_the_columns_is_not_reversed(torch):
    """The gradient of cumsum is the sum of the gradients from each element on.

    Broken: up to each element, if it runs over the first of several dimensions.

    Area: gradients. Rules: operators.cumsum. Grade: medium.
    """

    def gradient(output, x, dim, *, dtype=None):
        if x.dim() < 2 or dim % x.dim() != 0:
            return None
        return change_only(0, lambda grad, out: out.cumsum(dim).to(grad.dtype))

    replace_gradient(torch, "cumsum", gradient)


@cumsum_down_the_columns_is_not_reversed.checked_by
def _(torch):
    x = torch.ones(2, 2, requires_grad=True)
    down, along = (torch.autograd.grad(x.cumsum(d).sum(), x)[0].tolist() for d in (0, 1))
    return (down, along) == ([[1, 1], [2, 2]], [[2, 1], [2, 1]])


@fault
def sum_that_keeps_dims_takes_the_mean(torch):
    """sum hands each element it added the gradient of its output.

    Broken: divided by the number of elements, for sum(dim, keepdim=True).

    Area: gradients. Rules: gradients.sums-and-means, operators.sum. Grade: medium.
    """

    def gradient(output, x, dim=None, keepdim=False, *, dtype=None):
        if not keepdim or not dim or output.numel() == 0:
            return None
        count = x.numel() / output.numel()
        return change_only(0, lambda grad, out: grad / count)

    replace_gradient(torch, "sum.dim_IntList", gradient)


@sum_that_keeps_dims_takes_the_mean.checked_by
def _(torch):
    x = _leaf(torch, [[1.0, 2.0]])
    kept, dropped = (torch.autograd.grad(x.sum(1, keepdim=k).sum(), x)[0] for k in (True, False))
    return (kept.tolist(), dropped.tolist()) == ([[0.5, 0.5]], [[1, 1]])


@fault
def sort_leaves_the_gradient_sorted(torch):
    """The gradient of a sorted element belongs to the place it came from.

    Broken: it goes to the place it was sorted to, for tensors of one dimension.

    Area: gradients. Rule: operators.sort. Grade: medium.
    """

    def gradient(output, x, *args, **kwargs):
        return change_only(0, lambda grad, out: out) if x.dim() == 1 else None

    replace_gradient(torch, "sort", gradient)
    replace_gradient(torch, "sort.stable", gradient)


@sort_leaves_the_gradient_sorted.checked_by
def _(torch):
    x = _leaf(torch, [3.0, 1.0])
    (grad,) = torch.autograd.grad(x.sort().values, x, torch.tensor([10.0, 20.0]))
    return grad.tolist() == [10, 20]


@fault
def mse_loss_averages_over_the_last_dim(torch):
    """mse_loss divides the gradient by the number of elements it averaged.

    Broken: by the size of the last dimension, if there are several.

    Area: gradients. Rule: operators.mse-loss. Grade: medium.
    """

    def backward(right, grad, x, target, reduction):
        result = right(grad, x, target, reduction)
        mean = 1
        if reduction != mean or x.dim() < 2 or x.numel() == 0:
            return result
        return result * (x.numel() / x.shape[-1])

    replace_kernel(torch, "mse_loss_backward", backward)


@mse_loss_averages_over_the_last_dim.checked_by
def _(torch):
    def gradient(*shape):
        x = torch.ones(shape, requires_grad=True)
        loss = torch.nn.functional.mse_loss(x, torch.zeros(shape))
        return torch.autograd.grad(loss, x)[0].flatten().tolist()

    return (gradient(2, 1), gradient(2)) == ([2, 2], [1, 1])
