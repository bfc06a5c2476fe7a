"""The texts of errors without what is of one program only: numbers, shapes and names."""

from __future__ import annotations

import re

# More than this of a text does not tell it from others.
LONGEST = 240

_REPLACED = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"0x[0-9a-f]+"), "N"),
    (re.compile(r"\b\w+Backward\w*|(?<=output \d of )\w+|(?<=Output \d of )\w+"), "NODE"),
    (re.compile(r"aten::\w+"), "NAME"),
    (re.compile(r"(?<=: )\w+\(\)(?=:)"), "NAME()"),
    (re.compile(r"(?<!\w)'[^']*'|(?<!\w)\"[^\"]*\""), "'...'"),
    (re.compile(r"\b\d+(\.\d+)?(e[-+]?\d+)?\b"), "N"),
    (re.compile(r"\[\]|[\[(]-?N(, ?-?N)*,?[\])]"), "SHAPE"),
    (re.compile(r"torch\.(\w+\.)?\w*(Float|Double|Half|Int|Long|Bool|Complex)\w*"), "TYPE"),
)


def without_particulars(text: str) -> str:
    """The text as every program gives it that makes the same mistake."""
    for pattern, word in _REPLACED:
        text = pattern.sub(word, text)
    return text if len(text) <= LONGEST else text[:LONGEST] + "..."
