"""Scenarios of the area gradients: chain rule, seeds, broadcasting, ties, kinks."""

from __future__ import annotations

from itertools import product

from msgspec import structs

from conformance.scenarios import operators, scenario
from conformance.scenarios.builder import (
    EMPTIES,
    INDEXABLE,
    SCALARS,
    Scene,
    fits_shape,
)
from conformance.scenarios.spellings import (
    BINARY,
    EDGES,
    KINKS,
    LAYOUTS,
    REDUCTIONS,
    SAVE_INPUT,
    SAVE_NOTHING,
    SAVE_NUMBER,
    SAVE_RESULT,
    VIEWS,
)

# Shapes on which one view or layout cannot be taken for another.
TELLING = ((2, 3), (2, 2), (2, 2, 2), (3,), (2, 3, 2))

# Every way to call every operator, each as an operator of its own.
CALLS = tuple(
    structs.replace(operator, calls=[call])
    for operator in operators.load().values()
    for call in operator.calls
)

ALL_UNARY = SAVE_RESULT + SAVE_INPUT + SAVE_NUMBER + SAVE_NOTHING

# Pairs of shapes, and the shape they broadcast to.
BROADCASTS = (
    ((3,), (), (3,)),
    ((2, 3), (3,), (2, 3)),
    ((2, 3), (1, 3), (2, 3)),
    ((2, 3), (2, 1), (2, 3)),
    ((2, 1), (1, 3), (2, 3)),
    ((2, 3), (1, 1), (2, 3)),
    ((3,), (1,), (3,)),
    ((2, 1, 2), (3, 1), (2, 3, 2)),
    ((2, 3), (), (2, 3)),
    ((1,), (), (1,)),
    ((2, 2, 3), (2, 1), (2, 2, 3)),
    ((2, 3), (1,), (2, 3)),
    ((0, 3), (3,), (0, 3)),
)


BROADCASTING = (
    *BINARY,
    "{x}.expand({both}) * {y}",
    "torch.broadcast_to({x}, {both}) * {y}",
    "{y} * {x}.expand_as({x} * {y})",
)


@scenario("gradients.chain-rule")
def chain_rule(s: Scene) -> None:
    a = s.spread() if s.chance(60) else s.leaf()
    b = s.unary(s.laid_out(a) if s.chance(25) else a, ALL_UNARY)
    if s.chance(60):
        b = s.unary(b, ALL_UNARY[::-1])
    if s.chance(30):
        b = s.unary(b, ALL_UNARY)
    s.backward(b)
    s.claim(f"{a}.grad.shape == {a}.shape")


@scenario("gradients.vector-needs-argument")
def vector_needs_argument(s: Scene) -> None:
    a = s.leaf(shapes=INDEXABLE)
    b = s.unary(a, SAVE_NOTHING + SAVE_INPUT)
    size = s.value(b).numel()
    if size > 1:
        s.do(
            s.spelling(f"{b}.backward()", f"torch.autograd.grad({b}, {a})"),
            raises="grad can be implicitly created only for scalar outputs",
        )
    c = s.like(b)
    s.do(
        s.spelling(
            f"{b}.backward({c})",
            f"{b}.backward(gradient={c})",
            f"torch.autograd.backward({b}, {c})",
            f"torch.autograd.backward([{b}], grad_tensors=[{c}])",
            f"print(torch.autograd.grad({b}, {a}, grad_outputs={c}))",
            f"print(torch.autograd.grad({b}, {a}, {c}))",
        )
    )


@scenario("gradients.one-element-is-implicit")
def one_element_is_implicit(s: Scene) -> None:
    a = s.leaf(shapes=SCALARS)
    b = s.unary(a, ALL_UNARY)
    s.do(
        s.spelling(
            f"{b}.backward()",
            f"torch.autograd.backward({b})",
            f"torch.autograd.backward([{b}], [None])",
            f"{b}.backward(None)",
            f"print(torch.autograd.grad({b}, {a}))",
        )
    )


@scenario("gradients.linear-in-the-seed")
def linear_in_the_seed(s: Scene) -> None:
    a = s.spread() if s.chance(40) else s.leaf()
    b = s.unary(a, SAVE_INPUT + SAVE_NOTHING)
    seed = s.spelling(
        f"torch.zeros_like({b})",
        f"torch.full_like({b}, 2.0)",
        f"-torch.ones_like({b})",
        f"torch.full_like({b}, 0.5)",
        f"{b}.detach()",
    )
    s.do(f"{b}.backward({seed})")


@scenario("gradients.non-leaf-grad-none")
def non_leaf_grad_none(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a)
    s.backward(b)
    s.do(s.one_of(f"print({b}.grad)", f"print({b}.grad is None)", f"c = {b}.grad"))
    s.claim(f"{b}.is_leaf is False and {b}.retains_grad is False")


@scenario("gradients.broadcast-is-summed")
def broadcast_is_summed(s: Scene) -> None:
    form, (big, small, both) = s.spelling(*product(BROADCASTING, BROADCASTS))
    a = s.leaf(big, "float32")
    b = s.leaf(small, "float32")
    first, second = s.one_of((a, b), (b, a))
    c = s.let(form.format(x=first, y=second, both=both))
    s.backward(c)
    s.claim(f"{b}.grad is None or {b}.grad.shape == {b}.shape")


@scenario("gradients.device-is-checked")
def device_is_checked(s: Scene) -> None:
    a = s.leaf(shapes=((2,), (1,), ()))
    elsewhere = s.one_of(f"torch.ones_like({a}, device='meta')", "torch.ones((), device='meta')")
    if s.chance(40):
        s.do(
            "class Moved(torch.autograd.Function):\n"
            "    @staticmethod\n"
            "    def forward(ctx, x):\n"
            "        return x * 2\n"
            "    @staticmethod\n"
            "    def backward(ctx, grad):\n"
            "        return grad.to('meta')"
        )
        b = s.let(f"Moved.apply({a})")
        s.backward(b)
    else:
        b = s.let(f"{a} * 2") if s.chance(60) else a
        s.do(f"{b}.backward({elsewhere})")
    s.do(f"print({a}.grad)")


@scenario("gradients.same-tensor-twice")
def same_tensor_twice(s: Scene) -> None:
    a = s.spread() if s.chance(40) else s.leaf()
    b = s.unary(a) if s.chance(50) else a
    c = s.binary(b, b)
    if s.chance(50):
        c = s.let(s.one_of(f"{c} + {b}", f"{b} * {c}", f"{c} * {c}"))
    s.backward(c)


@scenario("gradients.sums-and-means")
def sums_and_means(s: Scene) -> None:
    a = s.leaf(shapes=INDEXABLE + ((2, 1, 2), (2, 2, 3)))
    b = s.unary(a, REDUCTIONS)
    c = s.let(s.one_of(f"{b} * {b}", f"{b} * 3")) if s.chance(60) else b
    s.backward(c)


@scenario("gradients.ties-are-shared")
def ties_are_shared(s: Scene) -> None:
    values = s.one_of(
        "[2.0, 2.0, 1.0]",
        "[[1.0, 1.0], [1.0, 0.0]]",
        "[3.0, 1.0, 2.0]",
        "[0.0, -0.0]",
        "[[2.0, 2.0, 2.0], [-1.0, 5.0, 5.0]]",
        "5.0",
    )
    a = s.let(f"torch.tensor({values}, requires_grad=True)")
    options = [
        f"{a}.max()",
        f"{a}.amax()",
        f"{a}.min()",
        f"{a}.amin()",
        f"torch.max({a})",
        f"torch.amax({a}, dim=-1)",
        f"{a}.amax(dim=0)",
        f"{a}.amin(dim=0, keepdim=True)",
        f"torch.maximum({a}, {a}.detach())",
        f"torch.minimum({a}, {a})",
        f"torch.min({a})",
        f"torch.maximum({a}, torch.full_like({a}, 2.0))",
        f"torch.amax({a}, dim=-1, keepdim=True)",
        f"torch.minimum({a}, torch.ones_like({a}))",
    ]
    b = s.let(s.spelling(*options))
    s.backward(b)


@scenario("gradients.one-index-of-a-tie")
def one_index_of_a_tie(s: Scene) -> None:
    a = s.let(
        s.one_of(
            "torch.tensor([2.0, 2.0, 1.0], requires_grad=True)",
            "torch.tensor([[1.0, 3.0], [1.0, 0.0]], requires_grad=True)",
            "torch.tensor([[2.0, 1.0, 2.0]], dtype=torch.float64, requires_grad=True)",
        )
    )
    call = s.spelling("max(0)", "min(0)", "max(dim=-1)", "min(dim=-1)", "max(dim=0, keepdim=True)")
    if s.chance(30):
        name, arguments = call[:3], call[4:-1]
        s.do(f"b, c = torch.{name}({a}, {arguments})")
    else:
        s.do(f"b, c = {a}.{call}")
    s.claim("not c.requires_grad")
    s.backward("b")


@scenario("gradients.kinks")
def kinks(s: Scene) -> None:
    values = s.one_of("[0.0, 1.0, -1.0]", "[-0.0, 0.0]", "[[0.0], [2.0]]", "0.0")
    a = s.let(f"torch.tensor({values}, requires_grad=True)")
    b = s.unary(a, KINKS)
    s.backward(b)


@scenario("gradients.infinite-and-undefined")
def infinite_and_undefined(s: Scene) -> None:
    values = s.one_of("[0.0, 1.0, 4.0]", "[0.0, -1.0]", "[-0.0, 2.0]", '[float("inf"), 0.0]')
    a = s.let(f"torch.tensor({values}, requires_grad=True)")
    b = s.unary(a, EDGES)
    if s.chance(30):
        b = s.let(f"{b} * 0")
    s.backward(b)


@scenario("gradients.branch-not-taken")
def branch_not_taken(s: Scene) -> None:
    a = s.leaf(shapes=INDEXABLE)
    if s.chance(30):
        condition = s.one_of(
            "torch.tensor(True)", f"{a}.sum() > 0", f"{a}[:1] > 0", "torch.tensor(False)"
        )
        b = s.let(f"torch.where({condition}, {a} * 2, {a} * 3)")
        s.backward(b)
        return
    b = s.let(
        s.spelling(
            f"torch.where({a} > 0, {a}, 2 * {a})",
            f"torch.where({a} > 0, {a}.sqrt(), {a})",
            f"torch.where({a} > 0, {a}.log(), 0.0)",
            f"torch.where({a} == 0, {a} * 3, 1 / {a})",
            f"{a}.masked_fill({a} > 0, 0.5)",
            f"{a}.where({a} > 0, -{a})",
            f"torch.where({a} > 0, 1.0, {a})",
            f"{a}.sqrt().masked_fill({a} < 0, 0.0)",
        )
    )
    s.backward(b)


@scenario("gradients.views-pass-to-their-place")
def views_pass_to_their_place(s: Scene) -> None:
    shape, view = s.spelling(
        *((shape, view) for view, shape in product(VIEWS, TELLING) if fits_shape(view, shape))
    )
    a = s.distinct((shape,))
    b = s.let(view.text.format(x=a))
    if s.chance(40):
        b = s.view_of(b)
    seeded = f"{b}.backward({s.seed(b)})"
    s.do(s.one_of(f"({b} * {b}).sum().backward()", seeded, f"{b}.backward({b}.detach())"))
    s.claim(f"{a}.grad.shape == {a}.shape")


@scenario("gradients.dtype-follows-the-leaf")
def dtype_follows_the_leaf(s: Scene) -> None:
    a = s.leaf()
    other = "float64" if str(s.value(a).dtype).endswith("float32") else "float32"
    b = s.let(
        s.spelling(
            f"{a}.to(torch.{other})",
            f"{a}.double()",
            f"{a} * torch.tensor(2.0, dtype=torch.{other})",
            f"{a} + torch.ones(1, dtype=torch.{other})",
            f"{a}.float()",
            f"{a}.to(dtype=torch.{other}) * 2",
            f"{a}.sum(dtype=torch.float64)",
        )
    )
    s.backward(b)
    s.claim(f"{a}.grad.dtype == {a}.dtype")


@scenario("gradients.empty-tensors")
def empty_tensors(s: Scene) -> None:
    a = s.leaf(shapes=EMPTIES)
    b = s.unary(a, SAVE_NOTHING + SAVE_INPUT + SAVE_RESULT + ("{x}.sum()", "{x}.sum(0)"))
    s.backward(b)
    s.claim(f"{a}.grad is None or {a}.grad.numel() == 0")


@scenario("gradients.second-derivatives")
def second_derivatives(s: Scene) -> None:
    a = s.spread() if s.chance(60) else s.leaf()
    b = s.unary(a, SAVE_INPUT + SAVE_RESULT)
    create = "create_graph=True"
    c = s.let(
        s.one_of(
            f"torch.autograd.grad({b}.sum(), {a}, {create})[0]",
            f"torch.autograd.grad({b}, {a}, torch.ones_like({b}), {create})[0]",
        )
    )
    if s.value(c).requires_grad:
        s.backward(c)


@scenario("gradients.real-input-of-complex-function")
def real_input_of_complex_function(s: Scene) -> None:
    a = s.leaf(s.one_of((2,), (), (1, 2)), s.one_of("float32", "float64"))
    b = s.let(
        s.spelling(
            f"{a} * 1j",
            f"{a} * (2 + 3j)",
            f"{a} + 1j",
            f"{a} * torch.tensor(1j)",
            f"torch.tensor(2j) - {a}",
            f"{a} / 2j",
            f"torch.complex({a}, {a})",
        )
    )
    seed = s.one_of(f"torch.ones_like({b})", f"torch.ones_like({b}) * (1 + 2j)")
    s.do(f"{b}.backward({seed})")
    s.claim(f"{a}.grad.dtype == {a}.dtype")


@scenario("gradients.of-operators")
def of_operators(s: Scene) -> None:
    with s.sweeping_over(*CALLS) as operator:
        operators.about(operator)(s)


@scenario("gradients.layout-does-not-matter")
def layout_does_not_matter(s: Scene) -> None:
    form, layout = s.spelling(*product((*ALL_UNARY, *BINARY, *REDUCTIONS), LAYOUTS[:4]))
    if s.chance(30):
        layout = s.one_of(*LAYOUTS)
    a = s.distinct([shape for shape in TELLING if fits_shape(layout, shape)])
    b = s.let(layout.text.format(x=a))
    c = s.let(form.format(x=b, y=b))
    s.do(f"{c}.backward({s.seed(c)})")


@scenario("gradients.through-in-place-writes")
def through_in_place_writes(s: Scene) -> None:
    shape, other, _ = s.one_of(*[each for each in BROADCASTS if each[0] == each[2]])
    a = s.leaf(shape, "float32")
    b = s.leaf(s.one_of(shape, other), "float32")
    c = s.unary(a)
    s.do(
        s.spelling(
            f"{c}.mul_({b})",
            f"{c}.add_({b})",
            f"{c} *= {b}",
            f"{c}.sub_({b}, alpha=2)",
            f"{c}.div_({b})",
            f"{c} += {b}",
            f"{c}.copy_({b})",
            f"{c} -= {b}",
            f"{c}.mul_({c})",
            f"{c} /= {b}",
            f"{c}[...] = {b}",
            f"{c}.addcmul_({b}, {b})",
            f"{c}.pow_(2)",
            f"{c}.add_({b}).mul_({b})",
            f"{c}.exp_()",
            f"{c}.masked_fill_({c} > 0, 2.0)",
            f"{c}.clamp_(min=0.5)",
            f"{c}.lerp_({b}, 0.5)",
            f"{c}.neg_()",
            f"{c}.tanh_()",
        )
    )
    s.backward(c)
