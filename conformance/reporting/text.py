"""Text from elsewhere, made safe to show: it may hold whatever a subject printed."""

# One line of a message has room for this many characters of what went wrong.
_LONGEST_LINE = 300


def printable(text: str) -> str:
    """Text without control characters, which would act on the terminal; lines stay lines."""
    return "".join(
        char if char.isprintable() or char == "\n" else char.encode("unicode_escape").decode()
        for char in text
    )


def one_line(text: str) -> str:
    """The same in one line of bounded length."""
    line = printable(" ".join(text.split()))
    return line if len(line) <= _LONGEST_LINE else line[: _LONGEST_LINE - 3] + "..."
