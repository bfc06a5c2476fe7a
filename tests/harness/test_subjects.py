"""Choosing a subject and a device."""

import subprocess
import sys

import pytest
import torch

from conformance import subjects
from conformance.programs import Program, run
from conformance.tracing import Ambient
from tests.harness.fakes import Namespace, faulty


def test_eager_is_the_installed_torch():
    """`eager` is torch itself, with its version."""
    subject = subjects.get("eager")
    assert subject.namespace is torch
    assert subject.version == torch.__version__
    assert subjects.get("eager") is subject
    assert torch.get_num_threads() == 1


def test_reference_is_imported_only_when_asked_for():
    """A subject's code is not loaded before somebody wants the subject."""
    code = (
        "import sys; from conformance import subjects, programs, comparing\n"
        "assert 'reference_impl' not in sys.modules and 'torch' not in sys.modules\n"
        "assert subjects.get('reference').namespace.__name__ == 'reference_impl'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_any_module_can_be_a_subject():
    """A third party's module is named by its dotted path."""
    subject = subjects.get("reference_impl")
    assert subject.name == "reference_impl"
    trace = run(Program.from_source("x = torch.ones(2)"), subject)
    assert trace.steps[0].looks[0].seen["x"].value == [1.0, 1.0]


@pytest.mark.parametrize("name", ["eagr", "", "no.such.module", "a b", "../x", "json", "torch."])
def test_unknown_subject(name):
    """A name that is no subject is answered in one line."""
    with pytest.raises(subjects.UnknownSubject) as unknown:
        subjects.get(name)
    message = str(unknown.value)
    assert "\n" not in message
    assert repr(name) in message


@pytest.mark.parametrize("device", ["cuda", "nodevice", "cuda:99", "xla"])
def test_missing_device(device):
    """A device that is not there is answered in one line."""
    if torch.cuda.is_available() and device == "cuda":
        device = "cuda:98"
    with pytest.raises(subjects.MissingDevice) as missing:
        subjects.get("eager", device=device)
    assert "\n" not in str(missing.value)
    assert device in str(missing.value)


@pytest.mark.skipif(
    not hasattr(torch, "set_default_device"), reason="torch 2.0 has brought default devices"
)
def test_device_of_a_program():
    """On another device, that is where tensors are made that do not say; then it is put back."""
    subject = subjects.get("eager", device="meta")
    trace = run(Program.from_source("x = torch.ones(2)\ny = x + 1"), subject)
    assert trace.steps[1].looks[0].seen["y"].device == "meta"
    assert torch.ones(1).device.type == "cpu"
    assert torch._C._len_torch_function_stack() == 0  # the mode that makes tensors elsewhere


def test_a_namespace_that_lacks_modes():
    """A subject that does not know a mode has not left it on."""
    namespace = Namespace()
    namespace.is_inference_mode_enabled = None
    trace = run(Program.from_source("x = torch.ones(1)"), faulty(is_anomaly_enabled=None))
    assert trace.ambient == Ambient()


def test_first_dual_number_of_a_process():
    """What torch loads at the first dual number, it warns of before any program runs."""
    code = (
        "from conformance import subjects\n"
        "from conformance.programs import Program, run\n"
        "source = '''import torch\nfrom torch.autograd import forward_ad\n"
        "with forward_ad.dual_level():\n"
        "    d = forward_ad.make_dual(torch.ones(1), torch.ones(1))'''\n"
        "trace = run(Program.from_source(source), subjects.get('eager'))\n"
        "assert trace.steps[-1].error is None\n"
        "assert trace.steps[-1].warnings == (), trace.steps[-1].warnings"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
