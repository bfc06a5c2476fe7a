"""The operator that `rms_norm` is on CUDA, against the composition that it is on a CPU.

Its kernel answers on a CPU too, so that its derivatives can be held to it there.
"""

import pytest
import torch
from packaging.version import Version

import reference_impl
from reference_impl.ops.root_mean_square import fused_rms_norm

pytestmark = pytest.mark.skipif(
    Version(torch.__version__) < Version("2.9"), reason="torch has it since 2.9"
)


@pytest.mark.parametrize("eps", [None, 0.1])
@pytest.mark.parametrize("with_weight", [True, False])
@pytest.mark.parametrize("output", ["result", "scale"])
def test_first_and_second_derivatives(output, with_weight, eps):
    """Those of the result, and those of the scale that is its second output."""
    x = torch.tensor([[1.0, -2.0, 0.5], [0.3, 4.0, -1.0]], dtype=torch.float64)
    weight = torch.tensor([0.5, 2.0, -3.0], dtype=torch.float64) if with_weight else None

    def composed(x, weight):
        added = torch.finfo(torch.float64).eps if eps is None else eps
        scale = (x.pow(2).mean(-1, keepdim=True) + added).rsqrt()
        made = x * scale if weight is None else x * scale * weight
        return made if output == "result" else scale

    def fused(x, weight):
        return fused_rms_norm(x, [3], weight, eps)[output == "scale"]

    expected = _derivatives(torch, composed, x, weight)
    actual = _derivatives(reference_impl, fused, x, weight)
    for one, other in zip(actual, expected, strict=True):
        torch.testing.assert_close(torch.tensor(one), torch.tensor(other))


def _derivatives(namespace, function, *values):
    leaves = [
        namespace.tensor(value.tolist(), dtype=namespace.float64, requires_grad=True)
        for value in values
        if value is not None
    ]
    made = function(*leaves, *[None] * (len(values) - len(leaves)))
    settings = {"create_graph": True, "allow_unused": True, "materialize_grads": True}
    first = namespace.autograd.grad(made.pow(3).sum(), leaves, **settings)
    settings["create_graph"] = False
    total = sum(each.pow(2).sum() for each in first)
    second = namespace.autograd.grad(total, leaves, **settings)
    return [each.tolist() for each in (made, *first, *second)]
