"""`matmul` and what is made of it: which products torch forms, for tensors of any dimension.

None of these is one operation: each is views, a matrix product, and views again, and that is the
graph one sees.
"""

import math

import torch

from .. import semantics
from ..geometry import wrap_dim
from ..storage import arithmetic
from ..tensor import Tensor
from .arithmetic import conj
from .declare import FUNCTIONS, OPERATORS, composite
from .not_implemented import RealOnly
from .overloads import into_given, overload
from .views import unsafe_view


def matmul(self, other, *, out=None):
    """`self @ other`: vectors, matrices, or batches of matrices that broadcast."""
    if out is not None:
        return into_given(out, "matmul", "self, other", self, other)
    if not self.dim() or not other.dim():
        raise RuntimeError(
            "both arguments to matmul need to be at least 1D, but they are "
            f"{self.dim()}D and {other.dim()}D"
        )
    kinds = (self.dim(), other.dim())
    if kinds == (1, 1):
        return self.dot(other)
    if kinds == (2, 1):
        return self.mv(other)
    if kinds == (1, 2):
        return self.unsqueeze(0).mm(other).squeeze_(0)
    if kinds == (2, 2):
        return self.mm(other)
    if _folds(self, other):
        return _folded(self, other)
    return _batched(self, other)


def _folds(left, right):
    """Whether a batch times a matrix (or vector) is one product of a tall matrix.

    It saves a copy of the matrix for each of the batch, in particular in backward.
    """
    if not semantics.current().matmul_folds_for_the_gradient:
        return _folds_as_laid_out(left, right)
    large, small = (left, right) if left.dim() >= right.dim() else (right.mT, left)
    if large.dim() < 3 or small.dim() > 2:
        return False
    if small.requires_grad:
        return True
    if left.dim() == 2:
        return False
    if not large.numel():
        return True
    steps = zip(large._stride[:-2], large._stride[1:-1], large._size[1:-1], strict=True)
    return all(stride == inner * count for stride, inner, count in steps)


def _folds_as_laid_out(left, right):
    """As before: unless it is a batch of transposed matrices, times a matrix."""
    large, small = (left, right) if left.dim() >= right.dim() else (right, left)
    if large.dim() < 3 or small.dim() > 2:
        return False
    transposed = large._stride[-1] != 1 and large._stride[0] == large._size[1] * large._size[2]
    return not (large.dim() == 3 and small.dim() == 2 and transposed)


def _folded(left, right):
    """The batch as one tall matrix."""
    swapped = right.dim() > left.dim()
    batch = right.mT if swapped else left
    factor = right if not swapped else left.t() if left.dim() == 2 else left
    shape = list(batch.shape[:-1])
    tall = batch.reshape((math.prod(shape), batch.size(-1)))
    if factor.dim() == 1:
        return unsafe_view(tall.mv(factor), shape)
    result = unsafe_view(tall.mm(factor), [*shape, factor.size(1)])
    return result.mT.contiguous() if swapped else result


def _batched(left, right):
    """Both sides repeated to the same batch, and one batched product."""
    if left.dim() == right.dim() == 3 and left.size(0) != right.size(0):
        if left.size(0) == 1 and left.requires_grad:
            return matmul(left.squeeze(0), right)
        if right.size(0) == 1 and right.requires_grad:
            return matmul(left, right.squeeze(0))
    rows = left.size(-2) if left.dim() > 1 else 1
    inner = left.size(-1)
    right_is_vector = right.dim() == 1
    batch = list(torch.broadcast_shapes(left.shape[:-2], right.shape[:-2]))
    count = math.prod(batch)
    left_batch = left.expand((*batch, rows, inner)).reshape((count, rows, inner))
    if right_is_vector:
        length = right.size(0)
        right_batch = right.expand((*batch, length)).reshape((count, length)).unsqueeze(2)
    else:
        size = tuple(right.shape[-2:])
        right_batch = right.expand((*batch, *size)).reshape((count, *size))
    shape = batch + ([rows] if left.dim() > 1 else [])
    product = left_batch.bmm(right_batch)
    if right_is_vector:
        return unsafe_view(product.squeeze(-1), shape)
    return unsafe_view(product, [*shape, right.size(-1)])


def _operator(self, other):
    return matmul(self, other) if isinstance(other, Tensor) else NotImplemented


composite()(matmul)
Tensor.__matmul__ = _operator
Tensor.__rmatmul__ = lambda self, other: (
    matmul(other, self) if isinstance(other, Tensor) else NotImplemented
)


@composite(method=False)
def linear(input, weight, bias=None):
    """`input @ weight.T + bias`, in one operation where there is a bias and the shape allows it."""
    if not input.dim() or not weight.dim():
        arithmetic(torch._C._nn.linear, input.raw, weight.raw)  # refuses
    if bias is None:
        return matmul(input, weight.t())
    if input.dim() == 2:
        return OPERATORS["addmm"](bias, input, weight.t())
    if input.is_contiguous() and _flattens(input, bias):
        return _linear_flattened(input, weight, bias)
    return matmul(input, weight.t()).add_(bias)


def _flattens(input, bias):
    """Whether a product with this bias is of matrices."""
    switches = semantics.current()
    if switches.linear_flattens_for_plain_bias:
        return bias.dim() > 0 and bias.numel() == bias.size(-1) and bias.is_contiguous()
    return input.dim() == 3 or (switches.linear_flattens_all_shapes and bias.dim() == 1)


del FUNCTIONS["linear"]


def _linear_flattened(input, weight, bias):
    flat = input.view((math.prod(input.shape[:-1]), input.size(-1)))
    result = OPERATORS["addmm"](bias, flat, weight.t())
    shape = (*input.shape[:-1], result.size(1))
    if semantics.current().linear_flattens_unseen:
        return unsafe_view(result, shape)
    return result.view(shape)


class TrilinearBackward0(RealOnly):
    """A sum of products of three: linear in each, so its gradient is the sum of the other two.

    `expand1` to `expand3` say which dimensions of the product each factor lacks.
    """

    inputs = ("i1", "i2", "i3")
    saves = {"i1": ("i2", "i3"), "i2": ("i1", "i3"), "i3": ("i1", "i2")}

    def _sum(self, factors, lacking):
        return (factors[0] * factors[1] * factors[2]).sum(lacking)

    def vjp_i1(self, grad, s):
        factors = (self._grad(grad, s), _lifted(s.i2, s.expand2), _lifted(s.i3, s.expand3))
        return self._sum(factors, s.expand1)

    def vjp_i2(self, grad, s):
        factors = (self._grad(grad, s), _lifted(s.i1, s.expand1), _lifted(s.i3, s.expand3))
        return self._sum(factors, s.expand2)

    def vjp_i3(self, grad, s):
        factors = (self._grad(grad, s), _lifted(s.i1, s.expand1), _lifted(s.i2, s.expand2))
        return self._sum(factors, s.expand3)

    def _grad(self, grad, s):
        return _lifted(grad, s.sumdim)


def _lifted(tensor, dims):
    """With dimensions of size 1 where the product has dimensions that the tensor lacks."""
    for dim in sorted(dims):
        tensor = tensor.unsqueeze(dim)
    return tensor


_trilinear = overload(
    "_trilinear",
    "default",
    torch._trilinear,
    "i1, i2, i3, expand1, expand2, expand3, sumdim",
    TrilinearBackward0,
)


def bilinear(input1, input2, weight, bias=None):
    """x W_k y for each k, plus a bias."""
    raws = [None if t is None else t.raw for t in (input1, input2, weight, bias)]
    arithmetic(torch.bilinear, *raws)  # refuses
    flat1 = input1.reshape((-1, input1.size(-1)))
    flat2 = input2.reshape((-1, input2.size(-1)))
    product = _trilinear(flat1, weight, flat2, [1, 3], [0], [1, 2], [2, 3])
    result = product.reshape((*input1.shape[:-1], weight.size(0)))
    return result if bias is None else result + bias


@composite()
def inner(self, other):
    """The sum of products over the last dimension of both."""
    if not self.dim() or not other.dim():
        return self * other
    if self.size(-1) != other.size(-1):
        raise RuntimeError(
            "inner() the last dimension must match on both input tensors but got shapes "
            f"{list(self.shape)} and {list(other.shape)}"
        )
    return tensordot(self, other, ([-1], [-1]))


@composite(method=False)
def tensordot(a, b, dims=2, out=None):
    """The sum of products over pairs of dimensions: the last of `a` with the first of `b`, or
    those that two lists name.
    """
    if isinstance(dims, int):
        if dims < 0:
            raise RuntimeError(f"tensordot expects dims >= 0, but got dims={dims}")
        if dims > min(a.dim(), b.dim()) and semantics.current().texts_of_2_4:
            raise RuntimeError(f"tensordot expects dims < ndim_a or ndim_b, but got dims={dims}")
        over_a, over_b = list(range(-dims, 0)), list(range(dims))
    else:
        over_a, over_b = (list(d) if not isinstance(d, int) else [d] for d in dims)
    over_a = [wrap_dim(d, a.dim()) for d in over_a]
    over_b = [wrap_dim(d, b.dim()) for d in over_b]
    if a.dtype != b.dtype:
        arithmetic(torch.tensordot, a.raw, b.raw, dims)  # refuses
    lengths = zip(over_a, over_b, strict=True)
    if any(a.size(i) != b.size(j) and 1 not in (a.size(i), b.size(j)) for i, j in lengths):
        arithmetic(torch.tensordot, a.raw, b.raw, dims)  # refuses
    # A dimension that has size 1 on one side only is summed on the other.
    for place, (i, j) in enumerate(zip(over_a, over_b, strict=True)):
        if a.size(i) == 1 and b.size(j) != 1:
            b = b.sum(over_b[place], True)
        elif b.size(j) == 1 and a.size(i) != 1:
            a = a.sum(over_a[place], True)
    kept_a = [d for d in range(a.dim()) if d not in over_a]
    kept_b = [d for d in range(b.dim()) if d not in over_b]
    inner_size = math.prod(a.size(d) for d in over_a)
    left = a.permute([*kept_a, *over_a])
    right = b.permute([*over_b, *kept_b])
    shape = [a.size(d) for d in kept_a] + [b.size(d) for d in kept_b]
    if not shape:
        return _flat(left).dot(_flat(right)).reshape(shape)
    rows = math.prod(a.size(d) for d in kept_a)
    columns = math.prod(b.size(d) for d in kept_b)
    product = left.reshape((rows, inner_size)).mm(right.reshape((inner_size, columns)))
    return product.reshape(shape)


def _flat(tensor):
    return tensor if tensor.dim() == 1 else tensor.reshape((-1,))


@composite(method=False)
def chain_matmul(*matrices):
    """The product of several matrices, in the order that takes the fewest multiplications."""
    arithmetic(torch.chain_matmul, *[matrix.raw for matrix in matrices])  # warns, refuses
    return multi_dot(matrices)


def multi_dot(tensors):
    """As `torch.linalg.multi_dot`: the first and last may be vectors."""
    arithmetic(torch.linalg.multi_dot, [tensor.raw for tensor in tensors])  # refuses
    matrices = list(tensors)
    shape = []
    if matrices[0].dim() == 1:
        matrices[0] = matrices[0].unsqueeze(0)
    else:
        shape.append(matrices[0].size(0))
    if matrices[-1].dim() == 1:
        matrices[-1] = matrices[-1].unsqueeze(-1)
    else:
        shape.append(matrices[-1].size(1))
    order = _best_order([m.shape for m in matrices])
    return _multiplied(matrices, order, 0, len(matrices) - 1).view(shape)


def _best_order(shapes):
    """For each run of matrices i..j, where to split it so that the cost is least."""
    sizes = [shapes[0][0], *[shape[1] for shape in shapes]]
    cost, split = {}, {}
    for length in range(len(shapes)):
        for i in range(len(shapes) - length):
            j = i + length
            if not length:
                cost[i, j] = 0
                continue
            costs = [
                (cost[i, k] + cost[k + 1, j] + sizes[i] * sizes[k + 1] * sizes[j + 1], k)
                for k in range(i, j)
            ]
            # Of equal costs the first split is taken, but of three matrices (A B) C.
            if len(shapes) == 3:
                costs.reverse()
            cost[i, j], split[i, j] = min(costs, key=lambda pair: pair[0])
    return split


def _multiplied(matrices, split, i, j):
    if i == j:
        return matrices[i]
    k = split[i, j]
    return _multiplied(matrices, split, i, k).mm(_multiplied(matrices, split, k + 1, j))


def vecdot(x, y, *, dim=-1, out=None):
    """As `torch.linalg.vecdot`: the sum of conj(x) y along one dimension."""
    if x.dim() == y.dim() == 1 and x.shape != y.shape:
        arithmetic(torch.linalg.vecdot, x.raw, y.raw)  # refuses
    return (conj(x) * y).sum(dim)
