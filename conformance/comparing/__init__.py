"""Comparing an expected trace with an actual one.

    differences = compare(expected, actual, levels)            # every Difference, by step
    divergence = verdict(program, subject, look="each")        # None: the subject conforms
    divergence.signature                                       # groups the same fault's divergences
    shrink(divergence, subject)                                # the same, of a smaller program

`verdict` runs the program on the reference and on the subject. A program that needs a part of torch
which the specification does not describe cannot be judged: `BeyondSpecification`. Nor can, on a
subject that compiles, one without a part to compile: `NothingToCompile`.
"""

from conformance.comparing.compiled import NothingToCompile, NotJudged
from conformance.comparing.differences import Difference, compare
from conformance.comparing.verdict import (
    BeyondSpecification,
    Divergence,
    first_of,
    shrink,
    verdict,
)

__all__ = [
    "BeyondSpecification",
    "Difference",
    "Divergence",
    "NotJudged",
    "NothingToCompile",
    "compare",
    "first_of",
    "shrink",
    "verdict",
]
