"""Fourier transforms: the reference against torch and against numbers.

Each expression names its inputs; see `operator_checks`.
"""

import pytest
import torch

import reference_impl

from .operator_checks import assert_as_numbers, assert_as_torch

DTYPES = (torch.float32, torch.complex128)

SMOOTH = [
    "torch.fft.fft(n).abs()",
    "torch.fft.fft(n, 6, 0, 'ortho').imag",
    "torch.fft.fft(n, 2, norm='forward').real",
    "torch.fft.fft(torch.complex(m, k)).imag",
    "torch.fft.ifft(torch.complex(m, k), norm='forward').imag",
    "torch.fft.rfft(n).imag",
    "torch.fft.rfft(m, dim=0).abs()",
    "torch.fft.rfft(n, 7, norm='ortho').real",
    "torch.fft.rfft(one).real",
    "torch.fft.irfft(n)",
    "torch.fft.irfft(torch.complex(m, k), 5)",
    "torch.fft.irfft(torch.complex(m, k), 3, 0, 'forward')",
    "torch.fft.irfft(m, 9)",
    "torch.fft.irfft(n, 1)",
    "torch.fft.hfft(n, norm='ortho')",
    "torch.fft.hfft(torch.complex(m, k), 4)",
    "torch.fft.fft2(m).imag",
    "torch.fft.ifft2(b, (2, 5)).real",
    "torch.fft.rfft2(n).real",
    "torch.fft.irfft2(b, norm='ortho')",
    "torch.fft.hfft2(b)",
    "torch.fft.ihfft2(b).imag",
    "torch.fft.fftn(b, dim=(0, 2), norm='ortho').real",
    "torch.fft.fftn(b, (3, -1)).real",
    "torch.fft.ifftn(b).imag",
    "torch.fft.rfftn(b, (2, 3), (2, 0)).imag",
    "torch.fft.irfftn(b, (3, 3))",
    "torch.fft.irfftn(torch.complex(m, k))",
    "torch.fft.hfftn(b, dim=(1,))",
    "torch.fft.hfftn(torch.complex(m, k), (2, 3), norm='forward')",
    "torch.fft.ihfftn(b).real",
    "torch.fft.ihfftn(b, dim=(1,)).abs()",
    "torch.fft.fftshift(b)",
    "torch.fft.fftshift(n, 1)",
    "torch.fft.ifftshift(n, (0, 1))",
]

ELSEWHERE = [
    "torch.fft.fft(n)",
    "torch.fft.rfft(n)",
    "torch.fft.fftn(b)",
    "torch.fft.ihfftn(b)",
    "torch.fft.fft(x, 0)",
    "torch.fft.fft(s)",
    "torch.fft.fft(x, norm='none')",
    "torch.fft.fft(x, 2.5)",
    "torch.fft.fft(x, 3, 0, 'ortho', None)",
    "torch.fft.fft(none)",
    "torch.fft.fft(x, dim=1)",
    "torch.fft.fftn(s)",
    "torch.fft.fftn(m, dim=())",
    "torch.fft.fftn(m, dim=(0, 0))",
    "torch.fft.rfftn(m, dim=())",
    "torch.fft.irfft(one)",
    "torch.fft.fft(x.half())",
    "torch.fft.fft(classes)",
    "torch.fft.fft(m.t()[::2])",
    "torch.fft.rfft(n, out=torch.empty(0))",
]


@pytest.mark.parametrize("expression", [*SMOOTH, *ELSEWHERE])
def test_as_torch(expression):
    """Values, layout, flags, graph, first and second derivatives, errors, in every situation."""
    assert_as_torch(expression, DTYPES)


@pytest.mark.parametrize("expression", SMOOTH)
def test_as_numerical_differentiation(expression):
    """The first and second derivatives are those that differences of values give."""
    assert_as_numbers(expression)


@pytest.mark.parametrize("name", ["fft", "rfft", "irfft", "ihfft", "fft2", "hfftn", "fftshift"])
def test_names(name):
    """The names of `torch.fft` are there, and say what they do."""
    assert getattr(reference_impl.fft, name).__doc__
    assert getattr(reference_impl.fft, name).__name__ == name


def test_written_into_a_given_tensor():
    """`out=` has the values, its version is counted, and what requires grad is refused."""
    x = reference_impl.tensor([1.0, 2.0, -0.5])
    out = reference_impl.empty(0, dtype=reference_impl.complex64)
    assert reference_impl.fft.rfft(x, out=out) is out
    assert out.tolist() == torch.fft.rfft(torch.tensor([1.0, 2.0, -0.5])).tolist()
    assert out._version == 1


def test_frequencies_are_constants():
    """As torch's, with the flag that is asked for."""
    assert reference_impl.fft.fftfreq(5).tolist() == torch.fft.fftfreq(5).tolist()
    assert reference_impl.fft.rfftfreq(5, 0.5, requires_grad=True).requires_grad
