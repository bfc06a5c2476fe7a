"""Python's operators: which operator of torch each of them is.

With an operand that is neither a tensor nor a number they decline, so that Python asks the other
operand, and in the end says "unsupported operand type(s)".
"""

import torch

from .. import semantics
from ..tensor import Tensor
from . import arithmetic, comparisons, integers, powers, rounding, signs  # noqa: F401
from .declare import OPERATORS, as_python_operator

# rule: operators.dunder-in-place
FORMS = {
    "add": "add",
    "sub": "sub",
    "mul": "mul",
    "truediv": "div",
    "floordiv": "floor_divide",
    "mod": "remainder",
    "pow": "pow",
    "and": "bitwise_and",
    "or": "bitwise_or",
    "xor": "bitwise_xor",
    "lshift": "bitwise_left_shift",
    "rshift": "bitwise_right_shift",
}
COMMUTATIVE = ("add", "mul", "and", "or", "xor")


def _binary(word, function):
    method = as_python_operator(function)
    method.__name__ = f"__{word}__"
    setattr(Tensor, method.__name__, method)


def _swapped(function):
    return lambda self, other: function(other, self)


for _word, _name in FORMS.items():
    _binary(_word, OPERATORS[_name])
    _binary("i" + _word, OPERATORS[_name + "_"])
    _reflected = OPERATORS[_name] if _word in COMMUTATIVE else _swapped(OPERATORS[_name])
    _binary("r" + _word, _reflected)

_power_of = Tensor.__rpow__


def _rpow(self, base):
    if isinstance(base, Tensor) and not semantics.current().power_keeps_a_number:
        return OPERATORS["pow"](Tensor._wrap(base.raw.clone()), self)  # taken for a number, too
    if isinstance(base, (int, float, complex)) and not semantics.current().power_keeps_a_number:
        dtype = torch.result_type(base, self.raw)
        return OPERATORS["pow"](Tensor._wrap(torch.tensor(base, dtype=dtype)), self)
    return _power_of(self, base)


Tensor.__rpow__ = _rpow

# `1 - x` is one operator, `1 / x` two.
_binary("rsub", OPERATORS["rsub"])
_binary("rtruediv", lambda self, other: OPERATORS["reciprocal"](self) * other)

Tensor.__rdiv__ = Tensor.__rtruediv__  # Python 2's name of it

Tensor.__neg__ = lambda self: OPERATORS["neg"](self)
Tensor.__pos__ = lambda self: OPERATORS["positive"](self)
Tensor.__abs__ = lambda self: OPERATORS["abs"](self)


def _invert(self):
    if self.is_floating_point() or self.is_complex():
        raise TypeError(
            "~ (operator.invert) is only implemented on integer and Boolean-type tensors"
        )
    return OPERATORS["bitwise_not"](self)


Tensor.__invert__ = _invert
