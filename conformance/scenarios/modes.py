"""Scenarios of the area modes: no_grad, enable_grad, set_grad_enabled."""

from __future__ import annotations

from conformance.scenarios import scenario
from conformance.scenarios.builder import Scene
from conformance.scenarios.spellings import (
    METHOD_WRITES,
    OPERATOR_WRITES,
    SAVE_INPUT,
    SAVE_NOTHING,
    SAVE_RESULT,
    SETITEM_WRITES,
    VIEWS,
)

OFF = ("torch.no_grad()", "torch.set_grad_enabled(False)", "torch.autograd.no_grad()")
ON = ("torch.enable_grad()", "torch.set_grad_enabled(True)", "torch.autograd.enable_grad()")
EITHER = (OFF[0], ON[0], OFF[1], ON[1])


@scenario("modes.no-grad-records-nothing")
def no_grad_records_nothing(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a) if s.chance(40) else a
    c = s.fresh()
    table = SAVE_NOTHING + SAVE_INPUT + SAVE_RESULT
    expression = s.spelling(*table).format(x=b)
    viewed = s.chance(25)
    if viewed:
        expression = s.fitting(VIEWS, b).text.format(x=b)
    s.within(f"with {s.spelling(*OFF)}:", f"{c} = {expression}")
    s.claim(f"{c}.requires_grad is {viewed} and {c}.grad_fn is None and {c}.is_leaf")
    s.do(f"print({c}.requires_grad, {c}.is_leaf)")


@scenario("modes.inputs-keep-their-flag")
def inputs_keep_their_flag(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a)
    s.within(
        f"with {s.spelling(*OFF)}:", f"print({a}.requires_grad, {b}.requires_grad, {b}.is_leaf)"
    )
    s.claim(f"{a}.requires_grad and {b}.requires_grad")
    s.backward(s.unary(b, SAVE_INPUT))


@scenario("modes.factories-unaffected")
def factories_unaffected(s: Scene) -> None:
    a = s.fresh()
    expression = s.spelling(
        "torch.tensor([1.0, 2.0], requires_grad=True)",
        "torch.ones(2, requires_grad=True)",
        "torch.nn.Parameter(torch.ones(2))",
        "torch.zeros(2).requires_grad_()",
        "torch.tensor([3.0])",
        "torch.full((2,), 0.5, requires_grad=True)",
    )
    s.within(f"with {s.one_of(*OFF)}:", f"{a} = {expression}")
    s.claim(f"{a}.is_leaf and {a}.requires_grad is {expression != 'torch.tensor([3.0])'}")
    s.backward(s.unary(a, SAVE_INPUT))


@scenario("modes.nested")
def nested(s: Scene) -> None:
    a = s.leaf()
    outer, inner = s.spelling(*[(x, y) for x in EITHER for y in EITHER])
    s.within(
        f"with {outer}:",
        f"with {inner}:\n    b = {a} * 2\nc = {a} * 3\nprint(torch.is_grad_enabled())",
    )
    s.do(f"d = {a} * 4")
    off = "no_grad" in outer or "False" in outer
    s.claim(f"c.requires_grad is {not off} and d.requires_grad")


@scenario("modes.no-grad-nested-enable-grad")
def no_grad_nested_enable_grad(s: Scene) -> None:
    a = s.leaf()
    expression = s.one_of(*SAVE_INPUT[:4]).format(x=a)
    s.within(f"with {s.spelling(*OFF)}:", f"with {s.spelling(*ON)}:\n    b = {expression}")
    s.claim("b.requires_grad and b.grad_fn is not None")
    s.backward("b")


@scenario("modes.restored-after-exception")
def restored_after_exception(s: Scene) -> None:
    a = s.leaf()
    mode = s.spelling(*OFF, *ON)
    failing = s.one_of(
        'raise ValueError("no")', "torch.ones(2) + torch.ones(3)", f"{a}.view(99)", "[][0]"
    )
    if mode in ON:
        s.within(
            "with torch.no_grad():",
            f"try:\n    with {mode}:\n        {failing}\nexcept Exception:\n    b = {a} * 2",
        )
        s.claim("not b.requires_grad")
        return
    s.within(f"with {mode}:", failing, raises="")
    b = s.unary(a)
    s.claim(f"torch.is_grad_enabled() and {b}.requires_grad")
    s.backward(b)


@scenario("modes.decorator")
def decorator(s: Scene) -> None:
    a = s.leaf()
    mode = s.spelling(
        "torch.no_grad()", "torch.enable_grad()", "torch.set_grad_enabled(False)", "torch.no_grad"
    )
    if s.spelling(False, True):
        _decorated_generator(s, a, mode)
        return
    body = s.one_of("return x * 2", 'raise ValueError("no")', "return x.sum()")
    s.do(f"@{mode}\ndef f(x):\n    {body}")
    if s.chance(40):
        s.within(f"with {s.one_of(*OFF)}:", f"b = f({a})\nc = {a} * 3")
    else:
        for _ in range(s.integer(1, 3)):
            s.do(f"b = f({a})")
        s.do(f"c = {a} * 3")
        s.claim("c.requires_grad and torch.is_grad_enabled()")


def _decorated_generator(s: Scene, a: str, mode: str) -> None:
    """The mode holds while the generator runs, and not where it has stopped."""
    body = s.one_of("yield x * 2", "y = yield x * 2\n    yield torch.is_grad_enabled(), y")
    s.do(f"@{mode}\ndef f(x):\n    {body}")
    s.do(f"run = f({a})")
    lines = ["b = next(run)", f"c = {a} * 3"]
    if s.chance(50):
        lines.append(s.one_of("print(next(run))", f"run.send({a} * 4)", "run.close()"))
    if s.chance(30):
        s.within(f"with {s.one_of(*OFF)}:", *lines)
    else:
        for line in lines:
            s.do(line)
        s.claim("c.requires_grad")
    if s.chance(50):
        s.do(s.one_of("print(list(run))", 'run.throw(ValueError("no"))'))


@scenario("modes.set-grad-enabled")
def set_grad_enabled(s: Scene) -> None:
    a = s.leaf()
    flag = s.one_of(False, True)
    style = s.spelling("call", "with", "grad mode's own", "variable")
    if style == "with":
        s.within(f"with torch.set_grad_enabled({flag}):", f"b = {a} * 2")
    elif style == "variable":
        s.do(f"train = {flag}")
        s.within("with torch.set_grad_enabled(mode=train):", f"b = {a} * 2")
    else:
        name = "torch.set_grad_enabled" if style == "call" else "torch.autograd.set_grad_enabled"
        s.do(f"{name}({flag})")
        s.do(f"b = {a} * 2")
        s.claim(f"torch.is_grad_enabled() is {flag}")
        s.do(f"{name}(True)")
    s.claim(f"b.requires_grad is {flag}")
    s.do(f"c = {a} * 3")
    s.claim("c.requires_grad")


@scenario("modes.is-grad-enabled")
def is_grad_enabled(s: Scene) -> None:
    s.do("print(torch.is_grad_enabled())")
    s.within(f"with {s.spelling(*OFF, *ON)}:", "print(torch.is_grad_enabled())")
    s.do("print(torch.is_grad_enabled())")


@scenario("modes.in-place-on-leaf-allowed-under-no-grad")
def in_place_on_leaf_allowed_under_no_grad(s: Scene) -> None:
    a = s.leaf()
    write = s.fitting(METHOD_WRITES + OPERATOR_WRITES + SETITEM_WRITES, a).text.format(x=a)
    s.within(f"with {s.one_of(*OFF)}:", write)
    s.claim(f"{a}.is_leaf and {a}.requires_grad and {a}._version == 1")
    s.backward(s.unary(a, SAVE_INPUT))


@scenario("modes.block-is-a-constant")
def block_is_a_constant(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a, SAVE_INPUT)
    c = s.fresh()
    s.within(f"with {s.spelling(*OFF)}:", f"{c} = {s.one_of(*SAVE_INPUT).format(x=b)}")
    d = s.let(s.one_of(f"{b} * {c}", f"{b} + {c}", f"{c} - {b}", f"{c} * {a}"))
    s.backward(d)


@scenario("modes.backward-in-no-grad")
def backward_in_no_grad(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a, SAVE_INPUT + SAVE_RESULT)
    line = s.spelling(
        f"{b}.sum().backward()",
        f"{b}.backward(torch.ones_like({b}))",
        f"print(torch.autograd.grad({b}, {a}, torch.ones_like({b})))",
    )
    s.within(f"with {s.one_of(*OFF)}:", line)
    s.backward(b)


@scenario("modes.in-place-keeps-history")
def in_place_keeps_history(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a, SAVE_NOTHING)
    write = s.fitting(METHOD_WRITES + OPERATOR_WRITES, b).text.format(x=b)
    s.within(f"with {s.one_of(*OFF)}:", write)
    s.claim(f"{b}.requires_grad and {b}._version == 1")
    if s.chance(40):
        s.do(f"print({b}.grad_fn)")
    s.backward(s.unary(b, SAVE_INPUT) if s.chance(60) else b)


@scenario("modes.no-grad-saves-nothing")
def no_grad_saves_nothing(s: Scene) -> None:
    a = s.unary(s.leaf())
    b = s.fresh()
    expression = s.spelling(*SAVE_INPUT, *SAVE_RESULT).format(x=a)
    if s.chance(50):
        s.within(f"with {s.one_of(*OFF)}:", f"{b} = {expression}")
        s.do(s.one_of(f"{b}.zero_()", f"{a}.detach().zero_()"))
        s.backward(a)
    else:
        s.do(f"{b} = {expression}")
        s.do(f"{b}.detach().zero_()")
        s.backward(b)


@scenario("modes.saved-tensor-hooks")
def saved_tensor_hooks(s: Scene) -> None:
    a = s.leaf()
    pack = s.one_of("lambda x: print(x) or x", "lambda x: x.clone()", "lambda x: x")
    unpack = s.spelling("lambda x: x", "lambda x: print(x) or x", "lambda x: x * 2")
    b = s.fresh()
    expression = s.one_of(*SAVE_INPUT[:6], *SAVE_RESULT[:3]).format(x=a)
    s.within(
        f"with torch.autograd.graph.saved_tensors_hooks({pack}, {unpack}):", f"{b} = {expression}"
    )
    s.backward(b)


@scenario("modes.saved-tensor-hooks-skip-version-check")
def saved_tensor_hooks_skip_version_check(s: Scene) -> None:
    a = s.unary(s.leaf())
    pack = s.spelling("lambda x: x", "lambda x: x.detach()", "lambda x: x.clone()")
    b = s.fresh()
    expression = s.one_of(*SAVE_INPUT[:6]).format(x=a)
    s.within(
        f"with torch.autograd.graph.saved_tensors_hooks({pack}, lambda x: x):",
        f"{b} = {expression}",
    )
    s.do(s.one_of(f"{a}.add_(1)", f"{a}.detach().mul_(2)"))
    error = s.backward(b)
    s.claim(f"{error is None}")


@scenario("modes.inference-mode")
def inference_mode(s: Scene) -> None:
    a = s.leaf()
    b = s.fresh()
    mode = s.spelling(
        "torch.inference_mode()", "torch.inference_mode(True)", "torch.inference_mode(False)"
    )
    table = SAVE_NOTHING + SAVE_INPUT + SAVE_RESULT
    s.within(f"with {mode}:", f"{b} = {s.one_of(*table).format(x=a)}")
    off = "False" in mode
    s.claim(f"{b}.is_inference() is {not off} and {b}.requires_grad is {off}")
    s.do(f"print({b}.is_inference(), torch.is_inference_mode_enabled())")


@scenario("modes.inference-tensors-are-refused")
def inference_tensors_are_refused(s: Scene) -> None:
    a = s.leaf()
    b = s.fresh()
    s.within("with torch.inference_mode():", f"{b} = {a} * 2")
    s.do(
        s.spelling(
            f"{b}.add_(1)",
            f"{b} * {a}",
            f"{b}.requires_grad_()",
            f"{b}.clone() * {a}",
            f"{b} + {a}",
            f"print({b}._version)",
            f"{b}.mul_(2)",
            f"{b}.requires_grad = True",
            f"{b}[:1]" if s.value(b).dim() else f"{b}.view(1)",
        )
    )
    s.do(f"print({b})")


@scenario("modes.mutation-of-saved-tensors")
def mutation_of_saved_tensors(s: Scene) -> None:
    a = s.unary(s.leaf())
    b = s.fresh()
    expression = s.spelling(*SAVE_INPUT[:6]).format(x=a)
    write = s.one_of(f"{a}.add_(1)", f"{a}.detach().mul_(2)", f"{a}.zero_()")
    lines = [f"{b} = {expression}", write]
    if s.chance(70):
        lines.append(f"{b}.sum().backward()")
    s.within("with torch.autograd.graph.allow_mutation_on_saved_tensors():", *lines)
    if len(lines) == 2:
        s.backward(b, raises="Trying to backward outside")


@scenario("modes.inference-mode-records-nothing")
def inference_mode_records_nothing(s: Scene) -> None:
    a = s.leaf()
    b, c = s.fresh(), s.fresh()
    table = SAVE_NOTHING + SAVE_INPUT + SAVE_RESULT
    expression = s.spelling(*table).format(x=a)
    made = s.one_of("torch.ones(2, requires_grad=True)", "torch.nn.Parameter(torch.ones(2))")
    s.within(
        "with torch.inference_mode():",
        f"with {s.one_of(*ON)}:\n    {b} = {expression}\n    {c} = {made}",
    )
    s.claim(f"{b}.is_inference() and not {b}.requires_grad and {b}.grad_fn is None")
    s.claim(f"{c}.is_inference() and {c}.requires_grad and {c}.is_leaf")


@scenario("modes.inference-tensors-alone-are-not-recorded")
def inference_tensors_alone_are_not_recorded(s: Scene) -> None:
    a = s.fresh()
    s.within("with torch.inference_mode():", f"{a} = torch.ones(2, requires_grad=True)")
    b = s.let(s.spelling(f"{a} * {a}", f"{a}.sum()", f"{a}.exp()", f"torch.stack([{a}, {a}])"))
    s.claim(f"not {b}.requires_grad and not {b}.is_inference()")
    s.do(f"{b}.sum().backward()", raises="does not require grad")


LOWERED = ("x @ w", "torch.mm(x, w)", "torch.nn.functional.linear(x, w)", "torch.matmul(x, w)")
SINGLE = ("torch.nn.functional.mse_loss(y, w)", "torch.prod(y)", "torch.cdist(y, y)")


@scenario("modes.autocast")
def autocast(s: Scene) -> None:
    s.do("x = torch.tensor([[1.0, 2.0], [0.5, -1.0]])")
    s.do("w = torch.tensor([[1.0, 0.5], [2.0, 0.25]], requires_grad=True)")
    product = s.spelling(*LOWERED)
    block = [f"y = {product}", f"z = {s.one_of(*SINGLE)}", "u = y + x"]
    s.within(
        f"with torch.autocast('cpu', {s.one_of('torch.bfloat16', 'dtype=torch.bfloat16')}):", *block
    )
    s.claim("y.dtype == torch.bfloat16 and z.dtype == torch.float32 and u.dtype == torch.float32")
    s.do("(z.sum() + u.sum()).backward()")
    s.claim("w.grad.dtype == torch.float32")
