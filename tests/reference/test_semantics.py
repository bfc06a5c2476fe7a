"""The switches of releases, and the names that came later."""

import pytest
import torch
import torch.utils.checkpoint

import reference_impl
from reference_impl import names_by_release, semantics
from reference_impl.changes import CHANGES

RELEASE = semantics.release_of(torch.__version__)


@pytest.fixture
def set_release():
    """Sets the reference to a release for the time of a test."""
    yield semantics.set_release
    semantics.set_release(torch.__version__)


def test_each_switch_is_explained_once():
    """Its name is its own, it is turned once, and it says what it does."""
    names = [change.name for change in CHANGES]
    assert len(names) == len(set(names))
    for change in CHANGES:
        assert change.since < change.until, change.name
        assert change.what.endswith("."), change.name


def test_the_reference_follows_the_installed_release():
    assert semantics.current().release == RELEASE


def test_a_switch_turns_at_its_release(set_release):
    set_release("2.12.1")
    assert not semantics.current().errors_name_operators
    set_release("2.13.0+cpu")
    assert semantics.current().errors_name_operators


@pytest.mark.parametrize("path", names_by_release.NAMES)
def test_torch_has_the_names_that_its_release_has(path):
    """And no others: the table is right about the installed release."""
    if path.startswith("graph.Node."):
        found = hasattr(torch.ones(1, requires_grad=True).exp().grad_fn, path.split(".")[-1])
    else:
        found = _has(torch, path)
    assert found == (names_by_release.NAMES[path] <= RELEASE)


def _has(found, path):
    for part in path.split("."):
        if not hasattr(found, part):
            return False
        found = getattr(found, part)
    return True


def test_what_came_later_is_not_there_before(set_release):
    """It raises as a name does that was never there, and comes back."""
    x = reference_impl.ones(1, requires_grad=True)
    set_release("2.0.1")
    with pytest.raises(AttributeError, match="has no attribute 'register_post_accumulate"):
        x.register_post_accumulate_grad_hook(print)
    with pytest.raises(AttributeError):
        _ = reference_impl.nn.Buffer
    with pytest.raises(TypeError, match="unexpected keyword argument 'materialize_grads'"):
        reference_impl.autograd.grad(x.sum(), x, materialize_grads=True)
    assert reference_impl.autograd.grad(x.sum(), x)[0].item() == 1
    set_release("2.13.0")
    assert reference_impl.nn.Buffer
    assert reference_impl.autograd.grad(x.sum(), x, materialize_grads=True)[0].item() == 1
