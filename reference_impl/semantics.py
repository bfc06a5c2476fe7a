"""What differs between torch releases, as named switches with the release that turned them.

Only this knows about versions: the switches stand in `changes`, the names that a release does not
have at all in `names_by_release`. `current()` gives the switches of the release the reference is
set to; by default that of the torch installed.
"""

import copy
import functools
import re
from contextlib import contextmanager

import torch

from . import names_by_release
from .changes import CHANGES

# One of each minor release there has been since the first that is specified.
RELEASES = ("1.13", *(f"2.{minor}" for minor in range(16)))


class Semantics:
    """The switches of one torch release, given as `(major, minor)`: an attribute each."""

    def __init__(self, release):
        self.release = release
        for change in CHANGES:
            setattr(self, change.name, change.is_on(release))

    def node_name(self, name):
        """A node's name as error messages of this release write it."""
        if self.errors_name_operators:
            return re.sub(r"Backward0?(\d*)$", r"\1", name)
        return name

    def anomaly_hint(self):
        """The closing sentence of the error for a modified saved tensor."""
        from .anomaly import state

        if state.enabled:
            return (
                "Hint: the backtrace further above shows the operation that failed to compute its "
                "gradient. The variable in question was changed in there or anywhere later. "
                "Good luck!"
            )
        arguments = "True, check_nan=False" if self.hint_names_check_nan else "True"
        return (
            "Hint: enable anomaly detection to find the operation that failed to compute its "
            f"gradient, with torch.autograd.set_detect_anomaly({arguments})."
        )


def release_of(version):
    """`(major, minor)` of a version text such as "2.13.0+cpu"."""
    major, minor = re.match(r"(\d+)\.(\d+)", version).groups()
    return int(major), int(minor)


_current = Semantics(release_of(torch.__version__))


def current():
    return _current


def set_release(version):
    """Makes the reference behave as that torch release, e.g. `set_release("2.4.1")`."""
    global _current
    _current = Semantics(release_of(version))
    names_by_release.apply(_current.release)


@contextmanager
def using(switches):
    """The reference behaves as these switches say, for a while."""
    global _current
    before, _current = _current, switches
    try:
        yield
    finally:
        _current = before


@contextmanager
def watching():
    """Yields the set of the names of switches that are asked for meanwhile."""
    watched = _Watched(_current)
    asked = object.__getattribute__(watched, "asked")
    with using(watched):
        yield asked


class _Watched(Semantics):
    """Switches that remember which of them were asked for."""

    __slots__ = ("asked",)

    def __init__(self, switches):
        object.__getattribute__(self, "__dict__").update(switches.__dict__)
        self.asked = set()

    def __getattribute__(self, name):
        object.__getattribute__(self, "asked").add(name)
        return object.__getattribute__(self, name)


@functools.cache
def _each_release():
    return [Semantics(release_of(release)) for release in RELEASES]


def otherwise(name):
    """The current switches but for one, which is as the nearest other release has it.

    None if this is no switch, or one that no release has turned.
    """
    now = vars(_current).get(name)
    others = [each for each in _each_release() if vars(each).get(name) != now]
    if name == "release" or name not in vars(_current) or not others:
        return None
    nearest = others[-1] if others[0].release < _current.release else others[0]
    changed = copy.copy(_current)
    object.__setattr__(changed, name, getattr(nearest, name))
    return changed
