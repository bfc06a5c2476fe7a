"""`torch._foreach_*`: one operation on each tensor of a list. Optimizers are built on them.

The in-place form records what the operation itself records, on each tensor. The other form records
one node whose outputs are the results.
"""

from contextlib import nullcontext

import torch

from .. import hazards, semantics
from ..accumulate import is_dense
from ..grad_mode import no_grad
from ..graph import Node
from ..recording import is_recorded
from ..tensor import Tensor
from ..version import unsafe_preserve_version_counter
from ..views import bump_version, check_in_place, rebase_history
from .argument_errors import with_torch_errors
from .declare import FUNCTIONS, OPERATORS, any_requires_grad
from .norms import vector_norm
from .not_implemented import not_implemented

_UNARY = (
    "abs", "acos", "asin", "atan", "ceil", "cos", "cosh", "erf", "erfc", "exp", "expm1", "floor",
    "frac", "lgamma", "log", "log10", "log1p", "log2", "neg", "reciprocal", "round", "rsqrt",
    "sigmoid", "sign", "sin", "sinh", "sqrt", "tan", "tanh", "trunc",
)  # fmt: skip
# What comes after "Backward" in the name of the node, by what the last argument is.
_FORMS = {
    "add": {"number": "1Scalar", "list": "0List", "numbers": "1ScalarList", "tensor": "1Scalar"},
    "sub": {"number": "1Scalar", "list": "0List", "numbers": "1ScalarList", "tensor": "1Scalar"},
    "mul": {"number": "1Scalar", "list": "0List", "numbers": "1ScalarList", "tensor": "0Tensor"},
    "div": {"number": "1Scalar", "list": "0", "numbers": "1ScalarList", "tensor": "0Tensor"},
    "pow": {"number": "0Scalar", "list": "0", "numbers": "1", "tensor": "0Scalar"},
    **dict.fromkeys(
        ("clamp_min", "clamp_max"),
        {"number": "0Scalar", "list": "1List", "numbers": "0ScalarList", "tensor": "0Scalar"},
    ),
    **dict.fromkeys(
        ("maximum", "minimum"), {"number": "0", "list": "0List", "numbers": "1", "tensor": "0"}
    ),
    "addcmul": {"list": "0Scalar", "number": "0Scalar", "numbers": "0ScalarList"},
    "addcdiv": {"list": "0Scalar", "number": "0Scalar", "numbers": "0ScalarList"},
    "lerp": {"number": "0Scalar", "list": "1List", "numbers": "0ScalarList"},
    **{name: {"nothing": "0"} for name in (*_UNARY, "clone")},
}
_LAST_NAMED = {"addcmul": "value", "addcdiv": "value"}

# What keeps its first list though its derivative needs no more of it than the dtypes.
_KEEPING = ("add", "sub", "mul", "div")

# What takes a tensor of one element as such, and not for its value.
_OF_TENSORS = ("mul", "div")

# Of the nodes, only these are of a class that Python knows by their name.
_OF_A_CLASS = ("ForeachDivBackward0", "ForeachNormBackward0")


class ForeachNode(Node):
    """The results of one operation on a list: each is differentiated by a node of its own."""

    __slots__ = ("parts", "title")

    def name(self):
        return self.title

    def __repr__(self):
        kind = self.title if self.title in _OF_A_CLASS else "CppFunction"
        return f"<{kind} object at {hex(id(self))}>"

    def apply(self, grads):
        self.unpack()
        made = [None] * len(self.next_functions)
        count = len(self.parts)
        for place, (part, grad) in enumerate(zip(self.parts, grads, strict=True)):
            if part is None:
                continue
            if grad is None:
                part.unpack()  # lists are unpacked, and checked, whole
                continue
            for nr, result in enumerate(part.apply([grad])):
                if nr * count + place < len(made):
                    made[nr * count + place] = result
        return made

    def release(self):
        super().release()
        for part in self.parts:
            if part is not None:
                part.release()


def _kind(value):
    if value is None:
        return "nothing"
    if isinstance(value, Tensor):
        return "tensor"
    if isinstance(value, (list, tuple)):
        return "list" if all(isinstance(v, Tensor) for v in value) else "numbers"
    if isinstance(value, (int, float, complex)):
        return "number"
    raise TypeError("neither a number, nor a tensor, nor a list of them")


def _spread(name, tensors, args):
    """The arguments of each call."""
    if not isinstance(tensors, (list, tuple)):
        raise TypeError("a list of tensors is expected")
    if not tensors:
        raise RuntimeError("Tensor list must have at least one tensor.")
    columns = []
    for value in args:
        if not isinstance(value, (list, tuple)):
            value = [value] * len(tensors)
        elif len(value) != len(tensors):
            raise RuntimeError(
                "Tensor lists must have the same number of tensors, got "
                f"{len(tensors)} and {len(value)}"
            )
        columns.append(value)
    return list(zip(tensors, *columns, strict=True)) if columns else [(t,) for t in tensors]


def _each(name, kind):
    """The operator that is called on each tensor, and its in-place form."""
    if name in ("maximum", "minimum"):
        return _extreme(name), _extreme_in_place(name, kind)
    numbers = kind in ("number", "numbers") or (kind == "tensor" and name not in _OF_TENSORS)
    if numbers and f"{name}.Scalar" in OPERATORS:
        form = OPERATORS[f"{name}.Scalar"]
        return form, form.in_place
    return OPERATORS[name], OPERATORS[name + "_"]


def _extreme(name):
    """The larger or smaller one of a tensor and another, or a number."""

    def extreme(each, other):
        other = other if isinstance(other, Tensor) else each.new_full((), other)
        return OPERATORS[name](each, other)

    return extreme


def _extreme_in_place(name, kind):
    """The same written to the first one, which has no derivative where the other is a number."""
    extreme = _extreme(name)

    def write(each, other):
        with no_grad():
            made = extreme(each, other)
        if kind == "list":
            operator = OPERATORS[name]
            values = operator.bind((each, other), {})
            recorded = is_recorded(each, other)
            node = operator.node.record(values, in_place=True) if recorded else None
        else:
            node = not_implemented(f"_foreach_{name}_", each)
        each.raw.copy_(made.raw)
        bump_version(each)
        if node is not None:
            rebase_history(each, node)

    return write


def _call(function, name, call, kwargs):
    named = _LAST_NAMED.get(name)
    if named and len(call) == 4:
        return function(*call[:3], **{named: call[3]})
    return function(*call, **kwargs)


def _is_differentiable(kind):
    """Whether the form that is not in place has a derivative in this release."""
    switches = semantics.current()
    if kind == "nothing":
        return switches.unary_foreach_is_differentiable
    return switches.foreach_is_differentiable


def _without_derivative(name, each, calls, kwargs):
    with no_grad():
        results = [_call(each, name, call, kwargs) for call in calls]
    tensors = [value for column in zip(*calls, strict=True) for value in column]
    tensors = [value for value in tensors if isinstance(value, Tensor)]
    node = not_implemented(f"aten::_foreach_{name}", *tensors)
    for result in results if node is not None else ():
        result.set_history(node)
    return tuple(results)


def _refuse_lazy(name, tensors):
    """A list that is written to may not hold what is negated or conjugated when it is read."""
    for kind, is_lazy in (("negation", Tensor.is_neg), ("conjugate", Tensor.is_conj)):
        if any(is_lazy(tensor) for tensor in tensors):
            raise RuntimeError(
                f" fallback doesn't currently support mutable TensorLists with {kind} inputs. "
                f"Please materialize all the {kind} input tensor(s) in the mutable TensorList "
                f"inputs before calling aten::_foreach_{name}_"
            )


def _written(name, tensors, calls, write, counted=True):
    """`write(call)` for each call; what is in place gives `tensors` back."""
    hazards.writing_to_a_list([tensor.raw for tensor in tensors])
    if semantics.current().foreach_is_differentiable:
        for call in calls:
            check_in_place(call[0], any_requires_grad(call))
    _refuse_lazy(name, tensors)
    recorded = nullcontext() if semantics.current().foreach_is_differentiable else no_grad()
    with recorded, nullcontext() if counted else uncounted(tensors):
        for call in calls:
            write(call)
    return tensors if semantics.current().foreach_gives_its_list else None


def uncounted(tensors):
    """A block that writes to these tensors by one of the two kernels of CUDA that bump no counter.

    They are those of `_foreach_zero_` and of `_foreach_lerp_` with a number; every other one does.
    What was saved may then change unnoticed, as through `.data`. They do not take all tensors: for
    the rest, as on every other device, an operator is called for each, and bumps.
    Source: aten/src/ATen/native/cuda/ForeachUnaryOp.cu and ForeachTernaryOp.cu
    """
    tensors = [tensor for tensor in tensors if tensor._versioned and tensor.device.type == "cuda"]
    at_once = len({tensor.dtype for tensor in tensors}) == 1 and all(map(is_dense, tensors))
    return unsafe_preserve_version_counter(tuple(tensors) if at_once else ())


def _declare(name, forms):
    def chosen(args):
        kind = _kind(args[-1] if args else None)
        if kind not in forms:
            raise TypeError(f"no form of _foreach_{name} takes this")
        if kind == "tensor" and name not in _OF_TENSORS:
            args = (args[0].item(),)  # a 0-dim tensor is a number here
        return kind, args

    def out_of_place(self, *args, **kwargs):
        kind, args = chosen(args)
        each, _ = _each(name, kind)
        calls = _spread(name, self, args)
        if not _is_differentiable(kind):
            return _without_derivative(name, each, calls, kwargs)
        results = [_call(each, name, call, kwargs) for call in calls]
        parts = [result._grad_fn for result in results]
        if any(part is not None for part in parts):
            title = name.title().replace("_", "")
            _join(f"Foreach{title}Backward{forms[kind]}", results, parts, calls, name in _KEEPING)
        return tuple(results)

    def in_place(self, *args, **kwargs):
        kind, args = chosen(args)
        _, each = _each(name, kind)
        calls = _spread(name, self, args)
        # rule: versions.foreach-bumps
        counted = name != "lerp" or kind == "list"
        return _written(name, self, calls, lambda call: _call(each, name, call, kwargs), counted)

    _public(f"_foreach_{name}", out_of_place)
    if name != "clone":
        _public(f"_foreach_{name}_", in_place)


def _join(title, results, parts, calls, keeping=False):
    """One node for all results, over those that differentiate each.

    It saves whole lists: of the tensors that need no derivative, what it saves of the others. One
    that is `keeping` saves the first list in any case, for the sake of its dtypes.
    """
    width = max(len(part.next_functions) for part in parts if part is not None)
    edges = [
        part.next_functions[nr] if part is not None else (None, 0)
        for nr in range(width)
        for part in parts
    ]
    node = ForeachNode(edges)
    node.parts, node.title = parts, title
    for result in results:
        result.set_history(node)
    names = set().union(*(part.saved or () for part in parts if part is not None))
    for place, (part, result, call) in enumerate(zip(parts, results, calls, strict=True)):
        has = part.saved or () if part is not None else ()
        if (keeping or "self" in names) and "self" not in has:
            node.save(f"self{place}", call[0])
        if "other" in names and "other" not in has and isinstance(call[1], Tensor):
            node.save(f"other{place}", call[1])
        if "result" in names and "result" not in has:
            node.save(f"result{place}", result, is_output=True)


def _zero_(self):
    calls = _spread("zero", self, ())
    return _written("zero", self, calls, lambda call: OPERATORS["zero_"](call[0]), counted=False)


def _copy_(self, src, non_blocking=False):
    def write(call):
        each, source = call
        node = not_implemented("_foreach_copy_", each, *src)
        each.raw.copy_(source.raw)
        bump_version(each)
        if node is not None:
            rebase_history(each, node)

    return _written("copy", self, _spread("copy", self, (src,)), write)


def _norm(self, ord=2, dtype=None):
    """The norm of each tensor."""
    calls = _spread("norm", self, ())
    if not semantics.current().foreach_is_differentiable:
        return _without_derivative("norm", vector_norm, [(*call, ord) for call in calls], {})
    results = [vector_norm(each, ord, dtype=dtype) for (each,) in calls]
    parts = [result._grad_fn for result in results]
    if any(part is not None for part in parts):
        _join("ForeachNormBackward0", results, parts, calls)
    return tuple(results)


def _max(self):
    """The largest element of each tensor."""
    calls = _spread("max", self, ())
    results = [OPERATORS["max"](each) for (each,) in calls]
    parts = [result._grad_fn for result in results]
    if any(part is not None for part in parts):
        _join("ForeachMaxBackward1", results, parts, calls)
    return tuple(results)


def _public(name, function):
    FUNCTIONS[name] = with_torch_errors(torch, name, function)


for _name, _kinds in _FORMS.items():
    _declare(_name, _kinds)
_public("_foreach_zero_", _zero_)
_public("_foreach_copy_", _copy_)
_public("_foreach_norm", _norm)
_public("_foreach_max", _max)
