"""Scenarios of the area functions: tangents that are carried forward."""

from __future__ import annotations

from conformance.scenarios import scenario
from conformance.scenarios.builder import Scene

# No number beside a tensor: for its sake alone torch loads its compiler, which takes two seconds.
STEPS = (
    "y = d.sin() * d",
    "y = (d ** 3).sum()",
    "y = torch.stack([d, d.sin()])",
    "y = d @ d",
    "y = d[0].sin()",
    "y = d.detach().sin()",
    "y = d > 1",
    "y = torch.relu(d)",
    "y = d.clone().mul_(d)",
    "y = torch.mul(d, 2, out=torch.empty(2))",
    "y = forward_ad.make_dual(d, t)",
)


@scenario("functions.forward-mode")
def forward_mode(s: Scene) -> None:
    s.do("from torch.autograd import forward_ad")
    s.do("x = torch.tensor([1.0, 2.0])")
    s.do(f"t = torch.tensor({s.one_of('[1.0, 0.0]', '[0.5, -3.0]')})")
    block = (
        "d = forward_ad.make_dual(x, t)",
        s.spelling(*STEPS),
        "print(y, forward_ad.unpack_dual(y).tangent)",
    )
    s.do("\n    ".join(["with forward_ad.dual_level():", *block]))
    s.do("print(d, forward_ad.unpack_dual(d).tangent)")
