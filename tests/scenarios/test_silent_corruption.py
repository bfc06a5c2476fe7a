"""Silent corruption: what the specification predicts of it, and that safe programs have none.

Two properties. What is predicted is what torch gives: the wrong gradient, exactly. And a program
that goes through no unsafe channel never corrupts silently: it raises, or it is right.
"""

import math

import pytest
import torch

from conformance.programs import Program
from conformance.scenarios import RandomSource, build
from conformance.silent_corruption import silent_corruption

# Areas whose random programs use no `.data`, no memory shared with numpy, and no storage.
SAFE = ("versions", "views", "detach", "requires-grad", "accumulation", "graph")
PROGRAMS = 40

CHANNELS = {
    "data": "b.data.zero_()",
    "numpy": "n = b.detach().numpy()\nn[:] = 0.0",
    "dlpack": "torch.from_dlpack(b.detach()).zero_()",
    "storage": "b.untyped_storage().fill_(0)",
    "from_numpy of numpy": "torch.from_numpy(b.detach().numpy()).zero_()",
    "unsafe_split": "b.unsafe_split(2)[0].zero_()",
}


def program(channel, last="b.sum().backward()"):
    return f"a = torch.tensor([1.0, 2.0], requires_grad=True)\nb = a.exp()\n{channel}\n{last}\n"


@pytest.mark.parametrize("channel", CHANNELS)
def test_an_unsafe_channel_is_noticed_and_the_right_gradient_told(channel):
    """The saved result of `exp` is 0 when backward uses it; its gradient should be the result."""
    found = silent_corruption(Program.from_source(program(CHANNELS[channel])))
    assert found.nodes == ("ExpBackward0",)
    gradients = {each.name: each for each in found.gradients}
    assert gradients["a.grad"].wrong == [0.0, 0.0]
    assert gradients["a.grad"].right == pytest.approx([math.e, math.e**2])


@pytest.mark.parametrize("channel", CHANNELS)
def test_torch_gives_the_gradient_that_is_predicted_to_be_wrong(channel):
    names = {"torch": torch}
    exec(program(CHANNELS[channel]), names)
    found = silent_corruption(Program.from_source(program(CHANNELS[channel])))
    predicted = next(each for each in found.gradients if each.name == "a.grad")
    assert names["a"].grad.tolist() == predicted.wrong


def test_data_assigned_to_a_saved_input_corrupts():
    source = program("c = a * a\na.data = torch.zeros(2)", "c.sum().backward()")
    (found,) = [
        each
        for each in silent_corruption(Program.from_source(source)).gradients
        if each.name == "a.grad"
    ]
    assert (found.wrong, found.right) == ([0.0, 0.0], [2.0, 4.0])


def test_a_counted_write_is_an_error_and_no_corruption():
    source = program("b.detach().zero_()")
    assert not silent_corruption(Program.from_source(source))


def test_a_write_that_changes_nothing_corrupts_nothing():
    assert not silent_corruption(Program.from_source(program("b.data.mul_(1)")))


def test_nothing_is_copied_unless_somebody_watches():
    import reference_impl

    node = reference_impl.ones(2, requires_grad=True).exp().grad_fn
    assert node.saved["result"].snapshot is None


@pytest.mark.parametrize("area", SAFE)
def test_safe_programs_never_corrupt_silently(area):
    """The promise of torch's notes on in-place operations."""
    corrupted = []
    for number in range(PROGRAMS):
        source = RandomSource(f"soundness:{area}:{number}")
        scene = build(f"{area}.random-programs", source, surrounded=False)
        if silent_corruption(scene.program()):
            corrupted.append(scene.program().source())
    assert corrupted == []


def test_random_writes_through_data_do_corrupt():
    """So that the property above is known to be able to fail."""
    found = 0
    for number in range(4 * PROGRAMS):
        scene = build("data.random-programs", RandomSource(f"data:{number}"), surrounded=False)
        found += bool(silent_corruption(scene.program()))
    assert found >= 3
