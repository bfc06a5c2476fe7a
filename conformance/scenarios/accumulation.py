"""Scenarios of the area accumulation: how gradients arrive in .grad."""

from __future__ import annotations

from conformance.scenarios import scenario
from conformance.scenarios.builder import FILLED, INDEXABLE, MATRICES, Scene, dtype_of
from conformance.scenarios.spellings import SAVE_INPUT, SAVE_NOTHING, SAVE_RESULT


@scenario("accumulation.adds-to-grad")
def adds_to_grad(s: Scene) -> None:
    a = s.leaf()
    for _ in range(s.integer(2, 3)):
        b = s.unary(a, SAVE_NOTHING + SAVE_INPUT)
        s.backward(b)
    s.claim(f"{a}.grad is not None")


@scenario("accumulation.zero-grad")
def zero_grad(s: Scene) -> None:
    a = s.leaf()
    s.backward(s.unary(a))
    s.do(
        s.spelling(
            f"{a}.grad = None",
            f"{a}.grad.zero_()",
            f"{a}.grad.data.zero_()",
            f"{a}.grad.fill_(0)",
            f"del {a}.grad",
            f"{a}.grad.detach_().zero_()",
            f"{a}.grad = torch.zeros_like({a})",
            f"{a}.grad *= 0",
        )
    )
    s.backward(s.unary(a, SAVE_INPUT))


@scenario("accumulation.in-place")
def in_place(s: Scene) -> None:
    a = s.leaf()
    s.backward(s.unary(a))
    before = s.let(f"{a}.grad")
    s.backward(s.unary(a, SAVE_INPUT))
    s.claim(f"{before} is {a}.grad")


@scenario("accumulation.first-gradient-not-aliased")
def first_gradient_not_aliased(s: Scene) -> None:
    a = s.leaf()
    if s.chance(40):
        b = s.leaf(tuple(s.value(a).shape), dtype_of(s.value(a)))
        s.do(s.one_of(f"({a} + {b}).sum().backward()", f"({b} + {a}).sum().backward()"))
        s.do(f"{a}.grad.add_(1)")
        return
    seed = s.like(a)
    b = s.let(s.one_of(f"{a} + 0", f"{a}.clone()", f"{a} * 1", f"{a}.view_as({a})"))
    s.do(s.spelling(f"{b}.backward({seed})", f"torch.autograd.backward({b}, {seed})"))
    s.do(s.one_of(f"{seed}.add_(1)", f"{a}.grad.zero_()"))
    s.claim(f"{a}.grad is not {seed}")


@scenario("accumulation.inputs-argument")
def inputs_argument(s: Scene) -> None:
    shape = s.one_of(*FILLED)
    a = s.leaf(shape, "float32")
    b = s.leaf(shape, "float32")
    c = s.let(s.one_of(f"{a} * {b}", f"{a} + {b}", f"{b} - {a}"))
    which = s.spelling(
        f"[{a}]", f"[{b}]", a, f"[{a}, {b}]", f"({b},)", f"[{c}]", f"[{a}, {c}]", f"[{c}, {b}, {a}]"
    )
    if s.chance(15):
        s.do(f"{c}.sum().backward(inputs=[])", raises="cannot be empty")
        return
    if s.chance(30):
        s.do(f"torch.autograd.backward({c}.sum(), inputs={which})")
    else:
        s.do(f"{c}.sum().backward(inputs={which})")


@scenario("accumulation.create-graph-out-of-place")
def create_graph_out_of_place(s: Scene) -> None:
    a = s.leaf()
    s.backward(s.unary(a, SAVE_INPUT), s.one_of("", "create_graph=True"))
    before = s.let(f"{a}.grad")
    s.backward(s.unary(a, SAVE_INPUT), "create_graph=True")
    s.claim(f"{before} is not {a}.grad")


@scenario("accumulation.grad-does-not-require-grad")
def grad_does_not_require_grad(s: Scene) -> None:
    a = s.leaf()
    s.backward(s.unary(a, SAVE_INPUT + SAVE_RESULT), s.one_of("", "retain_graph=True"))
    s.claim(f"not {a}.grad.requires_grad and {a}.grad.grad_fn is None")
    s.do(f"print({a}.grad.requires_grad, {a}.grad.is_leaf)")


@scenario("accumulation.retained-grad-out-of-place")
def retained_grad_out_of_place(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a)
    s.do(f"{b}.retain_grad()")
    s.do(s.one_of(f"{b}.sum().backward(retain_graph=True)", f"({b} * 2).sum().backward()"))
    before = s.let(f"{b}.grad")
    s.do(s.one_of(f"{b}.sum().backward()", f"({b} * {b}).sum().backward()"))
    s.claim(f"{before} is not {b}.grad")


@scenario("accumulation.layout-follows-the-leaf")
def layout_follows_the_leaf(s: Scene) -> None:
    shape = s.one_of(*MATRICES)
    rows = s.literal(shape)
    a = s.let(
        s.spelling(
            f"torch.tensor({rows}).t().requires_grad_()",
            f"torch.tensor({rows}, requires_grad=True)",
            f"torch.tensor({rows})[:, :1].requires_grad_()",
            f"torch.tensor({rows})[:1].expand(2, {shape[1]}).requires_grad_()",
            f"torch.tensor({rows}).t().clone().requires_grad_()",
            f"torch.tensor({rows}).unsqueeze(0).transpose(0, 2).requires_grad_()",
        )
    )
    b = s.unary(a, SAVE_NOTHING + SAVE_INPUT)
    s.backward(b)
    s.do(f"print({a}.grad.stride(), {a}.grad.is_contiguous())")


@scenario("accumulation.user-assigned-grad")
def user_assigned_grad(s: Scene) -> None:
    a = s.leaf()
    b = s.like(a)
    s.do(f"{a}.grad = {b}")
    s.backward(s.unary(a, SAVE_NOTHING + SAVE_INPUT))
    s.claim(f"{a}.grad is {b} and {b}._version == 1")


@scenario("accumulation.kept-on-failure")
def kept_on_failure(s: Scene) -> None:
    shape = s.one_of(*INDEXABLE)
    a = s.leaf(shape, "float32")
    b = s.leaf(shape, "float32")
    c = s.let(s.one_of(f"{b}.exp()", f"{b}.sigmoid()", f"{b}.tanh()"))
    s.do(f"d = ({a} * 2).sum() + {c}.sum()")
    s.do(f"{c}.detach().zero_()")
    s.do("d.backward()", raises="modified by an inplace operation")
