"""Scenarios of the area modules: freezing, fine-tuning, GANs, as far as they are autograd."""

from __future__ import annotations

from conformance.scenarios import scenario
from conformance.scenarios.builder import Scene

IMPORT = "from torch import nn, optim"
FREEZE = (
    "for p in {m}.parameters():\n    p.requires_grad = False",
    "for p in {m}.parameters():\n    p.requires_grad_(False)",
    "{m}.requires_grad_(False)",
    "for name, p in {m}.named_parameters():\n    p.requires_grad = False",
)


def _linear(s: Scene, inputs: int = 2, outputs: int = 1, name: str | None = None) -> str:
    """A linear layer, or one with an activation after it."""
    layer = f"nn.Linear({inputs}, {outputs})"
    return s.let(s.one_of(layer, f"nn.Sequential({layer}, nn.ReLU())"), name)


def _optimizer(s: Scene, parameters: str) -> str:
    form = s.one_of(
        "optim.SGD({parameters}, lr=0.1)",
        "optim.Adam({parameters}, lr=0.1)",
        "optim.SGD({parameters}, lr=0.1, momentum=0.9)",
        "optim.SGD({parameters}, lr=0.1, weight_decay=0.5)",
        "optim.SGD({parameters}, 0.1, momentum=0.9, nesterov=True)",
        "optim.Adam({parameters}, lr=0.1, weight_decay=0.5)",
    )
    return form.format(parameters=parameters)


def _input(s: Scene) -> str:
    return s.one_of(
        "torch.ones(1, 2)", "torch.tensor([[1.0, -2.0], [0.5, 3.0]])", "torch.ones(3, 2)"
    )


@scenario("modules.freeze-parameters")
def freeze_parameters(s: Scene) -> None:
    s.do(IMPORT)
    s.do("m = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1))")
    s.do(s.spelling(*FREEZE).format(m="m[0]"))
    s.do(f"m({_input(s)}).sum().backward()")
    s.claim("m[0].weight.grad is None and m[1].weight.grad is not None")


@scenario("modules.replace-head")
def replace_head(s: Scene) -> None:
    s.do(IMPORT)
    s.do("m = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 3))")
    s.do(s.spelling(*FREEZE).format(m="m"))
    s.do("m[2] = nn.Linear(2, 1)")
    s.do(f"m({_input(s)}).sum().backward()")
    s.claim("m[2].weight.requires_grad and not m[0].weight.requires_grad")


@scenario("modules.optimizer-filter")
def optimizer_filter(s: Scene) -> None:
    s.do(IMPORT)
    s.do("m = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1))")
    s.do(s.one_of(*FREEZE).format(m=s.one_of("m[0]", "m[1]")))
    kept = s.spelling(
        "filter(lambda p: p.requires_grad, m.parameters())",
        "[p for p in m.parameters() if p.requires_grad]",
    )
    s.do(f"opt = {_optimizer(s, kept)}")
    s.do(f"m({_input(s)}).sum().backward()")
    s.do("opt.step()")


@scenario("modules.freeze-after-optimizer")
def freeze_after_optimizer(s: Scene) -> None:
    s.do(IMPORT)
    s.do("m = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1))")
    s.do(f"opt = {_optimizer(s, 'm.parameters()')}")
    s.do(s.spelling(*FREEZE).format(m="m[0]"))
    s.do(f"m({_input(s)}).sum().backward()")
    s.do("opt.step()")
    s.claim("len(opt.param_groups[0]['params']) == 4")


@scenario("modules.gan-detach")
def gan_detach(s: Scene) -> None:
    s.do(IMPORT)
    generator = _linear(s, 2, 2)
    discriminator = _linear(s, 2, 1)
    fake = f"{generator}({_input(s)})"
    detached = s.spelling(f"{fake}.detach()", fake, f"torch.detach({fake})", f"{fake}.data")
    c = s.let(detached)
    s.do(f"{discriminator}({c}).sum().backward()")
    cut = "none" if detached == fake else "all"
    s.claim(
        f"{'all' if cut == 'all' else 'not any'}(p.grad is None for p in {generator}.parameters())"
    )


@scenario("modules.eval-is-not-no-grad")
def eval_is_not_no_grad(s: Scene) -> None:
    s.do(IMPORT)
    a = _linear(s)
    if s.chance(40):
        a = s.let(f"nn.Sequential(nn.Sequential({a}, nn.Dropout()))")
    s.do(s.spelling(f"{a}.eval()", f"{a}.train(False)", f"{a}.train()", f"{a} = {a}.eval()"))
    b = s.let(f"{a}({_input(s)})")
    s.claim(f"{b}.requires_grad")
    s.do(f"print([part.training for part in {a}.modules()])")
    s.backward(b)


@scenario("modules.zero-grad")
def zero_grad(s: Scene) -> None:
    s.do(IMPORT)
    a = _linear(s)
    holder = a
    if s.chance(50):
        s.do(f"opt = optim.SGD({a}.parameters(), lr=0.1)")
        holder = "opt"
    loss = f"{a}({_input(s)}).sum().backward()"
    s.do(loss)
    arguments = s.spelling("", "set_to_none=False", "set_to_none=True")
    s.do(f"kept = [p.grad for p in {a}.parameters()]")
    s.do(f"{holder}.zero_grad({arguments})")
    if s.chance(40):
        s.do(loss)
    else:
        is_none = "False" not in arguments
        s.claim(f"all((p.grad is None) is {is_none} for p in {a}.parameters())")


@scenario("modules.requires-grad")
def requires_grad(s: Scene) -> None:
    s.do(IMPORT)
    a = _linear(s)
    flag = s.spelling("False", "True", "requires_grad=False", "")
    b = s.let(f"{a}.requires_grad_({flag})")
    s.claim(f"{b} is {a}")
    c = s.let(f"{a}({_input(s)})")
    s.claim(f"{c}.requires_grad is {'False' not in flag}")


@scenario("modules.linear-gradients")
def linear_gradients(s: Scene) -> None:
    s.do(IMPORT)
    bias = s.one_of("", ", bias=False")
    a = s.let(f"nn.Linear(2, {s.one_of(1, 3)}{bias})")
    b = s.let(s.one_of(_input(s), "torch.ones(2, requires_grad=True)", "torch.ones(2, 2, 2)"))
    s.backward(s.let(s.spelling(f"{a}({b})", f"{a}({b}) ** 2", f"nn.functional.relu({a}({b}))")))


@scenario("modules.optimizer-step")
def optimizer_step(s: Scene) -> None:
    s.do(IMPORT)
    a = s.let("nn.Parameter(torch.tensor([1.0, -2.0]))")
    b = s.let("nn.Parameter(torch.tensor([3.0]))")
    s.do(f"opt = {_optimizer(s, f'[{a}, {b}]')}")
    if s.chance(50):
        s.do(f"kept = {a}.detach()")
    for _ in range(s.integer(1, 2)):
        s.do(s.one_of(f"({a} ** 2).sum().backward()", f"({a} * {b}).sum().backward()"))
        s.do("opt.step()")
    s.claim(f"{a}.is_leaf and {a}._version >= 1 and not {a}.grad.requires_grad")


@scenario("modules.input-needs-no-grad")
def input_needs_no_grad(s: Scene) -> None:
    s.do(IMPORT)
    a = _linear(s)
    b = s.let(f"{_input(s)}{s.spelling('', '.requires_grad_()')}")
    c = s.let(f"{a}({b})")
    target = s.let(f"torch.zeros_like({c}{s.one_of('', ', requires_grad=True')})")
    s.do(f"(({c} - {target}) ** 2).mean().backward()")
    s.claim(f"({b}.grad is None) is (not {b}.requires_grad)")


@scenario("modules.parameters-require-grad")
def parameters_require_grad(s: Scene) -> None:
    s.do(IMPORT)
    a = _linear(s, 2, s.one_of(1, 3))
    s.do(s.spelling(f"print([p.requires_grad for p in {a}.parameters()])", f"print({a})"))
    b = s.let(f"{a}({_input(s)})")
    s.claim(f"{b}.requires_grad and all(p.is_leaf for p in {a}.parameters())")


@scenario("modules.weight-norm")
def weight_norm(s: Scene) -> None:
    s.do("from torch import nn")
    s.do(f"m = nn.utils.weight_norm(nn.Linear(2, 3), dim={s.spelling('0', '1', 'None', '-1')})")
    s.do("m(torch.ones(1, 2)).sum().backward()")
    s.do(s.one_of("print(m.weight_g.grad, m.weight_v.grad)", "nn.utils.remove_weight_norm(m)"))
    s.claim("m.bias.requires_grad")
