"""Which rules of the area operators a line of a program is about: those whose operator it calls.

An operator's own rule, "its derivatives are right", is no line of the reference: it is the whole
declaration. It is fired by a step that calls the operator and does not raise.
"""

from __future__ import annotations

import re
from functools import cache

from conformance.scenarios.operators import load

# What Python's operators are called, by how they are written between operands or before one.
_SYMBOLS = {
    "+": "add",
    "-": "sub",
    "*": "mul",
    "/": "div",
    "**": "pow",
    "%": "remainder",
    "@": "matmul",
}
_WRITTEN = re.compile(r" (\*\*|[-+*/%@])(=?) ")
_CALLED = re.compile(r"\.(\w+)\(")
_INDEXED = re.compile(r"[\w)\]]\[")
_NEGATED = re.compile(r"(?:^|[=(,] ?)-[a-z]")

# The operators of a rule that is not called as its operator is, or that is about several.
_OTHERWISE = {
    "pow-integer-exponent": ("pow",),
    "dunder-in-place": ("in place",),
    "cross-entropy": ("cross_entropy", "nll_loss"),
    "avg-pool": ("avg_pool2d",),
    "avg-pool3d": ("avg_pool3d", "adaptive_avg_pool3d"),
    "max-pool": ("max_pool2d",),
    "adaptive-pool": ("adaptive_avg_pool2d", "adaptive_max_pool2d"),
    "max-unpool": ("max_unpool2d",),
    "interpolate-nearest": ("interpolate",),
    "interpolate-lines-and-volumes": ("interpolate",),
    "masked-softmax": ("masked.softmax", "masked.log_softmax", "masked.softmin"),
    "masked-reductions": ("masked.mean", "masked.sum", "masked.amax", "masked.prod"),
    "view-copies": ("permute_copy", "transpose_copy", "diagonal_copy", "unsqueeze_copy"),
    "fft": ("fft", "ifft"),
    "rfft": ("rfft", "rfftn"),
    "irfft": ("irfft", "hfft"),
    "fftn": ("fftn", "ifftn"),
    "eigh": ("eigh", "eigvalsh"),
    "eig": ("eig", "eigvals"),
    "pinv": ("pinv", "pinverse"),
    "inv": ("inv", "inverse"),
    "solve": ("solve", "solve_triangular"),
}


def names_of(rule: str) -> frozenset[str]:
    """What the operators of a rule are called; empty if it is not about operators."""
    area, _, words = rule.partition(".")
    if area != "operators" or (words not in _operators() and words not in _OTHERWISE):
        return frozenset()
    return frozenset(_OTHERWISE.get(words) or (words.replace("-", "_"),))


@cache
def _operators() -> frozenset[str]:
    return frozenset(load())


def called(statement: str) -> set[str]:
    """The operators that a statement calls, by name; "in place" for `+=` and its like."""
    names = {name.removesuffix("_") or name for name in _CALLED.findall(statement)}
    names |= {f"masked.{name}" for name in re.findall(r"\.masked\.(\w+)\(", statement)}
    for symbol, in_place in _WRITTEN.findall(statement):
        names.add(_SYMBOLS[symbol])
        if in_place:
            names.add("in place")
    if _INDEXED.search(statement):
        names.add("index")
    if _NEGATED.search(statement):
        names.add("neg")
    return names


@cache
def _rules_by_name(rules: frozenset[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for rule in sorted(rules):
        for name in names_of(rule):
            found.setdefault(name, []).append(rule)
    return {name: tuple(rules) for name, rules in found.items()}


def rules_called(statement: str, rules: frozenset[str]) -> set[str]:
    """Of these rules, those whose operator the statement calls."""
    by_name = _rules_by_name(rules)
    return {rule for name in called(statement) for rule in by_name.get(name, ())}
