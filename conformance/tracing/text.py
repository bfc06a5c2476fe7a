"""Text that a program produces, without what differs from run to run.

Addresses are dropped. A number too large to be anything but an address, a `data_ptr()` or an
`id()`, is replaced by how many such numbers were seen before it: which of them are equal is part
of an observation, what they are is not.
"""

import re
from typing import Any

ADDRESS = re.compile(r"\b0x[0-9a-f]+\b")
_LARGE = re.compile(r"(?<![\w.+-])\d{10,}(?![\w.])")
_TRIGGERED = re.compile(r" ?\(Triggered internally at [^)]*\)")
# Anomaly mode quotes the frames of the interpreter that ran the program.
_FORWARD_CALL = re.compile(
    r"(Traceback of forward call that (?:caused the error|induced the previous calculation):).*",
    re.DOTALL,
)
# Releases before 2.0 quote the frames of a saved-tensor hook that raised.
_FRAMES = re.compile(r"(?<=\n\nAt:\n)(?:  .*\n?)+")

# Printed for the name of a node that the specification leaves open.
LEFT_OPEN = "grad_fn=<?>"
NODE_LEFT_OPEN = "<? object at"
_NODE_OBJECT = re.compile(r"<[\w.]+ object at")
_NODE = re.compile(r"grad_fn=<\w+>")

# In the text of an error: what stands there is left open.
TEXT_LEFT_OPEN = "<any>"

LARGEST_NUMBER = 2**32


class Normaliser:
    """Makes the texts of one run comparable with those of another run of the same program."""

    def __init__(self):
        self._seen: dict[int, int] = {}

    def number(self, value: int) -> int | str:
        """The integer; if it is an address, which one."""
        if -LARGEST_NUMBER < value < LARGEST_NUMBER:
            return value
        return f"<address {self._seen.setdefault(value, len(self._seen) + 1)}>"

    def text(self, text: str) -> str:
        """The text without addresses and places in the sources of a build."""
        if "0x" in text:
            text = ADDRESS.sub("0x...", text)
        if "Triggered internally" in text:
            text = _TRIGGERED.sub("", text)
        if "Traceback of forward" in text:
            text = _FORWARD_CALL.sub(r"\1", text)
        if "\n\nAt:\n" in text:
            text = _FRAMES.sub("", text)
        return _LARGE.sub(self._address, text)

    def _address(self, match: re.Match[str]) -> str:
        return str(self.number(int(match[0])))


def told(error: BaseException) -> str:
    """What an error says, less what the specification leaves open of it."""
    return getattr(error, "specified_text", None) or str(error)


def printed(value: Any) -> str:
    """The value as `print` prints it, less what the specification leaves open of it."""
    text = str(value)
    if not getattr(value, "specified", True):
        return _NODE_OBJECT.sub(NODE_LEFT_OPEN, text)
    if "grad_fn=<" not in text:
        return text
    # Of a text or container it is not known which tensors it shows: the names are left open. So
    # are those of a tensor and the tangent that is shown within it.
    shows_several = isinstance(value, (str, tuple, list, dict)) or "tangent=" in text
    if shows_several or "grad_fn" in getattr(value, "unspecified", ()):
        return _NODE.sub(LEFT_OPEN, text)
    return text
