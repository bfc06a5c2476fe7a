"""Faulty builds of torch, simulated at run time on a healthy one: a pytest plugin.

    CONFORMANCE_FAULT=name python -m pytest -p tests.faults conformance

from the root of the checkout. The run must fail; without the variable nothing is changed. (`FAULT`
is read too, if `CONFORMANCE_FAULT` is not set.) In a program:

    from tests import faults
    faults.names(); faults.get(name).check(torch); faults.apply(name)

A fault breaks one rule, leaves forward values right, and the rest of torch working. It cannot be
taken back: one process, one fault. The faults are in `planted/`, one file a subject; what each
breaks, and exactly how, is the docstring of its function. How a fault reaches into torch is in
`kernels.py` (operators), `engine.py` (backward passes) and `counters.py` (in-place writes).

They are made for torch 2.13 on the CPU: they reach into parts of it that have no stable interface.
"""

import os

from tests.faults.registry import Fault, UnknownFault, apply, get, names

__all__ = ["Fault", "UnknownFault", "apply", "get", "names"]

_VARIABLES = ("CONFORMANCE_FAULT", "FAULT")
_applied = None


def pytest_configure(config):
    """Break torch, after the conftest files were imported and before anything is collected."""
    global _applied
    variable = next((each for each in _VARIABLES if os.environ.get(each)), None)
    if variable is None:
        return
    try:
        _applied = apply(os.environ[variable]).name
    except UnknownFault as error:
        import pytest

        raise pytest.UsageError(f"{variable}: {error}") from None


def pytest_report_header(config):
    """Say in the run's header that torch is broken on purpose."""
    return f"fault: {_applied}" if _applied else None
