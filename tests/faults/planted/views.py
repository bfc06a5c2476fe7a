"""Faults of views: one memory, one version counter, one history."""

import functools

from tests.faults.counters import replace_writes
from tests.faults.registry import fault

_ARITHMETIC = [f"{word}_" for word in ("add", "sub", "mul", "div")]
_ARITHMETIC += [f"__i{word}__" for word in ("add", "sub", "mul", "truediv")]


def _raises(function, *args):
    try:
        function(*args)
    except RuntimeError:
        return True
    return False


def _unrecorded(torch, applies):
    """A writing method that writes without recording, where `applies(tensor)`."""

    def make(right):
        def write(self, *args, **kwargs):
            if not applies(self):
                return right(self, *args, **kwargs)
            with torch.no_grad():
                return right(self, *args, **kwargs)

        return write

    return make


@fault
def write_to_view_of_view_is_not_recorded(torch):
    """A write to a view becomes part of the history of its base.

    Broken: arithmetic writes to a view of a view do not, nor of its own. Values and versions are
    right; direct views of the base are right.

    Area: views. Rules: views.in-place-rebases-base, views.chain, views.random-programs.
    Grade: hard.
    """

    def is_view_of_view(x):
        if not x._is_view() or x.grad_fn is None or not torch.is_grad_enabled():
            return False
        from_base, _ = x.grad_fn.next_functions[0]
        base = x._base
        return base.grad_fn is not None and from_base is not base.grad_fn

    replace_writes(torch.Tensor, _ARITHMETIC, _unrecorded(torch, is_view_of_view))


@write_to_view_of_view_is_not_recorded.checked_by
def _(torch):
    def gradient(view):
        x = torch.ones(2, 2, requires_grad=True)
        y = x * 1
        view(y).mul_(3)
        return torch.autograd.grad(y.sum(), x)[0].tolist()

    direct, indirect = gradient(lambda y: y[0]), gradient(lambda y: y[0][1:])
    return (direct, indirect) == ([[3, 3], [1, 1]], [[1, 1], [1, 1]])


@fault
def unbind_gives_ordinary_views(torch):
    """The views that unbind returns cannot be written in place when they require grad.

    Broken: they can, like any view. (`x.unbind()`, `torch.unbind(x)`.)

    Area: views. Rule: views.multi-output-not-writable. Grade: easy.
    """

    def faulty(input, dim=0):
        return tuple(input.select(dim, index) for index in range(input.shape[dim]))

    torch.Tensor.unbind = torch.unbind = faulty


@unbind_gives_ordinary_views.checked_by
def _(torch):
    y = torch.ones(2, requires_grad=True) * 1
    return not _raises(y.unbind()[0].mul_, 2) and _raises(y.split(1)[0].mul_, 2)


@fault
def expand_copies(torch):
    """expand() shows the memory of its base, elements of it several times.

    Broken: `x.expand(...)` is a contiguous copy.

    Area: views. Rules: views.shares-memory, views.geometry, views.expanded,
    views.shares-version-counter. Grade: medium.
    """
    expand = torch.Tensor.expand

    @functools.wraps(expand)
    def faulty(self, *size, **kwargs):
        return expand(self, *size, **kwargs).clone(memory_format=torch.contiguous_format)

    torch.Tensor.expand = faulty


@expand_copies.checked_by
def _(torch):
    x = torch.zeros(1)
    y = x.expand(2)
    x.fill_(5)
    return y.tolist() == [0, 0]


@fault
def reshape_always_copies(torch):
    """reshape() returns a view when the strides allow it.

    Broken: it always copies. (`x.reshape(...)` and `torch.reshape(x, ...)`.)

    Area: views. Rules: views.reshape-views-or-copies, views.geometry, views.shares-memory.
    Grade: easy.
    """
    method, function = torch.Tensor.reshape, torch.reshape

    def copying(right):
        return functools.wraps(right)(lambda *args, **kwargs: right(*args, **kwargs).clone())

    torch.Tensor.reshape, torch.reshape = copying(method), copying(function)


@reshape_always_copies.checked_by
def _(torch):
    x = torch.zeros(4)
    y = x.reshape(2, 2)
    x.fill_(5)
    return y.tolist() == [[0, 0], [0, 0]]


@fault
def view_of_a_constant_counts_alone(torch):
    """A view and its base have one version counter.

    Broken: `x.view(...)` of an x that does not require grad has its own.

    Area: views. Rules: views.shares-version-counter, views.base, views.random-programs,
    views.of-a-constant-becomes-differentiable. Grade: medium.
    """
    view = torch.Tensor.view

    @functools.wraps(view)
    def faulty(self, *args, **kwargs):
        result = view(self, *args, **kwargs)
        return result if self.requires_grad or self.is_inference() else result.data

    torch.Tensor.view = faulty


@view_of_a_constant_counts_alone.checked_by
def _(torch):
    x = torch.zeros(4)
    x.view(2, 2).fill_(5)
    return x.tolist() == [5] * 4 and x._version == 0


@fault
def setitem_on_a_leaf_is_silent(torch):
    """Writing in place to a leaf that requires grad raises RuntimeError while grad mode is on.

    Broken: `x[i] = number` writes, unrecorded. In-place methods raise.

    Area: errors. Rules: errors.leaf-in-place, views.leaf-view-write-refused,
    requires-grad.random-programs, errors.random-programs, versions.setitem-bumps. Grade: medium.
    """

    def is_variable_leaf(x):
        return x.is_leaf and x.requires_grad

    replace_writes(torch.Tensor, ["__setitem__"], _unrecorded(torch, is_variable_leaf))


@setitem_on_a_leaf_is_silent.checked_by
def _(torch):
    x = torch.ones(2, requires_grad=True)
    return not _raises(x.__setitem__, 0, 5.0) and x.tolist() == [5, 1] and _raises(x.add_, 1)


@fault
def view_of_a_leaf_may_be_written(torch):
    """Writing in place to a view of a leaf that requires grad raises RuntimeError.

    Broken: arithmetic writes are made, unrecorded.

    Area: views. Rules: views.leaf-view-write-refused, errors.leaf-in-place. Grade: medium.
    """

    def is_view_of_leaf(x):
        base = x._base
        return base is not None and base.is_leaf and base.requires_grad and x.requires_grad

    replace_writes(torch.Tensor, _ARITHMETIC, _unrecorded(torch, is_view_of_leaf))


@view_of_a_leaf_may_be_written.checked_by
def _(torch):
    x = torch.ones(2, requires_grad=True)
    return not _raises(x[0].add_, 1) and x.tolist() == [2, 1] and _raises(x.add_, 1)


@fault
def no_grad_view_may_be_written(torch):
    """A view made in no_grad mode cannot be written with grad mode on if its base requires grad.

    Broken: arithmetic writes are made, unrecorded.

    Area: views. Rules: views.no-grad-view, views.leaf-view-write-refused. Grade: hard.
    """

    def make(right):
        def write(self, *args, **kwargs):
            try:
                return right(self, *args, **kwargs)
            except RuntimeError as error:
                if "no_grad mode" not in str(error):
                    raise
            with torch.no_grad():
                return right(self, *args, **kwargs)

        return write

    replace_writes(torch.Tensor, _ARITHMETIC, make)


@no_grad_view_may_be_written.checked_by
def _(torch):
    y = torch.ones(2, requires_grad=True) * 1
    with torch.no_grad():
        view = y[0]
    return not _raises(view.mul_, 5) and y.tolist() == [5, 1]


@fault
def flatten_of_transposed_loses_its_history(torch):
    """flatten() of a tensor whose strides do not allow a view is a copy with a history.

    Broken: it is a copy without one.

    Area: views. Rules: views.reshape-views-or-copies, requires-grad.any-input-propagates,
    operators.reshape. Grade: hard.
    """

    def cutting(right):
        @functools.wraps(right)
        def faulty(input, *args, **kwargs):
            result = right(input, *args, **kwargs)
            return result if input.is_contiguous() else result.detach()

        return faulty

    torch.Tensor.flatten, torch.flatten = cutting(torch.Tensor.flatten), cutting(torch.flatten)


@flatten_of_transposed_loses_its_history.checked_by
def _(torch):
    x = torch.ones(2, 3, requires_grad=True)
    return x.flatten().requires_grad and not x.t().flatten().requires_grad
