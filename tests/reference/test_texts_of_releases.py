"""Texts that a release before the installed one gives, read off that release.

Where they changed shows in `docs/changes.md`; what they were is told here alone, since one release
at a time is installed.
"""

import warnings

import pytest
import torch as installed

import reference_impl as torch
from reference_impl import semantics


@pytest.fixture(autouse=True)
def the_installed_release_afterwards():
    yield
    semantics.set_release(installed.__version__)


class Doubles(torch.autograd.Function):
    """Does to `ctx` what it is told."""

    @staticmethod
    def forward(ctx, x, marks=lambda ctx, out: None):
        out = x * 2
        marks(ctx, out)
        return out

    @staticmethod
    def backward(ctx, grad):
        return grad * 2, None


def leaf():
    return torch.ones(2, requires_grad=True)


def mark(name, value):
    return lambda ctx, out: setattr(ctx, name, value)


def saved_in_inference_mode():
    with torch.inference_mode():
        x = torch.ones(2)
    return leaf() * x


def packed_by_one_that_writes():
    with torch.autograd.graph.saved_tensors_hooks(lambda t: t.detach().add_(1), lambda t: t):
        return leaf().exp()


REFUSALS = [
    ("1.13.1", lambda: torch.no_grad(len), "no_grad.__init__() takes 1 positional argument but 2 "),
    ("2.0.1", lambda: torch.set_grad_enabled(3), "enabled must be a bool (got int)"),
    ("2.0.1", lambda: Doubles.apply(x=leaf()), "apply() takes no keyword arguments"),
    (
        "2.0.1",
        lambda: Doubles.apply(leaf(), mark("to_save", 3)),
        "autograd internal error: to_save attribute is expected to be a tuple but is int",
    ),
    (
        "2.0.1",
        lambda: Doubles.apply(leaf(), lambda ctx, out: ctx.mark_dirty(out, 3)),
        "mark_dirty can only accept variables, but argument 1 is of type int",
    ),
    (
        "2.0.1",
        lambda: Doubles.apply(leaf(), lambda ctx, out: ctx.mark_non_differentiable(3)),
        "mark_non_differentiable only accepts variable arguments, but got int",
    ),
    (
        "2.8.0",
        saved_in_inference_mode,
        "Inference tensors cannot be saved for backward. To work around you can make a clone to get"
        " a normal tensor and use it in autograd.",
    ),
    (
        "2.8.0",
        packed_by_one_that_writes,
        "A saved tensor pack hook is modifying its input in place. Tensors provided as input to "
        "pack hook can not be modified by in-place operations as this can lead to unexpected "
        "side-effects. Please open an issue if you need to perform in-place operations on the "
        "input to a pack hook.",
    ),
]


@pytest.mark.parametrize(("release", "action", "text"), REFUSALS)
def test_it_refuses_in_these_words(release, action, text):
    semantics.set_release(release)
    with pytest.raises((TypeError, RuntimeError)) as raised:
        action()
    assert str(raised.value).startswith(text)


def decorated_class():
    torch.no_grad()(type("Some", (), {}))


WARNINGS = [
    ("2.0.1", lambda: Doubles(), "DeprecationWarning", "autograd functionsare all static"),
    ("2.8.0", lambda: Doubles(), "DeprecationWarning", "autograd functions are all static"),
    ("2.0.1", decorated_class, "UserWarning", "Decorating classes is deprecated"),
    ("2.4.1", decorated_class, "FutureWarning", "Decorating classes is deprecated"),
    (
        "2.0.1",
        lambda: Doubles.apply(leaf(), lambda ctx, out: ctx.mark_shared_storage()),
        "UserWarning",
        "mark_shared_storage is deprecated.",
    ),
    (
        "2.4.1",
        lambda: Doubles.apply(leaf(), lambda ctx, out: ctx.mark_shared_storage()),
        "FutureWarning",
        "`mark_shared_storage` is deprecated.",
    ),
    (
        "2.0.1",
        lambda: Doubles.apply(leaf(), lambda ctx, out: ctx.mark_dirty(out)),
        "UserWarning",
        "Only input Tensors should be given to ctx.mark_dirty(). If a Tensor is not an input, there"
        " is no need to pass it to mark_dirty().",
    ),
]


@pytest.mark.parametrize(("release", "action", "category", "text"), WARNINGS)
def test_it_warns_in_these_words(release, action, category, text):
    semantics.set_release(release)
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        action()
    assert [each.category.__name__ for each in heard] == [category]
    assert text in str(heard[0].message)


def test_set_grad_enabled_is_shown_as_any_object_is():
    semantics.set_release("2.4.1")
    mode = torch.set_grad_enabled(True)
    assert hex(id(mode)) in repr(mode)


@pytest.mark.parametrize("subject", [installed, torch], ids=["torch", "reference"])
def test_warnings_point_at_the_line_of_the_program(subject):
    """Those that torch gives from Python."""

    class Warns(subject.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.mark_shared_storage()
            return x * 2

        @staticmethod
        def backward(ctx, grad):
            _ = ctx.saved_variables
            return grad

    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        Warns.apply(subject.ones(2, requires_grad=True)).sum().backward()
        subject.no_grad()(type("Some", (), {}))
        Warns()
    told = [str(each.message).split()[0] for each in heard if each.filename == __file__]
    assert told == ["`mark_shared_storage`", "'saved_variables'", "Decorating", "<class"]
