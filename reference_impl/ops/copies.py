"""Copies and overwriting: `clone`, `to`, `contiguous`, `copy_`, `fill_`, `zero_`."""

import torch

from ..grad_mode import mode
from ..graph import gradient_edge
from ..recording import any_normal, any_requires_grad, is_recorded
from ..storage import arithmetic
from ..tensor import Tensor, can_require_grad
from ..views import bump_version, check_in_place, rebase_history
from .declare import FUNCTIONS, OPERATORS, Derivative, composite, define, edge_of
from .pictures import memory_format_of
from .special_nodes import OneOf
from .strided import CloneBackward0


@composite()
def clone(self, *, memory_format=torch.preserve_format):
    """A copy of the memory; the gradient passes."""
    copy = Tensor._wrap(arithmetic(self.raw.clone, memory_format=memory_format))
    if is_recorded(self):
        # rule: leaves.clone-is-recorded
        copy.set_history(CloneBackward0((gradient_edge(self),)))
    _written_if_copied(self, copy)
    return copy


def _written_if_copied(source, copy):
    """torch copies an inference tensor by writing to a new, normal one."""
    if source._inference and not mode.inference:
        bump_version(copy)


@composite(function=False)
def contiguous(self, memory_format=torch.contiguous_format):
    """The tensor itself where it is laid out so already, and a copy otherwise."""
    if self.raw.is_contiguous(memory_format=memory_format):
        return self
    return clone(self, memory_format=memory_format)


class ToCopyBackward0(Derivative):
    """Another dtype or device: the gradient goes back to the dtype and device of the input."""

    def vjp_self(self, grad, s):
        node, output_nr = self.next_functions[0]
        known = node.input_metadata[output_nr]
        if grad.is_complex() and not known.dtype.is_complex:
            grad = OPERATORS["real"](grad)
        return to(grad, device=known.device, dtype=known.dtype)


@composite(function=False)
def to(
    self,
    *args,
    dtype=None,
    device=None,
    copy=False,
    non_blocking=False,
    memory_format=None,
    other=None,
):
    """The tensor with that dtype and device: itself if it has them, a copy otherwise."""
    for argument in args:
        if isinstance(argument, torch.dtype):
            dtype = argument
        elif isinstance(argument, Tensor):
            other = argument
        elif isinstance(argument, (str, torch.device, int)) and not isinstance(argument, bool):
            device = argument
        elif isinstance(argument, (float, complex)):
            dtype = torch.float64 if isinstance(argument, float) else torch.complex128
    # By position: whether to wait, which nothing shows, and whether to copy.
    copy = ([a for a in args if isinstance(a, bool)] + [copy, copy])[1] or copy
    if other is not None:
        dtype, device = other.dtype, other.device
    dtype = self.dtype if dtype is None else dtype
    device = self.device if device is None else torch.device(device)
    same_device = device.type == self.device.type and device.index in (None, self.device.index)
    laid_out = memory_format in (None, torch.preserve_format, memory_format_of(self.raw))
    if dtype == self.dtype and same_device and laid_out and not copy:
        # rule: leaves.to-device
        return self
    layout = torch.preserve_format if memory_format is None else memory_format
    raw = arithmetic(self.raw.to, device=device, dtype=dtype, copy=True, memory_format=layout)
    result = Tensor._wrap(raw)
    _written_if_copied(self, result)
    if can_require_grad(dtype) and is_recorded(self):
        node = ToCopyBackward0((gradient_edge(self),))
        node.places = (("self", 0, 0),)
        result.set_history(node)
    return result


def _cast(name, dtype):
    def method(self, memory_format=torch.preserve_format):
        return to(self, dtype=dtype, memory_format=memory_format)

    method.__name__ = name
    composite(name, function=False)(method)


for _name, _dtype in {
    "float": torch.float32,
    "double": torch.float64,
    "half": torch.float16,
    "bfloat16": torch.bfloat16,
    "long": torch.int64,
    "int": torch.int32,
    "short": torch.int16,
    "char": torch.int8,
    "byte": torch.uint8,
    "bool": torch.bool,
    "chalf": torch.complex32,
    "cfloat": torch.complex64,
    "cdouble": torch.complex128,
}.items():
    _cast(_name, _dtype)


@composite(function=False)
def cpu(self, memory_format=torch.preserve_format):
    return to(self, device="cpu")


@composite(function=False)
def cuda(self, device=None, non_blocking=False, memory_format=torch.preserve_format):
    return to(self, device="cuda" if device is None else device)


@composite("type", function=False)
def type_(self, dtype=None, non_blocking=False):
    """The type's name, or the tensor as that type."""
    if dtype is None:
        prefix = "torch." if self.device.type == "cpu" else f"torch.{self.device.type}."
        from ..tensor import _TYPE_NAMES

        return f"{prefix}{_TYPE_NAMES[self.dtype]}Tensor"
    if isinstance(dtype, torch.dtype):
        return to(self, dtype=dtype)
    name = dtype if isinstance(dtype, str) else f"torch.{dtype.__name__}"
    # A type is one of a device too: `torch.DoubleTensor` is on the CPU.
    if not self.requires_grad:
        return Tensor._wrap(self.raw.type(name))
    meant = self.raw.type(name)
    return to(self, meant.device, meant.dtype)


@composite(function=False)
def type_as(self, other):
    return to(self, dtype=other.dtype, device=other.device)


# -- overwriting -------------------------------------------------------------------------------


class CopyBackwards(Derivative):
    """The target's past is gone, so its gradient is 0; the source gets the gradient."""

    inputs = ("self", "src")

    def name(self):
        return "torch::autograd::CopyBackwards"

    def apply(self, grads):
        grad = grads[0]
        if grad is None:
            return [None, None]
        to_target = grad.new_zeros(grad.shape) if self.wants(0) else None
        to_source = None
        if self.wants(1):
            node, output_nr = self.next_functions[1]
            known = node.input_metadata[output_nr]
            # rule: gradients.real-input-of-complex-function
            if grad.dtype.is_complex and not known.dtype.is_complex:
                grad = grad.real  # and does not warn of what it discards
            # The engine sums it where the source was broadcast, with the source's precision.
            to_source = to(grad, dtype=known.dtype, device=known.device)
        return [to_target, to_source]


class FillBackward2(Derivative):
    """Every element is the same number: nothing of the old values is left."""

    def vjp_self(self, grad, s):
        return grad.new_zeros(grad.shape)


class FillBackward3(Derivative):
    inputs = ("self", "value")

    def vjp_self(self, grad, s):
        return grad.new_zeros(grad.shape)

    def vjp_value(self, grad, s):
        return grad.sum()


class ZeroBackward0(FillBackward2):
    __slots__ = ()


def overwrite(target, kernel, node_class, others=(), **names):
    """Runs `kernel` on the target's memory and rewrites its history."""
    tensors = (target, *others)
    recorded = any_requires_grad(tensors) and any_normal(tensors)
    check_in_place(target, recorded)
    node = None
    # rule: requires-grad.integer-result
    known = node_class is not CopyBackwards or can_require_grad(target._dtype)
    if recorded and mode.recording and known:
        node = node_class([edge_of(t) for t in tensors])
        node.places = tuple((name, i, 0) for i, name in enumerate(node_class.inputs))
    kernel()
    bump_version(target)
    if node is not None:
        rebase_history(target, node)
    return target


def _overwriting(name):
    """Decorator: `x.name_(...)` and `torch.name_(x, ...)`."""

    def declare(body):
        OPERATORS[name] = body
        setattr(Tensor, name, body)
        FUNCTIONS[name] = body
        return body

    return declare


@_overwriting("copy_")
def copy_(self, src, non_blocking=False):
    """Writes the values of `src`, broadcast and cast, into this tensor."""
    if not isinstance(src, Tensor):
        raw = src
        return overwrite(self, lambda: arithmetic(self.raw.copy_, raw), CopyBackwards, (None,))
    return overwrite(self, lambda: arithmetic(self.raw.copy_, src.raw), CopyBackwards, (src,))


del FUNCTIONS["copy_"]


@_overwriting("fill_")
def fill_(self, value):
    """Writes one number, or the value of a 0-dim tensor, everywhere."""
    if isinstance(value, Tensor):
        kernel = lambda: arithmetic(self.raw.fill_, value.raw)  # noqa: E731
        return overwrite(self, kernel, FillBackward3, (value,))
    return overwrite(self, lambda: arithmetic(self.raw.fill_, value), FillBackward2)


@_overwriting("zero_")
def zero_(self):
    return overwrite(self, lambda: arithmetic(self.raw.zero_), ZeroBackward0)


class FillBackward0(FillBackward2):
    """The same as a copy, with a number."""

    __slots__ = ()
    inputs = ("self",)


class FillBackward1(FillBackward3):
    """The same as a copy, with the value of a tensor."""

    __slots__ = ()


def _fill_node(values):
    return FillBackward1 if isinstance(values["value"], Tensor) else FillBackward0


define("fill", torch.fill, "self, value", OneOf(_fill_node), method=False)


# -- random fills --------------------------------------------------------------------------------


class BernoulliBackward1(FillBackward2):
    """Drawn with a tensor of probabilities: the outcome does not depend on them smoothly."""

    inputs = ("self", "p")

    def vjp_p(self, grad, s):
        return grad.new_zeros(self.input_shape("p"))


def _random_fill(name, number):
    """`x.name_(...)`; `number` is torch's of the node, where `name_` has several forms."""
    title = name.rstrip("_").title().replace("_", "")
    node_class = type(f"{title}Backward{number}", (FillBackward2,), {"__slots__": ()})

    def method(self, *args, **kwargs):
        kernel = getattr(self.raw, name)
        return overwrite(self, lambda: arithmetic(kernel, *args, **kwargs), node_class)

    method.__name__ = name
    return method


def _public(name, method):
    OPERATORS[name] = method
    setattr(Tensor, name, method)


for _name in ("normal_", "uniform_", "exponential_", "cauchy_", "geometric_", "log_normal_"):
    _public(_name, _random_fill(_name, 0))

_between, _up_to, _full_range = (_random_fill("random_", number) for number in range(3))
_of_number = _random_fill("bernoulli_", 2)


def random_(self, *args, **kwargs):
    """Whole numbers: of the dtype's range, below a bound, or between two."""
    bounds = len(args) + len(kwargs.keys() & {"from", "to"})
    return (_full_range, _up_to, _between)[min(bounds, 2)](self, *args, **kwargs)


def bernoulli_(self, p=0.5, *, generator=None):
    """Ones with probability p, a number or a tensor of one for each element, and zeros."""
    if not isinstance(p, Tensor):
        return _of_number(self, p, generator=generator)
    kernel = lambda: arithmetic(self.raw.bernoulli_, p.raw, generator=generator)  # noqa: E731
    return overwrite(self, kernel, BernoulliBackward1, (p,))


_public("random_", random_)
_public("bernoulli_", bernoulli_)
