"""Scenarios of the area requires_grad: who requires grad, and who may change it."""

from __future__ import annotations

from itertools import product

from msgspec import structs

from conformance.scenarios import operators, scenario
from conformance.scenarios.builder import ANY_SHAPE, FILLED, INDEXABLE, Scene
from conformance.scenarios.spellings import BINARY, JOIN, SAVE_INPUT, SAVE_NOTHING, SAVE_RESULT

FACTORIES = (
    "torch.tensor([1.0, 2.0]{more})",
    "torch.ones(2{more})",
    "torch.zeros(2, 3{more})",
    "torch.full((2,), 3.0{more})",
    "torch.arange(3.0{more})",
    "torch.empty(0{more})",
    "torch.eye(2{more})",
    "torch.linspace(0, 1, 3{more})",
    "torch.randn(2{more})",
    "torch.rand(2, 2{more})",
    "torch.tensor(2.5{more})",
    "torch.ones((1, 2), dtype=torch.float64{more})",
)

INTEGER_REQUESTS = (
    "torch.tensor([1, 2], requires_grad=True)",
    "torch.zeros(2, dtype=torch.int64, requires_grad=True)",
    "torch.tensor([1, 2]).requires_grad_()",
    "torch.tensor([True]).requires_grad_(True)",
    "torch.arange(3, requires_grad=True)",
    "torch.ones(1, dtype=torch.int32, requires_grad=True)",
    "torch.nn.Parameter(torch.tensor([1, 2]))",
    "torch.tensor([1, 0], dtype=torch.uint8).requires_grad_()",
)


JOIN_THREE = (
    "torch.stack([{x}, {y}, {z}])",
    "torch.cat([{x}, {y}, {z}])",
    "torch.addcmul({x}, {y}, {z})",
    "torch.lerp({x}, {y}, {z})",
    "torch.stack(({x}, {y}, {z}), dim=-1)",
)
# Every way to call every operator of several tensors, and each place among these.
PLACES = tuple(
    (structs.replace(operator, calls=[call], in_place=[]), place)
    for operator in operators.load().values()
    for call in operator.calls
    for place in range(sum("{" + name + "}" in call for name in "xyz"))
    if operator.tensors > 1
)


@scenario("requires-grad.default-false")
def default_false(s: Scene) -> None:
    a = s.let(s.spelling(*FACTORIES).format(more=""))
    s.claim(f"not {a}.requires_grad and {a}.is_leaf and {a}.grad_fn is None")
    b = s.unary(a)
    s.claim(f"not {b}.requires_grad and {b}.is_leaf")
    s.do(f"print({a}.requires_grad, {b}.requires_grad)")


@scenario("requires-grad.factory-argument")
def factory_argument(s: Scene) -> None:
    wanted = s.one_of(True, False)
    a = s.let(s.spelling(*FACTORIES).format(more=f", requires_grad={wanted}"))
    s.claim(f"{a}.requires_grad is {wanted} and {a}.is_leaf and {a}.grad_fn is None")
    b = s.unary(a, SAVE_INPUT)
    s.do(f"print({a}.requires_grad, {a}.is_leaf, {b}.requires_grad)")
    s.backward(b)


@scenario("requires-grad.any-input-propagates")
def any_input_propagates(s: Scene) -> None:
    of_two = product(BINARY + JOIN, ((1, 0), (0, 1), (0, 0), (1, 1)))
    of_three = product(JOIN_THREE, product((1, 0), repeat=3))
    with s.sweeping_over(*of_two, *of_three, *PLACES) as (form, flags):
        if isinstance(form, operators.Operator):
            result, _ = operators.apply(s, form, alone=flags)
            expected = True
        else:
            shape = s.one_of(*INDEXABLE)
            leaves = [s.leaf(shape, "float32", requires_grad=bool(flag)) for flag in flags]
            names = dict(zip("xyz", leaves, strict=False))
            result, expected = s.let(form.format(**names)), any(flags)
    if s.is_bound(result) and hasattr(s.value(result), "requires_grad"):
        s.do(f"print({result}.requires_grad)")
        s.claim(f"not {result}.requires_grad or {expected}")
        s.backward(result)


@scenario("requires-grad.integer-refused")
def integer_refused(s: Scene) -> None:
    if s.chance(75):
        s.let(s.spelling(*INTEGER_REQUESTS), raises="can require gradients")
        return
    a = s.let(s.one_of("torch.tensor([1, 2])", "torch.tensor([True])", "torch.arange(3)"))
    s.do(f"{a}.requires_grad = True", raises="can require gradients")
    s.do(f"{a}.requires_grad = False")
    s.claim(f"not {a}.requires_grad")


@scenario("requires-grad.integer-result")
def integer_result(s: Scene) -> None:
    a = s.leaf(shapes=INDEXABLE)
    b = s.let(
        s.spelling(
            f"{a} > 0",
            f"{a}.argmax()",
            f"{a}.to(torch.int64)",
            f"{a} == {a}",
            f"{a}.long()",
            f"{a}.argmin()",
            f"{a}.int()",
            f"{a}.bool()",
            f"{a} <= 1",
            f"{a}.isnan()",
            f"torch.argmax({a}, dim=0)",
            f"{a} != 0",
        )
    )
    s.claim(f"not {b}.requires_grad and {b}.grad_fn is None")
    c = s.let(s.one_of(f"{a} * {b}", f"{a} + {b}"))
    s.backward(c)


@scenario("requires-grad.in-place-setter")
def in_place_setter(s: Scene) -> None:
    a = s.constant(shapes=ANY_SHAPE)
    style = s.spelling("method", "attribute", "keyword")
    if style == "attribute":
        s.do(f"{a}.requires_grad = True")
    else:
        b = s.let(f"{a}.requires_grad_({'requires_grad=True' if style == 'keyword' else ''})")
        s.claim(f"{b} is {a}")
    s.claim(f"{a}.requires_grad and {a}.is_leaf and {a}._version == 0")
    c = s.unary(a, SAVE_RESULT)
    s.backward(c)
    s.do(s.one_of(f"{a}.requires_grad_(False)", f"{a}.requires_grad = False"))
    s.claim(f"not {a}.requires_grad and {a}.grad is not None")


@scenario("requires-grad.non-leaf-cannot-be-cleared")
def non_leaf_cannot_be_cleared(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a)
    refused = "use var_no_grad = var.detach()"
    s.do(s.spelling(f"{b}.requires_grad_(False)", f"{b}.requires_grad = False"), raises=refused)
    s.claim(f"{b}.requires_grad and not {b}.is_leaf")
    s.backward(b)


@scenario("requires-grad.leaf-has-no-grad-fn")
def leaf_has_no_grad_fn(s: Scene) -> None:
    a = s.leaf(requires_grad=s.one_of(True, False))
    b = s.unary(a, SAVE_NOTHING + SAVE_INPUT)
    s.claim(f"{a}.is_leaf and {a}.grad_fn is None")
    s.claim(f"{b}.is_leaf is (not {a}.requires_grad)")
    s.do(f"print({a}.is_leaf, {b}.is_leaf, {a}.grad_fn is None, {b}.grad_fn is None)")


@scenario("requires-grad.only-needed-gradients")
def only_needed_gradients(s: Scene) -> None:
    shape = s.one_of(*FILLED)
    swapped = s.one_of(False, True)
    a = s.leaf(shape, "float32", requires_grad=not swapped)
    b = s.leaf(shape, "float32", requires_grad=swapped)
    c = s.binary(a, b)
    s.backward(c)
    with_grad, without = (b, a) if swapped else (a, b)
    s.claim(f"{without}.grad is None and {with_grad}.grad is not None")


@scenario("requires-grad.change-acts-from-then-on")
def change_acts_from_then_on(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a, SAVE_INPUT)
    s.do(s.spelling(f"{a}.requires_grad_(False)", f"{a}.requires_grad = False"))
    c = s.unary(a, SAVE_INPUT)
    s.claim(f"{b}.requires_grad and not {c}.requires_grad")
    s.backward(b)


@scenario("requires-grad.in-place-result")
def in_place_result(s: Scene) -> None:
    shape = s.one_of(*INDEXABLE, ())
    a = s.leaf(shape, "float32")
    b = s.leaf(shape, "float32", requires_grad=False)
    parts = [f"{b}[0] = {a}[0]", f"{b}[:1] = {a}[:1]", f"{b}[-1] = {a}.sum()"] if shape else []
    s.do(
        s.spelling(
            f"{b}.add_({a})",
            f"{b} += {a}",
            f"{b}.copy_({a})",
            f"{b}.mul_({a})",
            f"{b} *= {a}",
            f"{b}.sub_({a})",
            f"{b}[...] = {a}",
            f"{b}.add_({a}.sum())",
            f"{b}.div_({a})",
            f"{b} -= {a}",
            *parts,
        )
    )
    s.claim(f"{b}.requires_grad and not {b}.is_leaf and {b}._version == 1")
    s.backward(b)


@scenario("requires-grad.like-factories-do-not-inherit")
def like_factories_do_not_inherit(s: Scene) -> None:
    a = s.leaf(shapes=ANY_SHAPE)
    b = s.let(
        s.spelling(
            f"torch.zeros_like({a})",
            f"torch.ones_like({a})",
            f"torch.full_like({a}, 2.0)",
            f"{a}.new_zeros(2)",
            f"{a}.new_ones(2)",
            f"{a}.new_tensor([1.0])",
            f"{a}.new_full((2,), 1.0)",
            f"torch.zeros_like({a}, requires_grad=True)",
            f"torch.ones_like({a}, requires_grad=True)",
        )
    )
    s.claim(f"{b}.is_leaf and {b}.grad_fn is None")
    s.do(f"print({b}.requires_grad)")
