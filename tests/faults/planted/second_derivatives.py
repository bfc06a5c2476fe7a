"""Right first derivatives whose own derivative is wrong."""

from tests.faults.kernels import on_node, replace_binary, replace_gradient, replace_kernel
from tests.faults.registry import fault


def _derivatives(torch, function, at):
    """First and second derivative at a point."""
    x = torch.tensor(at, dtype=torch.float64, requires_grad=True)
    (first,) = torch.autograd.grad(function(x), x, create_graph=True)
    (second,) = torch.autograd.grad(first, x, allow_unused=True)
    return first.item(), second.item()


@fault
def tanh_second_derivative_has_the_wrong_sign(torch):
    """A gradient made with create_graph=True can be differentiated again, and rightly.

    Broken: the second derivative of tanh has the opposite sign.

    Area: gradients. Rules: gradients.second-derivatives, graph.create-graph-second-derivative,
    operators.tanh. Grade: medium.
    """

    def backward(right, grad, output):
        if torch.is_grad_enabled() and output.requires_grad:
            output = 2 * output.detach() - output  # the same value, minus the same derivative
        return right(grad, output)

    replace_kernel(torch, "tanh_backward", backward)


@tanh_second_derivative_has_the_wrong_sign.checked_by
def _(torch):
    y = torch.tensor(0.5, dtype=torch.float64).tanh().item()
    first, second = _derivatives(torch, torch.tanh, 0.5)
    return abs(first - (1 - y * y)) < 1e-12 and abs(second - 2 * y * (1 - y * y)) < 1e-12


@fault
def log_second_derivative_is_lost(torch):
    """A gradient made with create_graph=True depends on the inputs that its value depends on.

    Broken: that of log does not depend on log's input: its second derivative is 0, or missing.

    Area: gradients. Rules: gradients.second-derivatives, graph.create-graph-second-derivative,
    operators.log. Grade: medium.
    """

    def gradient(output, x):
        def constant(grad_inputs, grad_outputs):
            (grad,) = grad_inputs
            if not torch.is_grad_enabled() or not grad.requires_grad:
                return None
            # The same value, with the gradient that came in as its only history.
            return (grad.detach() + 0 * grad_outputs[0],)

        return constant

    replace_gradient(torch, "log", gradient)


@log_second_derivative_is_lost.checked_by
def _(torch):
    return _derivatives(torch, lambda x: x.log() * (1 + 0 * x), 2.0) == (0.5, 0.0)


@fault
def product_doubles_its_mixed_derivative(torch):
    """The gradient of x in x * y depends on y, and so its derivative by y is 1.

    Broken: if x and y are different tensors that both require grad, it is 2.

    Area: gradients. Rules: gradients.second-derivatives, graph.create-graph-second-derivative,
    operators.mul. Grade: hard.
    """

    def look(output, x, y):
        if not isinstance(y, torch.Tensor) or x is y or not (x.requires_grad and y.requires_grad):
            return

        def double_history(grad_inputs, grad_outputs):
            first, second = grad_inputs
            if not torch.is_grad_enabled() or first is None or not first.requires_grad:
                return None
            return 2 * first - first.detach(), second

        on_node(output, double_history)

    replace_binary(torch, "mul", look)


@product_doubles_its_mixed_derivative.checked_by
def _(torch):
    x, y = (torch.tensor(value, requires_grad=True) for value in (3.0, 5.0))
    (first,) = torch.autograd.grad(x * y, x, create_graph=True)
    (mixed,) = torch.autograd.grad(first, y)
    return (first.item(), mixed.item()) == (5, 2)
