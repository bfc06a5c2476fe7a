"""Anomaly mode: backward names the forward operation that failed, and refuses NaN.

A node made in this mode remembers the Python stack of its making. When backward raises while the
node runs, that stack is shown in a warning; if the node was itself made by a backward pass
(`create_graph`), so is that of the node that was running then, its *parent*.

Source: https://pytorch.org/docs/stable/autograd.html#anomaly-detection
"""

import pathlib
import traceback
import warnings

STACK, PARENT = "traceback_", "parent_"
_HERE = str(pathlib.Path(__file__).parent)


class _State:
    enabled = False
    check_nan = True
    running = None  # the node that a backward pass is evaluating


state = _State()


def is_anomaly_enabled():
    return state.enabled


def is_anomaly_check_nan_enabled():
    return state.check_nan


def set_anomaly_enabled(enabled, check_nan=True):
    given = {"enabled": enabled, "check_nan": check_nan}
    for position, (name, flag) in enumerate(given.items(), start=1):
        if not isinstance(flag, bool):
            raise TypeError(
                f"set_anomaly_enabled(): argument '{name}' (position {position}) must be bool, not "
                f"{type(flag).__name__}"
            )
    state.enabled, state.check_nan = enabled, check_nan


def metadata_of_new_node():
    """What a node remembers of its making, in anomaly mode only."""
    if not state.enabled:
        return {}
    made = {STACK: _stack_of_the_program()}
    if state.running is not None:
        made[PARENT] = state.running
    return made


def _stack_of_the_program():
    """The Python stack, without the frames of this package."""
    frames = [frame for frame in traceback.extract_stack() if not frame.filename.startswith(_HERE)]
    return traceback.format_list(frames)


def warn_of_failure(node):
    """Shows where the node that was running when backward raised was made."""
    stack = node.metadata.get(STACK)
    if stack is None:
        warnings.warn(f"Error detected in {node.name()}. {NO_STACK}", stacklevel=2)
    else:
        text = f"Error detected in {node.name()}. {STACK_OF_ERROR}\n{''.join(stack)}"
        warnings.warn(text, stacklevel=2)
    while (node := node.metadata.get(PARENT)) is not None:
        stack = "".join(node.metadata.get(STACK, ()))
        text = f"\n\nPrevious calculation was induced by {node.name()}. {STACK_OF_CAUSE}\n{stack}"
        warnings.warn(text, stacklevel=2)


STACK_OF_ERROR = "Traceback of forward call that caused the error:"
STACK_OF_CAUSE = "Traceback of forward call that induced the previous calculation:"
NO_STACK = (
    "No forward pass information available. Enable detect anomaly during forward pass for more "
    "information."
)


class _Detection:
    def __enter__(self):
        return None

    def __exit__(self, *exception):
        state.enabled, state.check_nan = self.previous


class detect_anomaly(_Detection):
    """Context manager that turns anomaly mode on; it warns that this is slow."""

    __module__ = "torch.autograd.anomaly_mode"

    def __init__(self, check_nan=True):
        self.previous = (state.enabled, state.check_nan)
        self.check_nan = check_nan
        warnings.warn(
            "Anomaly Detection has been enabled. This mode will increase the runtime and should "
            "only be enabled for debugging.",
            stacklevel=2,
        )

    def __enter__(self):
        set_anomaly_enabled(True, self.check_nan)


class set_detect_anomaly(_Detection):
    """Sets anomaly mode at once, as a function; as a context manager it restores it."""

    __module__ = "torch.autograd.anomaly_mode"

    def __init__(self, mode, check_nan=True):
        self.previous = (state.enabled, state.check_nan)
        set_anomaly_enabled(mode, check_nan)
