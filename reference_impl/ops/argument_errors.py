"""Errors about arguments, in torch's words.

What arguments an operator takes is said once, by its parameters; how torch complains about others
is not. A call that was refused is repeated on torch, with tensors that have no memory: nothing is
computed or written, but the complaint is torch's own.

An operator here may take more than torch's parser of arguments does: `mean(x, keepdim=True)` names
no signature of torch. So the first call with arguments of certain kinds is put to torch too,
before it is made.
"""

import sys
import types
import warnings

import torch

from .. import casting, dual_numbers
from ..batches import batches, within
from ..casting import state as casts
from ..dual_numbers import level
from ..running_transforms import check_write, depth_of_transforms
from ..tensor import Tensor


def with_torch_errors(owner, name, function):
    """`function`, which is `owner.name` of torch, with torch's text for arguments it refuses."""
    of_torch = getattr(owner, name, None)  # as it is now: what replaces it later is on trial
    parsed = isinstance(of_torch, _PARSED)
    accepted = set()  # the kinds of arguments that torch takes

    def call(*args, **kwargs):
        if "out" in kwargs and owner is torch.Tensor:
            # No method takes it, though numpy's functions of a tensor pass it to methods.
            raise in_torch_words(TypeError("out"), of_torch, args, kwargs)
        if kwargs and any(is_no_number(kwargs[key]) for key in _NUMBERS if key in kwargs):
            raise in_torch_words(TypeError(name), of_torch, args, kwargs)
        if parsed:
            kinds = tuple(map(kind, args))
            if kwargs:
                kinds = (*kinds, *kwargs, *map(kind, kwargs.values()))
            if kinds not in accepted:
                refuse_as_torch(of_torch, args, kwargs)
                accepted.add(kinds)
        run = within(function, name) if batches.open else function
        if depth_of_transforms.count and args and isinstance(args[0], Tensor):
            check_write(name, args)
        try:
            if casts.enabled:
                return casting.call(run, name, args, kwargs)
            if level.open:
                return dual_numbers.call(run, name, args, kwargs)
            return run(*args, **kwargs)
        except (TypeError, AttributeError, KeyError) as error:  # not a tensor, or not there
            raise in_torch_words(error, of_torch, args, kwargs) from None

    call.__name__ = call.__qualname__ = name
    call.__doc__ = function.__doc__
    call.owner = owner
    return call


def made_public(owner, functions):
    """Those of the functions, by name, that `owner` has too, as its own."""
    return {
        name: with_torch_errors(owner, name, function)
        for name, function in functions.items()
        if callable(function)
        and not isinstance(function, type)
        and getattr(function, "owner", None) is not owner
        and hasattr(owner, name)
    }


def in_torch_words(error, function, args, kwargs):
    """The error torch raises for this call; `error` itself if torch accepts it."""
    args = [without_memory(value) for value in args]
    kwargs = {key: without_memory(value) for key, value in kwargs.items()}
    if kwargs and sys.version_info < (3, 11) and isinstance(function, types.MethodDescriptorType):
        # That Python binds a method called with keywords, and names the tensor's own type.
        function = function.__get__(args.pop(0))
    warned = torch.is_warn_always_enabled()
    torch.set_warn_always(True)  # what torch warns of once, it warns of when it computes
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            function(*args, **kwargs)
    except TypeError as worded:
        return TypeError(str(worded))
    except Exception:  # not about arguments: it has no kernel for such tensors
        return error
    finally:
        torch.set_warn_always(warned)
    return error


# Functions whose arguments torch's own parser reads, by a list of signatures.
_PARSED = (types.BuiltinFunctionType, types.MethodDescriptorType)


def refuse_as_torch(function, args, kwargs):
    """Raises torch's TypeError for this call, if torch has one.

    Only where a tensor is given, as without one it would compute, and nothing that torch cannot
    know: functions of the program, and objects of this package that are no tensors.
    """
    given = [*args, *kwargs.values()]
    if any(map(holds_tensor, given)) and not any(map(is_unknown_to_torch, given)):
        error = in_torch_words(None, function, args, kwargs)
        if error is not None:
            raise error


def holds_tensor(value):
    return isinstance(value, Tensor) or (
        type(value) in (list, tuple) and any(map(holds_tensor, value))
    )


def is_unknown_to_torch(value):
    if value is None or isinstance(value, Tensor):
        return False
    called = type(value)  # a class of this package may call itself what torch calls its own
    known = getattr(sys.modules.get(called.__module__), called.__qualname__, None)
    return callable(value) or (known is not called and not isinstance(value, (list, tuple)))


def kind(value):
    """All that torch's parser asks of an argument; tensors of no dimensions may be numbers."""
    if isinstance(value, Tensor):
        return Tensor if value._size else (Tensor, value._dtype, value.requires_grad)
    if isinstance(value, (list, tuple)):
        return type(value), frozenset(map(kind, value))
    return type(value)


_NUMBERS = ("alpha", "beta")  # keyword arguments that are numbers wherever they are


def is_no_number(value):
    """A tensor that requires grad is not taken for a number."""
    return isinstance(value, Tensor) and value.requires_grad


def without_memory(value):
    """A tensor of this size and dtype, also within a list or tuple; other values as they are.

    A size of 0 becomes 1: some functions of torch divide by a size before they look at it.
    """
    if isinstance(value, Tensor):
        flag = {"requires_grad": True} if value.requires_grad and value.dim() == 0 else {}
        size = [max(length, 1) for length in value.shape]
        made = torch.empty(size, dtype=value.dtype, device="meta", **flag)
        # What torch calls its class is in the complaint.
        return torch.nn.Parameter(made, bool(flag)) if type(value).__name__ == "Parameter" else made
    if type(value) in (list, tuple):
        return type(value)(without_memory(item) for item in value)
    return value
