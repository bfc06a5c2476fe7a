"""The trace of a program: what each of its steps did, and what it left behind."""

import msgspec

from conformance.tracing.observations import Seen

LEVELS = (
    "values",
    "flags",
    "graph",
    "aliasing",
    "versions",
    "errors",
    "warnings",
    "printed",
    "modes",
)


class ErrorSeen(msgspec.Struct, frozen=True, gc=False):
    """An exception: the name of its type and what it says."""

    type: str
    text: str

    def __str__(self) -> str:
        return f"{self.type}: {self.text}"


class WarningSeen(msgspec.Struct, frozen=True, gc=False):
    """A warning: the name of its category and what it says."""

    category: str
    text: str

    def __str__(self) -> str:
        return f"{self.category}: {self.text}"


class Look(msgspec.Struct, frozen=True, gc=False):
    """What one look at a program's variables found, as a change since the look before.

    Attributes:
        seen: name -> what is there now, for names that are new or look different.
        gone: names that no longer name anything.
    """

    seen: dict[str, Seen] = {}
    gone: frozenset[str] = frozenset()


NOTHING = Look()


class StepTrace(msgspec.Struct, frozen=True, gc=False):
    """What a step did.

    Attributes:
        error: what it raised.
        warnings: in order.
        printed: the lines printed, in order.
        looks: after each statement inside a `with` block of it, and last after the step itself;
            empty if the program is not looked at until its end.
    """

    error: ErrorSeen | None = None
    warnings: tuple[WarningSeen, ...] = ()
    printed: tuple[str, ...] = ()
    looks: tuple[Look, ...] = ()


class Ambient(msgspec.Struct, frozen=True, gc=False):
    """The modes of the process that a program leaves behind it."""

    grad_enabled: bool = True
    inference_mode: bool = False
    anomaly: bool = False
    check_nan: bool = True
    autocast: bool = False
    default_dtype: str = "torch.float32"
    saved_tensors_hooks: bool = False


class Trace(msgspec.Struct, frozen=True, gc=False):
    """The trace of a program.

    Attributes:
        steps: one for each step of the program.
        end: the look at the end; NOTHING new if each step was looked at.
        ambient: the modes left behind.
        hazards: what the reference met that is known to kill a healthy torch; not compared.
    """

    steps: tuple[StepTrace, ...]
    end: Look
    ambient: Ambient
    hazards: tuple[str, ...] = ()
