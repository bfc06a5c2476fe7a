"""`torch-conformance fuzz --sound`: what backward needs and was written to never goes unnoticed."""

import pytest

from conformance import subjects
from conformance.comparing import NotJudged
from conformance.programs import Program
from conformance.rules.catalogue import load
from conformance.soundness import CHANNELS, unsound

LEAF = "a = torch.tensor([1.0, 2.0], requires_grad=True)\nb = a.exp()\n"
BACKWARD = "b.sum().backward()\n"


@pytest.mark.parametrize("write", ["b.zero_()", "b.detach().zero_()", "b[0] = 0.0", "b += 1"])
@pytest.mark.parametrize("subject", ["eager", "reference"])
def test_a_counted_write_is_no_corruption(subject, write):
    """It raises."""
    program = Program.from_source(LEAF + write + "\n" + BACKWARD)
    assert unsound(program, subjects.get(subject)) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (LEAF + BACKWARD, "nothing that backward needs"),
        (LEAF + "a.detach().zero_()\n" + BACKWARD, "nothing that backward needs"),
        (LEAF + "b.data.zero_()\n" + BACKWARD, "an unsafe channel: data"),
        (LEAF + "b.detach().numpy()[:] = 0\n" + BACKWARD, "an unsafe channel: numpy"),
        (LEAF + "b.set_(torch.zeros(2))\n" + BACKWARD, "an unsafe channel: set_"),
        (
            "class Keeping(torch.autograd.Function):\n    @staticmethod\n    def forward(ctx, x):\n"
            "        ctx.x = x\n        return x * 2\n",
            "an unsafe channel: ctx.",
        ),
    ],
)
def test_what_soundness_says_nothing_about(text, why):
    """Nothing can come out wrong, or nothing is promised."""
    with pytest.raises(NotJudged, match=why):
        unsound(Program.from_source(text), subjects.get("eager"))


def test_each_channel_is_one_by_a_rule():
    assert [rule for rule in CHANNELS.values() if rule not in load()] == []


def test_a_subject_may_go_on_if_it_is_right():
    """Compiled torch keeps what it needs elsewhere, raises nothing, and is right."""
    text = "a = torch.tensor([1.0, 2.0], requires_grad=True)\nb = a * 1\nc = b.sin()\nb.zero_()\n"
    program = Program.from_source(text + "c.sum().backward()\n")
    assert unsound(program, subjects.get("compile:aot_eager")) is None


def test_a_healthy_subject(fuzz):
    """Status 0, and it says what was promised nothing."""
    status, out, err = fuzz("--sound", "--programs", 60)

    assert (status, err) == (0, "")
    assert "compared in values" in out
    assert "not judged: nothing that backward needs is written to" in out


def test_writes_that_are_not_counted_are_seen(fuzz):
    """A planted fault: the gradient is silently wrong, and a short program shows it."""
    arguments = ("--sound", "--subject", "tests.campaign.uncounted", "--programs", 60, "-x")
    status, out, err = fuzz(*arguments)

    assert status == 1, out + err
    assert "soundness: values: grad.value after" in out
    program = out.partition("import torch")[2].partition("differs")[0]
    assert len(program.strip().splitlines()) <= 6, out


def test_soundness_is_about_values(fuzz):
    status, out, err = fuzz("--sound", "--level", "flags")

    assert (status, out) == (2, "")
    assert err.splitlines() == ["torch-conformance: --sound is about values, and takes no --level"]
