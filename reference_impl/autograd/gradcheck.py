"""`gradcheck`: derivatives against small differences; `gradgradcheck`: those of derivatives.

Source: https://pytorch.org/docs/stable/generated/torch.autograd.gradcheck.gradcheck.html
"""

import itertools
import warnings
from typing import NamedTuple

import torch

from .. import semantics
from ..factories import FACTORIES
from ..function import Function
from ..left_out import LeftOut
from ..ops.declare import FUNCTIONS, OPERATORS
from ..tensor import Tensor
from .backward_and_grad import grad
from .jacobians import as_tuple, by_backward, by_differences, by_forward_mode, wants_grad


class GradcheckError(RuntimeError):
    """A derivative is not what small differences say it is."""

    __module__ = "torch.autograd.gradcheck"


class Tolerance(NamedTuple):
    """How far a derivative may be from small differences, and one run of it from another."""

    eps: float
    atol: float
    rtol: float
    nondet_tol: float


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

    Raises GradcheckError where they do not, or returns False with `raise_exception=False`.
    check_forward_ad, check_backward_ad: which of them. check_undefined_grad: whether backward also
    copes with no gradient at all. `fast_mode` checks the same as without, of each element, and what
    is batched is not checked here.
    """
    _check_settings(
        check_forward_ad, check_backward_ad, check_batched_grad, check_batched_forward_grad
    )
    inputs = as_tuple(inputs)
    tolerance = Tolerance(eps, atol, rtol, nondet_tol)
    try:
        _check_inputs(inputs)
        outputs = differentiable(func(*inputs))
        if check_backward_ad:
            for part in _parts_of_outputs(func, inputs):
                _check_backward(*part, inputs, tolerance)
        if check_forward_ad:
            for part in _parts_of_inputs(func, inputs):
                _check_forward(*part, tolerance)
        if check_backward_ad and outputs:
            _check_multiplies(outputs, inputs)
            if check_undefined_grad:
                _check_undefined(func, inputs)
    except GradcheckError:
        if raise_exception:
            raise
        return False
    return True


def gradgradcheck(
    func,
    inputs,
    grad_outputs=None,
    *,
    gen_non_contig_grad_outputs=False,
    check_fwd_over_rev=False,
    check_rev_over_rev=True,
    check_undefined_grad=True,
    check_batched_grad=False,
    **settings,
):
    """Whether the second derivatives of `func` agree with differences of the first ones."""
    if not (check_fwd_over_rev or check_rev_over_rev):
        raise AssertionError(
            "Expected at least one of check_fwd_over_rev or check_rev_over_rev to be True"
        )
    checks = {
        "check_undefined_grad": check_undefined_grad,
        "check_batched_grad": check_batched_grad,
    }
    for name, value in checks.items():
        if value and not check_rev_over_rev:
            raise AssertionError(f"Setting {name}=True requires check_rev_over_rev to be True")
    if check_fwd_over_rev:
        raise LeftOut("gradgradcheck: forward mode over backward")
    inputs = as_tuple(inputs)
    if grad_outputs is None:
        grad_outputs = [_drawn_like(output) for output in differentiable(func(*inputs))]
    grad_outputs = as_tuple(grad_outputs)
    count = len(grad_outputs)
    wanted = [place for place, value in enumerate(inputs) if wants_grad(value)]

    def derivative(*values):
        # Where there is no output, `-0` leaves the function without arguments, in torch too.
        arguments, vectors = values[:-count], values[-count:]
        outputs = differentiable(func(*arguments))
        targets = [arguments[place] for place in wanted]
        found = grad(outputs, targets, vectors, create_graph=True, allow_unused=True)
        return tuple(gradient for gradient in found if gradient is not None)

    return gradcheck(derivative, (*inputs, *grad_outputs), **checks, **settings)


def differentiable(outputs):
    return tuple(output for output in as_tuple(outputs) if output.requires_grad)


def _drawn_like(output):
    """A vector of numbers between -1 and 1."""
    drawn = FACTORIES["empty"](output.shape, dtype=output.dtype)
    flat = OPERATORS["view_as_real"](drawn) if drawn.is_complex() else drawn
    flat.uniform_(-1, 1)
    return drawn.requires_grad_()


def _check_settings(forward, backward, batched, batched_forward):
    if not (forward or backward):
        raise AssertionError(
            "Expected at least one of check_forward_ad or check_backward_ad to be True"
        )
    for name, value, needed, is_set in (
        ("check_batched_grad", batched, "check_backward_ad", backward),
        ("check_batched_forward_grad", batched_forward, "check_forward_ad", forward),
    ):
        if value and not is_set:
            raise AssertionError(f"Setting {name}=True requires {needed} to be True")


def _check_inputs(inputs):
    for place, value in enumerate(inputs):
        if not wants_grad(value):
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
    if not any(wants_grad(value) for value in inputs):
        the = "" if semantics.current().texts_of_2_13 else "the "
        raise ValueError(
            "gradcheck expects at least one input tensor to require gradient, but none of "
            f"{the}them have requires_grad=True."
        )


# -- complex numbers: one part after the other -------------------------------------------------


def _parts_of_outputs(func, inputs):
    """The function, or where outputs are complex its imaginary and its real part; what they are."""
    outputs = as_tuple(func(*inputs))
    if not any(output.is_complex() for output in outputs):
        return [(func, "", ())]
    complex_places = [n for n, o in enumerate(differentiable(outputs)) if o.is_complex()]

    def part(name):
        def function(*values):
            found = as_tuple(func(*values))
            return tuple(getattr(o, name) if o.is_complex() else o for o in found)

        return function

    return [(part("imag"), "imaginary", complex_places), (part("real"), "real", complex_places)]


def _parts_of_inputs(func, inputs):
    """The function and its inputs, or where those are complex those of one part."""
    places = [n for n, v in enumerate(inputs) if isinstance(v, Tensor) and v.is_complex()]
    if not places:
        return [(func, "", (), inputs)]

    def part(name):
        def joined(place, value):
            other = inputs[place]
            if place not in places:
                return value
            pair = (value, other.imag) if name == "real" else (other.real, value)
            return FUNCTIONS["complex"](*pair)

        def function(*values):
            return func(*(joined(place, value) for place, value in enumerate(values)))

        own = [getattr(v, name) if place in places else v for place, v in enumerate(inputs)]
        return (function, "imaginary" if name == "imag" else "real", places, own)

    return [part("imag"), part("real")]


# -- the checks --------------------------------------------------------------------------------


def _check_backward(func, part, complex_places, inputs, tolerance):
    results = as_tuple(func(*inputs))
    numerical = by_differences(func, inputs, tolerance.eps)
    numbers = [number for number, output in enumerate(results) if output.requires_grad]
    if not numbers:
        # No output requires grad: then moving an input must not move any.
        kinds = [result.is_floating_point() or result.is_complex() for result in results]
        moved = [jacobian for row in numerical for jacobian in itertools.compress(row, kinds)]
        if any(bool((jacobian != 0).any()) for jacobian in moved):
            raise GradcheckError("Numerical gradient for function expected to be zero")
        return
    wanted = [value for value in inputs if wants_grad(value)]
    for place, number in enumerate(numbers):
        analytical = by_backward(results[number].clone(), wanted)
        again = by_backward(results[number].clone(), wanted)
        for mine, repeated in zip(analytical, again, strict=True):
            if not (mine - repeated).abs().le(tolerance.nondet_tol).all():
                raise GradcheckError(NOT_REENTRANT.format(tolerance.nondet_tol))
        about = f"While considering the {part} part of complex outputs only, "
        about = about if place in complex_places else ""
        for which, mine in enumerate(analytical):
            # rule: graph.gradcheck
            _compare(mine, numerical[which][number], place, which, about, "", tolerance)


def _check_forward(func, part, complex_places, inputs, tolerance):
    requiring = [wants_grad(value) for value in inputs]
    inputs = [
        value.detach().requires_grad_() if is_wanted else value
        for value, is_wanted in zip(inputs, requiring, strict=True)
    ]
    numerical = by_differences(_without_grad(func), inputs, tolerance.eps)
    analytical = by_forward_mode(func, inputs)
    for number, row in enumerate(analytical):
        for which, mine in enumerate(row):
            about = f"While considering the {part} part of complex inputs only, "
            about = about if which in complex_places else ""
            mode = "computed with forward mode "
            _compare(mine, numerical[which][number], number, which, about, mode, tolerance)


def _without_grad(func):
    """The function of inputs that do not require grad."""

    def function(*values):
        return func(*(v.detach() if isinstance(v, Tensor) else v for v in values))

    return function


def _compare(analytical, numerical, output, input, about, mode, tolerance):
    kind = torch.promote_types(analytical.dtype, numerical.dtype)
    pair = analytical.to(kind), numerical.to(kind)
    if not torch.allclose(*pair, tolerance.rtol, tolerance.atol):
        raise GradcheckError(
            f"{about}Jacobian {mode}mismatch for output {output} with respect to input {input},\n"
            f"numerical:{numerical}\nanalytical:{analytical}\n"
        )


def _check_multiplies(outputs, inputs):
    """A gradient of zero must come back as zero."""
    zeros = [FACTORIES["zeros_like"](output) for output in outputs]
    wanted = [value for value in inputs if wants_grad(value)]
    for found in grad(outputs, wanted, zeros, allow_unused=True):
        if found is not None and not bool((found.raw == 0).all()):
            raise GradcheckError("backward not multiplied by grad_output")


class Undefined(Function):
    """Hands on no gradient at all."""

    @staticmethod
    def forward(ctx, output):
        return output.view_as(output)

    @staticmethod
    def backward(ctx, grad_output):
        return None


def _check_undefined(func, inputs):
    """Backward must cope with no gradient for all outputs, and for one of several."""
    outputs = differentiable(func(*inputs))
    _check_undefined_of([Undefined.apply(output) for output in outputs], inputs)
    for place in range(len(outputs) if len(outputs) > 1 else 0):
        outputs = list(differentiable(func(*inputs)))
        outputs[place] = Undefined.apply(outputs[place])
        _check_undefined_of(outputs, inputs)


def _check_undefined_of(outputs, inputs):
    zeros = [FACTORIES["zeros_like"](output) for output in outputs]
    wanted = [value for value in inputs if wants_grad(value)]
    try:
        found = grad(outputs, wanted, zeros, allow_unused=True)
    except RuntimeError as error:
        warnings.warn(UNDEFINED_IS_CHECKED, stacklevel=5)
        raise GradcheckError(f"Expected backward function to handle {UNDEFINED}") from error
    for gradient in found:
        if gradient is not None and not bool((gradient.raw == 0).all()):
            warnings.warn(UNDEFINED_IS_CHECKED, stacklevel=5)
            raise GradcheckError(
                f"Expected all input grads to be undefined or zero when all {UNDEFINED_OR_ZERO}"
            )


# -- texts -------------------------------------------------------------------------------------

_NOTES = (
    'Please look at "Notes about undefined output gradients" in "tools/autograd/derivatives.yaml"'
)
UNDEFINED = f"undefined output grads. {_NOTES}"
UNDEFINED_OR_ZERO = f"output grads are undefined or zero. {_NOTES}"
UNDEFINED_IS_CHECKED = (
    "Backwards compatibility: New undefined gradient support checking feature is enabled by "
    "default, but it may break existing callers of this function. If this is true for you, you can "
    'call this function with "check_undefined_grad=False" to disable the feature'
)
NOT_REENTRANT = (
    "Backward is not reentrant, i.e., running backward with same input and grad_output multiple "
    "times gives different values, although analytical gradient matches numerical gradient."
    """The tolerance for nondeterminism was {}.

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
)
