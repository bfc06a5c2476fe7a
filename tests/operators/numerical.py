"""The reference's derivatives against differences of its values, over every covered operator.

Nothing of torch's autograd takes part: values, first and second derivatives are the reference's.
An operator becomes a function of one number: its inputs move along a direction, its outputs are
weighted and summed. Central differences with Richardson's extrapolation, at several steps, of which
the one counts whose two estimates agree best.

    python -m tests.operators.numerical [--samples N] [text in the names]

prints the largest relative error of each entry, worst last.
"""

from __future__ import annotations

import math
import re
import sys
import warnings

import click
import numpy

from conformance import subjects
from conformance.operators import database
from conformance.operators.database import MissingOperator, on_namespace
from conformance.operators.evaluating import tensors_in
from conformance.operators.samples import UnusableSample, draw, replace
from conformance.operators.uncovered import UNCOVERED

TOLERANCE = 1e-6
STEPS = (1e-2, 1e-3, 1e-4)
# Of each entry, samples with at most so many elements: numerical noise grows with their number.
MOST_ELEMENTS = 450

# How a derivative that there is not is refused.
_REFUSED = re.compile(r"(the )?derivative for ")

_ROUNDED = "values are rounded to a shorter type, which differences see and derivatives do not"
_LABELS = "the target requires grad, and is compared with 1 and -1: moved a little it is neither"
_RANDOM = "what is drawn depends on the inputs, and by torch's choice has the gradient 0"
_SHARED_PLACES = "places that several values go to give each the gradient"
_CONSTANT = "its gradient is made in the forward pass, and constant"
EXCEPTIONS: dict[str, str] = {
    "__rpow__": "a number below 0 as base: values are NaN, and with them the derivatives",
    "bfloat16": _ROUNDED,
    "cfloat": _ROUNDED,
    "chalf": _ROUNDED,
    "cov": "its weights are of float32",
    "float": _ROUNDED,
    "half": _ROUNDED,
    "linalg.norm.subgradients_at_zero": "a kink, where there is no derivative but a choice",
    "nn.functional.cosine_embedding_loss": _LABELS,
    "nn.functional.hinge_embedding_loss": _LABELS,
    "nn.functional.linear_cross_entropy.chunked": _CONSTANT,
    "nn.functional.linear_cross_entropy.chunked_none": _CONSTANT,
    "nn.functional.max_unpool2d": _SHARED_PLACES,
    "nn.functional.max_unpool3d": _SHARED_PLACES,
    "normal": _RANDOM,
    "normal.number_mean": _RANDOM,
    "round.decimals_3": "it jumps at every thousandth, and the steps are as long",
    "special.i1e": "its second derivative jumps at 0, next to which samples lie",
    "to_sparse": "the reference has no sparse tensors",
}


def largest_errors(entry, samples):
    """The largest relative error of the first and of the second derivative on some samples.

    UnusableSample if there is none to measure: all are too large, or have no element.
    """
    worst, measured = [0.0, 0.0], False
    for sample in draw(entry, "float64", samples):
        if 0 < sum(leaf.count for leaf in sample.leaves) <= MOST_ELEMENTS:
            measured = True
            for order, error in enumerate(_errors(entry, sample)):
                worst[order] = max(worst[order], error)
    if not measured:
        raise UnusableSample(f"none of {samples} samples has 1 to {MOST_ELEMENTS} elements")
    return worst


def _errors(entry, sample):
    """For each order, the relative error along one direction."""
    along = _Line(entry, sample)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for value, slope in ((along.value, along.slope), (along.slope, along.curvature)):
            found = slope(0.0)
            if found is None:
                return
            yield _relative_error(found, value)


def _relative_error(found, value):
    estimates = [_richardson(value, step) for step in STEPS]
    wanted, _ = min(estimates, key=lambda estimate: estimate[1])
    if math.isnan(found) and math.isnan(wanted):
        return 0.0
    error = abs(found - wanted) / max(1.0, abs(wanted), abs(found))
    return math.inf if math.isnan(error) else error


def _richardson(value, step):
    """An estimate of the derivative, and how far it is from the one it is made of."""

    def central(h):
        ahead, behind = value(h), value(-h)
        return math.nan if ahead is None or behind is None else (ahead - behind) / (2 * h)

    coarse, fine = central(step), central(step / 2)
    found = (4 * fine - coarse) / 3
    return found, abs(found - fine) if math.isfinite(found) else math.inf


class _Line:
    """An operator along a line through a sample: numbers, as functions of the place on the line."""

    def __init__(self, entry, sample):
        self._torch = subjects.get("reference").namespace
        self._sample = sample
        self._call = entry.call().on(self._torch)
        self._wrapper = on_namespace(entry.info.gradcheck_wrapper, self._torch)
        if "masked" in self._wrapper.__name__:  # it leaves out what is not finite, as we do
            self._wrapper = lambda call, *args, **kwargs: call(*args, **kwargs)
        self._wanted = [leaf for leaf in sample.leaves if leaf.requires_grad]
        self._directions = {leaf: _generic(len(leaf.elements)) for leaf in self._wanted}

    def value(self, t):
        """The weighted sum of the outputs."""
        return self._weighted(self._outputs(t)[1]).item()

    def slope(self, t):
        """Its derivative along the line, by the reference; None where there is none."""
        found = self._slope(t)
        return None if found is None else found[1].item()

    def curvature(self, t):
        """The derivative of the slope, by the reference; None where it is refused."""
        found = self._slope(t)
        if found is None or not found[1].requires_grad:
            return 0.0
        try:
            grads = self._torch.autograd.grad(found[1], found[0], allow_unused=True)
        except RuntimeError as error:
            if _REFUSED.match(str(error)):
                return None
            raise
        return self._along(grads).item()

    def _slope(self, t):
        leaves, outputs = self._outputs(t)
        total = self._weighted(outputs)
        if not leaves or not total.requires_grad:
            return None
        grads = self._torch.autograd.grad(total, leaves, create_graph=True, allow_unused=True)
        return leaves, self._along(grads)

    def _outputs(self, t):
        made = {}
        for leaf in self._sample.leaves:
            if leaf in self._directions:
                moved = numpy.array(leaf.elements) + t * self._directions[leaf]
                made[leaf] = leaf.replaced(elements=list(moved)).tensor(self._torch)
            else:
                made[leaf] = leaf.tensor(self._torch)
        args, kwargs = replace((self._sample.args, self._sample.kwargs), made.__getitem__)
        subjects.get("reference").seed()
        result = self._wrapper(self._call, *args, **kwargs)
        if self._sample.process is not None:
            result = on_namespace(self._sample.process, self._torch)(result)
        outputs = [output for _, output in tensors_in(result, self._torch.Tensor)]
        return [made[leaf] for leaf in self._wanted], outputs

    def _weighted(self, outputs):
        """One number: the finite elements of differentiable outputs, each with its weight."""
        total = self._torch.tensor(0.0, dtype=self._torch.float64)
        for output in outputs:
            if output.requires_grad:
                real = output
                if output.is_complex():
                    real = self._torch.view_as_real(output.resolve_conj())
                real = real.masked_fill(real.isfinite().logical_not(), 0)
                weights = self._torch.tensor(_generic(real.numel())).reshape(real.shape)
                total = total + (real.to(self._torch.float64) * weights).sum()
        return total

    def _along(self, grads):
        total = self._torch.tensor(0.0, dtype=self._torch.float64)
        for leaf, grad in zip(self._wanted, grads, strict=True):
            if grad is not None:
                elements = list(self._directions[leaf])
                direction = leaf.replaced(elements=elements, requires_grad=False)
                total = total + (grad * direction.tensor(self._torch)).sum()
        return total


def _generic(count):
    """Numbers of both signs, none like its neighbours."""
    return numpy.array([((5 * i + 2) % 11 - 4.5) / 4 for i in range(count)])


def smooth_entries(match=""):
    """The entries of which differences can tell something."""
    return [
        entry
        for entry in database.entries(match)
        if "float64" in entry.dtypes and entry.name not in {*EXCEPTIONS, *UNCOVERED}
    ]


@click.command()
@click.option("--samples", default=12, help="Samples of each entry.")
@click.argument("match", default="")
def main(samples, match):
    """Print the largest relative error of each entry, worst last."""
    found = {}
    for entry in smooth_entries(match):
        try:
            found[entry.name] = largest_errors(entry, samples)
        except (MissingOperator, UnusableSample) as error:
            click.echo(f"{entry.name}: {error}", err=True)
    for name, (first, second) in sorted(found.items(), key=lambda item: max(item[1])):
        click.echo(f"{name:50} {first:.1e} {second:.1e}")
    sys.exit(any(max(errors) > TOLERANCE for errors in found.values()))


if __name__ == "__main__":
    main()
