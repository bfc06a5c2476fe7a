"""Making tensors: `torch.tensor`, `zeros`, `randn`, ... All of them make leaves.

torch's own factories fill the memory; `requires_grad` is ours.
"""

import warnings

import torch

from . import semantics
from .grad_mode import mode
from .messages import scalar_type_name
from .numpy_memory import tensor_over
from .recording import works_unseen
from .storage import arithmetic
from .tensor import ONLY_FLOATING, Tensor, can_require_grad

FACTORIES = {}  # what becomes `torch.<name>`


def set_default_device(device):
    """Where tensors are made that are not told where.

    torch's own switch: it is torch's factories that fill the memory, here as there.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.set_default_device.html
    """
    global default_device
    torch.set_default_device(device)
    default_device = device


default_device = None


def leaf(raw, requires_grad=False):
    """A leaf over the memory of `raw`; raises where its dtype cannot require grad."""
    if requires_grad and not can_require_grad(raw.dtype):
        # rule: requires-grad.integer-refused
        raise RuntimeError(ONLY_FLOATING.format("Only", " and complex"))
    made = Tensor._wrap(raw)
    if requires_grad:
        # rule: requires-grad.factory-argument
        # rule: modes.factories-unaffected
        made._requires_grad = True
    return made


def _leaf_of(source, raw, requires_grad=False):
    """A leaf made after a tensor: how often it is written to meanwhile shows, if that is one of
    inference mode."""
    made = leaf(raw, requires_grad)
    if works_unseen((source,)):
        made.mark_as_unseen()
    return made


def _public(function):
    FACTORIES[function.__name__] = function
    return function


def _plain(data, dtype=None):
    """Data for torch's factories: reference tensors within it as the numbers they hold."""
    if isinstance(data, Tensor):
        return data.raw
    if isinstance(data, (list, tuple)):
        return type(data)(_plain_item(item, dtype) for item in data)
    return data


def _plain_item(item, dtype):
    """It is read as `float()` or `complex()` reads it, unless integers are wanted."""
    if isinstance(item, Tensor) and item.requires_grad and mode.grad:
        from .convert import SCALAR_WARNING

        wanted = dtype is None or can_require_grad(dtype)
        if wanted and semantics.current().float_of_a_recorded_tensor_warns:
            warnings.warn(SCALAR_WARNING, stacklevel=5)
    return _plain(item, dtype)


@_public
def tensor(data, *, dtype=None, device=None, requires_grad=False, pin_memory=False):
    """A leaf with a copy of `data`. It does not require grad unless asked to."""
    # rule: requires-grad.default-false
    if isinstance(data, Tensor):
        # rule: leaves.tensor-copies
        copied = "detach().clone" if semantics.current().texts_of_2_8 else "clone().detach"
        warnings.warn(COPY_CONSTRUCT.format(copied), UserWarning, stacklevel=2)
        raw = arithmetic(data.raw.clone)
        raw = arithmetic(raw.to, device=device, dtype=dtype) if device or dtype else raw
        return _leaf_of(data, raw, requires_grad)
    flag = _unless_bool(requires_grad)
    raw = torch.tensor(_plain(data, dtype), dtype=dtype, device=device, **flag)
    return leaf(raw, requires_grad)


COPY_CONSTRUCT = (
    "To copy construct from a tensor, it is recommended to use sourceTensor.{0}() or "
    "sourceTensor.{0}().requires_grad_(True), rather than torch.tensor(sourceTensor)."
)


@_public
def as_tensor(data, dtype=None, device=None):
    """`data` itself where it is a tensor of that dtype; shares memory with a numpy array."""
    if isinstance(data, Tensor):
        return data if dtype in (None, data.dtype) else data.to(dtype)
    return Tensor._wrap(torch.as_tensor(_plain(data, dtype), dtype=dtype, device=device))


@_public
def asarray(obj, *, dtype=None, device=None, copy=None, requires_grad=None):
    """A tensor of `obj`, without a copy where that can be: a tensor is itself."""
    # rule: leaves.asarray
    if not isinstance(obj, Tensor):
        named = {"dtype": dtype, "device": device, "copy": copy}
        return leaf(torch.asarray(_plain(obj, dtype), **named), bool(requires_grad))
    if requires_grad is None and not semantics.current().asarray_keeps_the_flag:
        requires_grad = False
    if requires_grad is None and obj.requires_grad:
        warnings.warn(FLAG_OF_OBJECT, UserWarning, stacklevel=2)
    made = _converted(obj, dtype, device if device is not None else default_device, copy)
    if requires_grad is None:
        # A copy made in no_grad mode has no history, and the flag.
        flagged = obj.requires_grad and can_require_grad(made.dtype)
        return made.requires_grad_() if flagged else made
    if not requires_grad and not made.is_known_leaf:
        return made.detach()
    if requires_grad and not can_require_grad(made.dtype):
        raise RuntimeError(ONLY_FLOATING.format("Only", " and complex"))
    return made.requires_grad_(requires_grad)


def _converted(obj, dtype, device, copy):
    elsewhere = device is not None and torch.device(device) != obj.device
    if copy is False and elsewhere:
        # The device `cuda` is not `cuda:0` here.
        raise ValueError(
            f"can't alias tensor from device '{obj.device}' to '{torch.device(device)}'."
        )
    if copy is False and dtype not in (None, obj.dtype):
        raise ValueError(
            f"can't alias tensor with dtype '{scalar_type_name(obj.dtype)}' into dtype "
            f"'{scalar_type_name(dtype)}'."
        )
    if elsewhere or dtype not in (None, obj.dtype):
        wanted = obj.device if device is None else device
        return obj.to(wanted, obj.dtype if dtype is None else dtype, copy=bool(copy))
    return obj.clone() if copy else obj


FLAG_OF_OBJECT = (
    "torch.asarray: unspecified requires_grad now defaults to obj.requires_grad instead of False. "
    "Pass requires_grad=False explicitly to get the old behavior and silence this warning."
)


@_public
def from_numpy(array):
    """A tensor over the memory of the array, with a version counter of its own."""
    # rule: numpy.from-numpy-fresh-counter
    return Tensor._wrap(tensor_over(array))


def _unless_bool(requires_grad):
    """A flag that is no bool, for torch's own factory to refuse."""
    return {} if isinstance(requires_grad, bool) else {"requires_grad": requires_grad}


_TAKE_TENSORS = ("linspace", "logspace")


def _number(value):
    """A tensor that requires grad is no number, which torch says of one that has the flag."""
    if isinstance(value, Tensor) and value.requires_grad:
        return torch.empty(value.shape, dtype=value.dtype, requires_grad=True)
    return _plain(value)


def _factory(name):
    kernel = getattr(torch, name)

    def make(*args, requires_grad=False, out=None, **kwargs):
        plain = _plain if name in _TAKE_TENSORS else _number
        args, named = [plain(a) for a in args], {k: plain(v) for k, v in kwargs.items()}
        named.update(_unless_bool(requires_grad))
        if out is not None:
            _fill_given(name, out, lambda raw: kernel(*args, out=raw, **named))
            if isinstance(requires_grad, bool):
                out._set_requires_grad(requires_grad)
            return out
        return leaf(kernel(*args, **named), requires_grad)

    make.__name__ = name
    FACTORIES[name] = make


def _fill_given(name, out, kernel):
    """`torch.zeros(..., out=out)`: a write that has no derivative."""
    from .ops.memory import refuse_resizing
    from .ops.not_implemented import not_implemented
    from .views import LEAF_WRITE, bump_version, rebase_history

    if name in ("empty", "randn"):
        refuse_resizing(out)
    if mode.recording and not out._inference and out.requires_grad and out.is_leaf:
        # rule: errors.out-not-differentiable
        if not semantics.current().texts_of_2_4:
            raise RuntimeError(LEAF_WRITE)
        raise RuntimeError(
            f"aten::{name}(): functions with out=... arguments don't support automatic "
            "differentiation, but one of the arguments requires grad."
        )
    node = not_implemented(f"aten::{name}", out)
    raw = out.fresh_raw()
    arithmetic(kernel, raw)
    if raw.shape != out._size:
        out._set_geometry(raw.shape, raw.stride(), raw.storage_offset())
    if name != "empty":
        bump_version(out)
    if node is not None:
        rebase_history(out, node)


def _like_factory(name):
    kernel = getattr(torch, name)

    def make(input, *args, requires_grad=False, **kwargs):
        kwargs.update(_unless_bool(requires_grad))
        if not isinstance(input, Tensor):
            return kernel(input, *args, **kwargs)  # complains
        # rule: requires-grad.like-factories-do-not-inherit
        return _leaf_of(input, arithmetic(kernel, input.raw, *args, **kwargs), requires_grad)

    make.__name__ = name
    FACTORIES[name] = make
    return make


for _name in (
    "zeros",
    "ones",
    "empty",
    "full",
    "rand",
    "randn",
    "randint",
    "randperm",
    "arange",
    "linspace",
    "logspace",
    "eye",
    "empty_strided",
    "tril_indices",
    "triu_indices",
    "scalar_tensor",
    "range",
    "frombuffer",
    "bartlett_window",
    "blackman_window",
    "hamming_window",
    "hann_window",
    "kaiser_window",
):
    _factory(_name)
zeros_like = _like_factory("zeros_like")
ones_like = _like_factory("ones_like")
for _name in ("empty_like", "full_like", "rand_like", "randn_like", "randint_like"):
    _like_factory(_name)


def _new_factory(name):
    """`x.new_zeros(...)`: dtype and device of `x` unless given."""

    def make(self, *args, requires_grad=False, **kwargs):
        kernel = getattr(self.raw, name)
        kwargs.update(_unless_bool(requires_grad))
        # rule: requires-grad.like-factories-do-not-inherit
        raw = arithmetic(kernel, *[_plain(a) for a in args], **kwargs)
        return _leaf_of(self, raw, requires_grad)

    make.__name__ = name
    setattr(Tensor, name, make)


for _name in ("new_zeros", "new_ones", "new_empty", "new_full", "new_tensor", "new_empty_strided"):
    _new_factory(_name)


# -- the legacy constructors -------------------------------------------------------------------


def legacy_constructor(cls, args, kwargs):
    """`torch.Tensor(...)`: sizes, a list of numbers, or another tensor."""
    if not args:
        return _as_class(cls, torch.Tensor(**kwargs))
    first = args[0]
    if isinstance(first, Tensor):
        from .ops.views import alias

        return alias(first)
    return _as_class(cls, torch.Tensor(*[_plain(a) for a in args], **kwargs))


def _as_class(cls, raw):
    made = Tensor._wrap(raw)
    made.__class__ = cls
    return made


class _TypedConstructor:
    """`torch.FloatTensor(...)` and its like."""

    def __init__(self, name):
        self.__name__ = name
        self.kernel = getattr(torch, name)
        self.dtype = self.kernel.dtype

    def __call__(self, *args):
        if len(args) == 1 and isinstance(args[0], Tensor):
            self.kernel(args[0].raw)  # raises unless it is of this type
            return legacy_constructor(Tensor, args, {})
        return Tensor._wrap(self.kernel(*[_plain(a) for a in args]))

    def __instancecheck__(self, instance):
        return isinstance(instance, Tensor) and instance.type() == f"torch.{self.__name__}"


for _name in (
    "FloatTensor",
    "DoubleTensor",
    "HalfTensor",
    "BFloat16Tensor",
    "LongTensor",
    "IntTensor",
    "ShortTensor",
    "CharTensor",
    "ByteTensor",
    "BoolTensor",
):
    FACTORIES[_name] = _TypedConstructor(_name)
