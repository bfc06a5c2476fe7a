"""A default run notices an operator that is wrong for special inputs only."""

import pytest
import torch

pytest.importorskip("expecttest")

from conformance import subjects
from conformance.operators import checking, database
from tests.operators.subjects import with_derivative, with_operator


def wrong_where(condition, factor=2):
    """A change of a gradient that is made where `condition(input)` holds."""

    def change(grad, x):
        wrong = condition(x)
        if isinstance(wrong, bool):
            return factor * grad if wrong else grad
        return torch.where(wrong, factor * grad, grad)

    return change


def is_tied(x):
    """Which elements have an equal in the tensor."""
    flat = x.reshape(-1)
    return ((flat[:, None] == flat).sum(1) > 1).reshape(x.shape)


def broadcast_product(x, y):
    """x * y whose second factor, where it is broadcast, gets twice its gradient."""
    if isinstance(y, torch.Tensor) and y.requires_grad and x.shape != y.shape:
        y = y.clone()
        y.register_hook(lambda grad: 2 * grad)
    return torch.mul(x, y)


def unchecked_atan(x):
    """atan, which saves its input and does not look whether it has been written to since."""
    with torch.autograd.graph.saved_tensors_hooks(lambda saved: saved, lambda saved: saved):
        return torch.atan(x)


NORMALIZATION = "nn.functional.layer_norm"
FAULTS = {
    "negative, no dimension": (
        "sigmoid",
        with_derivative("sigmoid", wrong_where(lambda x: x.dim() == 0 and bool(x.real < 0))),
    ),
    "tied": ("exp", with_derivative("exp", wrong_where(is_tied))),
    "not contiguous": (
        "tanh",
        with_derivative("tanh", wrong_where(lambda x: not x.is_contiguous())),
    ),
    "complex": ("sinh", with_derivative("sinh", wrong_where(lambda x: x.is_complex(), 1j))),
    "negative, at order two": (
        "sin",
        with_derivative("sin", lambda grad, x: torch.where(x.real < 0, grad.detach(), grad)),
    ),
    "infinite": (
        "atan",
        with_derivative("atan", lambda grad, x: torch.where(torch.isinf(x), grad + 1, grad)),
    ),
    # Terms that cancel have been rounded to single precision there, and are no excuse.
    "half precision": (
        NORMALIZATION,
        with_derivative(NORMALIZATION, wrong_where(lambda x: x.dtype == torch.bfloat16)),
    ),
    "broadcast": ("mul", with_operator("mul", broadcast_product)),
    "saved without a check": ("atan", with_operator("atan", unchecked_atan)),
    "the layout of the gradient": (
        "tanh",
        with_derivative("tanh", lambda grad, x: grad.mT.contiguous().mT if x.dim() > 1 else grad),
    ),
    "two zeros, at order two": (
        "prod",
        with_derivative("prod", lambda grad, x: grad.detach() if (x == 0).sum() == 2 else grad),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_noticed(name):
    """And a healthy torch has none of them."""
    operator, faulty = FAULTS[name]
    (entry,) = (entry for entry in database.entries(operator) if entry.name == operator)
    assert checking.Check(entry, subjects.get("eager"), "default").first_finding() is None
    assert checking.Check(entry, faulty, "default").first_finding() is not None


@pytest.mark.parametrize("operator", ["sigmoid", "exp", "tanh", "sinh", "sin", "atan"])
def test_how_faults_are_made_is_not_noticed(operator):
    """A gradient that is handed on as it is makes no finding: what is noticed is the fault."""
    (entry,) = (entry for entry in database.entries(operator) if entry.name == operator)
    harmless = with_derivative(operator, lambda grad, x: grad)
    assert checking.Check(entry, harmless, "default").first_finding() is None
