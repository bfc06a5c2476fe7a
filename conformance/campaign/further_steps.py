"""Steps that only the random programs of campaigns take, on the tensors that are there.

The scenario of a rule makes what it needs and is done with it. These steps do the same things to a
tensor with a past: an operator of the table to a view that was written to, an optimizer's step to a
leaf whose gradient somebody holds, a call of a node that has run already.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from conformance.scenarios.builder import Scene, dtype_of, nested, size_of, sized
from conformance.scenarios.operators import DOMAINS, FAMILIES, Operator, load
from conformance.scenarios.random_programs import (
    broadcasts,
    inner,
    leaf,
    partner,
    pick,
    small,
    tracked,
    with_known_node,
)

Predicate = Callable[[Any], bool]

# One such step in so many applies an operator of the table.
OPERATION = 3


def further_step(s: Scene) -> None:
    """Write one of these steps."""
    if s.integer(1, OPERATION) == 1:
        operation(s)
        return
    kind = s.one_of(*KINDS)
    if callable(kind):
        kind(s)
    else:
        line(s, *kind)


# --- an operator of the table --------------------------------------------------------------------


def operation(s: Scene) -> None:
    """Apply one to tensors that are there, if they fit, or to new ones.

    In double precision only: what cancels in single precision, in one step, differs visibly in the
    next. And no decompositions of matrices: a gradient that should be zero is noise there.
    """
    operator = s.one_of(*_operators())
    shapes = s.one_of(*FAMILIES[operator.shapes])
    call = s.one_of(*operator.calls)
    names: dict[str, str] = {}
    for name, shape in zip("xyz"[: operator.tensors], shapes, strict=False):
        fitting = s.tensors(_suits(operator, shape))
        names[name] = s.one_of(*reversed(fitting)) if fitting else _new_leaf(s, operator, shape)
    s.let(call.format(**names))


@cache
def _operators() -> tuple[Operator, ...]:
    return tuple(operator for operator in load().values() if operator.domain != "small")


def _suits(operator: Operator, shape: tuple[int, ...]) -> Predicate:
    """Whether a tensor can be given to an operator: by its dtype, shape and values."""
    allowed = _BOUNDS[operator.domain]

    def suits(tensor: Any) -> bool:
        if not small(tensor) or dtype_of(tensor) != "float64":
            return False
        if operator.shapes == "any":
            if not broadcasts(tuple(tensor.shape), shape):
                return False
        elif tuple(tensor.shape) != shape:
            return False
        return allowed(tensor.detach().reshape(-1).tolist())

    return suits


# Whether values are of a domain. Where rounding could decide what comes out, they are not.
_BOUNDS: dict[str, Callable[[list[float]], bool]] = {
    "real": lambda values: all(abs(value) <= 8 for value in values),
    "positive": lambda values: all(0.125 <= value <= 8 for value in values),
    "nonzero": lambda values: all(0.125 <= abs(value) <= 8 for value in values),
    "unit": lambda values: all(abs(value) <= 0.75 for value in values),
    "zero_one": lambda values: all(0.125 <= value <= 0.875 for value in values),
    "above_one": lambda values: all(1.125 <= value <= 8 for value in values),
    "distinct": lambda values: (
        all(abs(value) <= 8 for value in values)
        and all(abs(a - b) > 0.1 for a, b in _pairs(values))
    ),
}


def _pairs(values: list[float]) -> list[tuple[float, float]]:
    ordered = sorted(values)
    return list(zip(ordered, ordered[1:], strict=False))


def _new_leaf(s: Scene, operator: Operator, shape: tuple[int, ...]) -> str:
    """A new leaf of the operator's domain."""
    pattern = s.one_of(*DOMAINS[operator.domain])
    values = [pattern[place % len(pattern)] for place in range(sized(shape))]
    flag = "" if s.chance(25) else ", requires_grad=True"
    made = f"tensor({nested(values, shape)}" if values else f"zeros({shape}"
    return s.let(f"torch.{made}, dtype=torch.float64{flag})")


# --- one line ------------------------------------------------------------------------------------


def line(s: Scene, predicate: Predicate, *texts: str) -> None:
    """Write one of these lines about a tensor {x}, and {y} of its shape; {z} is a new name."""
    x = pick(s, predicate)
    text = s.one_of(*texts)
    y = partner(s, x) if "{y}" in text else ""
    for each in text.format(x=x, y=y, z=s.fresh()).split("\n"):
        s.do(each)


def constant(tensor: Any) -> bool:
    """Does it not require grad?"""
    return small(tensor) and not tensor.requires_grad


def dense(tensor: Any) -> bool:
    """Is it a float32 that can be read as another dtype of that size?"""
    return small(tensor) and dtype_of(tensor) == "float32"


def divisible(tensor: Any) -> bool:
    """Does it have elements, along at least one dimension?"""
    return small(tensor) and tensor.dim() > 0 and size_of(tensor) > 0


def unhooked(tensor: Any) -> bool:
    """Does it require grad, and nobody looks at its gradient on its way?"""
    return tracked(tensor) and not tensor._backward_hooks and not tensor.retains_grad


LINES: tuple[tuple[Any, ...], ...] = (
    (small, "{x}.untyped_storage().fill_(0)"),
    (small, "torch.autograd.graph.increment_version({x})"),
    (small, "{z} = torch.tensor({x})", "{z} = torch.asarray({x})"),
    (small, "{z} = torch.asarray({x}, requires_grad=False)", "{z} = torch.asarray({x}, copy=True)"),
    (small, "import copy\n{z} = copy.copy({x})", "import copy\n{z} = copy.deepcopy({x})"),
    (leaf, "import copy\n{z} = copy.deepcopy({x})"),
    (leaf, "{x}.grad_dtype = torch.float64", "{x}.grad_dtype = torch.float32"),
    (inner, "import copy\n{z} = copy.copy({x})"),
    (small, "torch.zeros_like({x}, dtype=torch.int64, requires_grad=True)"),
    (small, "({x} > 0).int().add_(0.5)", "({x} > 0).int().mul_({x})"),
    (small, "{x}.to('meta').numpy()"),
    (small, "torch._foreach_add_([{x}], 1)", "torch._foreach_mul_([{x}], 2.0)"),
    (small, "print(torch.is_tensor({x}), torch.numel({x}))"),
    (small, "{z} = torch.nn.functional.dropout({x}, 0.5, False)"),
    (small, "{z} = torch.special.i1({x})", "{z} = torch.special.i1e({x})"),
    (constant, "{x}.apply_(abs)", "{x}.map_({y}, max)", "{x}.set_({y})", "{x}.set_()"),
    (tracked, "{x}.apply_(abs)", "{x}.set_({y})"),
    (tracked, "{x}.data = 3", "{x}.data = torch.tensor([1, 2])", "{x}.data = None"),
    (tracked, "{x}.backward(1.0)", "torch.autograd.grad({x}.sum(), {y}, 2)"),
    (tracked, "print(torch.autograd.grad({x}.sum(), {{'a': {y}}}, allow_unused=True))"),
    (tracked, "torch.autograd.backward([{x}, {x}], [torch.ones_like({x})])"),
    (divisible, "{z} = {x}.unsafe_chunk(2)[0]", "{z} = torch.unsafe_split({x}, 1)[0]"),
    (dense, "{z} = {x}.view(torch.int32)", "{z} = {x}.view(torch.float32)"),
    (inner, "{x}.grad_fn()", "{x}.grad_fn(3)"),
    (leaf, "print(torch.nn.utils.clip_grad_norm_([{x}], 1.0))"),
)


# --- more than a line ----------------------------------------------------------------------------


def from_an_edge(s: Scene) -> None:
    s.do("from torch.autograd.graph import get_gradient_edge")
    x = pick(s, tracked)
    edge = s.let(f"get_gradient_edge({x})")
    s.do(f"torch.autograd.backward({edge}, torch.ones_like({x}){s.one_of('', ', True')})")


def saved_tensor_of_its_own_hooks(s: Scene) -> None:
    x = pick(s, tracked)
    value, name = s.one_of(("{x}.exp()", "result"), ("{x} ** 2", "self"), ("{x}.sin()", "self"))
    y = s.let(value.format(x=x))
    hooks = s.one_of(
        "lambda t: t * 2, lambda t: t",
        "lambda t: t, lambda t: print(t) or t",
        "lambda t: t, lambda t: 3",
    )
    s.do(f"{y}.grad_fn._raw_saved_{name}.register_hooks({hooks})")


def called_alone(s: Scene) -> None:
    """A node, run by itself; unrecorded, since what makes up a derivative is not specified."""
    x = pick(s, inner)
    if not with_known_node(s.value(x)):
        return  # what the node of a gradient has saved is its maker's choice
    s.within("with torch.no_grad():", f"print({x}.grad_fn(torch.ones_like({x})))")


def rows_at_once(s: Scene) -> None:
    x = pick(s, unhooked)
    y = s.let(f"{x} * 2")
    vectors = f"torch.ones(2, *{y}.shape, dtype={y}.dtype)"
    s.do(f"print(torch.autograd.grad({y}, {x}, {vectors}, is_grads_batched=True))")


def checkpointed(s: Scene) -> None:
    s.do("from torch.utils.checkpoint import checkpoint, checkpoint_sequential")
    x = pick(s, tracked)
    how = s.one_of(
        "checkpoint(torch.exp, {x}, use_reentrant=False)",
        "checkpoint(torch.exp, {x}, use_reentrant=True)",
        "checkpoint_sequential([torch.exp, torch.sin], 2, {x}, use_reentrant=False)",
        "checkpoint_sequential([torch.exp, torch.sin], 2, {x}, use_reentrant=True)",
    )
    y = s.let(how.format(x=x))
    if s.chance(30):
        s.do(f"torch.autograd.grad({y}.sum(), {x})")


def of_a_function(s: Scene) -> None:
    s.do("from torch.autograd.functional import hessian, hvp, jacobian, jvp, vhp, vjp")
    x = pick(s)
    call = s.one_of(
        "jacobian(torch.sin, {x})",
        "hessian(lambda t: t.exp().sum(), {x})",
        "vjp(torch.sin, {x}, torch.ones_like({x}))",
        "jvp(torch.sin, {x}, torch.ones_like({x}))",
        "hvp(lambda t: t.exp().sum(), {x}, torch.ones_like({x}))",
        "vhp(lambda t: t.exp().sum(), {x}, torch.ones_like({x}))",
    )
    s.do(f"print({call.format(x=x)})")


def watched_for_nan(s: Scene) -> None:
    x, y = pick(s, leaf), s.fresh()
    value = s.one_of("{x} * 2", "{x}.sqrt()", "{x}.log()").format(x=x)
    s.within("with torch.autograd.detect_anomaly():", f"{y} = {value}\n{y}.sum().backward()")


def saved_and_written_all_the_same(s: Scene) -> None:
    x = s.let(f"{pick(s, tracked)} * 1")
    y = s.fresh()
    lines = f"{y} = {s.one_of('{x}.exp()', '{x} ** 2').format(x=x)}\n{x}.add_(1)\n"
    block = "with torch.autograd.graph.allow_mutation_on_saved_tensors():"
    s.within(block, lines + f"{y}.sum().backward()")


def own_function(s: Scene) -> None:
    forward, grad, x = s.one_of(
        ("ctx.mark_dirty(x)\nreturn x.mul_(2)", "grad * 2", inner),
        ("ctx.save_for_backward(x)\nreturn x * x", "ctx.saved_tensors[0] * grad * 2", tracked),
        ("ctx.to_save = [x]\nreturn x * 2", "grad * 2", tracked),
    )
    once = "clear_saved_tensors_on_access = True\n" if "saved_tensors" in grad else ""
    body = forward.replace("\n", "\n    ")
    s.within(
        "class Fn(torch.autograd.Function):",
        f"{once}def forward(ctx, x):\n    {body}\ndef backward(ctx, grad):\n    return {grad}",
    )
    s.let(f"Fn.apply({pick(s, x)})")


def trained(s: Scene) -> None:
    """An optimizer's step on a leaf that is there."""
    s.do("from torch import nn, optim")
    x = pick(s, leaf)
    kind = s.one_of("SGD([{x}], lr=0.5, momentum=0.9)", "SGD([{x}], lr=0.5)", "Adam([{x}], lr=0.5)")
    s.do(f"o = optim.{kind.format(x=x)}")
    more = s.one_of(
        "o.load_state_dict(o.state_dict())",
        "o.register_step_post_hook(lambda o, a, k: print(len(a)))",
        f"o.step(lambda: ({x} * 2).sum().detach())",
        "l = optim.lr_scheduler.StepLR(o, 1)",
    )
    s.do("o.step()")
    s.do(more)
    s.do("l.step()" if more.startswith("l") else "o.step()")


def part_of_a_module(s: Scene) -> None:
    """A leaf that is there as the parameter of a module, or as its input."""
    s.do("from torch import nn")
    x = pick(s, leaf)
    s.do(f"m = nn.{s.one_of('Sigmoid()', 'Tanh()', 'ReLU()', 'Softmax(5)')}")
    s.do(f"m.register_parameter('w', nn.Parameter({x}.detach()))")
    what = s.one_of(
        "print(m.load_state_dict(m.state_dict()))",
        "m.double()",
        "m.register_forward_hook(lambda m, i, o: print(o), always_call=True)",
        "m.register_full_backward_hook(lambda m, i, o: None)",
        "m.register_backward_hook(lambda m, i, o: None)",
    )
    s.do(what)
    if "backward_hook" in what and s.chance(50):
        s.do("m.register_full_backward_hook(lambda m, i, o: None)")
    y = s.one_of(f"m({x})", f"torch.func.functional_call(m, {{'w': {x}}}, ({x},))")
    s.let(y)


KINDS: tuple[Any, ...] = (
    *LINES,
    called_alone,
    from_an_edge,
    saved_tensor_of_its_own_hooks,
    rows_at_once,
    checkpointed,
    of_a_function,
    watched_for_nan,
    saved_and_written_all_the_same,
    own_function,
    trained,
    part_of_a_module,
)
