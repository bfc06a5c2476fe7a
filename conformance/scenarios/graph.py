"""Scenarios of the area graph: how it looks, when it is freed, what can be asked of it."""

from __future__ import annotations

from conformance.scenarios import scenario
from conformance.scenarios.builder import FILLED, INDEXABLE, Scene
from conformance.scenarios.spellings import (
    BINARY,
    JOIN,
    SAVE_INPUT,
    SAVE_NOTHING,
    SAVE_NUMBER,
    SAVE_RESULT,
)

SAVING = SAVE_RESULT + SAVE_INPUT + SAVE_NUMBER
AGAIN = "Trying to backward through the graph a second time"


@scenario("graph.second-backward-raises")
def second_backward_raises(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a, SAVING)
    c = s.let(f"{b}.sum()")
    again = f"print(torch.autograd.grad({c}, {a}))"
    s.do(s.spelling(f"{c}.backward()", f"torch.autograd.backward({c})", again))
    s.do(s.one_of(f"{c}.backward()", f"{b}.sum().backward()", again), raises=AGAIN)


@scenario("graph.second-backward-without-saved-tensors")
def second_backward_without_saved_tensors(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a, SAVE_NOTHING)
    c = s.let(s.one_of(f"{b}.sum()", f"({b} + {a}).sum()", f"({b} - 1).sum()"))
    s.do(f"{c}.backward()")
    s.do(f"{c}.backward()")
    s.claim(f"{a}.grad is not None")


@scenario("graph.retain-graph")
def retain_graph(s: Scene) -> None:
    a = s.leaf()
    b = s.let(f"{s.unary(a, SAVING)}.sum()")
    keep = "retain_graph=True"
    s.do(
        s.spelling(
            f"{b}.backward({keep})",
            f"torch.autograd.backward({b}, {keep})",
            f"print(torch.autograd.grad({b}, {a}, {keep}))",
        )
    )
    s.do(s.one_of(f"{b}.backward()", f"{b}.backward({keep})"))
    s.do(f"{b}.backward()")


@scenario("graph.retain-graph-defaults-to-create-graph")
def retain_graph_defaults_to_create_graph(s: Scene) -> None:
    a = s.leaf()
    b = s.let(f"{s.unary(a, SAVING)}.sum()")
    arguments = s.spelling("create_graph=True", "retain_graph=False, create_graph=True")
    s.do(
        s.one_of(
            f"print(torch.autograd.grad({b}, {a}, {arguments}))",
            f"{b}.backward({arguments})",
        )
    )
    s.do(f"{b}.backward()", raises=AGAIN if "False" in arguments else None)


@scenario("graph.create-graph-second-derivative")
def create_graph_second_derivative(s: Scene) -> None:
    a = s.leaf()
    b = s.let(s.spelling("{x} ** 3", "{x}.sigmoid()", "{x}.exp()", "{x} * {x} * {x}").format(x=a))
    if s.chance(40):
        s.do(f"{b}.sum().backward(create_graph=True)")
        c = s.let(f"{a}.grad.clone()")
        s.do(f"{a}.grad = None")
    else:
        c = s.let(f"torch.autograd.grad({b}.sum(), {a}, create_graph=True)[0]")
    s.claim(f"{c}.requires_grad and {c}.grad_fn is not None")
    s.do(
        s.one_of(
            f"{c}.sum().backward()",
            f"print(torch.autograd.grad({c}.sum(), {a}))",
            f"({c} * {b}).sum().backward()",
        )
    )


@scenario("graph.autograd-grad")
def autograd_grad(s: Scene) -> None:
    shape = s.one_of(*FILLED)
    a = s.leaf(shape, "float32")
    b = s.leaf(shape, "float32")
    c = s.binary(a, b)
    d = s.unary(c, SAVE_INPUT)
    inputs = s.spelling(f"[{a}, {b}]", f"[{b}, {a}]", f"({a},)", c, f"[{c}, {a}]", f"[{d}, {c}]", a)
    e = s.let(f"torch.autograd.grad({d}.sum(), {inputs}, allow_unused=True)")
    s.claim(f"isinstance({e}, tuple)")


@scenario("graph.autograd-grad-leaves-grad-alone")
def autograd_grad_leaves_grad_alone(s: Scene) -> None:
    a = s.leaf()
    if s.chance(50):
        s.do(f"{a}.grad = torch.ones_like({a})")
    b = s.unary(a, SAVING + SAVE_NOTHING)
    s.let(
        s.spelling(f"torch.autograd.grad({b}.sum(), {a})", f"torch.autograd.grad({b}.sum(), [{b}])")
    )
    s.claim(f"{a}.grad is None or {a}.grad._version == 0")


@scenario("graph.several-outputs")
def several_outputs(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a, SAVE_INPUT)
    c = s.unary(a, SAVE_NOTHING)
    sums = s.one_of(
        f"[{b}.sum(), {c}.sum()]",
        f"[{c}.mean(), {b}.sum()]",
        f"({b}.sum(), {b}.sum())",
        f"[{c}.sum()] * 2",
    )
    seeds = f"[{s.seed(b)}, {s.seed(c)}]"
    s.do(
        s.spelling(
            f"torch.autograd.backward({sums})",
            f"print(torch.autograd.grad({sums}, {a}))",
            f"torch.autograd.backward([{b}, {c}], {seeds})",
            f"print(torch.autograd.grad([{b}, {c}], [{a}], {seeds}))",
            f"torch.autograd.backward([{b}.sum(), {c}], [None, {s.seed(c)}])",
            f"torch.autograd.backward([{c}, {c}], [{s.seed(c)}, {s.seed(c)}])",
            f"print(torch.autograd.grad(({c}, {b}, {c}), {a}, [{s.seed(c)}] * 3))",
        )
    )


@scenario("graph.unused-input-raises")
def unused_input_raises(s: Scene) -> None:
    a = s.leaf()
    b = s.leaf(requires_grad=s.one_of(True, False))
    c = s.let(f"{s.unary(a)}.sum()")
    wanted = s.spelling(b, f"[{a}, {b}]", f"({b}, {a})")
    known = "not have been used" if s.value(b).requires_grad else "does not require grad"
    s.do(f"torch.autograd.grad({c}, {wanted})", raises=known)
    s.do(f"{c}.backward()")


@scenario("graph.allow-unused")
def allow_unused(s: Scene) -> None:
    a = s.leaf()
    b = s.leaf()
    c = s.let(f"{s.unary(a)}.sum()")
    wanted = s.spelling(b, f"[{a}, {b}]", f"({b}, {a})", f"[{b}]")
    d = s.let(f"torch.autograd.grad({c}, {wanted}, allow_unused=True)")
    s.do(f"print({d})")
    s.claim(f"None in [g if g is None else 0 for g in {d}]")


@scenario("graph.backward-without-history-raises")
def backward_without_history_raises(s: Scene) -> None:
    a = s.constant()
    b = s.unary(a, SAVE_NOTHING + SAVE_INPUT) if s.chance(70) else a
    no_history = "does not require grad and does not have a grad_fn"
    s.do(
        s.spelling(
            f"{b}.sum().backward()",
            f"{b}.backward(torch.ones_like({b}))",
            f"torch.autograd.backward({b}.sum())",
            f"torch.autograd.grad({b}.sum(), {a})",
            f"{b}.detach().sum().backward()",
        ),
        raises=no_history,
    )


@scenario("graph.backward-on-a-leaf")
def backward_on_a_leaf(s: Scene) -> None:
    a = s.leaf()
    for _ in range(s.integer(1, 2)):
        s.do(
            s.spelling(
                f"{a}.backward(torch.ones_like({a}))",
                f"{a}.sum().backward()",
                f"torch.autograd.backward({a}, torch.full_like({a}, 2.0))",
                f"{a}.backward({a}.detach())",
            )
        )
    s.claim(f"{a}.grad is not None")


@scenario("graph.grad-fn-names")
def grad_fn_names(s: Scene) -> None:
    shape = s.one_of(*INDEXABLE)
    a = s.leaf(shape, "float32")
    b = s.leaf(shape, "float32")
    table = SAVE_NOTHING + SAVE_INPUT + SAVE_RESULT + BINARY + JOIN
    c = s.let(s.spelling(*table).format(x=a, y=b))
    s.do(s.one_of(f"print({c}.grad_fn.name())", f"print({c})", f"print({c}.grad_fn is None)"))
    if s.chance(40):
        s.do(s.one_of(f"{c}.mul_(2)", f"{c}.add_(1)", f"{c}[0] = 1.0"))
        s.do(f"print({c}.grad_fn.name())")
    s.claim(f"{c}.grad_fn is not None")


@scenario("graph.next-functions")
def next_functions(s: Scene) -> None:
    shape = s.one_of(*INDEXABLE)
    a = s.leaf(shape, "float32", requires_grad=s.one_of(True, True, False))
    b = s.unary(s.leaf(shape, "float32"))
    c = s.let(s.spelling(*(BINARY + JOIN)).format(x=a, y=b))
    s.do(f"print([n if n is None else n.name() for n, _ in {c}.grad_fn.next_functions])")
    s.claim(f"len({c}.grad_fn.next_functions) >= 1")


@scenario("graph.diamond")
def diamond(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a, SAVE_NOTHING + SAVE_INPUT)
    c = s.unary(b, SAVE_INPUT)
    d = s.unary(b if s.chance(60) else c, SAVE_NOTHING + SAVE_INPUT)
    e = s.let(s.spelling("{x} + {y}", "{x} * {y}", "{y} - {x}", "{y} * {x}").format(x=c, y=d))
    if s.chance(40):
        s.do(f"{b}.register_hook(lambda grad: print(grad))")
    s.backward(e)


@scenario("graph.partial-backward")
def partial_backward(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a, SAVING)
    c = s.let(s.one_of(f"{b} * {b}", f"{b}.exp()", f"{b}.sin()"))
    s.do(
        s.spelling(
            f"print(torch.autograd.grad({c}.sum(), {b}))",
            f"{b}.sum().backward()",
            f"{c}.sum().backward(inputs=[{b}])",
        )
    )
    s.do(s.one_of(f"{b}.sum().backward()", f"{c}.sum().backward()"))


@scenario("graph.saved-tensors-are-inspectable")
def saved_tensors_are_inspectable(s: Scene) -> None:
    a = s.leaf()
    expression, attribute = s.spelling(
        ("{x}.exp()", "_saved_result"),
        ("{x}.sigmoid()", "_saved_result"),
        ("{x} ** 2", "_saved_self"),
        ("{x}.tanh()", "_saved_result"),
        ("{x}.sin()", "_saved_self"),
        ("{x} * {x}", "_saved_other"),
        ("{x}.relu()", "_saved_result"),
    )
    b = s.let(expression.format(x=a))
    s.do(f"print({b}.grad_fn.{attribute})")
    if s.chance(60):
        s.backward(b)
        s.do(f"print({b}.grad_fn.{attribute})", raises="already been freed")


@scenario("graph.materialize-grads")
def materialize_grads(s: Scene) -> None:
    a = s.leaf()
    b = s.leaf()
    c = s.let(f"{s.unary(a, SAVE_INPUT)}.sum()")
    wanted = s.spelling(b, f"[{a}, {b}]", f"({b}, {a})")
    more = s.one_of("", ", allow_unused=True", ", allow_unused=False")
    refused = "allow_unused to be True or not passed" if "False" in more else None
    s.do(f"print(torch.autograd.grad({c}, {wanted}, materialize_grads=True{more}))", raises=refused)


@scenario("graph.dynamic")
def dynamic(s: Scene) -> None:
    a = s.leaf(s.one_of((), (1,)), "float32")
    b = s.let(f"{a} * 1")
    times = s.integer(0, 3)
    body = s.spelling("{b} = {b} * {a}", "{b} = {b} + {a}", "{b} = {b}.sin()").format(a=a, b=b)
    if s.chance(50):
        s.do(f"if {a}.item() > 0:\n    {body}\nelse:\n    {b} = {b} - {a}")
    s.do(f"for _ in range({times}):\n    {body}")
    s.backward(b)


@scenario("graph.every-created-gradient-has-a-graph")
def every_created_gradient_has_a_graph(s: Scene) -> None:
    shape = s.one_of(*FILLED)
    a = s.leaf(shape, "float32")
    b = s.leaf(shape, "float32")
    c = s.let(
        s.spelling("{x} ** 2 * {y} ** 2", "({x} * {y}).exp()", "({x} * {y}).sin()").format(x=a, y=b)
    )
    inputs = s.one_of(f"[{a}, {b}]", f"({b}, {a})")
    s.do(f"d, e = torch.autograd.grad({c}.sum(), {inputs}, create_graph=True)")
    s.claim("d.requires_grad and e.requires_grad")
    s.do(s.one_of("e.sum().backward()", "d.sum().backward()", "(d * e).sum().backward()"))
