"""Faults of version counters: writes that nobody counts, counts without a write, lost checks."""

import functools

from tests.faults.counters import counted_twice, in_place_methods, replace_writes, uncounted
from tests.faults.kernels import replace_kernel
from tests.faults.registry import fault


def _bumps(torch, write, make=None):
    """By how much `write(x)` bumps the version of x."""
    x = torch.ones(3) if make is None else make()
    before = x._version
    write(x)
    return x._version - before


def _fails_in_backward(torch, make, write):
    """Whether backward through `make(x)` raises after the write, for x a non-leaf."""
    x = torch.full((2,), 0.5, requires_grad=True) * 1
    y = make(x)
    write(x, y)
    try:
        y.sum().backward()
    except RuntimeError:
        return True
    return False


@fault
def copy_is_not_counted(torch):
    """Every in-place method bumps the version counter of the tensor it writes.

    Broken: `x.copy_(y)` does not.

    Area: versions. Rules: versions.in-place-bumps, versions.saved-input-modified-raises,
    versions.saved-output-modified-raises. Grade: medium.
    """
    replace_writes(torch.Tensor, ["copy_"], uncounted(torch))


@copy_is_not_counted.checked_by
def _(torch):
    copied = _bumps(torch, lambda x: x.copy_(torch.zeros(3)))
    return (copied, _bumps(torch, lambda x: x.mul_(2))) == (0, 1)


@fault
def mask_assignment_is_not_counted(torch):
    """Assignment to an index, a slice or a mask bumps the version counter.

    Broken: `x[mask] = y` does not.

    Area: versions. Rules: versions.setitem-bumps, versions.saved-input-modified-raises,
    versions.saved-output-modified-raises. Grade: hard.
    """

    def is_mask(self, index, value):
        return isinstance(index, torch.Tensor) and index.dtype == torch.bool

    replace_writes(torch.Tensor, ["__setitem__"], uncounted(torch, is_mask))


@mask_assignment_is_not_counted.checked_by
def _(torch):
    by_mask = _bumps(torch, lambda x: x.__setitem__(x > 0, 0.0))
    return (by_mask, _bumps(torch, lambda x: x.__setitem__(0, 0.0))) == (0, 1)


@fault
def ellipsis_assignment_is_not_counted(torch):
    """Assignment to an index, a slice or a mask bumps the version counter.

    Broken: that to the whole tensor, `x[...] = y` and `x[:] = y`, does not.

    Area: versions. Rules: versions.setitem-bumps, versions.saved-input-modified-raises,
    versions.saved-output-modified-raises. Grade: hard.
    """

    def is_whole(self, index, value):
        return index is Ellipsis or (isinstance(index, slice) and index == slice(None))

    replace_writes(torch.Tensor, ["__setitem__"], uncounted(torch, is_whole))


@ellipsis_assignment_is_not_counted.checked_by
def _(torch):
    indices = (Ellipsis, slice(None), slice(0, 1))
    bumps = [_bumps(torch, lambda x, i=i: x.__setitem__(i, 0.0)) for i in indices]
    return bumps == [0, 0, 1]


@fault
def out_is_not_counted(torch):
    """An operation with out= bumps the version counter of the tensor it writes to.

    Broken: elementwise operations with out= do not.

    Area: versions. Rules: versions.out-bumps, versions.saved-input-modified-raises.
    Grade: medium.
    """
    set_version = torch._C._autograd._unsafe_set_version_counter

    def uncounted_out(function):
        def faulty(*args, out=None, **kwargs):
            if out is None:
                return function(*args, **kwargs)
            if out.is_inference():
                return function(*args, out=out, **kwargs)
            before = out._version
            result = function(*args, out=out, **kwargs)
            set_version((out,), (before,))
            return result

        return faulty

    names = "abs add cos div exp log mul neg pow reciprocal sigmoid sin sqrt sub tanh"
    replace_writes(torch, names.split(), uncounted_out)


@out_is_not_counted.checked_by
def _(torch):
    by_out = _bumps(torch, lambda x: torch.add(torch.ones(3), 1, out=x))
    return (by_out, _bumps(torch, lambda x: x.add_(1))) == (0, 1)


@fault
def writes_in_no_grad_are_not_counted(torch):
    """In-place writes bump the version counter in no_grad mode too.

    Broken: they do not.

    Area: versions. Rules: versions.no-grad-still-bumps, modes.in-place-keeps-history,
    modes.in-place-on-leaf-allowed-under-no-grad. Grade: medium.
    """
    outside = uncounted(torch, lambda *args: not torch.is_grad_enabled())
    replace_writes(torch.Tensor, in_place_methods(torch), outside)


@writes_in_no_grad_are_not_counted.checked_by
def _(torch):
    def write(x):
        x.add_(1)
        x[0] = 2
        x *= 3

    with torch.no_grad():
        inside = _bumps(torch, write)
    return (inside, _bumps(torch, write)) == (0, 3)


@fault
def augmented_subtraction_is_not_counted(torch):
    """x += y and the other augmented assignments bump the version counter.

    Broken: `x -= y` does not; `x.sub_(y)` and the others do.

    Area: versions. Rules: versions.augmented-assignment-bumps, versions.in-place-bumps,
    versions.saved-input-modified-raises, versions.saved-output-modified-raises. Grade: medium.
    """
    replace_writes(torch.Tensor, ["__isub__"], uncounted(torch))


@augmented_subtraction_is_not_counted.checked_by
def _(torch):
    bumps = [_bumps(torch, lambda x, name=n: getattr(x, name)(1)) for n in ("__isub__", "sub_")]
    return bumps == [0, 1]


@fault
def fill_is_counted_twice(torch):
    """Each in-place method bumps the version counter by one.

    Broken: `fill_` by two.

    Area: versions. Rule: versions.in-place-bumps. Grade: easy.
    """
    replace_writes(torch.Tensor, ["fill_"], counted_twice(torch))


@fill_is_counted_twice.checked_by
def _(torch):
    return _bumps(torch, lambda x: x.fill_(2)) == 2


@fault
def zero_dim_writes_are_not_counted(torch):
    """Every in-place write bumps the version counter.

    Broken: arithmetic writes with a number to 0-dim tensors do not: `x.add_(1)`, `x *= 2`.

    Area: versions. Rules: versions.in-place-bumps, versions.augmented-assignment-bumps,
    versions.saved-input-modified-raises, versions.saved-output-modified-raises. Grade: medium.
    """
    names = [f"{word}_" for word in ("add", "sub", "mul", "div")]
    names += [f"__i{word}__" for word in ("add", "sub", "mul", "truediv")]
    only = uncounted(torch, lambda x, *args: x.dim() == 0 and isinstance(args[0], (int, float)))
    replace_writes(torch.Tensor, names, only)


@zero_dim_writes_are_not_counted.checked_by
def _(torch):
    scalar = _bumps(torch, lambda x: x.mul_(2), lambda: torch.tensor(1.0))
    return (scalar, _bumps(torch, lambda x: x.mul_(2))) == (0, 1)


@fault
def empty_writes_are_not_counted(torch):
    """A write to an empty tensor bumps the version counter all the same.

    Broken: it does not, as nothing changes.

    Area: versions. Rules: versions.empty-write-bumps, gradients.empty-tensors. Grade: medium.
    """
    only = uncounted(torch, lambda x, *args: x.numel() == 0)
    replace_writes(torch.Tensor, in_place_methods(torch), only)


@empty_writes_are_not_counted.checked_by
def _(torch):
    empty = _bumps(torch, lambda x: x.add_(1), lambda: torch.ones(0))
    return (empty, _bumps(torch, lambda x: x.add_(1))) == (0, 1)


@fault
def refused_write_is_counted(torch):
    """A write that raises leaves the version counter as it was.

    Broken: a refused in-place write bumps it.

    Area: versions. Rules: versions.failed-write-does-not-bump, errors.failed-step-leaves-state,
    errors.leaf-in-place, errors.integer-in-place, errors.broadcast. Grade: hard.
    """

    def make(right):
        def write(self, *args, **kwargs):
            try:
                return right(self, *args, **kwargs)
            except RuntimeError:
                if not self.is_inference():
                    torch.autograd.graph.increment_version(self)
                raise

        return write

    replace_writes(torch.Tensor, in_place_methods(torch), make)


@refused_write_is_counted.checked_by
def _(torch):
    def refused(x):
        try:
            x.add_(torch.ones(5))
        except RuntimeError:
            return

    return _bumps(torch, refused) == 1


@fault
def transpose_is_counted(torch):
    """Operations that only read or make views leave the version counter alone.

    Broken: `x.transpose(a, b)`, `torch.transpose(x, a, b)` and `x.T` bump it.

    Area: versions. Rules: versions.reading-does-not-bump, versions.random-programs,
    views.random-programs, views.geometry, views.shares-version-counter. Grade: medium.
    """

    def counting(right):
        def faulty(input, *args, **kwargs):
            result = right(input, *args, **kwargs)
            if not input.is_inference():
                torch.autograd.graph.increment_version(input)
            return result

        return faulty

    property_t = torch._C.TensorBase.T
    replace_writes(torch.Tensor, ["transpose"], counting)
    replace_writes(torch, ["transpose"], counting)
    torch.Tensor.T = property(counting(property_t.__get__), doc=property_t.__doc__)


@transpose_is_counted.checked_by
def _(torch):
    def two_by_two():
        return torch.ones(2, 2)

    ways = (lambda x: x.T, lambda x: x.transpose(0, 1), lambda x: x.t())
    return [_bumps(torch, way, two_by_two) for way in ways] == [1, 1, 0]


@fault
def clone_takes_the_version_over(torch):
    """The result of an out-of-place operation, a clone too, starts with a counter at 0.

    Broken: a clone starts where its source stands. (`x.clone()` and `torch.clone(x)`.)

    Area: versions. Rules: versions.fresh-tensor-starts-at-zero, leaves.clone-is-recorded.
    Grade: medium.
    """
    set_version = torch._C._autograd._unsafe_set_version_counter

    def make(right):
        @functools.wraps(right)
        def faulty(input, **kwargs):
            result = right(input, **kwargs)
            if not input.is_inference() and not result.is_inference():
                set_version((result,), (input._version,))
            return result

        return faulty

    torch.Tensor.clone, torch.clone = make(torch.Tensor.clone), make(torch.clone)


@clone_takes_the_version_over.checked_by
def _(torch):
    x = torch.ones(2).add_(1)
    return x.clone()._version == 1 and (x + 0)._version == 0


def _unchecked(torch, right):
    """The operator, with what it saves taken as it is found in backward."""

    def faulty(*args, **kwargs):
        # Saved by way of hooks, a tensor is not checked. Detached, it does not keep itself alive.
        with torch.autograd.graph.saved_tensors_hooks(lambda x: x.detach(), lambda x: x):
            return right(*args, **kwargs)

    return faulty


@fault
def sqrt_result_is_not_checked(torch):
    """If an operation saved its result, a write to the result makes backward through it raise.

    Broken: not for sqrt, which computes its gradient from what is there now.

    Area: versions. Rules: versions.saved-output-modified-raises, versions.random-programs,
    detach.shares-version-counter. Grade: medium.
    """
    replace_kernel(torch, "sqrt", lambda right, x: _unchecked(torch, right)(x))


@sqrt_result_is_not_checked.checked_by
def _(torch):
    def fails(make):
        return _fails_in_backward(torch, make, lambda x, y: y.detach().fill_(1))

    return (fails(torch.sqrt), fails(torch.exp)) == (False, True)


@fault
def sin_input_is_not_checked_for_non_leaves(torch):
    """If an operation saved an input, a write to that input makes backward through it raise.

    Broken: not for sin of a non-leaf.

    Area: versions. Rules: versions.saved-input-modified-raises, versions.random-programs,
    detach.random-programs. Grade: hard.
    """

    def sin(right, x):
        return right(x) if x.is_leaf else _unchecked(torch, right)(x)

    replace_kernel(torch, "sin", sin)


@sin_input_is_not_checked_for_non_leaves.checked_by
def _(torch):
    def fails(make):
        return _fails_in_backward(torch, make, lambda x, y: x.detach().fill_(1))

    return (fails(torch.sin), fails(torch.cos)) == (False, True)
