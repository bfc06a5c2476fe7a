"""Scenarios of the area modules: optimizers, their groups and state, schedules, clipping."""

from __future__ import annotations

from conformance.scenarios import scenario
from conformance.scenarios.builder import Scene

IMPORT = "from torch import nn, optim"
OPTIMIZERS = (
    "optim.SGD([p], lr=0.1)",
    "optim.SGD([p], lr=0.1, momentum=0.9, dampening=0.5)",
    "optim.SGD([p], lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.1)",
    "optim.SGD([p], lr=0.1, maximize=True)",
    "optim.Adam([p], lr=0.1)",
    "optim.Adam([p], lr=0.1, amsgrad=True, weight_decay=0.1)",
    "optim.Adam([p], lr=0.1, betas=(0.5, 0.9), maximize=True)",
    "optim.AdamW([p], lr=0.1)",
    "optim.RMSprop([p], lr=0.1)",
    "optim.RMSprop([p], lr=0.1, momentum=0.9, centered=True)",
    "optim.RMSprop([p], lr=0.1, weight_decay=0.1)",
    "optim.Adagrad([p], lr=0.1)",
    "optim.Adagrad([p], lr=0.1, lr_decay=0.1, weight_decay=0.1)",
    "optim.Adadelta([p], rho=0.5)",
    "optim.Adamax([p], lr=0.1)",
    "optim.NAdam([p], lr=0.1, weight_decay=0.1)",
    "optim.RAdam([p], lr=0.1)",
    "optim.Rprop([p], lr=0.1)",
    "optim.ASGD([p], lr=0.1)",
)
SCHEDULERS = (
    "StepLR(o, 2)",
    "StepLR(o, step_size=1, gamma=0.5)",
    "MultiStepLR(o, [1, 3], gamma=0.5)",
    "ExponentialLR(o, 0.5)",
    "LambdaLR(o, lambda epoch: 1 / (epoch + 1))",
    "ConstantLR(o, factor=0.5, total_iters=2)",
    "LinearLR(o, start_factor=0.5, total_iters=3)",
    "CosineAnnealingLR(o, 2)",
    "CosineAnnealingLR(o, 3, eta_min=0.01)",
)


def _start(s: Scene, optimizer: str = "optim.SGD([p], lr=0.1, momentum=0.9)") -> None:
    s.do(IMPORT)
    s.do("p = nn.Parameter(torch.tensor([1.0, -2.0]))")
    s.do(f"o = {optimizer}")


@scenario("modules.optimizers")
def optimizers(s: Scene) -> None:
    _start(s, s.spelling(*OPTIMIZERS))
    for _ in range(s.integer(1, 3)):
        s.do(s.one_of("(p * p).sum().backward()", "p.sum().backward()"))
        s.do("o.step()")
        if s.chance(50):
            s.do(s.one_of("o.zero_grad()", "o.zero_grad(set_to_none=False)"))
    s.claim("p.is_leaf and p.requires_grad and p._version > 0")


@scenario("modules.foreach-nesterov-overwrites-grad")
def foreach_nesterov_overwrites_grad(s: Scene) -> None:
    copying = s.one_of("", ", weight_decay=0.5", ", maximize=True")
    foreach = s.one_of("True", "True", "False", "None")
    _start(s, f"optim.SGD([p], 0.5, momentum=0.5, nesterov=True{copying}, foreach={foreach})")
    s.do("p.sum().backward()")
    for _ in range(s.integer(1, 3)):
        s.do("o.step()")
        if s.chance(30):
            s.do("p.sum().backward()")
    s.do("print(p.grad, p.grad._version)")


@scenario("modules.schedulers")
def schedulers(s: Scene) -> None:
    _start(s)
    s.do(f"s = optim.lr_scheduler.{s.spelling(*SCHEDULERS)}")
    for _ in range(s.integer(1, 4)):
        s.do("o.step()")
        s.do("s.step()")
        s.do('print(s.get_last_lr(), o.param_groups[0]["lr"])')


@scenario("modules.parameter-groups")
def parameter_groups(s: Scene) -> None:
    _start(s)
    s.do("q = nn.Parameter(torch.ones(1))")
    s.do(
        s.spelling(
            'o.add_param_group({"params": [q]})',
            'o.add_param_group({"params": q, "lr": 1.0})',
            'o.add_param_group({"params": [p]})',
            'o.add_param_group({"params": [q, q]})',
            'o.add_param_group({"params": [q * 2]})',
            'o.add_param_group({"params": [3]})',
            "o.add_param_group(q)",
            'o = optim.SGD([{"params": [p]}, {"params": [q], "lr": 1.0}], lr=0.1)',
            "o = optim.SGD([q, p], lr=0.1)",
        )
    )
    s.do("(p.sum() + q.sum()).backward()")
    s.do("o.step()")
    s.do('print([(g["lr"], len(g["params"])) for g in o.param_groups])')


@scenario("modules.optimizer-refuses")
def optimizer_refuses(s: Scene) -> None:
    s.do(IMPORT)
    s.do("p = nn.Parameter(torch.ones(1))")
    s.do(
        s.spelling(
            "optim.SGD([], lr=0.1)",
            "optim.SGD([p * 2], lr=0.1)",
            "optim.SGD([3], lr=0.1)",
            "optim.SGD(p, lr=0.1)",
            "optim.SGD([p], lr=-1.0)",
            "optim.SGD([p], lr=0.1, momentum=-1.0)",
            "optim.SGD([p], lr=0.1, weight_decay=-1.0)",
            "optim.SGD([p], lr=0.1, nesterov=True)",
            "optim.Adam([p], lr=-1.0)",
            "optim.Adam([p], eps=-1.0)",
            "optim.Adam([p], betas=(1.5, 0.9))",
            "optim.Adam([p], betas=(0.5, 1.9))",
            "optim.RMSprop([p], alpha=-1.0)",
            "optim.RMSprop([p], lr=-1.0)",
            "optim.Adagrad([p], lr=-1.0)",
            "optim.Adagrad([p], lr_decay=-1.0)",
            "optim.Adagrad([p], eps=-1.0)",
        ),
        raises="",
    )


@scenario("modules.optimizer-state")
def optimizer_state(s: Scene) -> None:
    optimizer = s.spelling(*OPTIMIZERS)
    _start(s, optimizer)
    s.do("p.sum().backward()")
    s.do("o.step()")
    s.do("state = o.state_dict()")
    s.do(f"o = {optimizer}")
    s.do("o.load_state_dict(state)")
    if s.chance(70):
        s.do("o.step()")
        s.do('print(o.param_groups[0]["lr"], list(o.state_dict()["state"]))')


@scenario("modules.step-hooks-and-closures")
def step_hooks_and_closures(s: Scene) -> None:
    _start(s)
    hook = s.spelling(
        "o.register_step_pre_hook(lambda o, a, k: print(len(a), k))",
        "o.register_step_post_hook(lambda o, a, k: print(p))",
        "o.register_step_post_hook(lambda o, a, k: print(1)).remove()",
    )
    s.do(hook)
    s.do("p.sum().backward()")
    s.do(s.one_of("o.step()", "print(o.step(lambda: p.sum().detach()))"))


@scenario("modules.clipping")
def clipping(s: Scene) -> None:
    _start(s)
    s.do("(p * p).sum().backward()")
    value = s.spelling(
        "nn.utils.clip_grad_norm_([p], 1.0)",
        "nn.utils.clip_grad_norm_(p, 100.0)",
        "nn.utils.clip_grad_norm_([p], 1.0, norm_type=1)",
        'nn.utils.clip_grad_norm_([p], 1.0, norm_type=float("inf"))',
        "nn.utils.clip_grad_norm_([], 1.0)",
        "nn.utils.clip_grad_value_([p], 0.5)",
        "nn.utils.clip_grad_value_([], 0.5)",
        "nn.utils.parameters_to_vector([p, p])",
        "nn.utils.vector_to_parameters(torch.zeros(2), [p])",
    )
    s.do(f"print({value})")
    s.do("o.step()")
