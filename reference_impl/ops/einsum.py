"""`einsum`: sums of products, written with a letter for each dimension.

Every operand is first brought into one common order of dimensions: those of the result, then those
to be summed. Then the operands are contracted two at a time, each pair by one batched product.
"""

import math

import torch

from ..storage import arithmetic
from .declare import OPERATORS, composite

ELLIPSIS = "..."


@composite(method=False)
def einsum(*args):
    """`einsum("ij,jk->ik", a, b)`: for each i and k, the sum over j of a[i, j] b[j, k]."""
    equation, *operands = args
    if len(operands) == 1 and isinstance(operands[0], (list, tuple)):
        operands = list(operands[0])
    if not isinstance(equation, str):
        equation, operands = _from_sublists(args)
    arithmetic(torch.einsum, equation, *[operand.raw for operand in operands])  # refuses
    inputs, output = _parse(equation)
    spread = _ellipsis_size(inputs, operands)
    order = _expand_ellipsis(output, spread)
    kept = len(order)
    order += [] if ELLIPSIS in output else range(spread)
    letters = {label for labels in inputs for label in labels if label != ELLIPSIS}
    order += sorted(letters - set(output))
    aligned = [
        _aligned(operand, _own_labels(labels, operand, spread), order)
        for operand, labels in zip(operands, inputs, strict=True)
    ]
    return _contracted(aligned, kept)


# -- the equation ------------------------------------------------------------------------------


def _parse(equation):
    """The labels of each operand, and those of the result."""
    left, arrow, right = equation.replace(" ", "").partition("->")
    inputs = [_labels(part) for part in left.split(",")]
    if arrow:
        return inputs, _labels(right)
    every = [label for labels in inputs for label in labels]
    once = sorted({label for label in every if label != ELLIPSIS and every.count(label) == 1})
    return inputs, ([ELLIPSIS] if ELLIPSIS in every else []) + once


def _labels(part):
    labels = []
    while part:
        label = ELLIPSIS if part.startswith(ELLIPSIS) else part[0]
        labels.append(label)
        part = part[len(label) :]
    return labels


def _from_sublists(args):
    """The form `einsum(a, [0, 1], b, [1, 2], [0, 2])`, as an equation."""

    def text(sublist):
        return "".join(ELLIPSIS if n is Ellipsis else _letter(n) for n in sublist)

    pairs = len(args) // 2
    operands = [args[2 * i] for i in range(pairs)]
    equation = ",".join(text(args[2 * i + 1]) for i in range(pairs))
    return (equation + "->" + text(args[-1]) if len(args) % 2 else equation), operands


def _letter(number):
    return chr(ord("A") + number) if number < 26 else chr(ord("a") + number - 26)


def _ellipsis_size(inputs, operands):
    """How many dimensions the widest ellipsis stands for."""
    sizes = [
        operand.dim() - len(labels) + 1
        for labels, operand in zip(inputs, operands, strict=True)
        if ELLIPSIS in labels
    ]
    return max(sizes, default=0)


def _expand_ellipsis(labels, count, used=None):
    """The ellipsis as labels of its own, 0 to `count`; the last `used` of them for an operand."""
    used = count if used is None else used
    expanded = []
    for label in labels:
        expanded += list(range(count - used, count)) if label == ELLIPSIS else [label]
    return expanded


def _own_labels(labels, operand, spread):
    return _expand_ellipsis(labels, spread, operand.dim() - len(labels) + 1)


# -- the computation ---------------------------------------------------------------------------


def _aligned(operand, labels, order):
    """The operand with its dimensions in `order`, and of size 1 where it has none."""
    places, dim = {}, 0
    for label in labels:
        if label in places:  # a label twice: the diagonal of the two dimensions
            operand = operand.diagonal(0, places[label], dim).movedim(-1, places[label])
        else:
            places[label] = dim
            dim += 1
    for label in order:
        if label not in places:
            operand = operand.unsqueeze(-1)
            places[label] = dim
            dim += 1
    return operand.permute([places[label] for label in order])


def _contracted(operands, kept):
    """All operands multiplied, and summed over the dimensions from `kept` on."""
    ndim = operands[0].dim()
    uses = {d: sum(t.size(d) != 1 for t in operands) for d in range(kept, ndim)}
    several = len(operands) > 1
    while len(operands) > 1:
        left, right, *rest = operands
        both = []
        only = {0: [], 1: []}
        for d in range(kept, ndim):
            if left.size(d) != 1 and right.size(d) != 1:
                uses[d] -= 1
                if uses[d] == 1:
                    both.append(d)
                    uses[d] = 0
            elif uses[d] == 1:
                for side, tensor in enumerate((left, right)):
                    if tensor.size(d) != 1:
                        only[side].append(d)
                        uses[d] = 0
        left = left.sum(only[0], True) if only[0] else left
        right = right.sum(only[1], True) if only[1] else right
        operands = [_pair(left, right, both), *rest]
    result = operands[0]
    if ndim == kept:
        return result
    if several:
        return result.view(result.shape[:kept])
    return result.sum(list(range(kept, ndim)))


def _pair(left, right, summed):
    """The product of two, summed over some dimensions, as a batched matrix product."""
    if not summed:
        return left * right
    others = [d for d in range(left.dim()) if d not in summed]
    shared = [d for d in others if left.size(d) != 1 and right.size(d) != 1]
    left_only = [d for d in others if left.size(d) != 1 and d not in shared]
    right_only = [d for d in others if d not in shared and d not in left_only]
    order = shared + left_only + summed + right_only
    size = [left.size(d) for d in shared + left_only] + [1] * len(summed)
    size += [right.size(d) for d in right_only]
    batch, rows, inner, columns = (
        math.prod(tensor.size(d) for d in dims)
        for tensor, dims in (
            (left, shared),
            (left, left_only),
            (left, summed),
            (right, right_only),
        )
    )
    left = left.permute(order).reshape((batch, rows, inner))
    right = right.permute(shared + summed + right_only + left_only)
    right = right.reshape((batch, inner, columns))
    product = OPERATORS["bmm"](left, right).view(size)
    return product.permute([order.index(d) for d in range(len(order))])
