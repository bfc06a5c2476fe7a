"""Special functions: error functions, gamma functions, entropy.

`torch.special` is in `reference_impl/special.py`; what of it is not differentiable is declared at
the end. Bessel functions are in `bessel`.
"""

import math
import re

import torch

from .declare import FUNCTIONS, OPERATORS, Derivative
from .exponentials import by_numbers
from .not_implemented import left_out
from .pointwise import elementwise, pointwise
from .special_nodes import OneOf

_special = torch.special

# -- error functions and the normal distribution -------------------------------------------------

elementwise(
    "erf", "ErfBackward0", of_input=lambda g, x: (2 / math.sqrt(math.pi)) * (-x * x).exp() * g
)
elementwise(
    "erfc", "ErfcBackward0", of_input=lambda g, x: (-2 / math.sqrt(math.pi)) * (-x * x).exp() * g
)
elementwise(
    "erfinv",
    "ErfinvBackward0",
    of_input=lambda g, x: (math.sqrt(math.pi) / 2) * x.erfinv().square().exp() * g,
)


class SpecialErfcxBackward0(Derivative):
    """y = e^(x²) erfc(x): dy/dx = 2xy - 2/√π."""

    saves = {"self": True, "result": True}

    def vjp_self(self, grad, s):
        return (2 * s.self * s.result - 2 / math.sqrt(math.pi)) * grad


class SpecialNdtriBackward0(Derivative):
    """The inverse of the normal distribution: dy/dx = 1/φ(y)."""

    saves = {"result": True}

    def vjp_self(self, grad, s):
        return grad * math.sqrt(2 * math.pi) * (s.result.square() / 2).exp()


class SpecialLogNdtrBackward0(Derivative):
    """y = ln Φ(x): dy/dx = φ(x)/Φ(x)."""

    saves = {"self": True, "result": True}

    def vjp_self(self, grad, s):
        return grad / math.sqrt(2 * math.pi) * (-(s.result + s.self.square() / 2)).exp()


class SpecialEntrBackward0(Derivative):
    """y = -x ln x."""

    saves = {"self": True}

    def vjp_self(self, grad, s):
        return grad * -(1 + s.self.log())


pointwise("special_erfcx", _special.erfcx, "self", SpecialErfcxBackward0)
pointwise("special_ndtri", _special.ndtri, "self", SpecialNdtriBackward0)
pointwise("special_log_ndtr", _special.log_ndtr, "self", SpecialLogNdtrBackward0)
pointwise("special_entr", _special.entr, "self", SpecialEntrBackward0)


class MulBackward1(Derivative):
    """A product with a number that is not kept as a tensor: what torch's own functions record."""

    inputs = ("self",)

    def vjp_self(self, grad, s):
        return grad * s.other


class AddBackward1(Derivative):
    """A sum with such a number."""

    inputs = ("self",)

    def vjp_self(self, grad, s):
        return grad


_times = pointwise("times_number", torch.mul, "self, other", MulBackward1)
_plus = pointwise("plus_number", torch.add, "self, other", AddBackward1)


_ndtr_into = pointwise("_ndtr_into", _special.ndtr, "self")


def ndtr(self, *, out=None):
    """Φ(x) = (1 + erf(x/√2)) / 2, the normal distribution."""
    if out is not None:
        return _ndtr_into(self, out=out)
    return _times(_plus(OPERATORS["erf"](_times(self, math.sqrt(0.5))), 1), 0.5)


OPERATORS["special_ndtr"] = ndtr

# -- gamma functions -----------------------------------------------------------------------------

elementwise("lgamma", "LgammaBackward0", of_input=lambda g, x: g * x.digamma())
elementwise("digamma", "DigammaBackward0", of_input=lambda g, x: g * x.polygamma(1))


class PolygammaBackward0(Derivative):
    """The n-th derivative of digamma."""

    inputs = ("self",)
    saves = {"self": True}

    def vjp_self(self, grad, s):
        return grad * s.self.polygamma(s.n + 1)


class PolygammaBackward1(PolygammaBackward0):
    """In place."""

    __slots__ = ()


_polygamma = pointwise(
    "polygamma",
    lambda x, n, **out: torch.polygamma(n, x, **out),
    "self, n",
    OneOf(lambda values: PolygammaBackward0, in_place=lambda values: PolygammaBackward1),
)


def polygamma(n, input, *, out=None):
    """As `torch.polygamma`: the order comes first."""
    return _polygamma(input, n, out=out)


OPERATORS["polygamma"] = FUNCTIONS["polygamma"] = polygamma


class MvlgammaBackward0(Derivative):
    """Sum of lgamma(x - i/2) for i below p, and a constant."""

    inputs = ("self",)
    saves = {"self": True}

    def vjp_self(self, grad, s):
        steps = s.self.new_tensor([-i / 2 for i in range(s.p)])
        return grad * (s.self.unsqueeze(-1) + steps).digamma().sum(-1)


pointwise("mvlgamma", torch.mvlgamma, "self, p", MvlgammaBackward0)


class IgammaBackward0(Derivative):
    """The lower incomplete gamma function P(a, x): only its derivative in x is known to torch."""

    inputs = ("self", "other")
    saves = {"self": "other", "other": "other"}
    name_in_error = "igamma"

    def vjp_self(self, grad, s):
        raise left_out(f"{self.name_in_error}: input")

    def vjp_other(self, grad, s):
        return grad * gamma_density(s.self, s.other)


def gamma_density(a, x):
    """x^(a-1) e^-x / Γ(a)."""
    return ((a - 1) * x.log() - x - a.lgamma()).exp()


class IgammacBackward0(IgammaBackward0):
    """The upper one, 1 - P(a, x)."""

    __slots__ = ()
    name_in_error = "igammac"

    def vjp_other(self, grad, s):
        return -grad * gamma_density(s.self, s.other)


pointwise("igamma", torch.igamma, "self, other", IgammaBackward0)
pointwise("igammac", torch.igammac, "self, other", IgammacBackward0)


class SpecialZetaBackward0(Derivative):
    """Hurwitz zeta ζ(s, x): dζ/dx = -s ζ(s+1, x); torch has no derivative in s."""

    inputs = ("self", "other")
    saves = {"self": "other", "other": "other"}

    def vjp_self(self, grad, s):
        raise left_out("zeta")

    def vjp_other(self, grad, s):
        return grad * -s.self * OPERATORS["special_zeta"](s.self + 1, s.other)


class SpecialZetaBackward1(SpecialZetaBackward0):
    """The same, s a number."""

    __slots__ = ()
    inputs = ("other",)


class SpecialZetaBackward2(SpecialZetaBackward0):
    """The same, x a number."""

    __slots__ = ()
    inputs = ("self",)


pointwise(
    "special_zeta",
    _special.zeta,
    "self, other",
    by_numbers(SpecialZetaBackward0, SpecialZetaBackward1, SpecialZetaBackward2),
)


class SpecialXlog1PyBackward0(Derivative):
    """z = x ln(1+y), and 0 where x is 0."""

    inputs = ("self", "other")
    saves = {"self": True, "other": True}

    def vjp_self(self, grad, s):
        undefined = (s.self == 0) & (s.other <= -1)
        return OPERATORS["special_xlog1py"](grad, s.other).masked_fill(undefined, 0)

    def vjp_other(self, grad, s):
        return grad * s.self / (s.other + 1)


class SpecialXlog1PyBackward1(SpecialXlog1PyBackward0):
    """The same, x a number."""

    __slots__ = ()
    inputs = ("other",)


class SpecialXlog1PyBackward2(SpecialXlog1PyBackward0):
    """The same, y a number."""

    __slots__ = ()
    inputs = ("self",)
    saves = {"self": True}


pointwise(
    "special_xlog1py",
    _special.xlog1py,
    "self, other",
    by_numbers(SpecialXlog1PyBackward0, SpecialXlog1PyBackward1, SpecialXlog1PyBackward2),
)

# -- not differentiable --------------------------------------------------------------------------

ONE_ARGUMENT = re.compile("airy_ai|(scaled_modified|spherical)_bessel_[jk][01]")
POLYNOMIAL = re.compile("[a-z_]+_polynomial_[a-z]+")

for _name in dir(_special):
    if ONE_ARGUMENT.fullmatch(_name):
        pointwise("special_" + _name, getattr(_special, _name), "self")
    elif POLYNOMIAL.fullmatch(_name):
        pointwise("special_" + _name, getattr(_special, _name), "self, n")
