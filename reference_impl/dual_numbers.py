"""Forward-mode derivatives: tensors that carry a tangent, and operations that carry it on.

No operation declares a forward derivative. An operation is run a second time on aliases of its
operands that require grad; its vector-Jacobian product is linear in the vector, and the derivative
of that with respect to the vector, times the tangents, is the Jacobian times the tangents. A view
of a tensor has a view of its tangent; what is written to a tensor is written to its tangent too.

Source: https://pytorch.org/docs/stable/notes/autograd.html#forward-mode-ad
"""

import functools
import inspect
import threading
import warnings
import weakref

import torch
from torch.utils._pytree import tree_flatten, tree_unflatten

from . import casting
from .batches import batches, within
from .casting import state as casts
from .grad_mode import is_grad_enabled, mode, set_grad_enabled
from .running_transforms import check_write, depth_of_transforms
from .saved_tensor import SavedTensor
from .saved_tensor_hooks import without_default_hooks
from .tangent_layout import laid_out_as
from .tensor import Tensor, can_require_grad


class _Level(threading.local):
    """The one level there can be: which tensors have a tangent in it."""

    open = False
    carried = ()
    enabled = True  # off while tangents are computed
    running_again = False  # while an operation runs for the sake of its tangents
    pushing = False  # while a derivative is differentiated only to find a tangent


level = _Level()


def enter():
    if level.open:
        raise RuntimeError("Nested forward mode AD is not supported at the moment")
    level.open, level.carried = True, []
    return 0


def leave():
    """Tangents live as long as their level."""
    for carrier in level.carried:
        tensor = carrier()
        if tensor is not None:
            tensor._tangent = None
    level.open, level.carried = False, ()


def carry(tensor, tangent):
    """From now on the tensor has this tangent, or a copy that lies in memory as the tensor does."""
    if tangent._tangent is not None:
        raise RuntimeError(
            "Setting a forward grad that itself has a forward gradient at the same level0 is not "
            "supported."
        )
    if tensor.shape != tangent.shape:
        raise RuntimeError(
            "Trying to set a forward gradient that has a different size than that of the original "
            f"Tensor, this is not supported. Tensor is of size {list(tensor.shape)} while the "
            f"given forward gradient is of size {list(tangent.shape)}."
        )
    with Quiet():
        # rule: functions.forward-mode
        tensor._tangent = laid_out_as(tangent, tensor)
    level.carried.append(weakref.ref(tensor))  # what is held elsewhere is copied, not taken


def tangent_of(tensor):
    """The tangent of a tensor or None; a view of what has one has a view of it."""
    base = tensor._view.base if tensor._view is not None else None
    if tensor._tangent is None and base is not None and base._tangent is not None:
        _give_tangent(tensor)
    return tensor._tangent


def shown():
    """Whether a program sees tangents at all."""
    return level.enabled and not mode.inference


def is_dual(values):
    """Whether there is a tangent in these values to carry on."""
    return level.enabled and any(
        isinstance(value, Tensor) and tangent_of(value) is not None
        for value in tree_flatten(values)[0]
    )


def call(function, name, args, kwargs):
    """`function(*args, **kwargs)`, where one of the arguments may have a tangent."""
    if name == "detach_":
        # rule: detach.in-place-detach
        args[0]._tangent = None
    if mode.inference or not is_dual((args, kwargs)):
        return function(*args, **kwargs)
    if kwargs.get("out") is not None:
        with Quiet():
            function(*args, **kwargs)  # it is refused when it is written
        raise NotImplementedError(
            f"Trying to use forward AD with {name}_out that does not support it because it is an "
            "out= function"
        )
    # rule: functions.forward-mode
    if _writes(name) or _is_in_place(function, args, kwargs):
        return _written(function, args, kwargs)
    random = torch.get_rng_state()
    with Quiet():
        result = function(*args, **kwargs)
    after = torch.get_rng_state()
    torch.set_rng_state(random)  # what is drawn is drawn again the same
    _carry_on(function, args, kwargs, result)
    torch.set_rng_state(after)
    return result


def _writes(name):
    if name.startswith("__"):
        return name == "__setitem__" or (name[2] == "i" and name not in _NOT_IN_PLACE)
    return name.endswith("_")


_NOT_IN_PLACE = ("__index__", "__int__", "__invert__", "__iter__")


def _is_in_place(function, args, kwargs):
    """Whether a function of `torch.nn.functional` is told to write to its argument."""
    names = inspect.signature(function).parameters if inspect.isfunction(function) else ()
    if "inplace" not in names:
        return False
    return kwargs.get("inplace") or list(args)[list(names).index("inplace") :][:1] == [True]


class Quiet:
    """A block in which no tangent is carried on, with grad mode as it is or switched on."""

    def __init__(self, recorded=None):
        self.recorded = recorded

    def __enter__(self):
        self.before = level.enabled, is_grad_enabled()
        level.enabled = False
        if self.recorded is not None:
            set_grad_enabled(self.recorded)

    def __exit__(self, *exception):
        level.enabled = self.before[0]
        set_grad_enabled(self.before[1])


def _carry_on(function, args, kwargs, result):
    outputs, spec = tree_flatten(result)
    if args and outputs and all(output is args[0] for output in outputs):
        return  # `contiguous()` and its like: it has its tangent
    given, spec = tree_flatten((args, kwargs))
    duals = [each for each in given if isinstance(each, Tensor) and tangent_of(each) is not None]
    if any(_is_view_of(output, duals) for output in outputs):
        swapped = [each._tangent if any(each is dual for dual in duals) else each for each in given]
        args, kwargs = tree_unflatten(swapped, spec)
        with Quiet():
            made = tree_flatten(function(*args, **kwargs))[0]
        pairs = zip(outputs, made, strict=True)
        tangents = [tangent if _is_view_of(output, duals) else None for output, tangent in pairs]
    else:
        tangents = _tangents(function, args, kwargs)
    for output, tangent in zip(outputs, tangents, strict=True):
        if isinstance(output, Tensor) and tangent is not None:
            carry(output, tangent)
            _carry_where_saved(output)


def _carry_where_saved(output):
    """A result that its own node has saved carries its tangent, too: backward may use it."""
    values = () if output._grad_fn is None else (output._grad_fn.saved or {}).values()
    for saved in values:
        is_own = isinstance(saved, SavedTensor) and not saved.original and saved.tensor is not None
        if is_own and saved.tensor._storage is output._storage:
            carry(saved.tensor, output._tangent)


def _is_view_of(output, duals):
    """Whether the output is a view of one of these operands."""
    return (
        isinstance(output, Tensor)
        and output._view is not None
        and any(output is not dual and output._storage is dual._storage for dual in duals)
    )


@without_default_hooks()
def _tangents(function, args, kwargs, in_place=False):
    """The tangent of each output of a call, None for what does not depend on a tangent."""
    from .ops.not_implemented import refuse_without_forward
    from .transforms import pushed_forward

    recorded = is_grad_enabled()
    flat, spec = tree_flatten((args, kwargs))
    wanted = recorded and any(isinstance(each, Tensor) and each.requires_grad for each in flat)
    with Quiet(recorded=True):
        operands, tangents = [], []
        for place, value in enumerate(flat):
            if not isinstance(value, Tensor) or tangent_of(value) is None:
                continue
            known = recorded and value.requires_grad
            alias = value.view_as(value) if known else value.detach().requires_grad_()
            operands.append(alias)
            tangents.append(value._tangent)
            flat[place] = alias
        args, kwargs = tree_unflatten(flat, spec)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it is the second run
            level.running_again = True
            try:
                outputs = tree_flatten(function(*args, **kwargs))[0]
            finally:
                level.running_again = False
        found = []
        refuse_without_forward(outputs, in_place)
        for output in outputs:
            depends = isinstance(output, Tensor) and output.requires_grad
            found.append(pushed_forward([output], operands, tangents)[0] if depends else None)
    # Somebody outside may differentiate a tangent that an operand or another tangent is part of.
    wanted = wanted or (recorded and any(tangent.requires_grad for tangent in tangents))
    return [None if each is None else _own(each, tangents, wanted) for each in found]


def _own(tangent, given, wanted):
    """A tangent with memory of its own, and without a history that nobody can use."""
    if any(tangent._storage is each._storage for each in given):
        tangent = tangent.clone()
    return tangent if wanted else tangent.detach()


def _written(function, args, kwargs):
    """An operation that writes to its first argument: its tangent is written to as well."""
    target = args[0]
    if isinstance(target, (list, tuple)):
        return _each_written(function, args, kwargs)
    if not can_require_grad(target._dtype):
        with Quiet():
            return function(*args, **kwargs)

    def on_a_copy(first, *rest, **named):
        copy = first.clone()
        function(copy, *rest, **named)
        return copy

    from .ops.not_implemented import NOT_YET

    try:
        (tangent,) = _tangents(on_a_copy, args, kwargs, in_place=True)
    except NotImplementedError as refused:
        if NOT_YET in str(refused):
            with Quiet():
                function(*args, **kwargs)  # it is refused when it is written
        raise
    before = target._size, target._stride
    with Quiet():
        result = function(*args, **kwargs)
        if (target._size, target._stride) != before and target._tangent is not None:
            function(target._tangent, *args[1:], **kwargs)
            return result
        if tangent is None:
            tangent = target.detach().clone().zero_()
        if target._tangent is None:
            _give_tangent(target)
            target._tangent.add_(tangent)
        else:
            target._tangent.copy_(tangent)
    _carry_where_saved(target)
    return result


def _each_written(function, args, kwargs):
    """An operation that writes to each tensor of a list."""
    targets, *others = args
    result = None
    for place, target in enumerate(targets):
        of_target = [[each[place]] if isinstance(each, (list, tuple)) else each for each in others]

        def alone(first, *rest):
            return function([first], *rest, **kwargs)

        result = _written(alone, (target, *of_target), {})
    return result if result is None else targets


def _give_tangent(target):
    """A tangent of zeros; that of a view is a view of the one of its base."""
    base = target._base
    if base is None:
        carry(target, target.detach().clone().zero_())
        return
    if base._tangent is None:
        carry(base, base.detach().clone().zero_())
    window = base._tangent.as_strided(target.size(), target.stride(), target.storage_offset())
    carry(target, window)


# -- Python's operators --------------------------------------------------------------------------

_OPERATORS = """
    add radd iadd sub rsub isub mul rmul imul truediv rtruediv itruediv rdiv floordiv rfloordiv mod
    rmod pow rpow ipow matmul rmatmul neg pos abs getitem setitem iter eq ne lt le gt ge
"""


def follow_python_operators():
    """From now on the operators of `Tensor` carry tangents on, and cast within autocast."""
    for name in ("T", "mT", "H", "mH", "real", "imag"):
        known = vars(Tensor)[name]
        setattr(Tensor, name, property(_following(name, known.fget), known.fset))
    for word in _OPERATORS.split():
        name = f"__{word}__"
        if name in vars(Tensor):
            setattr(Tensor, name, _following(name, vars(Tensor)[name]))


def _following(name, method):
    @functools.wraps(method)
    def operator(*args):
        run = within(method, name) if batches.open else method
        if depth_of_transforms.count:
            check_write(name, args)
        if casts.enabled:
            return casting.call(run, name, args, {})
        if level.open:
            return call(run, name, args, {})
        return run(*args)

    return operator
