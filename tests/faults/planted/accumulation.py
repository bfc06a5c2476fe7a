"""Faults of accumulation: how gradients arrive in .grad."""

import warnings
import weakref

from tests.faults.engine import accumulators, replace_engine
from tests.faults.registry import fault


def _before_accumulating(torch, look):
    """Let `look(leaf, incoming)` run each time before a gradient is accumulated into a leaf."""

    def faulty(run, request):
        if not request.accumulate_grad:
            return run(request)
        handles = [
            node.register_prehook(lambda grads, leaf=node.variable: look(leaf, grads[0]))
            for node in accumulators(torch, request.outputs)
        ]
        try:
            return run(request)
        finally:
            for handle in handles:
                handle.remove()

    replace_engine(torch, faulty)


def _after_accumulating(torch, look):
    """Let `look(leaf, incoming)` run each time after a leaf's first gradient has arrived."""

    def faulty(run, request):
        if not request.accumulate_grad or request.create_graph:
            return run(request)
        nodes = [
            each for each in accumulators(torch, request.outputs) if each.variable.grad is None
        ]
        arrivals = [_Arrival(node.variable, look) for node in nodes]
        handles = []
        for node, arrival in zip(nodes, arrivals, strict=True):
            handles.append(node.register_prehook(arrival.before))
            handles.append(node.register_hook(arrival.after))
        try:
            return run(request)
        finally:
            for handle in handles:
                handle.remove()

    replace_engine(torch, faulty)


class _Arrival:
    """The hooks around one leaf's node: only the one before it is handed the gradient itself."""

    def __init__(self, leaf, look):
        self._leaf, self._look, self._incoming = leaf, look, None

    def before(self, grads):
        self._incoming = grads[0]

    def after(self, *_):
        if self._leaf.grad is not None:
            self._look(self._leaf, self._incoming)


@fault
def first_gradient_is_not_copied(torch):
    """The first gradient of a leaf does not share memory with what backward() was given.

    Broken: a gradient that arrives as it was given (through `x + y`, or at a leaf itself) becomes
    the leaf's .grad as it is, without a copy: two leaves may have the same .grad.

    Area: accumulation. Rule: accumulation.first-gradient-not-aliased. Grade: medium.
    """

    def alias(leaf, incoming):
        if incoming.shape == leaf.shape and incoming.dtype == leaf.dtype:
            leaf.grad = incoming.detach()

    _after_accumulating(torch, alias)


@first_gradient_is_not_copied.checked_by
def _(torch):
    x, y = (torch.ones(2, requires_grad=True) for _ in range(2))
    seed = torch.ones(2)
    (x + y).backward(seed)
    return x.grad.data_ptr() == y.grad.data_ptr() == seed.data_ptr()


@fault
def accumulation_replaces_the_tensor(torch):
    """Without create_graph an existing .grad is added to in place.

    Broken: the sum is a new tensor, and whoever kept the old .grad keeps the old value.

    Area: accumulation. Rules: accumulation.in-place, accumulation.user-assigned-grad.
    Grade: medium.
    """

    def renew(leaf, incoming):
        if leaf.grad is not None and not torch.is_grad_enabled():
            leaf.grad = leaf.grad.clone()

    _before_accumulating(torch, renew)


@accumulation_replaces_the_tensor.checked_by
def _(torch):
    x = torch.tensor(1.0, requires_grad=True)
    (2 * x).backward()
    kept = x.grad
    (3 * x).backward()
    return (kept.item(), x.grad.item()) == (2, 5)


@fault
def zero_dim_gradients_replace_each_other(torch):
    """backward() adds to the .grad a leaf already has.

    Broken: it replaces that of 0-dim leaves; others are added to.

    Area: accumulation. Rules: accumulation.adds-to-grad, accumulation.in-place. Grade: medium.
    """

    def forget(leaf, incoming):
        if leaf.dim() == 0:
            leaf.grad = None

    _before_accumulating(torch, forget)


@zero_dim_gradients_replace_each_other.checked_by
def _(torch):
    x, row = torch.tensor(1.0, requires_grad=True), torch.ones(1, requires_grad=True)
    for _ in range(2):
        (x * row).backward()
    return (x.grad.item(), row.grad.item()) == (1, 2)


@fault
def third_backward_starts_anew(torch):
    """backward() adds to the .grad a leaf already has, however often it is called.

    Broken: when a .grad was added to once, the next gradient replaces it.

    Area: accumulation. Rules: accumulation.adds-to-grad, accumulation.random-programs.
    Grade: hard.
    """

    def forget(leaf, incoming):
        if leaf.grad is not None and leaf.grad._version > 0:
            leaf.grad = None

    _before_accumulating(torch, forget)


@third_backward_starts_anew.checked_by
def _(torch):
    x, seen = torch.tensor(1.0, requires_grad=True), []
    for _ in range(3):
        (2 * x).backward()
        seen.append(x.grad.item())
    return seen == [2, 4, 2]


@fault
def inputs_argument_is_ignored(torch):
    """backward(inputs=...) accumulates into the given tensors only.

    Broken: into all the leaves it reaches, if all of the given ones are leaves.

    Area: accumulation. Rule: accumulation.inputs-argument. Grade: easy.
    """

    def faulty(run, request):
        tensors = [each for each in request.inputs if isinstance(each, torch.Tensor)]
        if request.accumulate_grad and tensors and all(each.is_leaf for each in tensors):
            request = request._replace(inputs=())
        return run(request)

    replace_engine(torch, faulty)


@inputs_argument_is_ignored.checked_by
def _(torch):
    x, y = (torch.tensor(3.0, requires_grad=True) for _ in range(2))
    (x * y).backward(inputs=[x])
    return x.grad.item() == 3 and y.grad is not None


@fault
def inputs_argument_forgets_non_leaves(torch):
    """backward(inputs=...) accumulates into non-leaves too, if they are among the given tensors.

    Broken: if leaves are given with them, the non-leaves are left out.

    Area: accumulation. Rule: accumulation.inputs-argument. Grade: hard.
    """

    def faulty(run, request):
        leaves = tuple(each for each in request.inputs if getattr(each, "is_leaf", True))
        return run(
            request._replace(inputs=leaves) if request.accumulate_grad and leaves else request
        )

    replace_engine(torch, faulty)


@inputs_argument_forgets_non_leaves.checked_by
def _(torch):
    x = torch.tensor(3.0, requires_grad=True)
    y = 2 * x
    (y * y).backward(inputs=[x, y], retain_graph=True)
    with_leaf = x.grad is not None and y.retains_grad is False and _grad(y) is None
    (y * y).backward(inputs=[y])
    return with_leaf and _grad(y) is not None


def _grad(tensor):
    """.grad of a non-leaf, without the warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return tensor.grad


@fault
def assigned_grad_is_copied(torch):
    """A tensor that is assigned to .grad is the one that is read there and added to.

    Broken: .grad is a copy of it.

    Area: accumulation. Rules: accumulation.user-assigned-grad, leaves.grad-assignment-checks.
    Grade: medium.
    """
    grad = torch._C.TensorBase.grad

    def set_grad(self, value):
        grad.__set__(self, value.detach().clone() if type(value) is torch.Tensor else value)

    torch.Tensor.grad = property(grad.__get__, set_grad, grad.__delete__, doc=grad.__doc__)


@assigned_grad_is_copied.checked_by
def _(torch):
    x, mine = torch.ones(2, requires_grad=True), torch.zeros(2)
    x.grad = mine
    x.sum().backward()
    return (x.grad.tolist(), mine.tolist()) == ([1, 1], [0, 0])


@fault
def created_graph_is_lost_in_grad(torch):
    """With create_graph=True the .grad that backward() leaves has a history.

    Broken: it has none. What autograd.grad returns has.

    Area: accumulation. Rules: accumulation.create-graph-out-of-place,
    graph.create-graph-second-derivative, gradients.second-derivatives. Grade: medium.
    """

    def faulty(run, request):
        result = run(request)
        if request.accumulate_grad and request.create_graph:
            for node in accumulators(torch, request.outputs):
                if node.variable.grad is not None:
                    node.variable.grad = node.variable.grad.detach()
        return result

    replace_engine(torch, faulty)


@created_graph_is_lost_in_grad.checked_by
def _(torch):
    x = torch.tensor(3.0, requires_grad=True)
    (first,) = torch.autograd.grad(x**2, x, create_graph=True)
    (x**2).backward(create_graph=True)
    return (first.requires_grad, x.grad.requires_grad) == (True, False)


@fault
def grad_of_transposed_leaf_is_contiguous(torch):
    """A new .grad has the strides of its leaf.

    Broken: it is contiguous always.

    Area: accumulation. Rule: accumulation.layout-follows-the-leaf. Grade: hard.
    """

    def straighten(leaf, incoming):
        leaf.grad = leaf.grad.contiguous()

    _after_accumulating(torch, straighten)


@grad_of_transposed_leaf_is_contiguous.checked_by
def _(torch):
    x = torch.ones(2, 3).t().requires_grad_()
    (x * x).sum().backward()
    return x.stride() == (1, 3) and x.grad.stride() == (2, 1)


@fault
def retained_grad_is_replaced(torch):
    """The .grad that a non-leaf retains is the sum over the backward passes.

    Broken: it is that of the last pass.

    Area: accumulation. Rules: accumulation.retained-grad-out-of-place, hooks.retain-grad.
    Grade: hard.
    """
    retain_grad = torch.Tensor.retain_grad

    def faulty(self):
        retain_grad(self)
        if not self.is_leaf:
            tensor = weakref.ref(self)

            def forget(grad):
                if tensor() is not None:
                    tensor().grad = None

            self.register_hook(forget)

    torch.Tensor.retain_grad = faulty


@retained_grad_is_replaced.checked_by
def _(torch):
    x = torch.tensor(3.0, requires_grad=True)
    y = 2 * x
    y.retain_grad()
    for _ in range(2):
        (5 * y).backward(retain_graph=True)
    return (y.grad.item(), x.grad.item()) == (5, 20)
