"""Scenarios of the area hooks: hooks of tensors and of nodes."""

from __future__ import annotations

from conformance.scenarios import scenario
from conformance.scenarios.builder import INDEXABLE, Scene
from conformance.scenarios.spellings import LINEAR, LINEAR_WRITES, SAVE_INPUT, SAVE_RESULT

REPLACEMENTS = (
    "grad * 2",
    "-grad",
    "torch.zeros_like(grad)",
    "grad + 1",
    "grad.clone()",
    "None",
    "grad",
    "torch.ones_like(grad)",
    "grad.detach() * 3",
)


def _leaf_or_not(s: Scene) -> tuple[str, str]:
    """A leaf, and a tensor to put hooks on: the leaf, one computed from it, or a view."""
    a = s.leaf()
    kind = s.one_of("leaf", "computed", "view")
    if kind == "view":
        return a, s.view_of(s.unary(a))
    return a, (a if kind == "leaf" else s.unary(a, SAVE_INPUT[:5] + LINEAR[:3]))


@scenario("hooks.tensor-hook-sees-gradient")
def tensor_hook_sees_gradient(s: Scene) -> None:
    _, b = _leaf_or_not(s)
    s.do(
        s.spelling(
            f"{b}.register_hook(lambda grad: print(grad))",
            f"{b}.register_hook(print)",
            f"{b}.register_hook(lambda grad: print(grad.requires_grad, grad.shape))",
            f"{b}.register_hook(lambda grad: print(torch.is_grad_enabled()))",
        )
    )
    c = s.let(s.one_of(f"{b} * 3", f"{b} * {b}", f"{b} + {b}", f"{b} * 2 + {b} * {b}"))
    s.backward(c, s.one_of("", "retain_graph=True", "create_graph=True"))
    if s.chance(30):
        s.backward(s.let(f"{b} * 5") if s.chance(50) else c)


@scenario("hooks.tensor-hook-replaces-gradient")
def tensor_hook_replaces_gradient(s: Scene) -> None:
    _, b = _leaf_or_not(s)
    returned = s.spelling(*REPLACEMENTS)
    if s.chance(40):
        s.do(f"def hook(grad):\n    return {returned}")
        s.do(f"{b}.register_hook(hook)")
    else:
        s.do(f"{b}.register_hook(lambda grad: {returned})")
    s.backward(s.let(s.one_of(f"{b} * 3", f"{b} * {b}")))


@scenario("hooks.order")
def order(s: Scene) -> None:
    _, b = _leaf_or_not(s)
    first, second = s.spelling(*[(x, y) for x in REPLACEMENTS[:4] for y in REPLACEMENTS[:4]])
    if s.chance(30):
        s.do(f"def hook(grad):\n    return {first}")
        for _ in range(2):
            s.do(f"{b}.register_hook(hook)")
    else:
        s.do(f"{b}.register_hook(lambda grad: {first})")
        s.do(f"{b}.register_hook(lambda grad: {second})")
    if s.chance(40):
        s.do(f"{b}.register_hook(lambda grad: print(grad))")
    s.backward(s.let(f"{b} * 3"))


@scenario("hooks.removed-hook-not-called")
def removed_hook_not_called(s: Scene) -> None:
    _, b = _leaf_or_not(s)
    if s.spelling(False, True):
        _removed_on_the_way(s, b)
        return
    handle = s.let(
        f"{b}.register_hook(lambda grad: {s.one_of('grad * 2', 'print(grad)')})", "handle"
    )
    if s.chance(40):
        s.do(f"{b}.register_hook(lambda grad: grad + 1)")
    if s.chance(30):
        s.do(f"({b} * 2).sum().backward(retain_graph=True)")
    s.do(f"{handle}.remove()")
    s.backward(s.let(s.spelling(f"{b} * 3", f"{b} * {b}")))


def _removed_on_the_way(s: Scene, b: str) -> None:
    """A hook that removes one of the hooks while these are called."""
    s.do("handles = []")
    s.do(f"handles.append({b}.register_hook(lambda grad: handles[{s.one_of(0, 1)}].remove()))")
    s.do(f"handles.append({b}.register_hook(lambda grad: grad * 2))")
    if s.chance(40):
        s.do(f"{b}.register_hook(lambda grad: print(grad))")
    for _ in range(s.integer(1, 2)):
        s.backward(s.let(f"{b} * 3"), "retain_graph=True")


@scenario("hooks.retain-grad")
def retain_grad(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a, LINEAR + SAVE_INPUT)
    if s.chance(40):
        b = s.view_of(b)
    for _ in range(s.integer(1, 2)):
        s.do(f"{b}.retain_grad()")
    s.claim(f"{b}.retains_grad")
    c = s.let(s.spelling(f"{b} * 3", f"{b} * {b}", f"{b} + {b}", f"{b}.exp()"))
    s.backward(c)
    s.claim(f"{b}.grad is not None and not {b}.grad.requires_grad")
    if s.chance(30):
        s.do(f"print({b}.grad)")


@scenario("hooks.retain-grad-on-a-leaf")
def retain_grad_on_a_leaf(s: Scene) -> None:
    a = s.leaf()
    s.do(f"{a}.retain_grad()")
    s.claim(f"{a}.retains_grad is False")
    s.do(f"print({a}.retains_grad)")
    s.backward(s.unary(a))


@scenario("hooks.retain-grad-sees-hooked-value")
def retain_grad_sees_hooked_value(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a)
    lines = [
        f"{b}.retain_grad()",
        f"{b}.register_hook(lambda grad: {s.spelling(*REPLACEMENTS[:4])})",
    ]
    for line in s.one_of(lines, lines[::-1]):
        s.do(line)
    s.backward(s.let(s.one_of(f"{b} * 3", f"{b}.exp()")))


@scenario("hooks.captured-gradient")
def captured_gradient(s: Scene) -> None:
    a, b = _leaf_or_not(s)
    s.do(f"{b}.register_hook(lambda grad: {s.spelling(*REPLACEMENTS)})")
    c = s.let(s.one_of(f"{b} * 3", f"{b} * {b}"))
    s.let(f"torch.autograd.grad({c}.sum(), {s.one_of(b, f'[{b}]', a)})")


@scenario("hooks.captured-gradient-of-inner-input")
def captured_gradient_of_inner_input(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a, LINEAR)
    s.do(f"{b}.register_hook(lambda grad: {s.spelling('grad * 2', 'grad + 1', '-grad')})")
    c = s.let(f"({b} * 3).sum()")
    s.let(f"torch.autograd.grad({c}, {s.one_of(f'[{a}, {b}]', f'[{b}, {a}]', a)})")


@scenario("hooks.post-accumulate")
def post_accumulate(s: Scene) -> None:
    a, b = _leaf_or_not(s)
    hook = s.spelling(
        "lambda p: print(p.grad)",
        "lambda p: p.grad.zero_()",
        "lambda p: print(p.requires_grad, p.grad is None)",
        "lambda p: p.data.sub_(p.grad)",
        "clear",
    )
    if hook == "clear":
        s.do("def clear(p):\n    p.grad = None")
    if b != a:
        refused = "cannot be registered on non-leaf tensors"
        s.do(f"{b}.register_post_accumulate_grad_hook({hook})", raises=refused)
    handle = s.let(f"{a}.register_post_accumulate_grad_hook({hook})", "handle")
    if s.chance(40):
        s.do(f"{a}.register_post_accumulate_grad_hook(lambda p: print(p.grad))")
    s.backward(s.let(f"{b} * 3"))
    if s.chance(30):
        s.do(f"{handle}.remove()")
        s.backward(s.let(f"{a} * 2"))


@scenario("hooks.node-hook")
def node_hook(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a, LINEAR[:6] + SAVE_INPUT[:2] + SAVE_RESULT[:2])
    hook = s.spelling(
        "lambda grads, outputs: print(grads, outputs)",
        "lambda grads, outputs: tuple(g if g is None else g * 2 for g in grads)",
        "lambda grads, outputs: None",
        "lambda grads, outputs: print(len(grads), len(outputs))",
    )
    handle = s.let(f"{b}.grad_fn.register_hook({hook})", "handle")
    if s.chance(20):
        s.do(f"{handle}.remove()")
    s.backward(s.let(f"{b} * 3") if s.chance(60) else b)


@scenario("hooks.node-prehook")
def node_prehook(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a, LINEAR[:6] + SAVE_INPUT[:2])
    if s.chance(40):
        s.do(f"{b}.register_hook(lambda grad: grad * 2)")
    hook = s.spelling(
        "lambda grads: print(grads)",
        "lambda grads: tuple(g * 2 for g in grads)",
        "lambda grads: None",
        "lambda grads: (grads[0] + 1,)",
    )
    s.do(f"{b}.grad_fn.register_prehook({hook})")
    if s.chance(30):
        s.do(f"{b}.retain_grad()")
    s.backward(s.let(f"{b} * 3"))


@scenario("hooks.register-needs-requires-grad")
def register_needs_requires_grad(s: Scene) -> None:
    a = s.constant()
    b = s.unary(a) if s.chance(40) else a
    line, text = s.spelling(
        (f"{b}.register_hook(lambda grad: grad)", "cannot register a hook on a tensor"),
        (f"{b}.retain_grad()", "can't retain_grad on Tensor"),
        (f"{b}.detach().register_hook(print)", "cannot register a hook on a tensor"),
        (f"{b}.data.retain_grad()", "can't retain_grad on Tensor"),
    )
    s.do(line, raises=text)


@scenario("hooks.in-place-leaves-hooks-on-old-node")
def bound_to_the_old_history(s: Scene) -> None:
    a = s.leaf(shapes=INDEXABLE)
    b = s.unary(a)
    hook = s.spelling("print(grad)", "grad * 2", "grad + 1")
    s.do(f"{b}.register_hook(lambda grad: {hook})")
    s.write(b, LINEAR_WRITES)
    if s.chance(40):
        s.do(f"{b}.register_hook(lambda grad: print(grad))")
    s.backward(s.let(f"{b} * 3"))


@scenario("hooks.retain-grad-follows-in-place")
def retain_grad_follows_in_place(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a)
    s.do(f"{b}.retain_grad()")
    s.write(b, LINEAR_WRITES[:9])
    s.backward(s.let(s.one_of(f"{b} * 3", f"{b} + 1")))
    s.claim(f"{b}.grad is not None")


@scenario("hooks.result-is-checked")
def result_is_checked(s: Scene) -> None:
    a = s.leaf(s.one_of((3,), (2, 3)), "float32")
    b = s.unary(a) if s.chance(50) else a
    returned, text = s.spelling(
        ("grad[:1]", "has changed the size of value"),
        ("3", "expected Variable"),
        ("grad.sum()", "has changed the size of value"),
        ('"grad"', "expected Variable"),
        ("grad.unsqueeze(0)", "has changed the size of value"),
        ("grad.double()", "has changed the type of value"),
        ("(grad,)", "expected Variable"),
    )
    s.do(f"def hook(grad):\n    return {returned}")
    s.do(f"{b}.register_hook(hook)")
    s.backward(s.let(f"{b} * 2"), raises=text)


@scenario("hooks.leaf-hook-before-accumulation")
def leaf_hook_before_accumulation(s: Scene) -> None:
    a = s.leaf()
    s.backward(s.unary(a))
    s.do(
        f"{a}.register_hook(lambda grad: {s.spelling('print(grad)', 'grad * 2', '-grad', 'None')})"
    )
    s.backward(s.let(s.one_of(f"{a} * 3", f"{a} + {a}")))


@scenario("hooks.multi-grad")
def multi_grad(s: Scene) -> None:
    shape = s.one_of((3,), (), (2, 2))
    a = s.leaf(shape, "float32")
    b = s.leaf(shape, "float32")
    c = s.let(s.one_of(f"{a} * {b}", f"{a} * 2", f"{a} + {b}"))
    tensors = s.spelling(f"[{a}, {b}]", f"({a}, {c})", f"[{b}]", f"[{a}, {b}, {c}]")
    handle = f"torch.autograd.graph.register_multi_grad_hook({tensors}, lambda grads: print(grads))"
    s.let(handle, "handle")
    if s.chance(20):
        s.do("handle.remove()")
    s.backward(c, s.one_of("", "retain_graph=True"))


@scenario("hooks.multi-grad-refuses-captured-leaf")
def multi_grad_refuses_captured_leaf(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a)
    s.do(f"torch.autograd.graph.register_multi_grad_hook([{a}, {b}], print)")
    target = s.spelling(a, b)
    raises = "A leaf node was passed" if target == a else None
    s.do(f"torch.autograd.grad({b}.sum(), {target})", raises=raises)
    if s.chance(50):
        s.backward(s.unary(b))


@scenario("hooks.multi-grad-any")
def multi_grad_any(s: Scene) -> None:
    a = s.leaf((3,), "float32", requires_grad=True)
    b = s.unary(a)
    c = s.unary(b)
    tensors = s.spelling(f"[{a}, {b}]", f"({b}, {c})", f"[{a}, torch.ones(1)]", "[]")
    mode = s.one_of("any", "any", "some")
    hook = "lambda grad: print(grad)"
    call = f'register_multi_grad_hook({tensors}, {hook}, mode="{mode}")'
    s.do(f"handle = torch.autograd.graph.{call}")
    s.backward(c, "retain_graph=True")
    if s.chance(50):
        s.backward(c)
