"""What is known of a release, met by a random program."""

from conformance.campaign import judging
from conformance.campaign.judging import Judge
from conformance.campaign.settings import Settings
from conformance.scenarios import Scene, SimplestSource

KNOWN = """import torch
x, y = torch.var_mean(torch.tensor([1.0, 3.0], requires_grad=True), 0)
y.retain_grad()
y.mul_(2)"""


def test_what_is_known_is_counted_and_no_finding(monkeypatch):
    """It is neither reported, nor taken for something that differs once and not again."""
    scene = Scene(SimplestSource(), look="end")
    for line in KNOWN.splitlines():
        scene.do(line)
    scene.close()
    monkeypatch.setattr(judging, "write", lambda settings, number: ("hooks", scene))
    judge = Judge(Settings())

    assert judge.judge(0) is None
    assert judge.known.total() == 1
