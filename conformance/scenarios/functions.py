"""Scenarios of the area functions: custom torch.autograd.Function."""

from __future__ import annotations

from conformance.scenarios import scenario
from conformance.scenarios.builder import FILLED, INDEXABLE, Scene
from conformance.scenarios.spellings import LINEAR, LINEAR_WRITES, METHOD_WRITES

MODIFIED = "modified by an inplace operation"

# Bodies of forward and backward that belong together: what is saved, and where.
DOUBLE = ("return x * 2", "return grad * 2")
SQUARE = ("ctx.save_for_backward(x)\nreturn x * x", "return 2 * ctx.saved_tensors[0] * grad")
EXP = (
    "y = x.exp()\nctx.save_for_backward(y)\nreturn y",
    "(y,) = ctx.saved_tensors\nreturn grad * y",
)
SIGMOID = (
    "y = torch.sigmoid(x)\nctx.save_for_backward(y)\nreturn y",
    "y = ctx.saved_tensors[0]\nreturn grad * y * (1 - y)",
)
TRIPLE = ("ctx.factor = 3\nreturn x * 3", "return grad * ctx.factor")
AGAIN = (
    "ctx.save_for_backward(x * 3)\nctx.save_for_backward(x)\nreturn x * x",
    "return 2 * ctx.saved_tensors[0] * grad",
)
FLIPPED = ("return x.clone()", "return -grad")


def _define(
    s: Scene,
    forward: str,
    backward: str | None,
    arguments: str = "x",
    grads: str = "grad",
    decorator: str = "",
) -> None:
    """The statement that defines `class Fn`, a Function with these bodies.

    The documentation writes static methods. Plain ones work too, and lambdas are the shortest.
    """
    style = s.one_of("lambda", "method", "static method")
    lines = ["class Fn(torch.autograd.Function):"]
    lines += _method("forward", arguments, forward, style, "")
    if backward is not None:
        lines += _method("backward", grads, backward, style, decorator)
    s.do("\n".join(lines))


def _method(name: str, arguments: str, body: str, style: str, decorator: str) -> list[str]:
    """The lines of one method; a lambda only where the body is one expression."""
    *calls, result = body.splitlines()
    # What these return is None, so that `or` goes on to the next.
    if style == "lambda" and all(call.startswith(("ctx.s", "ctx.m", "print")) for call in calls):
        value = " or ".join([*calls, _parenthesised(result.removeprefix("return "))])
        function = f"lambda ctx, {arguments}: {value}"
        return [
            f"    {name} = {decorator}({function})" if decorator else f"    {name} = {function}"
        ]
    lines = ["    @staticmethod"] if style == "static method" else []
    lines += [f"    @{decorator}"] if decorator else []
    lines += [f"    def {name}(ctx, {arguments}):"]
    return lines + ["        " + line for line in body.splitlines()]


def _parenthesised(expression: str) -> str:
    return f"({expression})" if ", " in expression or " if " in expression else expression


@scenario("functions.custom-forward-backward")
def custom_forward_backward(s: Scene) -> None:
    _define(s, *s.spelling(DOUBLE, SQUARE, EXP, TRIPLE, FLIPPED, SIGMOID, AGAIN))
    a = s.leaf()
    b = s.unary(a) if s.chance(40) else a
    c = s.let(f"Fn.apply({b})")
    s.claim(f"{c}.requires_grad and {c}.grad_fn.name() == 'FnBackward'")
    s.backward(c)


@scenario("functions.save-for-backward")
def save_for_backward(s: Scene) -> None:
    family = s.spelling(SQUARE, EXP, SIGMOID)
    _define(s, *family)
    a = s.leaf()
    b = s.unary(a)
    c = s.let(f"Fn.apply({b})")
    what = s.one_of("again", "write", "nothing")
    if what == "write":
        s.write(b if family is SQUARE else c, LINEAR_WRITES)
        s.backward(c, raises=MODIFIED)
        return
    s.backward(c, s.one_of("", "retain_graph=True"))
    if what == "again":
        s.backward(c)


@scenario("functions.ctx-attributes-are-not-checked")
def ctx_attributes_are_not_checked(s: Scene) -> None:
    _define(s, "ctx.x = x\nreturn x * x", "return 2 * ctx.x * grad")
    a = s.leaf()
    written = s.chance(50)
    b = s.unary(a) if written else a
    c = s.let(f"Fn.apply({b})")
    if written:
        s.write(b, LINEAR_WRITES)
    error = s.backward(c)
    s.claim(f"{error is None}")
    if s.chance(50):
        s.do(f"{c}.sum().backward()")


@scenario("functions.needs-input-grad")
def needs_input_grad(s: Scene) -> None:
    _define(
        s,
        s.one_of("return x * 2 + y", "print(ctx.needs_input_grad)\nreturn x * 2 + y"),
        "print(ctx.needs_input_grad)\nreturn grad * 2, grad, None",
        arguments="x, y, z",
    )
    shape = s.one_of(*FILLED)
    first, second = s.spelling((True, False), (False, True), (True, True))
    a = s.leaf(shape, "float32", requires_grad=first)
    b = s.leaf(shape, "float32", requires_grad=second)
    c = s.let(f"Fn.apply({a}, {b}, {s.one_of('3', 'None', chr(34) + 'z' + chr(34))})")
    s.backward(c)


@scenario("functions.mark-non-differentiable")
def mark_non_differentiable(s: Scene) -> None:
    _define(
        s,
        "return (lambda z: ctx.mark_non_differentiable(z) or (x * 2, z))(x * 3)",
        "print(grad, other)\nreturn grad * 2",
        grads="grad, other",
    )
    a = s.leaf()
    s.do(f"b, c = Fn.apply({a})")
    s.claim("b.requires_grad and not c.requires_grad and c.is_leaf")
    s.backward(s.let(s.spelling("b * 1", "b * c", "b + c")))


@scenario("functions.mark-dirty")
def mark_dirty(s: Scene) -> None:
    change = s.spelling("x.add_(1)", "x.mul_(2)", "x.zero_()", "x.neg_()", "both")
    if change == "both":
        _mark_both_dirty(s)
        return
    _define(s, f"ctx.mark_dirty(x)\nreturn {change}", "return grad * 2")
    a = s.leaf()
    if s.chance(25):
        s.do(f"Fn.apply({a})", raises="a leaf Variable that requires grad has been used")
        return
    b = s.unary(a)
    c = s.let(f"Fn.apply({b})")
    s.claim(f"{c} is {b} and {b}.grad_fn.name() == 'FnBackward' and {b}._version == 2")
    s.backward(s.one_of(b, c))


def _mark_both_dirty(s: Scene) -> None:
    forward = "ctx.mark_dirty(x, y)\nreturn x.add_(1), y.mul_(2)"
    _define(s, forward, "return grad, other * 2", arguments="x, y", grads="grad, other")
    a, b = s.nonleaf(), s.nonleaf()
    s.do(f"c, d = Fn.apply({a}, {b})")
    s.claim(f"c is {a} and d is {b} and d.output_nr == 1 and {b}._version == 2")
    s.do("(c.sum() + (d * d).sum()).backward()")


@scenario("functions.materialize-grads")
def materialize_grads(s: Scene) -> None:
    keep = s.spelling(True, False)
    forward = "return x * 2, x * 3"
    if not keep:
        forward = "ctx.set_materialize_grads(False)\n" + forward
    backward = "print(grad, other)\nreturn other if grad is None else grad"
    _define(s, forward, backward, grads="grad, other")
    a = s.leaf()
    s.do(f"b, c = Fn.apply({a})")
    s.backward(s.one_of("b", "c"))


@scenario("functions.once-differentiable")
def once_differentiable(s: Scene) -> None:
    forward, backward = s.one_of(DOUBLE, SQUARE, EXP)
    _define(s, forward, backward, decorator="torch.autograd.function.once_differentiable")
    a = s.leaf()
    b = s.let(f"Fn.apply({a})")
    if s.spelling(True, False):
        c = s.let(f"torch.autograd.grad(({b} * {b}).sum(), {a}, create_graph=True)[0]")
        s.backward(c, raises="marked with @once_differentiable")
    else:
        s.backward(b, s.one_of("", "create_graph=True"))


@scenario("functions.none-gradient")
def none_gradient(s: Scene) -> None:
    returned = s.spelling("None, grad", "grad, None", "None, None", "grad, grad, None, None")
    _define(s, "return x + y", f"return {returned}", arguments="x, y")
    shape = s.one_of(*FILLED)
    a = s.leaf(shape, "float32")
    b = s.leaf(shape, "float32")
    s.backward(s.let(f"Fn.apply({a}, {b})"))


@scenario("functions.wrong-number-of-gradients")
def wrong_number_of_gradients(s: Scene) -> None:
    returned = s.spelling("grad", "grad, grad, grad", "grad, None, grad", "()")
    _define(s, "return x + y", f"return {returned}", arguments="x, y")
    a = s.leaf()
    b = s.let(f"Fn.apply({a}, {a} * 2)")
    s.backward(b, raises="incorrect number of gradients")


@scenario("functions.wrong-shape-of-gradient")
def wrong_shape_of_gradient(s: Scene) -> None:
    returned = s.spelling(
        "grad[:1]",
        "grad.expand(2, 3)",
        "grad.sum()",
        "torch.ones(4)",
        "grad.unsqueeze(0)",
        "torch.ones(2, 2)",
        "3",
    )
    _define(s, "return x * 2", f"return {returned}")
    a = s.leaf((3,), "float32")
    b = s.unary(a, LINEAR) if s.chance(40) else a
    s.backward(s.let(f"Fn.apply({b})"))


@scenario("functions.gradient-is-cast")
def gradient_is_cast(s: Scene) -> None:
    cast = s.spelling("double()", "float()", "to(torch.int64)", "half()")
    _define(s, "return x * 2", f"return grad.{cast}")
    a = s.leaf()
    s.backward(s.let(f"Fn.apply({a})"))
    s.claim(f"{a}.grad.dtype == {a}.dtype")


@scenario("functions.double-backward")
def double_backward(s: Scene) -> None:
    _define(s, *s.spelling(SQUARE, SIGMOID, EXP))
    a = s.leaf()
    b = s.let(f"torch.autograd.grad(Fn.apply({a}).sum(), {a}, create_graph=True)[0]")
    s.claim(f"{b}.requires_grad")
    s.backward(b)


@scenario("functions.backward-runs-in-no-grad")
def backward_runs_in_no_grad(s: Scene) -> None:
    show = "print(torch.is_grad_enabled())\n"
    _define(s, show + "return x * 2", show + "return grad * 2")
    a = s.leaf()
    b = s.let(f"Fn.apply({a})")
    s.backward(b, s.spelling("", "create_graph=True", "retain_graph=True"))


@scenario("functions.several-outputs")
def several_outputs(s: Scene) -> None:
    _define(
        s,
        s.spelling("return x * 2, x + 1", "return x.clone(), x.sum(), 3", "return (x * 2, x * 3)"),
        "print(grad, other)\nreturn grad * 2",
        grads="grad, other, *more",
    )
    a = s.leaf()
    b = s.let(f"Fn.apply({a})")
    if s.chance(60):
        s.do(f"c = {b}[0] * 2 + {b}[1]")
    else:
        s.do(f"c = {b}[{s.one_of(0, 1)}] * 2")
    s.backward("c")


@scenario("functions.input-returned-as-is")
def input_returned_as_is(s: Scene) -> None:
    _define(s, "return x", "return grad * 2")
    a = s.leaf()
    b = s.unary(a) if s.chance(50) else a
    c = s.let(f"Fn.apply({b})")
    s.claim(f"{c} is not {b} and {c}.grad_fn.name() == 'FnBackward'")
    if s.chance(40):
        s.do(f"print({c}._is_view(), {c}._base is {b})")
    elif s.chance(40):
        s.write(c, METHOD_WRITES[:4])
    s.backward(c)


@scenario("functions.setup-context")
def setup_context(s: Scene) -> None:
    forward, save, backward = s.spelling(
        ("x * 2", "None", "grad * 2"),
        ("x * x", "ctx.save_for_backward(*inputs)", "2 * ctx.saved_tensors[0] * grad"),
        ("x.exp()", "ctx.save_for_backward(output)", "grad * ctx.saved_tensors[0]"),
    )
    methods = (("forward", "x", forward), ("setup_context", "ctx, inputs, output", save))
    lines = ["class Fn(torch.autograd.Function):"]
    style = s.one_of("lambda", "static method")
    for name, arguments, value in (*methods, ("backward", "ctx, grad", backward)):
        if style == "lambda":
            lines.append(f"    {name} = lambda {arguments}: {value}")
        else:
            lines += [
                "    @staticmethod",
                f"    def {name}({arguments}):",
                f"        return {value}",
            ]
    s.do("\n".join(lines))
    a = s.leaf()
    s.backward(s.let(f"Fn.apply({a})"))


@scenario("functions.backward-not-implemented")
def backward_not_implemented(s: Scene) -> None:
    _define(s, s.one_of("return x * 2", "return x.exp()"), None)
    a = s.leaf(shapes=INDEXABLE)
    b = s.let(f"Fn.apply({a})")
    s.claim(f"{b}.requires_grad")
    s.backward(b, raises="NotImplementedError")


@scenario("functions.clear-saved-tensors-on-access")
def clear_saved_tensors_on_access(s: Scene) -> None:
    twice = s.spelling(True, False)
    use = "ctx.saved_tensors[0] * ctx.saved_tensors[0]" if twice else "ctx.saved_tensors[0] * 2"
    _define(s, "ctx.save_for_backward(x)\nreturn x * x", f"return {use} * grad")
    s.do("Fn.clear_saved_tensors_on_access = True")
    b = s.let(f"Fn.apply({s.leaf()})")
    if twice:
        s.backward(b, raises="can only be accessed once")
        return
    s.backward(b, "retain_graph=True")
    s.backward(b, raises="can only be accessed once")


@scenario("functions.boxed-grads")
def boxed_grads(s: Scene) -> None:
    backward = s.spelling(
        "return grads[0] * 2", "return grads.pop() * 3", "return len(grads) * grads[0]"
    )
    _define(s, *("return x * 2", backward), grads="grads")
    s.do("Fn.boxed_grads_call = True")
    s.backward(s.let(f"Fn.apply({s.leaf()})"))


@scenario("functions.marks-are-tuples")
def marks_are_tuples(s: Scene) -> None:
    name = s.spelling("to_save", "dirty_tensors", "non_differentiable")
    value = s.one_of("[x]", "[]", "x")
    _define(s, f"ctx.{name} = {value}\nreturn x * 2", "return grad * 2")
    s.do(f"Fn.apply({s.leaf()})", raises=f"{name} attribute is expected to be a tuple")


@scenario("functions.keyword-arguments")
def keyword_arguments(s: Scene) -> None:
    _define(s, "return x * k", "return grad * 2, None", arguments="x, k=2")
    a = s.leaf((3,), "float32", requires_grad=True)
    call = s.spelling(
        f"{a}, k=3", f"k=3, x={a}", f"x={a}", f"{a}, j=3", f"{a}, x={a}", "k=3", f"{a}, 3, k=3"
    )
    s.do(f"y = Fn.apply({call})")
    s.do("y.sum().backward()")


@scenario("functions.attributes-of-ctx")
def attributes_of_ctx(s: Scene) -> None:
    _define(s, *SQUARE)
    s.do("y = Fn.apply(torch.tensor([1.0], requires_grad=True))")
    s.do(
        s.spelling(
            "print(y.grad_fn.saved_tensors)",
            "print(y.grad_fn.saved_variables)",
            "print(y.grad_fn.materialize_grads)",
            "y.grad_fn.materialize_grads = 3",
            "y.grad_fn.saved_tensors = ()",
            "print(y.grad_fn.needs_input_grad, y.grad_fn.dirty_tensors)",
            "y.grad_fn(torch.ones(1))",
            "Fn.forward(None, 1)",
        )
    )
    s.do("y.backward()")
    s.do("y.grad_fn.saved_tensors")
