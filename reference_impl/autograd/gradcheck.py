"""`gradcheck`: derivatives against small differences; `gradgradcheck`: those of derivatives.

Source: https://pytorch.org/docs/stable/generated/torch.autograd.gradcheck.gradcheck.html
"""

import warnings

import torch

from .. import semantics
from ..factories import FACTORIES
from ..grad_mode import no_grad
from ..tensor import Tensor
from .backward_and_grad import grad


class GradcheckError(RuntimeError):
    """A derivative is not what small differences say it is."""

    __module__ = "torch.autograd.gradcheck"


def gradcheck(
    func,
    inputs,
    *,
    eps=1e-6,
    atol=1e-5,
    rtol=1e-3,
    raise_exception=True,
    nondet_tol=0.0,
    check_undefined_grad=True,
    check_grad_dtypes=False,
    check_batched_grad=False,
    check_batched_forward_grad=False,
    check_forward_ad=False,
    check_backward_ad=True,
    fast_mode=False,
    masked=None,
):
    """Whether the derivatives of `func` at `inputs` agree with central differences of step `eps`.

    Raises GradcheckError where they do not, or returns False with `raise_exception=False`. The
    other settings choose in how many ways torch computes the same derivatives; here is one.
    """
    inputs = _listed(inputs)
    try:
        _check_inputs(inputs, eps)
        if not _differentiable(func(*inputs)):
            _check_nothing_depends(func, inputs, eps)
        for about, part in _parts(func, inputs):
            _compare(part, inputs, eps, atol, rtol, nondet_tol, about)
        _check_zero_gives_zero(_differentiable(func(*inputs)), inputs)
    except GradcheckError:
        if raise_exception:
            raise
        return False
    return True


def gradgradcheck(func, inputs, grad_outputs=None, **settings):
    """Whether the second derivatives of `func` agree with differences of the first ones."""
    inputs = _listed(inputs)
    if grad_outputs is None:
        outputs = _differentiable(func(*inputs))
        grad_outputs = [FACTORIES["randn_like"](o, requires_grad=True) for o in outputs]
    wanted = [place for place, value in enumerate(inputs) if _wants_grad(value)]

    def derivative(*values):
        arguments, vectors = values[: len(inputs)], values[len(inputs) :]
        outputs = _differentiable(func(*arguments))
        targets = [arguments[place] for place in wanted]
        found = grad(outputs, targets, vectors, create_graph=True, allow_unused=True)
        return tuple(gradient for gradient in found if gradient is not None)

    return gradcheck(derivative, (*inputs, *_listed(grad_outputs)), **settings)


def _listed(values):
    return (values,) if isinstance(values, Tensor) else tuple(values)


def _wants_grad(value):
    return isinstance(value, Tensor) and value.requires_grad


def _differentiable(outputs):
    return [output for output in _listed(outputs) if _wants_grad(output)]


def _check_inputs(inputs, eps):
    if not any(_wants_grad(value) for value in inputs):
        the = "" if semantics.current().texts_of_2_13 else "the "
        raise ValueError(
            "gradcheck expects at least one input tensor to require gradient, but none of "
            f"{the}them have requires_grad=True."
        )
    for place, value in enumerate(inputs):
        if not _wants_grad(value):
            continue
        if value.dtype not in (torch.float64, torch.complex128):
            warnings.warn(
                f"Input #{place} requires gradient and is not a double precision floating point or "
                "complex. This check will likely fail if all the inputs are not of double "
                "precision floating point or complex. ",
                stacklevel=3,
            )
        if any(
            size > 1 and step == 0 for size, step in zip(value.shape, value.stride(), strict=True)
        ):
            raise RuntimeError(
                f"The {place}th input has a dimension with stride 0. gradcheck only supports "
                "inputs that are non-overlapping to be able to compute the numerical gradients "
                "correctly. You should call .contiguous on the input before passing it to "
                "gradcheck."
            )


def _parts(func, inputs):
    """The function, or where outputs are complex its imaginary and its real part, to be checked."""
    if not any(output.is_complex() for output in _differentiable(func(*inputs))):
        return [("", func)]
    return [
        (f"While considering the {name} part of complex outputs only, ", _part(func, name))
        for name in ("imaginary", "real")
    ]


def _part(func, name):
    def part(*inputs):
        outputs = _differentiable(func(*inputs))
        if name == "imaginary":
            return tuple(output.imag for output in outputs if output.is_complex())
        return tuple(output.real if output.is_complex() else output for output in outputs)

    return part


def _compare(func, inputs, eps, atol, rtol, nondet_tol, about):
    outputs = _differentiable(func(*inputs))
    wanted = [(place, value) for place, value in enumerate(inputs) if _wants_grad(value)]
    for number, output in enumerate(outputs):
        analytical = _analytical(output, [value for _, value in wanted])
        again = _analytical(output, [value for _, value in wanted])
        for which, (place, _) in enumerate(wanted):
            mine, repeated = analytical[which], again[which]
            numerical = _numerical(func, inputs, place, number, eps) if mine.numel() else mine
            # rule: graph.gradcheck
            if not torch.allclose(mine, numerical, rtol, atol):
                raise GradcheckError(
                    f"{about}Jacobian mismatch for output {number} with respect to input {place},\n"
                    f"numerical:{numerical}\nanalytical:{mine}\n"
                )
            if not (mine - repeated).abs().le(nondet_tol).all():
                raise GradcheckError(
                    "Backward is not reentrant, i.e., running backward with same input and "
                    "grad_output multiple times gives different values, although analytical "
                    "gradient matches numerical gradient."
                    f"The tolerance for nondeterminism was {nondet_tol}.{MAY_BE_EXPECTED}"
                )


MAY_BE_EXPECTED = """\n
NOTE: If your op relies on non-deterministic operations i.e., it is listed here:
https://pytorch.org/docs/stable/generated/torch.use_deterministic_algorithms.html
this failure might be expected.

If you are adding a new operator, please file an issue and then use one of the
workarounds. The workaround depends on how your test invokes gradcheck/gradgradcheck.
If the test
- manually invokes gradcheck/gradgradcheck, then call gradcheck/gradgradcheck
  with `nondet_tol=<tol>` as a keyword argument.
- is OpInfo-based (e.g., in test_ops_gradients.py), then modify the OpInfo for the test
  to have `gradcheck_nondet_tol=<tol>`.
- is a Module test (e.g., in common_nn.py), then modify the corresponding
  module_test entry to have `gradcheck_nondet_tol=<tol>`
"""


def _check_zero_gives_zero(outputs, inputs):
    """A backward is linear: for a gradient of zero it gives zero."""
    if not outputs:
        return
    zeros = [FACTORIES["zeros_like"](output) for output in outputs]
    targets = [value for value in inputs if _wants_grad(value)]
    for found in grad(outputs, targets, zeros, allow_unused=True):
        if found is not None and not found.raw.eq(0).all():
            raise GradcheckError("backward not multiplied by grad_output")


def _check_nothing_depends(func, inputs, eps):
    """No output requires grad: then moving an input must not move any."""
    constant = [value.detach() if isinstance(value, Tensor) else value for value in inputs]
    outputs = [output.raw.clone() for output in _tensors(func(*constant))]
    for place, value in enumerate(constant):
        if not _wants_grad(inputs[place]):
            continue
        for index in _indices(value.shape):
            original = value.raw[index].item()
            value.raw[index] = original + eps
            moved = [output.raw.clone() for output in _tensors(func(*constant))]
            value.raw[index] = original
            if not all(map(torch.equal, outputs, moved)):
                raise GradcheckError("Numerical gradient for function expected to be zero")


def _tensors(outputs):
    return [output for output in _listed(outputs) if isinstance(output, Tensor)]


def _analytical(output, inputs):
    """The Jacobians of one output by backward: for each input its elements by the output's."""
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


def _numerical(func, inputs, place, number, eps):
    """The Jacobian of one output by moving each element of one input."""
    value = inputs[place].detach()
    rows = []
    for index in _indices(value.shape):
        original = value.raw[index].item()

        def slope(step, index=index, original=original):
            moved = []
            for amount in (step, -step):
                value.raw[index] = original + amount
                result = _differentiable(func(*inputs))
                moved.append(result[number].raw.clone().reshape(-1))
            value.raw[index] = original
            return (moved[0] - moved[1]) / (2 * eps)

        # The gradient with respect to x + iy is that with respect to x plus i times that to y.
        rows.append(slope(eps) + 1j * slope(1j * eps) if value.is_complex() else slope(eps))
    return torch.stack(rows)


def _indices(shape):
    """Every index of a tensor of that shape, in row-major order."""
    indices = [()]
    for size in shape:
        indices = [(*index, i) for index in indices for i in range(size)]
    return indices
