"""Subjects for tests of the harness: torch, and torch with one function that is wrong."""

from collections.abc import Callable
from typing import Any

import torch

from conformance import subjects
from conformance.subjects.eager import Eager
from conformance.subjects.subject import Subject


class Namespace:
    """torch's names, some of them replaced."""

    def __init__(self, **replaced: Any):
        self.__dict__.update(replaced)

    def __getattr__(self, name):
        return getattr(torch, name)


def healthy() -> Subject:
    """The installed torch: here it stands on both sides, so that only the harness is tested."""
    return subjects.get("eager")


def faulty(**replaced: Callable) -> Subject:
    """The installed torch, but that some of its functions are replaced by these."""
    return Eager("faulty", Namespace(**replaced))
