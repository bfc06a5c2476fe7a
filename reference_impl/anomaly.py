"""Anomaly mode: backward names the forward operation that failed, and refuses NaN.

Source: https://pytorch.org/docs/stable/autograd.html#anomaly-detection
"""

import traceback
import warnings


class _State:
    enabled = False
    check_nan = True


state = _State()


def is_anomaly_enabled():
    return state.enabled


def is_anomaly_check_nan_enabled():
    return state.check_nan


def metadata_of_new_node(mode):
    """What a node remembers of its making: the Python stack, in anomaly mode only."""
    return {"traceback_": traceback.format_stack()[:-3]} if state.enabled else {}


class _Detection:
    def __enter__(self):
        return None

    def __exit__(self, *exception):
        state.enabled, state.check_nan = self.previous


class detect_anomaly(_Detection):
    """Context manager that turns anomaly mode on; it warns that this is slow."""

    def __init__(self, check_nan=True):
        self.previous = (state.enabled, state.check_nan)
        self.check_nan = check_nan
        warnings.warn(
            "Anomaly Detection has been enabled. This mode will increase the runtime and should "
            "only be enabled for debugging.",
            stacklevel=2,
        )

    def __enter__(self):
        self.previous = (state.enabled, state.check_nan)
        state.enabled, state.check_nan = True, self.check_nan


class set_detect_anomaly(_Detection):
    """Sets anomaly mode at once, as a function; as a context manager it restores it."""

    def __init__(self, mode, check_nan=True):
        self.previous = (state.enabled, state.check_nan)
        state.enabled, state.check_nan = mode, check_nan
