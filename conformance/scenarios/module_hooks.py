"""Scenarios of the area modules: hooks of modules, their state, and what they register."""

from __future__ import annotations

from conformance.scenarios import scenario
from conformance.scenarios.builder import Scene

IMPORT = "from torch import nn"
ROWS = "torch.tensor([[1.0, -2.0], [0.5, 3.0]]"


def _module(s: Scene, outputs: int = 1) -> str:
    """A layer, sometimes with an activation after it."""
    s.do(IMPORT)
    layer = f"nn.Linear(2, {outputs})"
    return s.let(s.one_of(layer, f"nn.Sequential({layer}, nn.Tanh())"), "m")


def _input(s: Scene, requires_grad: bool | None = None) -> str:
    flag = s.chance(60) if requires_grad is None else requires_grad
    return s.let(f"{ROWS}, requires_grad=True)" if flag else f"{ROWS})", "x")


@scenario("modules.forward-hooks")
def forward_hooks(s: Scene) -> None:
    m, x = _module(s), _input(s)
    hook = s.spelling(
        "register_forward_hook(lambda m, i, o: print(o))",
        "register_forward_hook(lambda m, i, o: o * 2)",
        "register_forward_pre_hook(lambda m, i: print(i))",
        "register_forward_pre_hook(lambda m, i: i[0] * 2)",
        "register_forward_pre_hook(lambda m, i: (i[0] + 1,))",
        "register_forward_hook(lambda m, i, k, o: print(k), with_kwargs=True)",
        "register_forward_pre_hook(lambda m, i, k: (i, {}), with_kwargs=True)",
        "register_forward_hook(lambda m, i, o: o + 1, prepend=True)",
    )
    s.let(f"{m}.{hook}", "handle")
    if s.chance(40):
        s.do(f"{m}.register_forward_hook(lambda m, i, o: print(o.shape), prepend=True)")
    s.backward(f"{m}({x})")
    if s.chance(30):
        s.do("handle.remove()")
        s.do(f"print({m}({x}))")


@scenario("modules.forward-hook-that-is-always-called")
def forward_hook_that_is_always_called(s: Scene) -> None:
    m = _module(s)
    always = s.spelling("always_call=True", "always_call=False")
    s.do(f"{m}.register_forward_hook(lambda m, i, o: print(o), {always})")
    s.do(f"{m}(torch.ones(3))", raises="")
    s.do(f"{m}(torch.ones(2))")


@scenario("modules.full-backward-hooks")
def full_backward_hooks(s: Scene) -> None:
    m, x = _module(s), _input(s)
    hook = s.spelling(
        "register_full_backward_hook(lambda m, i, o: print(i, o))",
        "register_full_backward_hook(lambda m, i, o: (i[0],) if i[0] is None else (i[0] * 3,))",
        "register_full_backward_pre_hook(lambda m, o: print(o))",
        "register_full_backward_pre_hook(lambda m, o: (o[0] * 2,))",
        "register_full_backward_pre_hook(lambda m, o: o[0] * 2)",
    )
    s.let(f"{m}.{hook}", "handle")
    if s.chance(40):
        s.do(f"{m}.register_full_backward_hook(lambda m, i, o: print(len(i), len(o)))")
    s.backward(f"{m}({x})")
    if s.chance(30):
        s.do("handle.remove()")
        s.backward(f"{m}({x})")


@scenario("modules.backward-hook-results-are-checked")
def backward_hook_results_are_checked(s: Scene) -> None:
    m = _module(s)
    result = s.spelling("(i[0], i[0])", "()", "3", "[i[0]]", "(3,)")
    kind = s.one_of("register_full_backward_hook", "register_full_backward_hook")
    s.do(f"{m}.{kind}(lambda m, i, o: {result})")
    s.backward(f"{m}({_input(s, True)})")


@scenario("modules.kinds-of-backward-hooks-exclude-each-other")
def kinds_of_backward_hooks(s: Scene) -> None:
    m = _module(s)
    first, second = s.spelling(("full_backward", "backward"), ("backward", "full_backward"))
    s.do(f"{m}.register_{first}_hook(lambda m, i, o: print(len(i)))")
    s.do(f"{m}.register_{second}_hook(lambda m, i, o: None)", raises="Cannot use both")
    s.backward(f"{m}({_input(s)})")


@scenario("modules.state-dict")
def state_dict(s: Scene) -> None:
    m = _module(s)
    step = s.spelling(
        f"state = {m}.state_dict()",
        f"state = {m}.state_dict(keep_vars=True)",
        f'state = {m}.state_dict(prefix="p.")',
        "state = {}",
        'state = {"weight": torch.ones(1, 2), "bias": torch.zeros(1)}',
        'state = {"weight": torch.ones(2, 2), "other": torch.zeros(1)}',
    )
    s.do(step)
    s.do(f"print({m}.load_state_dict(state, strict={s.one_of('True', 'False')}))")
    if s.chance(50):
        s.do(f"{m}.load_state_dict({m}.state_dict(), assign=True)")
    s.backward(f"{m}({_input(s)})")


@scenario("modules.state-dict-hooks")
def state_dict_hooks(s: Scene) -> None:
    m = _module(s)
    hook = s.spelling(
        "register_state_dict_pre_hook(lambda m, p, k: print(p, k))",
        "register_state_dict_post_hook(lambda m, d, p, meta: print(list(d), p))",
        "register_load_state_dict_post_hook(lambda m, keys: print(keys))",
        "register_load_state_dict_pre_hook(lambda m, d, p, *rest: print(list(d), p))",
        "register_load_state_dict_post_hook(lambda m, keys: keys.missing_keys.clear())",
    )
    s.do(f"{m}.{hook}")
    s.do(f"{m}.load_state_dict({s.one_of(f'{m}.state_dict()', '{}')})")


@scenario("modules.functional-call")
def functional_call(s: Scene) -> None:
    s.do(IMPORT)
    s.do("m = nn.Linear(2, 1)")
    s.do("w = torch.tensor([[1.0, 2.0]], requires_grad=True)")
    given = s.spelling('{"weight": w}', '{"weight": w * 2, "bias": w[0, :1]}', '[{"weight": w}]')
    arguments = s.one_of("torch.ones(1, 2)", "(torch.ones(1, 2),)")
    s.let(f"torch.func.functional_call(m, {given}, {arguments})", "y")
    s.backward("y")
    s.claim("w.grad is not None and m.weight.grad is None and m.weight.requires_grad")


@scenario("modules.what-may-be-registered")
def what_may_be_registered(s: Scene) -> None:
    m = _module(s)
    s.do(
        s.spelling(
            f'{m}.register_parameter("p", torch.ones(1))',
            f'{m}.register_parameter("p", nn.Parameter(torch.ones(1)))',
            f'{m}.register_parameter("p", None)',
            f'{m}.register_parameter("a.b", None)',
            f'{m}.register_parameter("", None)',
            f"{m}.register_parameter(3, None)",
            f'{m}.register_parameter("forward", None)',
            f'{m}.register_buffer("b", torch.ones(1), persistent=False)',
            f'{m}.register_buffer("b", 3)',
            f'{m}.register_module("c", nn.ReLU())',
            f'{m}.register_module("c", 3)',
            f"{m}.p = nn.Parameter(torch.ones(1))",
            f"{m}.training = False",
            f"{m}.c = nn.ReLU()",
        )
    )
    s.do(f"print(list({m}.state_dict()), [n for n, _ in {m}.named_modules()])")
    s.do(f"print([n for n, _ in {m}.named_parameters()], [n for n, _ in {m}.named_buffers()])")


@scenario("modules.conversion")
def conversion(s: Scene) -> None:
    s.do(IMPORT)
    m = s.let("nn.Linear(2, 1)", "m")
    s.backward(f"{m}({_input(s)})")
    how = s.spelling("double()", "half()", "to(torch.float64)", "bfloat16()", "float()", "cpu()")
    s.do(f"{m}.{how}")
    s.do(f"print([(p.dtype, p.grad.dtype) for p in {m}.parameters()])")
    if s.chance(50):
        s.do(f"{m}.zero_grad()")
    if s.chance(50):
        s.do(f"print({m}.train({s.one_of('True', 'False')}).training)")


@scenario("modules.finding-parts")
def finding_parts(s: Scene) -> None:
    s.do(IMPORT)
    s.do("m = nn.Sequential(nn.Linear(2, 1), nn.Sequential(nn.ReLU(), nn.Linear(1, 1)))")
    s.do(
        s.spelling(
            'print(m.get_submodule("1.1"))',
            'print(m.get_parameter("1.1.weight"))',
            'm.get_submodule("1.5")',
            'm.get_parameter("1.1.other")',
            'm.get_buffer("0.weight")',
            "m.other",
            "print([n for n, _ in m.named_children()])",
            'print([n for n, _ in m.named_modules(prefix="r")])',
            "print(len(list(m.modules())), len(list(m.children())))",
            "print(len(list(m.parameters(recurse=False))), len(list(m[0].parameters())))",
            "m.apply(lambda part: print(type(part).__name__))",
            "print(m)",
        )
    )
