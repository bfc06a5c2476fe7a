"""Warnings of torch's core, which Python hears of when the call that runs it is over.

What Python code warns of in the meantime, a hook or the `backward` of a Function, comes before.

Source: `PyWarningHandler` in torch/csrc/Exceptions.h
"""

import contextlib
import threading
import warnings


class _Heard(threading.local):
    kept = None  # what the call that is running has to tell; None outside of one


_heard = _Heard()


@contextlib.contextmanager
def told_at_the_end():
    """A call into the core: its warnings are given when it ends, also by an error."""
    outside, _heard.kept = _heard.kept, []
    try:
        yield
    finally:
        kept, _heard.kept = _heard.kept, outside
        for text in kept:
            warnings.warn(text, stacklevel=2)


def warn_from_core(text):
    """Warns, at the end of the call that is running."""
    if _heard.kept is None:
        warnings.warn(text, stacklevel=3)
    else:
        _heard.kept.append(text)
