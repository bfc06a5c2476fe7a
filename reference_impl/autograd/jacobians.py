"""Jacobians in three ways: by backward, by forward mode, and by small differences.

Each is a matrix for one output and one input: a row for each element of the input, a column for
each of the output.
"""

import torch

from ..factories import FACTORIES
from ..grad_mode import no_grad
from ..tensor import Tensor
from .backward_and_grad import grad
from .forward_ad import dual_level, make_dual, unpack_dual


def wants_grad(value):
    return isinstance(value, Tensor) and value.requires_grad


def as_tuple(values):
    return tuple(values) if isinstance(values, (tuple, list)) else (values,)


def by_backward(output, inputs):
    """Of one output with respect to each of the inputs: a backward pass an element."""
    columns = []
    for element in range(output.numel()):
        vector = FACTORIES["zeros_like"](output).contiguous()
        with no_grad():
            vector.view(-1)[element] = 1
        found = grad(output, inputs, vector, retain_graph=True, allow_unused=True)
        columns.append(found)
    jacobians = []
    for which, value in enumerate(inputs):
        jacobian = torch.zeros(value.numel(), output.numel(), dtype=value.dtype)
        for element, found in enumerate(columns):
            if found[which] is not None:
                jacobian[:, element] = found[which].raw.reshape(-1)
        jacobians.append(jacobian)
    return jacobians


def by_forward_mode(func, inputs):
    """For each output, with respect to each input that requires grad: a tangent an element."""
    jacobians = None
    with dual_level():
        duals, tangents = [], []
        for value in inputs:
            if wants_grad(value):
                tangents.append(FACTORIES["zeros_like"](value.detach()).contiguous())
                duals.append((value.detach(), len(tangents) - 1))
            else:
                duals.append(value)
        counts = [tangent.numel() for tangent in tangents]
        for which, tangent in enumerate(tangents):
            for row, index in enumerate(_indices(tangent.shape)):
                tangent.raw[index] = 1
                outputs = _floating(as_tuple(func(*_with_tangents(duals, tangents))))
                tangent.raw[index] = 0
                if jacobians is None:
                    jacobians = [[_zeros(count, output) for count in counts] for output in outputs]
                for number, output in enumerate(outputs):
                    found = unpack_dual(output).tangent
                    if found is not None:
                        jacobians[number][which][row] = found.raw.reshape(-1)
    return jacobians or []


def _with_tangents(duals, tangents):
    return [
        make_dual(each[0], tangents[each[1]].clone()) if isinstance(each, tuple) else each
        for each in duals
    ]


def _floating(outputs):
    return [o for o in outputs if o.is_floating_point() or o.is_complex()]


def _zeros(count, output):
    return torch.zeros(count, output.numel(), dtype=output.dtype)


def by_differences(func, inputs, eps):
    """For each input that requires grad, with respect to each output: central differences."""
    return [_moved(func, inputs, place, eps) for place, v in enumerate(inputs) if wants_grad(v)]


def _moved(func, inputs, place, eps):
    """The Jacobians of all outputs by moving each element of one input."""
    value = inputs[place].detach()
    rows = []
    for index in _indices(value.shape):
        original = value.raw[index].item()

        def slopes(step, index=index, original=original):
            moved = []
            for amount in (-step, step):
                value.raw[index] = original + amount
                moved.append([output.clone() for output in as_tuple(func(*inputs))])
            value.raw[index] = original
            found = []
            for before, after in zip(*moved, strict=True):
                _check_same_kind(before, after, index, eps)
                found.append((after.raw - before.raw).reshape(-1) / (2 * eps))
            return found

        if value.is_complex():
            # The gradient for x + iy is that for x plus i times that for y.
            pairs = zip(slopes(eps), slopes(1j * eps), strict=True)
            rows.append([along_x + 1j * along_y for along_x, along_y in pairs])
        else:
            rows.append(slopes(eps))
    if not rows:
        return [_zeros(0, output) for output in as_tuple(func(*inputs))]
    return [torch.stack(of_one_output) for of_one_output in zip(*rows, strict=True)]


def _check_same_kind(before, after, index, eps):
    for what in ("shape", "dtype"):
        first, second = getattr(before, what), getattr(after, what)
        if first != second:
            raise AssertionError(
                f"Expected `func` to return outputs with the same {what} when inputs are perturbed "
                f"on index {index} by {eps}, but got: {what}s {first} and {second}."
            )


def _indices(shape):
    """Every index of a tensor of that shape, in row-major order."""
    indices = [()]
    for size in shape:
        indices = [(*index, i) for index in indices for i in range(size)]
    return indices
