"""Comparing printed text: as text, except that the last digit printed of a number may differ.

torch prints four digits after the point. Two values that `tolerance` calls equal can round to
neighbours there, so such numbers in a text are held equal within one unit of the last place; one
with fewer digits was printed in full.
The values themselves are compared in full wherever they are observed. A number that is printed with
more digits than that is a Python float, which may come from `item()` of a float32 tensor: it has
the tolerance of one.

Where the specification leaves open which operation made a gradient, it prints `grad_fn=<?>`, and
any name will do.
"""

import re

from conformance.comparing.tolerance import close, tolerance_of
from conformance.tracing.text import LEFT_OPEN, NODE_LEFT_OPEN, TEXT_LEFT_OPEN

PRINTED_BY_TORCH = (
    9  # significant digits of a tensor's element, at most, as torch prints by default
)

# Digits after the point, as torch prints by default. A number with fewer was printed in full: `2.`
# is 2 and not almost 3.
DECIMALS_OF_TORCH = 4

_NODE_NAME = re.compile(r"(?<=grad_fn=<)[\w?]+(?=>)|(?<=<)[\w?.]+(?= object at)")
_BEFORE_NODE = re.compile(r",\s+(?=grad_fn=<)")
_FLOAT = re.compile(r"[-+]?\d+\.\d*(?:e[-+]?\d+)?")


def fits(expected: str, actual: str) -> bool:
    """Whether a text is the one expected, or any that differs only in what is left open there."""
    parts = map(re.escape, expected.split(TEXT_LEFT_OPEN))
    return re.fullmatch(".+?".join(parts), actual, re.DOTALL) is not None


def same_text(expected: str, actual: str) -> bool:
    """Whether two printed texts count as the same."""
    if expected == actual:
        return True
    if LEFT_OPEN in expected or NODE_LEFT_OPEN in expected:
        # A longer name may have gone to a line of its own.
        expected, actual = (_BEFORE_NODE.sub(", ", text) for text in (expected, actual))
        actual = _fill_in(expected, actual)
    if _FLOAT.sub("#", expected) != _FLOAT.sub("#", actual):
        return False
    return all(
        _neighbours(one, other)
        for one, other in zip(_FLOAT.findall(expected), _FLOAT.findall(actual), strict=True)
    )


def _fill_in(expected, actual):
    """The actual text, with `?` for each name of a node that is `?` in the expected one."""
    open_names = iter(_NODE_NAME.findall(expected))
    return _NODE_NAME.sub(lambda name: "?" if next(open_names, "") == "?" else name[0], actual)


def _neighbours(one, other):
    first, second = float(one), float(other)
    if max(_decimals(one), _decimals(other)) >= DECIMALS_OF_TORCH:
        unit = min(_unit(one), _unit(other))
        if abs(first - second) <= unit * 1.0001:
            return True
    elif first == second:
        return True
    in_full = max(_digits(one), _digits(other)) > PRINTED_BY_TORCH
    return in_full and close(first, second, tolerance_of("float"))


def _decimals(text):
    """How many digits stand after the point."""
    return len(text.partition("e")[0].partition(".")[2])


def _digits(text):
    """How many significant digits a number is printed with."""
    return len(text.partition("e")[0].replace(".", "").lstrip("+-0"))


def _unit(text):
    """One unit of the last place of a number as printed."""
    exponent = text.partition("e")[2]
    return 10.0 ** (int(exponent or 0) - _decimals(text))
