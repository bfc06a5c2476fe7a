"""Operators that work element by element: the reference against torch and against numbers.

Each expression names its inputs; see `operator_checks`. `m`, `k`, `x`, `y` hold generic values of
both signs, `p` and `q` values between 0 and 1, `edges`, `left` and `right` the special points.
"""

import pytest
import torch

import reference_impl
from reference_impl import semantics

from .operator_checks import assert_as_numbers, assert_as_torch
from .side_by_side import assert_same, programs


def names(text):
    """Several names, written as one text."""
    return text.split()


DTYPES = (torch.float32, torch.bfloat16, torch.float16, torch.complex128)

# -- one argument --------------------------------------------------------------------------------

EVERYWHERE = names(
    """
    exp exp2 expm1 sin cos tan sinh cosh tanh asinh atan arcsinh arctan sinc sigmoid erf erfc i0
    square abs absolute sign sgn neg negative positive reciprocal angle deg2rad rad2deg floor ceil
    trunc fix round frac relu nan_to_num
    """
)
BETWEEN_0_AND_1 = names(
    """
    log log2 log10 log1p sqrt rsqrt asin acos atanh arcsin arccos arctanh logit erfinv lgamma
    digamma
    """
)
ABOVE_1 = ["acosh", "arccosh"]
SPECIAL = names("erfcx i0e i1 i1e log_ndtr ndtr expit gammaln psi expm1 log1p")
ACTIVATIONS = names(
    """
    relu relu6 hardtanh leaky_relu elu celu selu gelu silu mish softplus softsign hardswish
    hardshrink softshrink tanhshrink logsigmoid sigmoid tanh rrelu
    """
)
WITH_INPLACE_FLAG = names(
    """
    relu relu6 hardtanh leaky_relu elu celu selu silu mish hardswish hardsigmoid
    """
)

UNARY = [
    *(f"torch.{name}(m)" for name in EVERYWHERE),
    *(f"torch.{name}(p)" for name in BETWEEN_0_AND_1),
    *(f"torch.{name}(above_one)" for name in ABOVE_1),
    *(f"torch.special.{name}(p)" for name in SPECIAL),
    "torch.special.entr(p)",
    "torch.special.ndtri(p)",
    "torch.polygamma(0, p)",
    "torch.polygamma(2, p)",
    "p.polygamma(1)",
    "torch.mvlgamma(above_one, 2)",
    "p.logit(0.12)",
    "torch.round(p, decimals=0)",
    "torch.frexp(p)[0]",
    "m.conj_physical()",
    "m.float_power(2)",
    "s.exp()",
    "none.sin()",
    "b.transpose(0, 2).erf()",
    "y[:1].expand(4).tanh()",
]
IN_PLACE = [
    *(
        f"m.clone().{name}_()"
        for name in EVERYWHERE
        if hasattr(torch.Tensor, name + "_") and name not in ("asinh", "arcsinh")
    ),
    *(f"p.clone().{name}_()" for name in BETWEEN_0_AND_1 if name not in ("atanh", "arctanh")),
    *(f"F.{name}(m.clone(), inplace=True)" for name in WITH_INPLACE_FLAG if name[:5] != "hards"),
    "p.clone().logit_(0.22)",
    "p.clone().polygamma_(1)",
    "m.clone().clamp_(-0.5, 0.6)",
    "m.clone().clamp_min_(0.1)",
    "m.clone().pow_(2)",
    "m.clone().fmod_(0.37)",
    "m.clone().remainder_(0.37)",
    "m.clone().div_(0.37, rounding_mode='floor')",
    "F.threshold(m.clone(), 0.4, 2.0, inplace=True)",
    "F.elu(m.clone(), 0.5, inplace=True)",
]
ACTIVATED = [
    *(f"F.{name}(m)" for name in ACTIVATIONS),
    "F.hardtanh(m, -0.3, 0.9)",
    "F.leaky_relu(m, 0.3)",
    "F.elu(m, 0.5)",
    "F.celu(m, 2.0)",
    "F.gelu(m, approximate='tanh')",
    "F.softplus(m, 2, 1)",
    "F.threshold(m, 0.4, 2.0)",
    "F.rrelu(m, 0.2, 0.4)",
    "F.glu(n)",
    "F.glu(n, 1)",
    "F.prelu(m, k[0])",
    "F.prelu(m, s)",
    "F.prelu(b, y)",
    "F.dropout(m, training=False)",
    "F.dropout(m, 0.0)",
    "F.softmin(m, 1)",
]

# -- numbers and several arguments ---------------------------------------------------------------

WITH_NUMBERS = [
    *(f"m {operator} 2.5" for operator in "+-*/%"),
    *(f"2.5 {operator} m" for operator in "+-*/"),
    "p ** 2.5",
    "m ** 3",
    "m ** 0",
    "m ** -1",
    "2.5 ** m",
    "m.clone().pow_(3)",
    "m.add(2, alpha=3)",
    "m.sub(2, alpha=3)",
    "torch.rsub(m, 2, alpha=3)",
    "m.div(0.37, rounding_mode='trunc')",
    "m.div(0.37, rounding_mode=None)",
    "torch.fmod(m, 0.37)",
    "m.clamp(-0.5, 0.6)",
    "m.clamp(min=0.1)",
    "m.clip(max=0.6)",
    "torch.clamp_min(m, 0.1)",
    "torch.clamp_max(m, 0.1)",
    "torch.xlogy(m, 2.5)",
    "torch.xlogy(2.5, p)",
    "torch.special.xlog1py(m, 2.5)",
    "torch.special.xlog1py(2.5, p)",
    "torch.special.zeta(2.5, p)",
    "torch.copysign(m, -2)",
    "torch.lerp(m, k, 0.3)",
]
BINARY = names(
    """
    add sub mul div maximum minimum fmax fmin atan2 arctan2 hypot logaddexp logaddexp2 remainder
    fmod copysign ldexp subtract multiply divide true_divide rsub
    """
)
SEVERAL = [
    *(f"torch.{name}(m, k)" for name in BINARY),
    *(f"torch.{name}(x, k)" for name in BINARY),
    *(f"m.clone().{n}_(k)" for n in BINARY if hasattr(torch.Tensor, n + "_")),
    "torch.pow(p, q)",
    "p ** q",
    "torch.float_power(p, q)",
    "p.clone().pow_(q)",
    "torch.xlogy(p, q)",
    "torch.special.xlog1py(p, q)",
    "torch.add(m, k, alpha=2)",
    "torch.rsub(m, k, alpha=2)",
    "torch.div(m, k, rounding_mode='floor')",
    "m.clone().sub_(k, alpha=2)",
    "torch.lerp(m, k, x)",
    "m.clone().lerp_(k, y)",
    "torch.addcmul(m, k, x)",
    "torch.addcmul(m, k, y, value=-2)",
    "m.clone().addcmul_(k, x)",
    "torch.addcdiv(m, k, x)",
    "torch.addcdiv(m, k, y, value=-2)",
    "m.clamp(-p[:, :3], q[:, :3])",
    "m.clamp(min=k)",
    "m.clamp(max=k)",
    "torch.clamp_min(m, k)",
    "torch.clamp_max(m, k)",
    "m.clone().clamp_(max=k)",
    "torch.max(m, k)",
    "torch.min(m, k)",
    "torch.polar(p, q).real",
    # The same tensor as several arguments.
    "m * m",
    "m - m",
    "m / m",
    "p ** p",
    "torch.hypot(m, m)",
    "torch.maximum(m, m)",
    "torch.lerp(m, m, m)",
    "torch.addcdiv(m, m, m)",
]
SMOOTH = [*UNARY, *IN_PLACE, *ACTIVATED, *WITH_NUMBERS, *SEVERAL]

# -- where the derivative is a choice, or none exists --------------------------------------------

EDGES = [
    *(f"torch.{name}(edges)" for name in [*EVERYWHERE, *BETWEEN_0_AND_1, *ABOVE_1]),
    *(f"torch.special.{name}(edges)" for name in [*SPECIAL, "entr", "ndtri"]),
    *(f"F.{name}(edges)" for name in [*ACTIVATIONS, "hardsigmoid"]),
    *(f"F.{name}(edges.clone(), inplace=True)" for name in WITH_INPLACE_FLAG),
    *(f"edges ** {n}" for n in ("0", "1", "2", "0.5", "-1", "3")),
    *(f"{b} ** edges" for b in ("0", "1", "2", "(-2.0)")),
    "edges.clamp(-1, 1)",
    "edges.clamp(1, -1)",
    "edges.clamp(min=0)",
    "edges.clamp(max=float('nan'))",
    "edges.logit(0.1)",
    "torch.copysign(edges, -1)",
    "F.hardtanh(edges, -2, 3)",
    "F.hardshrink(edges, 2)",
    "F.softshrink(edges, 2)",
    "F.threshold(edges, 2, 1)",
    "F.softplus(edges, 1, 2)",
    "torch.xlogy(edges, 0)",
    "torch.xlogy(0, edges)",
    *(f"torch.{name}(left, right)" for name in BINARY if name != "ldexp"),
    "torch.pow(left, right)",
    "torch.xlogy(left, right)",
    "torch.special.xlog1py(left, right)",
    "left.clamp(min=right)",
    "left.clamp(max=right)",
    "torch.nextafter(left, right)",
    "torch.div(left, right, rounding_mode='floor')",
]
REFUSED = [
    "x // 2",
    "2 // x",
    "x // y",
    "x.clone().floor_divide_(2)",
    "2 % x",
    "torch.heaviside(x, y)",
    "x.clone().heaviside_(y)",
    "torch.igamma(p, q)",
    "torch.igammac(p.detach(), q)",
    "torch.special.zeta(p, 2)",
    "m.clone().asinh_()",
    "p.clone().atanh_()",
    "above_one.clone().acosh_()",
    "F.hardsigmoid(m)",
    "F.hardsigmoid(m.clone(), inplace=True)",
    "F.leaky_relu(m.clone(), -0.2, inplace=True)",
    "F.elu(m.clone(), -1.0, inplace=True)",
    "F.celu(m.clone(), -1.0, inplace=True)",
    "F.rrelu_(m.clone(), -0.2, -0.1)",
    "F.gelu(m, approximate='none at all')",
    "m.clamp()",
    "m.clamp(0, k)",
    "torch.maximum(m, 2)",
    "m - True",
    "~m",
    "m & 1",
    "m << 1",
]
COMPLEX = [
    *(f"torch.{name}(m)" for name in EVERYWHERE if name not in ("sign",)),
    "m ** 2.5",
    "(-2.0) ** m",
    "torch.pow(m, k)",
    "torch.atanh(m)",
    "torch.acosh(m)",
    "torch.asin(m)",
    "m * (2 + 1j)",
    "(2 + 1j) / m",
    "F.silu(m)",
    "torch.logaddexp(m, k)",
    "torch.lerp(m, k, x)",
]


@pytest.mark.parametrize("expression", SMOOTH)
def test_as_torch(expression):
    """Values, layout, flags, graph, first and second derivatives, errors, in every situation."""
    assert_as_torch(expression, DTYPES)


@pytest.mark.parametrize("expression", [*EDGES, *REFUSED])
def test_as_torch_at_the_edges(expression):
    """The subgradient chosen at a kink, what a pole gives, and what is refused."""
    assert_as_torch(expression)


@pytest.mark.parametrize("expression", COMPLEX)
def test_as_torch_for_complex_numbers(expression):
    assert_as_torch(expression, (torch.complex128, torch.complex64))


@pytest.mark.parametrize("expression", [e for e in SMOOTH if "noise" not in e])
def test_as_numerical_differentiation(expression):
    """The first and second derivatives are those that differences of values give."""
    assert_as_numbers(expression)


@pytest.mark.parametrize("program", programs("pointwise"))
def test_programs_agree(program):
    """What is not one expression: writing through views, refused arguments, random numbers."""
    assert_same(program.read_text(encoding="utf-8"))


# -- choices that changed between releases -------------------------------------------------------


@pytest.fixture
def release():
    """Sets the release whose behaviour the reference has."""
    yield semantics.set_release
    semantics.set_release(torch.__version__)


CHANGED = [
    ("x.clamp(0.0, 2.0)", "2.13.0", [1.0, 1.0, 1.0]),
    ("x.clamp(0.0, 2.0)", "2.14.0", [0.0, 1.0, 0.0]),
    ("torch.clamp(x, min=y)", "2.13.0", [1.0, 0.0, 1.0]),
    ("torch.clamp(x, min=y)", "2.14.0", [0.5, 0.0, 1.0]),
    ("torch.fmax(x, y)", "2.13.0", [1.0, 0.0, 1.0]),
    ("torch.fmax(x, y)", "2.14.0", [0.5, 0.0, 1.0]),
    ("torch.fmin(x, y)", "2.14.0", [0.5, 1.0, 0.0]),
    ("torch.maximum(x, y)", "2.13.0", [0.5, 0.0, 1.0]),
    ("torch.maximum(x, y)", "2.14.0", [0.5, 0.0, 1.0]),
    ("torch.nn.functional.hardswish(3 * x - 3)", "2.4.1", [-1.5, 1.5, 4.5]),
    ("torch.nn.functional.hardswish(3 * x - 3)", "2.13.0", [0.0, 1.5, 3.0]),
    ("torch.atan2(x, x)", "2.13.0", [0.0, 0.0, 0.0]),
]


@pytest.mark.parametrize(("expression", "version", "expected"), CHANGED)
def test_choice_of_a_release(release, expression, version, expected):
    """A subgradient that another release chose: at 0 and 2, or where x and y are equal."""
    release(version)
    x = reference_impl.tensor([0.0, 1.0, 2.0], dtype=torch.float64, requires_grad=True)
    y = reference_impl.tensor([0.0, 2.0, 1.0], dtype=torch.float64)
    result = eval(expression, {"torch": reference_impl, "x": x, "y": y})
    result.sum().backward()
    assert x.grad.tolist() == expected


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64, torch.bfloat16, torch.float16])
@pytest.mark.parametrize("name", ["sigmoid", "tanh"])
def test_gradients_near_saturation(name, dtype):
    """The slopes 1 - y² and (1-y) y cancel; torch's digits are met exactly, in any layout."""
    values = torch.linspace(-12, 12, 2406, dtype=torch.float64).reshape(2, 1203)
    grads = torch.linspace(-3, 5, 2406, dtype=torch.float64).reshape(2, 1203)
    found = []
    for library in (torch, reference_impl):
        for turned in (False, True):
            x = library.tensor(values.tolist(), dtype=dtype).requires_grad_()
            y = getattr(x.t() if turned else x, name)()
            grad = library.tensor((grads.t() if turned else grads).tolist(), dtype=dtype)
            (first,) = library.autograd.grad(y, x, grad, create_graph=True)
            (second,) = library.autograd.grad(first.sum(), x)
            found.append((first.tolist(), second.double().tolist()))
    assert found[0][0] == found[1][0] == found[2][0] == found[3][0]
    close = {torch.float32: 1e-6, torch.float64: 1e-13}.get(dtype, 0.05)
    for one, other in ((0, 2), (1, 3)):
        torch.testing.assert_close(
            torch.tensor(found[other][1]), torch.tensor(found[one][1]), atol=close, rtol=close
        )
