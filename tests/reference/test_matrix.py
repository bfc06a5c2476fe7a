"""Matrix products and contractions: the reference against torch and against numbers.

Each expression names its inputs; see `operator_checks`.
"""

import pytest
import torch

from .operator_checks import assert_as_numbers, assert_as_torch, differences

DTYPES = (torch.float32, torch.bfloat16, torch.float16, torch.complex128)

# Where the function is smooth at these inputs.
SMOOTH = [
    "m @ m",
    "m @ k",
    "m @ x",
    "x @ y",
    "x @ x",
    "x @ m",
    "b @ c",
    "a @ c",
    "a @ b.transpose(1, 2)",
    "b.transpose(1, 2) @ a",
    "x @ b",
    "m @ b",
    "b @ n.t()",
    "b @ n[0]",
    "d @ d.transpose(2, 3)",
    "x @ d.transpose(2, 1)",
    "d.transpose(1, 2) @ n.t()",
    "thin @ thin.t()",
    "thin.t() @ thin",
    "m.t() @ k",
    "m @ k.t()",
    "m.t() @ k.t()",
    "m.mm(n)",
    "m.mm(k.t())",
    "torch.mm(thin, thin.t())",
    "torch.bmm(b, c)",
    "b.bmm(c)",
    "m.mv(x)",
    "n.t().mv(x)",
    "x.dot(y)",
    "x.dot(x)",
    "torch.vdot(x, y)",
    "torch.inner(x, y)",
    "torch.inner(m, m)",
    "torch.inner(m, k)",
    "torch.inner(m, s)",
    "torch.inner(m, x)",
    "torch.inner(b, n)",
    "torch.outer(x, y)",
    "torch.outer(x, v)",
    "torch.ger(x, y)",
    "x.outer(v)",
    "torch.addmm(n, m, n)",
    "torch.addmm(n, m, n, beta=2, alpha=3)",
    "torch.addmm(v, m, n)",
    "torch.addmm(s, m, n)",
    "torch.addmm(n, k.t(), n)",
    "m.addmm_(k, n @ n.t())",
    "m.addmm_(k, k, beta=0.5, alpha=-2)",
    "torch.addmv(x, m, y)",
    "torch.addmv(x, m, y, beta=2, alpha=0.5)",
    "x.addmv_(m, y)",
    "torch.addmv(s, m, y)",
    "torch.addbmm(m, b, c)",
    "torch.addbmm(m, b, c, beta=2, alpha=0.5)",
    "m.addbmm_(b, c)",
    "torch.baddbmm(m, b, c)",
    "torch.baddbmm(m, b, c, beta=2, alpha=0.5)",
    "torch.addr(m, x, y)",
    "torch.addr(m, x, y, beta=2, alpha=0.5)",
    "m.addr_(x, y)",
    "torch.tensordot(m, n, 1)",
    "torch.tensordot(m, n, ([0], [0]))",
    "torch.tensordot(b, c, ([0, 2], [0, 1]))",
    "torch.tensordot(m, k, 2)",
    "torch.tensordot(m, k)",
    "torch.tensordot(x, y, 0)",
    "torch.tensordot(a, b, ([0], [0]))",
    "torch.chain_matmul(m, k, n)",
    "linalg.multi_dot([m, k, n])",
    "linalg.multi_dot([x, k, n])",
    "linalg.multi_dot([x, k, y])",
    "linalg.multi_dot([m, n])",
    "F.linear(m, n.t())",
    "F.linear(m, k)",
    "F.linear(m, k, x)",
    "F.linear(x, m)",
    "F.linear(x, m, y)",
    "F.linear(b, n)",
    "F.linear(c, m, x)",
    "F.linear(d.transpose(1, 3), m, x)",
    "F.linear(b.transpose(0, 1), n, x)",
    "F.linear(b[0, 0], n, x)",
    "F.linear(m.t(), k, x)",
    "F.linear(b, n, x)",
    "torch.matmul(m, k)",
    "torch.linalg.vecdot(m, k)",
    "torch.einsum('ij,jk->ik', m, n)",
    "torch.einsum('ij,jk', m, n)",
    "torch.einsum('ij->ji', m)",
    "torch.einsum('ba', m)",
    "torch.einsum('ii', m)",
    "torch.einsum('ii->i', m)",
    "torch.einsum('i,i', x, y)",
    "torch.einsum('i,i->i', x, y)",
    "torch.einsum('i,j->ij', x, y)",
    "torch.einsum('i,j->ji', x, v)",
    "torch.einsum('bij,bjk->bik', b, c)",
    "torch.einsum('...ij,...jk->...ik', b, c)",
    "torch.einsum('...ij,...jk', a, c)",
    "torch.einsum('ij->', m)",
    "torch.einsum('ij->i', m)",
    "torch.einsum('i...->...', b)",
    "torch.einsum('ijk,ilk,jl->i', b, b, m)",
    "torch.einsum('ij,ij->', m, k)",
    "torch.einsum('ij,kj,k->i', m, k, x)",
    "torch.einsum('ij,jk->ik', [m, n])",
    "torch.einsum(m, [0, 1], n, [1, 2], [0, 2])",
    "torch.einsum(m, [0, 1], n, [1, 2])",
    "torch.einsum('iij->j', b[:, :2])",
    "torch.einsum('ij,jk->ik', m, m)",
    "torch.einsum('ij,i->j', m, x)",
    "torch.einsum('ij,k->i', m, v)",
    "linalg.diagonal(m)",
]

# At kinks and ties, where values are infinite or NaN, and calls that torch refuses.
ELSEWHERE = [
    "m @ s",
    "s @ m",
    "n.mm(m)",
    "torch.outer(m, x)",
    "torch.einsum('ij,jk->ik', m, b)",
    "torch.einsum('ij,jk->iq', m, n)",
    "torch.einsum('ij,jk->ik', n, n)",
    "torch.einsum('i->', s)",
    "m.det()",
    "torch.det(m)",
    "linalg.det(b[:, :, :3])",
    "linalg.det(m[:2])",
    "m.slogdet()",
    "linalg.slogdet(m)",
    "torch.slogdet(m)",
    "linalg.slogdet(b[:, :, :3])",
    "m.logdet()",
    "(-m).logdet()",
    "k.logdet()",
    "m.inverse()",
    "linalg.inv(m)",
    "linalg.inv(b[:, :, :3])",
    "torch.inverse(m)",
    "linalg.inv_ex(m)",
    "linalg.inv(rank_one)",
    "linalg.solve(m, x)",
    "linalg.solve(m, n)",
    "linalg.solve(m, k, left=False)",
    "linalg.solve(b[:, :, :3], k)",
    "linalg.solve(b[:, :, :3], m[:2])",
    "linalg.solve(m, m[:2])",
    "linalg.cholesky(m @ m.T)",
    "linalg.cholesky(m @ m.mT + k @ k.mT, upper=True)",
    "linalg.cholesky(-m @ m.T)",
    "linalg.cholesky_ex(m @ m.T)",
    "linalg.solve_triangular(m, n, upper=True)",
    "linalg.solve_triangular(m, n, upper=False, unitriangular=True)",
    "linalg.solve_triangular(m, k, upper=True, left=False)",
    "linalg.matrix_power(m, 3)",
    "linalg.matrix_power(m, 0)",
    "linalg.matrix_power(m, 1)",
    "linalg.matrix_power(m, 2)",
    "linalg.matrix_power(m, 5)",
    "linalg.matrix_power(m.t(), 0)",
    "linalg.matrix_power(m.t(), 1)",
    "linalg.matrix_power(m, -2)",
    "torch.matrix_power(m, 3)",
]


@pytest.mark.parametrize("expression", [*SMOOTH, *ELSEWHERE])
def test_as_torch(expression):
    """Values, layout, flags, graph, first and second derivatives, errors, in every situation."""
    assert_as_torch(expression, DTYPES)


@pytest.mark.parametrize("expression", SMOOTH)
def test_as_numerical_differentiation(expression):
    """The first and second derivatives are those that differences of values give."""
    assert_as_numbers(expression)


@pytest.mark.parametrize("expression", ["singular.det()", "rank_one.det()"])
def test_determinant_of_a_singular_matrix(expression):
    """The plain gradient is 0 as torch's, the one with `create_graph` is the adjugate.

    Its derivative is right here; torch's is not, so that order is compared with numbers only.
    """
    for situation in (("all",), ("twice",), ("typed", torch.float32)):
        assert not differences(expression, situation)
    assert_as_numbers(expression)
