"""Faults of detach(), detach_() and .data: what is cut, what is shared, what is counted."""

from tests.faults.registry import fault


def _shares_memory(torch, derived, x):
    derived.fill_(7)
    return bool((x == 7).all())


def _shares_version(derived, x):
    before = x._version
    derived.fill_(7)
    return x._version > before


@fault
def torch_detach_lets_gradient_through(torch):
    """No gradient flows through detach().

    Broken: `torch.detach(y)` of a non-leaf y is recorded as a view of y. `y.detach()` is right.

    Area: detach. Rules: detach.cuts-gradient, detach.result-requires-no-grad. Grade: medium.
    """
    detach = torch.detach

    def faulty(input):
        return detach(input) if input.is_leaf else input.view_as(input)

    torch.detach = faulty


@torch_detach_lets_gradient_through.checked_by
def _(torch):
    y = torch.ones(2, requires_grad=True) * 2
    return torch.detach(y).requires_grad and not y.detach().requires_grad


@fault
def detach_of_transposed_copies(torch):
    """detach() shares its memory with the tensor it was taken from.

    Broken: it is a copy if that tensor is not contiguous. (`x.detach()` and `torch.detach(x)`.)

    Area: detach. Rules: detach.shares-memory, detach.shares-version-counter,
    detach.random-programs. Grade: hard.
    """
    method, function = torch.Tensor.detach, torch.detach

    def of(right):
        def faulty(input):
            result = right(input)
            return result if result.is_contiguous() else result.clone()

        return faulty

    torch.Tensor.detach, torch.detach = of(method), of(function)


@detach_of_transposed_copies.checked_by
def _(torch):
    x, y = torch.ones(2, 3).t(), torch.ones(2, 3)
    return (_shares_memory(torch, x.detach(), x), _shares_memory(torch, y.detach(), y)) == (
        False,
        True,
    )


@fault
def detach_of_view_counts_alone(torch):
    """detach() shares the version counter, so that a write to its result is noticed in backward.

    Broken: that of a view has a counter of its own. (`x.detach()` and `torch.detach(x)`.)

    Area: detach. Rules: detach.shares-version-counter, detach.random-programs. Grade: hard.
    """
    method, function = torch.Tensor.detach, torch.detach
    data = torch._C.TensorBase.data

    def of(right):
        return lambda input: data.__get__(input) if input._is_view() else right(input)

    torch.Tensor.detach, torch.detach = of(method), of(function)


@detach_of_view_counts_alone.checked_by
def _(torch):
    x = torch.ones(4)
    view = x[1:]
    return (_shares_version(view.detach(), view), _shares_version(x.detach(), x)) == (False, True)


@fault
def detach_in_place_cuts_nothing(torch):
    """detach_() makes its tensor a leaf that does not require grad.

    Broken: it returns a detached tensor, and leaves its own as it was.

    Area: detach. Rule: detach.in-place-detach. Grade: easy.
    """

    def faulty(input):
        return input.detach()

    torch.Tensor.detach_ = torch.detach_ = faulty


@detach_in_place_cuts_nothing.checked_by
def _(torch):
    y = torch.ones(2, requires_grad=True) * 2
    return not y.detach_().requires_grad and y.requires_grad


@fault
def view_can_be_detached_in_place(torch):
    """detach_() of a view raises RuntimeError.

    Broken: it is ignored.

    Area: detach. Rule: detach.view-cannot-detach-in-place. Grade: medium.
    """
    detach_ = torch.Tensor.detach_

    def faulty(input):
        return input if input._is_view() else detach_(input)

    torch.Tensor.detach_ = torch.detach_ = faulty


@view_can_be_detached_in_place.checked_by
def _(torch):
    try:
        (torch.ones(2, requires_grad=True) * 2)[0].detach_()
    except RuntimeError:
        return False
    return True


@fault
def detach_bumps_the_version(torch):
    """detach() leaves the original as it was, its version counter included.

    Broken: `x.detach()` of a tensor that requires grad counts as a write to it, so that a
    backward pass through what saved it raises.

    Area: detach. Rules: detach.original-keeps-its-graph, versions.reading-does-not-bump,
    detach.shares-version-counter. Grade: medium.
    """
    detach = torch.Tensor.detach

    def faulty(input):
        result = detach(input)
        if input.requires_grad and not input.is_leaf and not input.is_inference():
            torch.autograd.graph.increment_version(input)
        return result

    torch.Tensor.detach = faulty


@detach_bumps_the_version.checked_by
def _(torch):
    y = torch.ones(2, requires_grad=True) * 2
    y.detach()
    return y._version == 1


def _replace_data(torch, read=None, write=None):
    data = torch._C.TensorBase.data
    torch.Tensor.data = property(read or data.__get__, write or data.__set__, doc=data.__doc__)


@fault
def data_assignment_copies(torch):
    """x.data = t makes x use the memory of t.

    Broken: x gets a copy of it.

    Area: data. Rule: data.assignment. Grade: medium.
    """
    data = torch._C.TensorBase.data
    _replace_data(torch, write=lambda self, value: data.__set__(self, value.clone()))


@data_assignment_copies.checked_by
def _(torch):
    x, t = torch.ones(2), torch.zeros(2)
    x.data = t
    return x.tolist() == [0, 0] and not _shares_memory(torch, t, x)


@fault
def data_assignment_counts_as_a_write(torch):
    """x.data = t leaves x's version counter alone.

    Broken: it bumps it, so that a backward pass through what saved x raises.

    Area: data. Rules: data.assignment, data.silent-corruption, data.random-programs.
    Grade: medium.
    """
    data = torch._C.TensorBase.data

    def write(self, value):
        data.__set__(self, value)
        torch.autograd.graph.increment_version(self)

    _replace_data(torch, write=write)


@data_assignment_counts_as_a_write.checked_by
def _(torch):
    x = torch.ones(2)
    x.data = torch.zeros(2)
    return x._version == 1


@fault
def data_of_non_leaf_keeps_its_history(torch):
    """No gradient flows through .data.

    Broken: that of a non-leaf is a recorded view of it. That of a leaf is right.

    Area: data. Rules: data.cuts-gradient, data.result-requires-no-grad. Grade: medium.
    """
    data = torch._C.TensorBase.data

    def read(self):
        return data.__get__(self) if self.is_leaf else self.view_as(self)

    _replace_data(torch, read=read)


@data_of_non_leaf_keeps_its_history.checked_by
def _(torch):
    x = torch.ones(2, requires_grad=True)
    return (x * 2).data.requires_grad and not x.data.requires_grad


@fault
def data_of_saved_view_shares_the_counter(torch):
    """.data starts a version counter of its own at 0.

    Broken: that of a view shares the view's counter.

    Area: data. Rules: data.own-version-counter, data.silent-corruption, data.random-programs.
    Grade: hard.
    """
    data = torch._C.TensorBase.data

    def read(self):
        return torch._C.TensorBase.detach(self) if self._is_view() else data.__get__(self)

    _replace_data(torch, read=read)


@data_of_saved_view_shares_the_counter.checked_by
def _(torch):
    x = torch.ones(4)
    view = x[1:]
    return (_shares_version(view.data, view), _shares_version(x.data, x)) == (True, False)
