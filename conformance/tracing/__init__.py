"""Observing: what is recorded while a program runs.

`Observer.look(variables)` returns a `Look`: what changed since the look before. `StepTrace`,
`Trace` and `Ambient` put the looks, errors, warnings and prints of a run together.
"""

from conformance.tracing.observations import GraphSeen, Seen, TensorSeen
from conformance.tracing.observer import Observer
from conformance.tracing.trace import (
    LEVELS,
    Ambient,
    ErrorSeen,
    Look,
    StepTrace,
    Trace,
    WarningSeen,
)

__all__ = [
    "LEVELS",
    "Ambient",
    "ErrorSeen",
    "GraphSeen",
    "Look",
    "Observer",
    "Seen",
    "StepTrace",
    "TensorSeen",
    "Trace",
    "WarningSeen",
]
