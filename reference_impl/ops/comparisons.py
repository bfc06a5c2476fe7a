"""Comparisons and logic: results are boolean and never require grad."""

import torch

from ..tensor import Tensor
from .declare import FUNCTIONS, OPERATORS, Derivative, define
from .not_implemented import without_derivative
from .special_nodes import OneOf


class _Overwriting(Derivative):
    """`x.eq_(1)` writes 0 or 1 over the values: nothing of them is left to differentiate."""

    __slots__ = ()
    inputs = ("self",)

    def vjp_self(self, grad, s):
        return grad.new_zeros(grad.shape)


class _OverwritingByTensor(_Overwriting):
    """`x.eq_(y)`: nor is anything of y."""

    __slots__ = ()
    inputs = ("self", "other")

    def vjp_other(self, grad, s):
        known = self._metadata("other")
        return grad.new_zeros(known.shape, dtype=known.dtype).zero_()


def _in_place_node(name):
    number = type(f"{name.capitalize()}Backward0", (_Overwriting,), {"__slots__": ()})
    tensor = type(f"{name.capitalize()}Backward1", (_OverwritingByTensor,), {"__slots__": ()})
    return OneOf(lambda values: tensor if isinstance(values["other"], Tensor) else number)


for _name, _dunder in (
    ("eq", "__eq__"),
    ("ne", "__ne__"),
    ("lt", "__lt__"),
    ("le", "__le__"),
    ("gt", "__gt__"),
    ("ge", "__ge__"),
):
    _op = define(_name, getattr(torch, _name), "self, other", in_place=True, dunder=(_dunder,))
    _op.in_place_node = _in_place_node(_name)
# For two tensors of a formula, where Python's operators would ask a parameter on the right first,
# and lay out the result as it is.
eq, lt, le, gt, ge = (OPERATORS[_name] for _name in ("eq", "lt", "le", "gt", "ge"))
for _name in ("logical_and", "logical_or", "logical_xor"):
    define(_name, getattr(torch, _name), "self, other", in_place=True)
for _name, _dunder in (
    ("bitwise_and", "__and__"),
    ("bitwise_or", "__or__"),
    ("bitwise_xor", "__xor__"),
):
    define(_name, getattr(torch, _name), "self, other", in_place=True, dunder=(_dunder,))
define("logical_not", torch.logical_not, in_place=True)
define("bitwise_not", torch.bitwise_not, in_place=True)
for _name in ("isnan", "isinf", "isfinite", "signbit"):
    define(_name, getattr(torch, _name))
define("isclose", torch.isclose, "self, other, rtol=1e-05, atol=1e-08, equal_nan=False")
define("argmax", torch.argmax, "self, dim=None, keepdim=False")
define("argmin", torch.argmin, "self, dim=None, keepdim=False")
define("argsort", torch.argsort, "self, dim=-1, descending=False, *, stable=None")
define("all", torch.all, "self, dim=None, keepdim=False")
define("any", torch.any, "self, dim=None, keepdim=False")
define("count_nonzero", torch.count_nonzero, "self, dim=None")
_no_derivative = without_derivative("bincount")
define("bincount", torch.bincount, "self, weights=None, minlength=0", _no_derivative)
define("nonzero", torch.nonzero)
define("argwhere", torch.argwhere)

Tensor.__invert__ = lambda self: self.bitwise_not()
Tensor.__hash__ = lambda self: id(self)  # as torch says it


def equal(self, other):
    """Whether sizes and values agree, as a Python bool."""
    return torch.equal(self.raw, other.raw)


def allclose(self, other, rtol=1e-05, atol=1e-08, equal_nan=False):
    return torch.allclose(self.raw, other.raw, rtol, atol, equal_nan)


Tensor.equal, Tensor.allclose = equal, allclose
FUNCTIONS["equal"], FUNCTIONS["allclose"] = equal, allclose


def _also_called(name, alias):
    for form in ("", "_"):
        OPERATORS[alias + form] = OPERATORS[name + form]
        setattr(Tensor, alias + form, getattr(Tensor, name + form))
    FUNCTIONS[alias] = OPERATORS[name]


for _name, _alias in (
    ("ne", "not_equal"),
    ("lt", "less"),
    ("le", "less_equal"),
    ("gt", "greater"),
    ("ge", "greater_equal"),
):
    _also_called(_name, _alias)
