"""Matrix decompositions and what is solved with them: the reference against torch and numbers.

Each expression names its inputs; see `operator_checks`. Vectors are defined up to a factor, so an
expression is of what does not depend on it.
"""

import pytest
import torch

from .operator_checks import assert_as_numbers, assert_as_torch

DTYPES = (torch.float32, torch.complex128)

SMOOTH = [
    "linalg.svdvals(n)",
    "linalg.svdvals(torch.complex(m, k))",
    "linalg.svd(n)[0].square() @ n",
    "linalg.svd(n, full_matrices=False)[2].square()",
    "(lambda f: f[0] @ (f[1].exp().unsqueeze(-1) * f[2]))(linalg.svd(m))",
    "(lambda f: f[0][:, :3] @ (f[1].exp().unsqueeze(-1) * f[2]))(linalg.svd(n.t()))",
    "(lambda f: f[0] @ (f[1].exp().unsqueeze(-1) * f[2]))(linalg.svd(b, False))",
    "torch.svd(n)[2].square()",
    "torch.svd(m, compute_uv=False)",
    "linalg.norm(n, 2)",
    "linalg.norm(b, 'nuc', (1, 2), True)",
    "linalg.matrix_norm(n, -2)",
    "linalg.eigvalsh(m + m.t())",
    "linalg.eigh(m + m.t())[1].square()",
    "(lambda f: (f[1] * f[0].exp()) @ f[1].t())(linalg.eigh(m + m.mT, 'U'))",
    "(lambda f: f[0] * f[1].abs())(linalg.eigh(torch.complex(m + m.t(), k - k.t())))",
    "linalg.eigvals(m).abs()",
    "linalg.eigvals(torch.complex(m, k)).imag",
    "linalg.eig(m)[1].abs()",
    "linalg.eig(torch.complex(m, k))[1].abs()",
    "linalg.qr(m)",
    "linalg.qr(n)",
    "linalg.qr(n.t())[0]",
    "linalg.qr(n)[1]",
    "linalg.qr(b)[0]",
    "linalg.qr(m, 'complete')",
    "(lambda f: (f[0].real, f[1].imag))(linalg.qr(torch.complex(m, k)))",
    "torch.qr(n)",
    "linalg.lu(m)",
    "linalg.lu(n)[1:]",
    "linalg.lu(n.t())[2]",
    "linalg.lu(b)[1]",
    "linalg.lu_factor(n)[0]",
    "linalg.lu_factor(n.t())[0]",
    "linalg.lu_factor_ex(b)[0]",
    "torch.lu(m)[0]",
    "torch.lu_unpack(n, torch.tensor([1, 2, 3], dtype=torch.int32))[1:]",
    "linalg.lu_solve(*linalg.lu_factor(m), n)",
    "linalg.lu_solve(*linalg.lu_factor(m), n, adjoint=True)",
    "linalg.lu_solve(*linalg.lu_factor(m), k, left=False)",
    "linalg.lu_solve(*linalg.lu_factor(m), k, left=False, adjoint=True)",
    "torch.lu_solve(n, *linalg.lu_factor(m))",
    "linalg.pinv(n)",
    "linalg.pinv(n.t())",
    "linalg.pinv(k + k.t(), hermitian=True)",
    "torch.pinverse(n)",
    "linalg.lstsq(n.t(), n.t()[:, :2])",
    "linalg.lstsq(n, x.unsqueeze(-1))[0]",
    "linalg.lstsq(n.t(), v.unsqueeze(-1))[:2]",
    "linalg.matrix_exp(m)",
    "torch.matrix_exp(b[:, :, :3])",
    "m.matrix_exp()",
    "linalg.cond(m)",
    "linalg.cond(n)",
    "linalg.cond(m, -2)",
    "linalg.cond(m, 'nuc')",
    "linalg.householder_product(n.t(), x)",
    "linalg.householder_product(m, y[:2])",
    "torch.ormqr(n.t(), x, n.t())",
    "torch.ormqr(n.t(), x, n.t(), transpose=True)",
    "torch.ormqr(k, y, m, False)",
    "torch.ormqr(m, y, k, False, True)",
    "torch.ormqr(n.t(), x, n, left=False)",
    "torch.cholesky(m @ m.t())",
    "torch.cholesky(m @ m.t() + k @ k.t(), upper=True)",
    "torch.cholesky_inverse(m.tril())",
    "torch.cholesky_inverse(m.triu(), upper=True)",
    "torch.cholesky_solve(n, m.tril())",
    "n.cholesky_solve(m.triu(), upper=True)",
    "torch.triangular_solve(n, m)",
    "torch.triangular_solve(n, m, False, True)[0]",
    "torch.triangular_solve(n, m)[1]",
    "torch.triangular_solve(n, m, unitriangular=True)[0]",
    "linalg.tensorinv(m.reshape(1, 3, 3, 1), 2)",
    "linalg.tensorinv(m.reshape(3, 1, 3), 1)",
    "linalg.tensorsolve(m.reshape(3, 3, 1), x)",
    "linalg.tensorsolve(m.reshape(1, 3, 3), x, dims=(0,))",
    "linalg.vander(x)",
    "linalg.vander(n, N=3)",
    "linalg.solve_ex(m, n)[0]",
    "torch.linalg.matrix_power(m, -1)",
]

ELSEWHERE = [
    "linalg.svd(torch.complex(m, k))[0]",
    "linalg.svd(torch.complex(m, k))[0].real",
    "linalg.eig(torch.complex(m, k))[1].real",
    "linalg.eigh(torch.complex(m + m.t(), k - k.t()))[1].real",
    "linalg.svd(x)",
    "linalg.svd(nans)",
    "linalg.eig(n)",
    "linalg.eigh(m, 'Q')",
    "linalg.eigvals(nans)",
    "linalg.eigh(torch.ones_like(m) + 0 * m)",
    "linalg.svdvals(thin)",
    "linalg.qr(n.t(), 'complete')",
    "linalg.qr(n.t(), 'r')",
    "linalg.qr(n, 'full')",
    "linalg.lu(n, pivot=False)",
    "linalg.lu_factor(zeros)",
    "linalg.lu_factor_ex(zeros)[2]",
    "linalg.lu_factor_ex(zeros, check_errors=True)",
    "torch.lu(n, get_infos=True)",
    "linalg.lstsq(n, x)",
    "linalg.pinv(rank_one)[0, 0] * 0",
    "linalg.cond(m, 1)",
    "linalg.cond(m, 'fro')",
    "linalg.cond(n, 1)",
    "linalg.cond(zeros[:, :2], 1)",
    "linalg.cond(thin)",
    "linalg.householder_product(m, v)",
    "linalg.tensorinv(n)",
    "linalg.vander(s)",
    "linalg.vander(s, N=1)",
    "linalg.vander(s, N=2)",
    "linalg.matrix_exp(n)",
    "torch.cholesky(-m @ m.t())",
    "linalg.solve_ex(zeros[:, :2], x[:2])[1]",
    "torch.svd(m, compute_uv=False)[0]",
    "linalg.svd(m.half())",
]


@pytest.mark.parametrize("expression", [*SMOOTH, *ELSEWHERE])
def test_as_torch(expression):
    """Values, layout, flags, graph, first and second derivatives, errors, in every situation."""
    assert_as_torch(expression, DTYPES)


@pytest.mark.parametrize("expression", SMOOTH)
def test_as_numerical_differentiation(expression):
    """The first and second derivatives are those that differences of values give."""
    assert_as_numbers(expression)


def test_product_of_reflections_that_cannot_be_undone():
    """With tau |v|^2 = 1 the factor is a projection. It has a derivative as any other.

    torch divides by tau |v|^2 - 1 and gives NaN, so that this is compared with numbers only.
    """
    assert_as_numbers("linalg.householder_product(zeros.t(), ties[0, :1])")
