"""Scenarios of the area modules about its parts: containers, layers, losses, initial values."""

from __future__ import annotations

from conformance.scenarios import scenario
from conformance.scenarios.builder import Scene

IMPORT = "from torch import nn"
PAIRS = (
    "nn.Sequential(nn.Linear(2, 2), nn.ReLU())",
    "nn.ModuleList([nn.Linear(2, 2), nn.ReLU()])",
    "nn.Sequential(nn.Linear(2, 2)).append(nn.ReLU())",
    "nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Tanh())[:2]",
    "nn.ModuleList([nn.ReLU()] + [nn.Linear(2, 2)])",
    "nn.ModuleDict({'a': nn.Linear(2, 2), 'b': nn.ReLU()})",
    "nn.ParameterList([torch.ones(2), nn.Parameter(torch.zeros(1))])",
    "nn.ParameterDict({'a': torch.ones(2), 'b': nn.Parameter(torch.zeros(1))})",
)
FILLS = (
    "ones_({p})",
    "zeros_({p})",
    "constant_({p}, 3.0)",
    "uniform_({p}, -1.0, 1.0)",
    "normal_({p}, std=2.0)",
    "eye_({p})",
    "xavier_uniform_({p})",
    "xavier_normal_({p}, gain=2.0)",
    "kaiming_uniform_({p}, nonlinearity='relu')",
    "kaiming_normal_({p}, mode='fan_out')",
    "orthogonal_({p})",
    "sparse_({p}, sparsity=0.5)",
)
LAYERS = (
    ("nn.Conv1d(2, 2, 2)", "(1, 2, 4)"),
    ("nn.Conv2d(1, 2, 2, padding=1, bias=False)", "(1, 1, 3, 3)"),
    ("nn.ConvTranspose1d(2, 2, 2, stride=2, output_padding=1)", "(1, 2, 3)"),
    ("nn.BatchNorm1d(2)", "(3, 2)"),
    ("nn.BatchNorm1d(2, momentum=None).eval()", "(3, 2)"),
    ("nn.GroupNorm(2, 4)", "(2, 4, 3)"),
    ("nn.LayerNorm(3, eps=0.1)", "(2, 3)"),
    ("nn.Flatten(0, 1)", "(2, 3, 2)"),
    ("nn.Unflatten(1, (2, 1))", "(2, 2)"),
    ("nn.GLU(0)", "(2, 3)"),
    ("nn.PReLU(2)", "(2, 2)"),
    ("nn.AvgPool2d(2)", "(1, 4, 4)"),
)
LOSSES = (
    ("MSELoss", "torch.ones_like(y)"),
    ("L1Loss", "torch.ones_like(y)"),
    ("SmoothL1Loss", "torch.zeros_like(y)"),
    ("HuberLoss", "torch.zeros_like(y)"),
    ("BCEWithLogitsLoss", "torch.ones_like(y)"),
    ("CrossEntropyLoss", "torch.tensor([1, 0])"),
    ("NLLLoss", "torch.tensor([1, 0])"),
    ("MultiMarginLoss", "torch.tensor([1, 0])"),
    ("SoftMarginLoss", "torch.ones_like(y)"),
    ("HingeEmbeddingLoss", "torch.ones_like(y)"),
)


@scenario("modules.containers")
def containers(s: Scene) -> None:
    s.do(IMPORT)
    s.do(f"m = {s.spelling(*PAIRS)}")
    s.claim("len(m) == 2 and len(list(m.parameters())) == 2")
    s.do(s.one_of("print(m)", "print([name for name, _ in m.named_parameters()])"))


@scenario("modules.initialization")
def initialization(s: Scene) -> None:
    s.do(IMPORT)
    s.do("p = nn.Parameter(torch.zeros(2, 3))")
    s.do(f"q = nn.init.{s.spelling(*FILLS).format(p='p')}")
    s.claim("q is p and p.is_leaf and p.requires_grad")


@scenario("modules.spectral-norm")
def spectral_norm(s: Scene) -> None:
    s.do(IMPORT)
    options = s.spelling("", ", dim=1", ", n_power_iterations=2", ", eps=0.1")
    s.do(f"m = nn.utils.spectral_norm(nn.Linear(2, 3){options})")
    s.do(s.one_of("m(torch.ones(1, 2)).sum().backward()", "print(m.eval()(torch.ones(2)))"))
    s.do(s.one_of("print(m.weight_orig.grad)", "nn.utils.remove_spectral_norm(m)"))
    s.claim("m.bias.requires_grad")


@scenario("modules.layers")
def layers(s: Scene) -> None:
    s.do(IMPORT)
    layer, size = s.spelling(*LAYERS)
    # Equal elements have no variance: what a normalization gives back is a difference of large
    # numbers, and in float32 mostly rounding.
    s.do(f"m = {layer}.double()")
    s.do(f"x = torch.ones({size}, dtype=torch.float64, requires_grad=True)")
    s.do("y = m(x * 2)")
    s.claim("y.requires_grad")
    s.backward("y")


@scenario("modules.losses")
def losses(s: Scene) -> None:
    s.do(IMPORT)
    loss, target = s.spelling(*LOSSES)
    s.do("y = torch.tensor([[1.0, -2.0], [0.5, 3.0]], requires_grad=True)")
    reduction = s.one_of("mean", "sum", "none")
    s.do(f"z = nn.{loss}(reduction={reduction!r})(y, {target})")
    s.claim(f"(z.dim() == 0) is {reduction != 'none'}")
    s.backward("z")
