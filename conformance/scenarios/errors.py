"""Scenarios of the area errors: which, when, with what text, and what they leave behind."""

from __future__ import annotations

from conformance.scenarios import scenario
from conformance.scenarios.builder import INDEXABLE, Scene
from conformance.scenarios.spellings import (
    AUGMENTED_ITEM_WRITES,
    FUNCTION_WRITES,
    LINEAR,
    METHOD_WRITES,
    OPERATOR_WRITES,
    SAVE_INPUT,
    SAVE_RESULT,
    SETITEM_WRITES,
)

WRITES_TO_LEAVES = (
    METHOD_WRITES + OPERATOR_WRITES + FUNCTION_WRITES + SETITEM_WRITES + AUGMENTED_ITEM_WRITES
)


@scenario("errors.leaf-in-place")
def leaf_in_place(s: Scene) -> None:
    a = s.leaf()
    s.write(
        a, WRITES_TO_LEAVES, raises="leaf Variable that requires grad is being used in an in-place"
    )
    s.claim(f"{a}._version == 0 and {a}.is_leaf")
    s.backward(s.unary(a, SAVE_INPUT))


@scenario("errors.requires-grad-change")
def requires_grad_change(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a)
    line = s.spelling(
        f"{b}.requires_grad = False",
        f"{b}.requires_grad = True",
        f"{b}.requires_grad_(False)",
        f"{b}.requires_grad_(True)",
        f"{b}.requires_grad_()",
        f"{b}.requires_grad = 1",
        f"{a}.requires_grad = None",
        f'{a}.requires_grad_("yes")',
    )
    s.do(line)
    s.claim(f"{b}.requires_grad and {a}.requires_grad")


@scenario("errors.shape-mismatch-in-backward")
def shape_mismatch_in_backward(s: Scene) -> None:
    a = s.leaf((3,), "float32")
    b = s.unary(a) if s.chance(60) else a
    seed = s.spelling(
        "torch.ones(2)",
        "torch.tensor(1.0)",
        "torch.ones(3, 1)",
        "torch.ones(1)",
        "torch.ones(0)",
        "torch.ones(1, 3)",
    )
    s.do(
        s.one_of(
            f"{b}.backward({seed})",
            f"torch.autograd.backward({b}, {seed})",
            f"torch.autograd.grad({b}, {a}, {seed})",
        ),
        raises="Mismatch in shape: grad_output[0] has a shape of",
    )
    s.claim(f"{a}.grad is None")


@scenario("errors.gradient-is-no-tensor")
def gradient_is_no_tensor(s: Scene) -> None:
    a = s.leaf(shapes=INDEXABLE)
    b = s.unary(a)
    s.do(
        s.spelling(
            f"{b}.backward(1.0)",
            f"{b}.backward([1.0])",
            f'{b}.backward("one")',
            f"torch.autograd.grad({b}, {a}, [1.0])",
            f"torch.autograd.grad({b}, {a}, 2)",
            f"torch.autograd.backward([{b}, {b}], [torch.ones_like({b})])",
            f"torch.autograd.grad({b}, [])",
            f"{b}.backward(True)",
        ),
        raises="",
    )
    s.claim(f"{a}.grad is None")


@scenario("errors.modified-saved-tensor-text")
def modified_saved_tensor_text(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a)
    c = s.unary(b, SAVE_RESULT[:9] + SAVE_INPUT)
    victim = s.one_of(c, b)
    for _ in range(s.integer(1, 3)):
        s.do(
            s.spelling(
                f"{victim}.detach().zero_()", f"{victim}.add_(1)", f"{victim}.detach().mul_(2)"
            )
        )
    s.backward(c)


@scenario("errors.out-not-differentiable")
def out_with_grad(s: Scene) -> None:
    shape = s.one_of(*INDEXABLE)
    a = s.leaf(shape, "float32")
    b = s.constant(shape, "float32")
    line = s.spelling(
        f"torch.add({a}, 1, out={b})",
        f"torch.mul({b}, 2, out={a})",
        f"torch.exp({a}, out={b})",
        f"torch.neg({b}, out={a} * 2)",
        f"torch.mul({a}, {b}, out=torch.zeros_like({b}))",
    )
    if s.chance(25):
        s.within("with torch.no_grad():", line)
    else:
        s.do(line, raises="out=... arguments don't support automatic differentiation")
        s.claim(f"{a}._version == 0 and {b}._version == 0")


@scenario("errors.broadcast")
def broadcast(s: Scene) -> None:
    a = s.leaf((3,), "float32", requires_grad=s.one_of(True, False))
    s.do(
        s.spelling(
            f"{a} + torch.ones(2)",
            f"{a} * torch.ones(2, 2)",
            f"({a} * 1).add_(torch.ones(2, 3))",
            f"torch.where({a} > 0, {a}, torch.ones(4))",
            f"torch.maximum({a}, torch.ones(2, 4))",
            f"({a} * 1).copy_(torch.ones(5))",
            f"{a}.expand(4)",
            f"({a} * 1).mul_(torch.ones(2))",
            f"{a} / torch.ones(0)",
        ),
        raises="",
    )
    s.backward(s.unary(a, SAVE_INPUT))


@scenario("errors.bad-view")
def bad_view(s: Scene) -> None:
    a = s.leaf((2, 3), "float32", requires_grad=s.one_of(True, False))
    s.do(
        s.spelling(
            f"{a}.view(5)",
            f"{a}.t().view(6)",
            f"{a}[2]",
            f"{a}.select(3, 0)",
            f"{a}[0, 0, 0]",
            f"{a}.transpose(0, 2)",
            f"{a}.reshape(4)",
            f"{a}.narrow(0, 1, 2)",
            f"{a}.unsqueeze(5)",
            f"{a}[:, -4]",
            f"{a}.permute(0)",
            f"{a}.view(-1, -1)",
            f"{a}.squeeze(4)",
            f"{a}.sum(2)",
            f"{a}.split(0)",
            f"{a}.split(-1)",
            f"{a}.split([1, 2])",
            f"{a}.chunk(0)",
            f"{a}.tensor_split(0)",
            f"{a}.unbind(2)",
            f"{a}.unfold(0, 3, 1)",
            f"{a}.unfold(0, 1, 0)",
            f"{a}.diagonal(0, 0, 0)",
            f"{a}.expand(3, 3)",
            f"{a}.expand(3)",
            f"{a}.expand(-1, 2, 3)",
            f"{a}.view(-2)",
            f"{a}.narrow(0, 3, 0)",
            f"{a}.narrow(0, 0, -1)",
            f"{a}.flatten(1, 0)",
            f"{a}.unflatten(0, (3, 1))",
            f"{a}.permute(0, 0)",
            f"{a}.as_strided((2,), (1,), 100)",
            f"{a}[::-1]",
            f"{a}[0:2:0]",
            f"{a}[1.5]",
            f"{a}[0, 1.5]",
            f"{a}.select(0, 2)",
            f"{a}.imag",
            f"torch.view_as_real({a})",
            f"torch.view_as_complex({a}[:, :1])",
            f"torch.view_as_complex({a}.t())",
            f"{a}.sum().select(0, 0)",
            f"{a}.sum()[0]",
            f"{a}.unsqueeze(0).t()",
        ),
        raises="",
    )
    s.backward(s.unary(a, LINEAR))


@scenario("errors.integer-in-place")
def integer_in_place(s: Scene) -> None:
    a = s.let(
        s.one_of("torch.tensor([1, 2, 3])", "torch.arange(3)", "torch.ones(3, dtype=torch.int32)")
    )
    s.do(
        s.spelling(
            f"{a}.add_(0.5)",
            f"{a} += 0.5",
            f"{a}.mul_(torch.ones(3))",
            f"{a}.div_(2)",
            f"{a}.sigmoid_()",
            f"{a} *= 1.5",
            f"{a}.exp_()",
            f"{a} /= 2",
        ),
        raises="can't be cast to",
    )
    s.claim(f"{a}._version == 0")


@scenario("errors.failed-step-leaves-state")
def failed_step_leaves_state(s: Scene) -> None:
    a = s.leaf((3,), "float32")
    b = s.unary(a, SAVE_INPUT + SAVE_RESULT)
    s.do(
        s.spelling(
            f"{b}.backward()",
            f"{b}.backward(torch.ones(7))",
            f"torch.autograd.grad({b}.sum(), torch.ones(1, requires_grad=True))",
            f"{b} + torch.ones(5)",
            f"{b}.sum().backward(inputs=[])",
            f"{b}.requires_grad_(False)",
            f"with torch.no_grad():\n    {b} + torch.ones(5)",
            f"{b}.view(7)",
        ),
        raises="",
    )
    s.claim(f"{a}.grad is None and torch.is_grad_enabled()")
    s.backward(b)
