"""Derivatives that the newest release has and the installed one may lack, against numbers.

Where the installed release has them, the conformance run holds the reference to it; here it is held
to differences of values, set to that release. See `operator_checks`.
"""

import math

import pytest
import torch

import reference_impl
from reference_impl import semantics

from .operator_checks import assert_as_numbers

NEWEST = "2.15.0"
BESSEL = [f"{kind}{order}" for kind in ("bessel_j", "bessel_y") for order in (0, 1)]
MODIFIED = [f"modified_bessel_{kind}{order}" for kind in "ik" for order in (0, 1)]
SMOOTH = [
    *(f"torch.special.{name}(p)" for name in (*BESSEL, *MODIFIED)),
    *(f"torch.pdist(m, {p})" for p in (1.0, 1.5, 2.0, 3.5, "float('inf')")),
    *(f"torch.cdist(m, k, {p})" for p in (1.0, 1.5, 2.0, 3.5, "float('inf')")),
    "torch.cdist(b, a)",
    "torch.quantile(m, 0.3)",
    "torch.quantile(m, 0.4, 0, interpolation='midpoint')",
    "torch.nanquantile(n, 0.7, 1, True)",
    "F.scaled_dot_product_attention(b, b.flip(1), b, d.reshape(2, 4, 6)[:, :3, :3])",
]
# One operation: its second derivative is an error.
AT_ONCE = ["F.scaled_dot_product_attention(b, b.flip(1), b)"]


@pytest.fixture(autouse=True)
def newest_release():
    semantics.set_release(NEWEST)
    yield
    semantics.set_release(torch.__version__)


@pytest.mark.parametrize("expression", SMOOTH)
def test_as_numbers(expression):
    assert_as_numbers(expression)


@pytest.mark.parametrize("expression", AT_ONCE)
def test_as_numbers_once(expression):
    assert_as_numbers(expression, orders=1)


@pytest.mark.parametrize(
    ("name", "slopes"),
    [
        ("bessel_j0", (0.0, 0.0, math.nan)),
        ("bessel_j1", (0.5, 0.5, math.nan)),
        ("bessel_y0", (math.inf, math.inf, math.nan)),
        ("bessel_y1", (math.inf, math.inf, math.nan)),
        ("modified_bessel_i0", (0.0, 0.0, math.nan)),
        ("modified_bessel_i1", (0.5, 0.5, math.nan)),
        ("modified_bessel_k0", (-math.inf, -math.inf, math.nan)),
        ("modified_bessel_k1", (-math.inf, math.nan, math.nan)),
        ("i1", (0.5, 0.5, math.nan)),
        ("i1e", (0.5, 0.5, math.nan)),
    ],
)
def test_bessel_functions_at_zero(name, slopes):
    """The slopes at 0, -0 and NaN, as torch 2.15.0 gives them."""
    x = reference_impl.tensor([0.0, -0.0, math.nan], requires_grad=True)
    getattr(reference_impl.special, name)(x).backward(reference_impl.ones(3))
    assert x.grad.tolist() == pytest.approx(slopes, nan_ok=True)


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_bessel_functions_in_half_precision(dtype):
    x = reference_impl.tensor([0.0, 1.0], dtype=dtype, requires_grad=True)
    reference_impl.special.i1(x).sum().backward()
    assert x.grad.tolist() == pytest.approx([0.5, 0.7], abs=0.01)


@pytest.mark.parametrize("p", [0.0, 0.5, 1.0, 1.5, 2.0, 3.0, math.inf])
@pytest.mark.parametrize("name", ["pdist", "cdist"])
def test_rows_that_coincide(name, p):
    """They are at the distance 0, whose first and second derivatives are taken as 0."""
    x = reference_impl.tensor([[1.0, 2.0], [1.0, 2.0]], requires_grad=True)
    other = () if name == "pdist" else (x.detach()[:1],)
    distances = getattr(reference_impl, name)(x, *other, p)
    seed = reference_impl.ones_like(distances)
    (first,) = reference_impl.autograd.grad(distances, x, seed, create_graph=True)
    (second,) = reference_impl.autograd.grad((first * x).sum(), x)
    assert first.tolist() == second.tolist() == [[0.0, 0.0], [0.0, 0.0]]


def test_attention_of_nothing():
    """Without keys the result is 0; it still has a gradient for each argument."""
    query = reference_impl.ones((1, 2, 3, 4), requires_grad=True)
    nothing = reference_impl.ones((1, 2, 0, 4), requires_grad=True)
    result = reference_impl.nn.functional.scaled_dot_product_attention(query, nothing, nothing)
    result.sum().backward()
    assert result.grad_fn.name() == "AddBackward0"
    assert query.grad.tolist() == reference_impl.zeros((1, 2, 3, 4)).tolist()
    assert nothing.grad.shape == nothing.shape
