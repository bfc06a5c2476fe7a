"""How long an operator takes on the reference, forward and backward, as a multiple of torch's time.

    python -m benchmarks.operators [text in the names]

Each covered entry of torch's operator database is run on one small sample, in the same process, on
torch and on the reference in turn; the least of several rounds counts, so that what else the
machine does matters little.
"""

from __future__ import annotations

import statistics
import time
import warnings

import click

from conformance import subjects
from conformance.operators import database
from conformance.operators.database import MissingOperator, on_namespace
from conformance.operators.evaluating import tensors_in
from conformance.operators.samples import UnusableSample, draw, replace
from conformance.operators.uncovered import UNCOVERED

ROUNDS = 5
CALLS = 10
TARGET = 5.0


def ratio(entry):
    """The reference's time over torch's, on the smallest sample that has several elements."""
    samples = [s for s in draw(entry, "float64", among=24) if s.leaves]
    samples.sort(key=lambda sample: sum(leaf.count for leaf in sample.leaves))
    sample = next((s for s in samples if s.leaves[0].count > 1), samples[0])
    runs = [_prepared(subjects.get(name), entry, sample) for name in ("eager", "reference")]
    best = [float("inf")] * 2
    for _ in range(ROUNDS):
        for place, run in enumerate(runs):
            start = time.perf_counter()
            for _ in range(CALLS):
                run()
            best[place] = min(best[place], time.perf_counter() - start)
    return best[1] / best[0]


def _prepared(subject, entry, sample):
    """A function that makes the call and differentiates it, on tensors that are there already."""
    torch = subject.namespace
    made = {leaf: leaf.tensor(torch) for leaf in sample.leaves}
    args, kwargs = replace((sample.args, sample.kwargs), made.__getitem__)
    call = entry.call().on(torch)
    wanted = [made[leaf] for leaf in sample.leaves if leaf.requires_grad]

    process = sample.process and on_namespace(sample.process, torch)

    def outputs():
        found = call(*args, **kwargs)
        found = process(found) if process else found
        return [o for _, o in tensors_in(found, torch.Tensor) if o.requires_grad]

    weights = [torch.ones_like(output) for output in outputs()]

    def run():
        made_now = outputs()
        if made_now and wanted:
            torch.autograd.grad(made_now, wanted, weights, allow_unused=True)

    return run


@click.command()
@click.argument("match", default="")
def main(match):
    """Print the distribution, and the entries that are slowest by comparison."""
    found = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for entry in database.entries(match):
            if "float64" not in entry.dtypes or entry.name in UNCOVERED:
                continue
            try:
                found[entry.name] = ratio(entry)
            except (MissingOperator, UnusableSample, IndexError, AttributeError):
                continue  # not covered
    ranked = sorted(found.values())
    for tenth in range(1, 10):
        click.echo(f"{10 * tenth:3} %  {ranked[len(ranked) * tenth // 10]:6.1f}")
    for name, times in sorted(found.items(), key=lambda item: -item[1])[:15]:
        click.echo(f"       {times:6.1f}  {name}")
    median = statistics.median(ranked)
    click.echo(f"median {median:.2f} over {len(ranked)} entries (target: at most {TARGET:.0f})")


if __name__ == "__main__":
    main()
