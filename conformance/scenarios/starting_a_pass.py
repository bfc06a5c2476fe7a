"""Scenarios of the area graph: what a backward pass can start from, and what it refuses."""

from __future__ import annotations

from conformance.scenarios import scenario
from conformance.scenarios.builder import Scene

REFUSED = (
    "y.backward()",
    "y.backward(1.0)",
    "y.backward([1.0, 1.0])",
    "y.backward(torch.ones(3))",
    "y.backward(torch.ones(2, dtype=torch.complex64))",
    "y.sum().backward(inputs=[])",
    "y.sum().backward(inputs=[3])",
    "y.sum().backward(inputs=[torch.ones(2)])",
    "torch.autograd.backward([y, y], [torch.ones(2)])",
    "torch.autograd.backward([3])",
    "torch.autograd.backward(y, torch.ones(2), grad_variables=torch.ones(2))",
    "torch.autograd.backward([x, y], [torch.ones(2), torch.ones(3)])",
    "torch.autograd.grad(y, x)",
    "torch.autograd.grad(y.sum(), [])",
    "torch.autograd.grad(y.sum(), [x, 3])",
    "torch.autograd.grad(y.sum(), torch.ones(2))",
    "torch.autograd.grad(torch.ones(1), x)",
    "torch.autograd.grad(y.sum(), x, allow_unused=False, materialize_grads=True)",
    "torch.autograd.grad(y, x, 1)",
    "(y * 1j).sum().backward()",
    "y.long().backward()",
)


def _start(s: Scene) -> None:
    s.do("x = torch.tensor([1.0, -2.0], requires_grad=True)")
    s.do(f"y = {s.one_of('x * 3', 'x.exp()', 'x * x')}")


@scenario("graph.arguments-are-checked")
def arguments_are_checked(s: Scene) -> None:
    _start(s)
    s.do(s.spelling(*REFUSED), raises="")
    if s.chance(50):
        s.do("y.sum().backward()")


@scenario("graph.older-arguments-warn")
def older_arguments_warn(s: Scene) -> None:
    _start(s)
    s.do(
        s.spelling(
            "torch.autograd.backward(y, grad_variables=torch.ones(2))",
            "print(torch.autograd.grad(y.sum(), x, only_inputs=False))",
            "y.sum().backward(create_graph=True)",
        )
    )


@scenario("graph.inputs-may-be-a-dict")
def inputs_may_be_a_dict(s: Scene) -> None:
    _start(s)
    given = s.spelling('{"x": x}', '{"x": x, "y": y}', '{"y": y}')
    s.do(f"print(torch.autograd.grad(y.sum(), {given}))")


@scenario("graph.batched-gradients")
def batched_gradients(s: Scene) -> None:
    _start(s)
    vectors = s.spelling("torch.eye(2)", "torch.ones(3, 2)", "torch.ones(1, 2)", "torch.ones(3)")
    s.do(f"print(torch.autograd.grad(y, x, {vectors}, is_grads_batched=True))")


@scenario("graph.gradient-edges")
def gradient_edges(s: Scene) -> None:
    s.do("from torch.autograd.graph import get_gradient_edge")
    _start(s)
    s.do(f"e = get_gradient_edge({s.one_of('y', 'x')})")
    s.do(
        s.spelling(
            "torch.autograd.backward(e, torch.ones(2))",
            "torch.autograd.backward([e], [torch.ones(2)])",
            "torch.autograd.backward(e)",
            "print(torch.autograd.grad(y.sum(), e))",
            "print(torch.autograd.grad(e, x, torch.ones(2)))",
            "torch.autograd.grad(e, x, torch.ones(3))",
            "y.sum().backward(inputs=[e])",
            "get_gradient_edge(torch.ones(2))",
            "print(e.output_nr, e.node.name())",
            "torch.autograd.grad(y.sum(), [e, get_gradient_edge(y + 1)], materialize_grads=True)",
        )
    )


@scenario("graph.nodes-can-be-called")
def nodes_can_be_called(s: Scene) -> None:
    _start(s)
    s.do(
        s.spelling(
            "print(y.grad_fn(torch.ones(2)))",
            "print(y.grad_fn(None))",
            "y.grad_fn()",
            "y.grad_fn(3)",
            "y.grad_fn(torch.ones(2), torch.ones(2))",
            "print(y.grad_fn.metadata, y.grad_fn.requires_grad)",
            "y.grad_fn.other",
        )
    )


@scenario("graph.anomaly-mode")
def anomaly_mode(s: Scene) -> None:
    s.do("x = torch.tensor([0.0, -1.0], requires_grad=True)")
    body = s.spelling("x.sqrt() * 0", "x.log()", "x * x", "(x - x) / (x - x)", "x.abs().sqrt()")
    check = s.one_of("", "check_nan=False")
    s.within(
        f"with torch.autograd.detect_anomaly({check}):",
        f"y = {body}\ny.sum().backward()\nprint(torch.is_anomaly_enabled())",
    )
    s.do("print(torch.is_anomaly_enabled(), torch.is_anomaly_check_nan_enabled())")


@scenario("graph.hooks-of-one-saved-tensor")
def hooks_of_one_saved_tensor(s: Scene) -> None:
    s.do("x = torch.tensor([1.0, -2.0], requires_grad=True)")
    value, name = s.spelling(
        ("x ** 2", "self"), ("x.exp()", "result"), ("x * 2", "other"), ("x * 2", "self")
    )
    s.do(f"y = {value}")
    s.do(f"saved = y.grad_fn._raw_saved_{name}")
    s.do("saved.register_hooks(lambda t: t * 3, lambda t: print(t) or t)")
    if s.chance(50):
        s.do("saved.register_hooks(lambda t: t, lambda t: t)")
    s.do("y.sum().backward()")
    if s.chance(50):
        s.do("saved.register_hooks(lambda t: t, lambda t: t)")


@scenario("graph.saved-tensor-hooks-that-fail")
def saved_tensor_hooks_that_fail(s: Scene) -> None:
    s.do("from torch.autograd.graph import disable_saved_tensors_hooks, save_on_cpu")
    s.do("from torch.autograd.graph import saved_tensors_hooks")
    s.do("x = torch.tensor([1.0, -2.0], requires_grad=True)")
    context = s.spelling(
        "saved_tensors_hooks(lambda t: t.add_(1), lambda t: t)",
        "saved_tensors_hooks(lambda t: 3, lambda t: 3)",
        "saved_tensors_hooks(lambda t: t, lambda t: t[0])",
        "saved_tensors_hooks(lambda t: t, lambda: 3)",
        "save_on_cpu()",
        'disable_saved_tensors_hooks("not now"), save_on_cpu()',
        'save_on_cpu(), disable_saved_tensors_hooks("not now")',
        'disable_saved_tensors_hooks("not now")',
    )
    s.within(f"with {context}:", "y = (x * 1) ** 2\ny.sum().backward()")
