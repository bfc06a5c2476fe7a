"""Faults of the graph: its life, and what is asked of it."""

import functools

from tests.faults.engine import replace_engine
from tests.faults.registry import fault


def _raises(function, *args, **kwargs):
    try:
        function(*args, **kwargs)
    except RuntimeError:
        return True
    return False


@fault
def autograd_grad_frees_the_graph_regardless(torch):
    """With retain_graph=True a backward pass frees nothing.

    Broken: autograd.grad frees the graph unless create_graph is given. backward() is right.

    Area: graph. Rules: graph.retain-graph, graph.autograd-grad. Grade: medium.
    """

    def faulty(run, request):
        if not request.accumulate_grad:
            request = request._replace(keep_graph=request.create_graph)
        return run(request)

    replace_engine(torch, faulty)


@autograd_grad_frees_the_graph_regardless.checked_by
def _(torch):
    x = torch.tensor(3.0, requires_grad=True)
    y, z = x * x, x * x
    torch.autograd.grad(y, x, retain_graph=True)
    z.backward(retain_graph=True)
    return _raises(torch.autograd.grad, y, x) and not _raises(z.backward)


@fault
def graph_outlives_create_graph(torch):
    """retain_graph=False frees the graph, also with create_graph=True.

    Broken: create_graph=True always keeps it.

    Area: graph. Rules: graph.retain-graph-defaults-to-create-graph, graph.second-backward-raises.
    Grade: hard.
    """

    def faulty(run, request):
        return run(request._replace(keep_graph=request.keep_graph or request.create_graph))

    replace_engine(torch, faulty)


@graph_outlives_create_graph.checked_by
def _(torch):
    x = torch.tensor(3.0, requires_grad=True)
    y = x.exp()
    torch.autograd.grad(y, x, retain_graph=False, create_graph=True)
    return not _raises(torch.autograd.grad, y, x)


@fault
def second_backward_is_silent(torch):
    """A second backward pass through a freed graph raises RuntimeError.

    Broken: `backward()` returns as if nothing had been asked of it; autograd.grad raises.

    Area: graph. Rule: graph.second-backward-raises. Grade: easy.
    """

    def faulty(run, request):
        try:
            return run(request)
        except RuntimeError as error:
            if not request.accumulate_grad or "a second time" not in str(error):
                raise
            return ()

    replace_engine(torch, faulty)


@second_backward_is_silent.checked_by
def _(torch):
    x = torch.tensor(3.0, requires_grad=True)
    y = x * x
    y.backward()
    return not _raises(y.backward) and x.grad.item() == 6 and _raises(torch.autograd.grad, y, x)


@fault
def only_the_first_created_gradient_has_a_graph(torch):
    """With create_graph=True each gradient that autograd.grad returns can be differentiated.

    Broken: of several, only the first.

    Area: graph. Rules: graph.create-graph-second-derivative, gradients.second-derivatives,
    graph.every-created-gradient-has-a-graph. Grade: hard.
    """

    def faulty(run, request):
        grads = run(request)
        if request.accumulate_grad or not request.create_graph:
            return grads
        return (*grads[:1], *(grad if grad is None else grad.detach() for grad in grads[1:]))

    replace_engine(torch, faulty)


@only_the_first_created_gradient_has_a_graph.checked_by
def _(torch):
    x, y = (torch.tensor(3.0, requires_grad=True) for _ in range(2))
    grads = torch.autograd.grad(x * y, (x, y), create_graph=True)
    return [grad.requires_grad for grad in grads] == [True, False]


@fault
def autograd_grad_adds_to_existing_grad(torch):
    """autograd.grad leaves every tensor's .grad alone.

    Broken: it adds to that of a leaf among its inputs, if the leaf has one already.

    Area: graph. Rule: graph.autograd-grad-leaves-grad-alone. Grade: hard.
    """

    def faulty(run, request):
        grads = run(request)
        if not request.accumulate_grad:
            for tensor, grad in zip(request.inputs, grads, strict=True):
                leaf = isinstance(tensor, torch.Tensor) and tensor.is_leaf
                if leaf and grad is not None and tensor.grad is not None:
                    tensor.grad = (tensor.grad + grad).detach()
        return grads

    replace_engine(torch, faulty)


@autograd_grad_adds_to_existing_grad.checked_by
def _(torch):
    x = torch.tensor(3.0, requires_grad=True)
    torch.autograd.grad(x * 2, x)
    without = x.grad is None
    x.grad = torch.tensor(0.0)
    torch.autograd.grad(x * 2, x)
    return without and x.grad.item() == 2


@fault
def unused_input_is_not_refused(torch):
    """autograd.grad raises for an input that the outputs do not depend on.

    Broken: it returns None for it, as it should with allow_unused=True only.

    Area: graph. Rule: graph.unused-input-raises. Grade: easy.
    """

    def faulty(run, request):
        return run(request._replace(allow_unreachable=True))

    replace_engine(torch, faulty)


@unused_input_is_not_refused.checked_by
def _(torch):
    x, y = (torch.tensor(3.0, requires_grad=True) for _ in range(2))
    return not _raises(torch.autograd.grad, x * 2, [x, y])


@fault
def unused_input_gets_zeros(torch):
    """With allow_unused=True autograd.grad returns None for an input that was not used.

    Broken: it returns zeros, as with materialize_grads=True.

    Area: graph. Rule: graph.allow-unused. Grade: easy.
    """

    def faulty(run, request):
        grads = run(request)
        if request.accumulate_grad:
            return grads
        return tuple(
            torch.zeros_like(tensor, requires_grad=False)
            if grad is None and isinstance(tensor, torch.Tensor)
            else grad
            for tensor, grad in zip(request.inputs, grads, strict=True)
        )

    replace_engine(torch, faulty)


@unused_input_gets_zeros.checked_by
def _(torch):
    x, y = (torch.tensor(3.0, requires_grad=True) for _ in range(2))
    _, unused = torch.autograd.grad(x * 2, [x, y], allow_unused=True)
    return unused is not None and unused.item() == 0


@fault
def materialize_grads_is_ignored(torch):
    """With materialize_grads=True autograd.grad returns zeros for an input that was not used.

    Broken: it returns None.

    Area: graph. Rule: graph.materialize-grads. Grade: easy.
    """
    grad = torch.autograd.grad

    @functools.wraps(grad)
    def faulty(*args, materialize_grads=False, allow_unused=None, **kwargs):
        if materialize_grads and allow_unused is None:
            materialize_grads, allow_unused = False, True
        return grad(*args, materialize_grads=materialize_grads, allow_unused=allow_unused, **kwargs)

    torch.autograd.grad = faulty


@materialize_grads_is_ignored.checked_by
def _(torch):
    x, y = (torch.tensor(3.0, requires_grad=True) for _ in range(2))
    return torch.autograd.grad(x * 2, [x, y], materialize_grads=True)[1] is None


@fault
def later_outputs_are_seeded_with_the_first_seed(torch):
    """Each of several outputs is seeded with the gradient given for it.

    Broken: all outputs of the shape of the first are seeded with the first one's.

    Area: graph. Rules: graph.several-outputs, graph.random-programs. Grade: medium.
    """

    def faulty(run, request):
        first, *others = request.gradients
        if first is not None:
            others = [
                first if each is not None and each.shape == first.shape else each for each in others
            ]
        return run(request._replace(gradients=(first, *others)))

    replace_engine(torch, faulty)


@later_outputs_are_seeded_with_the_first_seed.checked_by
def _(torch):
    x = torch.tensor(3.0, requires_grad=True)
    torch.autograd.backward([x * 1, x * 10], [torch.tensor(1.0), torch.tensor(2.0)])
    return x.grad.item() == 11


@fault
def repeated_output_counts_once(torch):
    """The gradients of several outputs are added up, of one that is given twice as well.

    Broken: an output that is given several times counts once.

    Area: graph. Rules: graph.several-outputs, graph.random-programs. Grade: hard.
    """

    def faulty(run, request):
        unlike = {id(output): i for i, output in reversed(list(enumerate(request.outputs)))}
        kept = sorted(unlike.values())
        return run(
            request._replace(
                outputs=tuple(request.outputs[i] for i in kept),
                gradients=tuple(request.gradients[i] for i in kept),
            )
        )

    replace_engine(torch, faulty)


@repeated_output_counts_once.checked_by
def _(torch):
    x = torch.tensor(3.0, requires_grad=True)
    y = x * 2
    twice, apart = torch.autograd.grad([y, y], x)[0], torch.autograd.grad([x * 2, x * 2], x)[0]
    return (twice.item(), apart.item()) == (2, 4)


@fault
def vector_is_seeded_with_ones(torch):
    """backward() without an argument is refused for an output of more than one element.

    Broken: it is seeded with ones.

    Area: gradients. Rule: gradients.vector-needs-argument. Grade: easy.
    """
    make = torch.autograd._make_grads

    @functools.wraps(make)
    def faulty(outputs, grads, is_grads_batched):
        seeds = [
            torch.ones_like(output)
            if grad is None and isinstance(output, torch.Tensor) and output.requires_grad
            else grad
            for output, grad in zip(outputs, grads, strict=True)
        ]
        return make(outputs, seeds, is_grads_batched)

    torch.autograd._make_grads = faulty


@vector_is_seeded_with_ones.checked_by
def _(torch):
    x = torch.ones(2, requires_grad=True)
    return not _raises((2 * x).backward) and x.grad.tolist() == [2, 2]


@fault
def seed_of_one_element_is_broadcast(torch):
    """A gradient of another shape than the output is refused.

    Broken: one of a single element is expanded to the output's shape.

    Area: errors. Rules: errors.shape-mismatch-in-backward, gradients.vector-needs-argument.
    Grade: medium.
    """
    make = torch.autograd._make_grads

    @functools.wraps(make)
    def faulty(outputs, grads, is_grads_batched):
        seeds = [
            grad.reshape(()).expand(output.shape)
            if isinstance(grad, torch.Tensor) and grad.numel() == 1 and not is_grads_batched
            else grad
            for output, grad in zip(outputs, grads, strict=True)
        ]
        return make(outputs, seeds, is_grads_batched)

    torch.autograd._make_grads = faulty


@seed_of_one_element_is_broadcast.checked_by
def _(torch):
    x = torch.ones(2, requires_grad=True)
    return not _raises((2 * x).backward, torch.tensor([3.0])) and x.grad.tolist() == [6, 6]
