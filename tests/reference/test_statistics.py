"""Statistics, slopes, and spectra of pieces: the reference against torch and against numbers.

Each expression names its inputs; see `operator_checks`.
"""

import pytest
import torch

import reference_impl

from .operator_checks import INPUTS, assert_as_numbers, assert_as_torch

DTYPES = (torch.float32, torch.complex128)

SMOOTH = [
    "torch.cov(n)",
    "torch.cov(x)",
    "torch.cov(n, correction=0)",
    "torch.cov(n, fweights=torch.tensor([1, 2, 1, 3]))",
    "torch.cov(n, aweights=p[0])",
    "torch.cov(n, correction=2, fweights=torch.tensor([1, 2, 1, 3]), aweights=p[0])",
    "torch.cov(torch.complex(m, k)).abs()",
    "torch.cov(torch.complex(x, y)).real",
    "torch.corrcoef(n)[0, 1:]",
    "n.corrcoef()[2, :2]",
    "torch.corrcoef(torch.complex(m, k))[1, 2:].abs()",
    "torch.quantile(n, 0.3)",
    "torch.quantile(n, 0.3, 0)",
    "torch.quantile(n, torch.tensor([0.3, 0.75], dtype=n.dtype), 1, True)",
    "torch.quantile(b, torch.tensor([0.35, 0.6], dtype=b.dtype), dim=0)",
    "n.quantile(0.45, 1, interpolation='lower')",
    "n.quantile(0.45, 1, interpolation='higher')",
    "n.quantile(0.45, 1, interpolation='nearest')",
    "n.quantile(0.45, 1, interpolation='midpoint')",
    "torch.quantile(n, torch.tensor(0.3, dtype=n.dtype), keepdim=True)",
    "torch.quantile(n, p[0])",
    "torch.nanquantile(n, 0.45, 1)",
    "torch.gradient(n)",
    "torch.gradient(n, dim=1, edge_order=2)",
    "torch.gradient(b, spacing=0.5, dim=(1, 2))",
    "torch.gradient(b, spacing=[2.0, 0.5], dim=(0, 2))",
    "torch.gradient(n, spacing=(x,), dim=0)",
    "torch.gradient(n, spacing=(x, v.cumsum(0)), edge_order=2)",
    "torch.index_reduce(m, 0, i, k[:2], 'mean')",
    "torch.index_reduce(m, 1, j, k, 'prod')",
    "m.index_reduce(0, j, k, 'amax')",
    "m.index_reduce_(0, j, k, 'amin', include_self=False)",
    "m.index_reduce(0, j, k, 'prod', include_self=False)",
    "torch.stft(v, 3, 1, return_complex=True).abs()",
    "torch.stft(cube.reshape(5, 12), 4, 3, 3, x, return_complex=True).real",
    "torch.stft(v, 3, 1, center=False, normalized=True, onesided=False, return_complex=True).imag",
    "torch.istft(torch.complex(m, k), 4, 2)",
    "torch.istft(torch.complex(m, k), 4, 1, 4, w4, length=4, normalized=True)",
    "torch.istft(torch.complex(m, k), 4, 1, 3, x, normalized=True)",
    "torch.istft(torch.complex(m, k), 3, 1, onesided=False, center=False)",
]

ELSEWHERE = [
    "torch.cov(b)",
    "torch.cov(one)",
    "torch.cov(n, correction=4)",
    "torch.cov(n, aweights=x)",
    "torch.corrcoef(x)",
    "torch.corrcoef(n)",
    "torch.corrcoef(rank_one)",
    "torch.quantile(n, 1.5)",
    "torch.quantile(none, 0.5)",
    "torch.quantile(n, torch.tensor(0.5, dtype=torch.int64))",
    "torch.quantile(n, 0.5, interpolation='cubic')",
    "torch.quantile(nans, 0.5, 1)",
    "torch.nanquantile(nans, 0.5, 1)",
    "torch.nanquantile(nans, 0.3)",
    "torch.quantile(ties, 0.5, 0)",
    "torch.quantile(s, 0.5)",
    "torch.quantile(s, 0.5, 0, True)",
    "torch.quantile(n, 0.0)",
    "torch.quantile(n, 1.0)",
    "torch.gradient(one)",
    "torch.gradient(n, spacing=[1.0, 2.0, 3.0])",
    "torch.gradient(n[:2], edge_order=2)",
    "torch.gradient(n, dim=(0, 0))",
    "torch.index_reduce(ties, 0, j, ties, 'amax')",
    "torch.index_reduce(one_zero, 1, j, one_zero, 'prod')",
    "torch.index_reduce(m, 0, i, k, 'mean')",
    "torch.index_reduce(m, 0, j, k, 'sum')",
    "torch.stft(v, 3)",
    "torch.stft(v, 9, return_complex=True)",
    "torch.stft(v, 3, 1, window=x, return_complex=False)",
    "torch.istft(m, 4)",
    "torch.istft(torch.complex(m, k), 4, 2, length=9)",
    "torch.istft(torch.complex(m, k), 4, 2, window=w4 * 0)",
    "torch.pca_lowrank(n, 5)",
    "torch.pca_lowrank(n, niter=-1)",
]


@pytest.mark.parametrize("expression", [*SMOOTH, *ELSEWHERE])
def test_as_torch(expression):
    """Values, layout, flags, graph, first and second derivatives, errors, in every situation."""
    assert_as_torch(expression, DTYPES)


@pytest.mark.parametrize("expression", SMOOTH)
def test_as_numerical_differentiation(expression):
    """The first and second derivatives are those that differences of values give."""
    assert_as_numbers(expression)


@pytest.mark.parametrize(
    "call",
    [
        lambda S, A: S.svd_lowrank(A, 2),
        lambda S, A: S.svd_lowrank(A.t(), 3, M=A.t() * 0.5),
        lambda S, A: S.pca_lowrank(A),
        lambda S, A: S.pca_lowrank(A, 2, center=False, niter=1),
    ],
)
def test_low_rank_as_torch(call):
    """With the same random start: the same values, and the same gradient of what has no sign."""
    seen = []
    for subject in (torch, reference_impl):
        subject.manual_seed(3)
        A = subject.tensor(INPUTS["n"], dtype=subject.float64, requires_grad=True)
        U, S, V = call(subject, A)
        loss = (U.square().sum(-1) * S[0]).sum() + (V.abs() @ S).sum()
        gradient = subject.autograd.grad(loss, A)[0]
        seen.append([torch.tensor(t.tolist()) for t in (S, U.abs(), V.abs(), gradient)])
    for expected, actual in zip(*seen, strict=True):
        torch.testing.assert_close(actual, expected)
