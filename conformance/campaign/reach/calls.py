"""Which rules a step of a program fires by what it says, where no line of the reference stands.

An operator's own rule, "its derivatives are right", is no line of the reference: it is the whole
declaration. It is fired by a step that calls the operator and does not raise. In the same way a few
rules are fired by an argument that is given, and those about what torch's arithmetic refuses by its
error.
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


# Rules that are fired by how a step is spelled.
_SPELLED = {
    "gradients.second-derivatives": "create_graph",
    "graph.create-graph-second-derivative": "create_graph",
    "graph.every-created-gradient-has-a-graph": "create_graph",
    "versions.augmented-assignment-bumps": "in place",
}

# Rules about errors that are raised by torch's arithmetic, which the reference does not repeat.
_REFUSED = {
    "errors.broadcast": "must match the size of tensor|doesn't match the broadcast shape",
    "errors.integer-in-place": "can't be cast to the desired output type",
    "numpy.cpu-only": "can't convert .* device type tensor to numpy",
    "views.expanded": "more than one element of the written-to tensor refers to a single memory",
}


def names_of(rule: str) -> frozenset[str]:
    """What the operators of a rule are called; empty if it is not about what a step calls."""
    if rule in _SPELLED:
        return frozenset([_SPELLED[rule]])
    area, _, words = rule.partition(".")
    if area != "operators" or (words not in _operators() and words not in _OTHERWISE):
        return frozenset()
    return frozenset(_OTHERWISE.get(words) or (words.replace("-", "_"),))


@cache
def _operators() -> frozenset[str]:
    return frozenset(load())


def called(statement: str) -> set[str]:
    """The operators that a statement calls, by name; "in place" for `+=` and its like.

    "create_graph" if a gradient is asked for that can be differentiated again.
    """
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
    if "create_graph=True" in statement:
        names.add("create_graph")
    return names


@cache
def _rules_by_name(rules: frozenset[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for rule in sorted(rules):
        for name in names_of(rule):
            found.setdefault(name, []).append(rule)
    return {name: tuple(rules) for name, rules in found.items()}


def is_refusal(rule: str) -> bool:
    """Is the rule about an error that torch's arithmetic raises?"""
    return rule in _REFUSED


def rules_refusing(error: str) -> set[str]:
    """The rules about the refusals of torch's arithmetic that an error shows."""
    return {rule for rule, words in _REFUSED.items() if re.search(words, error)}


def rules_called(statement: str, rules: frozenset[str]) -> set[str]:
    """Of these rules, those whose operator the statement calls."""
    by_name = _rules_by_name(rules)
    return {rule for name in called(statement) for rule in by_name.get(name, ())}
