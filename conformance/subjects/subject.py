"""What a subject is: a namespace with torch's names, and how to start and end a program on it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from conformance.tracing.trace import LEVELS, Ambient

ALL = frozenset(LEVELS)


class UnknownSubject(LookupError):
    """No subject goes by that name."""

    def __str__(self) -> str:
        return str(self.args[0])


class MissingDevice(RuntimeError):
    """The subject cannot run programs on that device."""


class Subject:
    """Something that is meant to behave as torch does.

    Nothing is asked of the namespace but torch's own names. What is not torch's to say (how modes
    are put back after a program has left them changed) a subject may do in its own way, by
    overriding `prepare`, `ambient` and `reset`.

    Attributes:
        name: what it is called on the command line.
        namespace: the module, or whatever has torch's names as attributes.
        levels: the levels (`tracing.LEVELS`) in which it can be held to the specification.
        description: what it is, for reports.
        version: of what it is.
        device: where the tensors of programs live that do not say.
        backend: what a part of each program is compiled with (`programs.compiled`); None for none.
        compiled: makes a compiled function of one; None where functions are run as they are.
    """

    backend: str | None = None
    compiled: Callable[[Callable[..., Any]], Callable[..., Any]] | None = None

    def __init__(
        self,
        name: str,
        namespace: Any,
        levels: frozenset[str] = ALL,
        description: str = "",
        version: str | None = None,
        device: str = "cpu",
    ):
        self.name = name
        self.namespace = namespace
        self.levels = frozenset(levels)
        self.description = description or name
        self.version = str(getattr(namespace, "__version__", "")) if version is None else version
        self.device = device

    def check_device(self) -> None:
        """Raise MissingDevice unless programs can run on the subject's device."""
        if self.device == "cpu":
            return
        if not hasattr(self.namespace, "set_default_device"):
            raise MissingDevice(
                f"{self.name} cannot run on {self.device!r}: "
                f"{self.version} has no set_default_device, so programs run on cpu"
            )
        try:
            self.namespace.empty(1, device=self.device)
        except Exception as error:
            words = str(error).strip().partition("\n")[0]
            raise MissingDevice(
                f"{self.name} has no device {self.device!r}: {words or type(error).__name__}"
            ) from error

    def prepare(self) -> None:
        """Before a program: known modes, a known seed, warnings each time they are due."""
        self._warn_always(True)
        self.seed()
        if self.device != "cpu":
            self.namespace.set_default_device(self.device)

    @contextlib.contextmanager
    def on_its_device(self) -> Iterator[None]:
        """A block in which tensors are made on the subject's device where nothing else is said."""
        if self.device == "cpu":
            yield
            return
        self.namespace.set_default_device(self.device)
        try:
            yield
        finally:
            self.namespace.set_default_device(None)

    def _warn_always(self, always: bool) -> None:
        """Whether what is warned of once in a process is warned of each time.

        The warning about typed storages has a switch of its own, where there is one.
        """
        torch = self.namespace
        if hasattr(torch, "set_warn_always"):
            torch.set_warn_always(always)
        storage = getattr(torch, "storage", None)
        if hasattr(storage, "_set_always_warn_typed_storage_removal"):
            storage._set_always_warn_typed_storage_removal(always)

    def seed(self) -> None:
        """Start the random numbers over."""
        self._ask("manual_seed", None, 0)

    def ambient(self) -> Ambient:
        """The modes that are on now. A mode that the subject does not know is not on."""
        return Ambient(
            grad_enabled=self._ask("is_grad_enabled", True),
            inference_mode=self._ask("is_inference_mode_enabled", False),
            anomaly=self._ask("is_anomaly_enabled", False),
            check_nan=self._ask("is_anomaly_check_nan_enabled", True),
            autocast=self._autocasts(),
            default_dtype=str(self._ask("get_default_dtype", "torch.float32")),
            saved_tensors_hooks=self.has_saved_tensors_hooks(),
        )

    def _autocasts(self):
        if hasattr(self.namespace, "get_autocast_dtype"):
            return self.namespace.is_autocast_enabled("cpu")
        return self._ask("is_autocast_cpu_enabled", False)  # before 2.4

    def _ask(self, name, otherwise, *arguments):
        function = getattr(self.namespace, name, None)
        return otherwise if function is None else function(*arguments)

    def has_saved_tensors_hooks(self) -> bool:
        """Whether default hooks for saved tensors are installed, where this can be told."""
        return False

    def hazards(self) -> Sequence[str]:
        """What programs have met that is known to kill a healthy torch: the reference notes it."""
        return ()

    def renewals(self) -> int | None:
        """How often asking a view for its history has changed it so far; None if not known.

        A builder that finds the number where it left it has looked without being noticed.
        """
        return None

    def reset(self) -> None:
        """After a program: every mode back, whatever it or a faulty build has left on."""
        torch = self.namespace
        left = self.ambient()
        if left.inference_mode:
            self.leave_inference_mode()
        if left.anomaly or not left.check_nan:
            torch.autograd.set_detect_anomaly(False)
        if left.autocast:
            self.leave_autocast()
        if left.default_dtype != "torch.float32":
            torch.set_default_dtype(torch.float32)
        if not self._ask("is_grad_enabled", True):
            torch.set_grad_enabled(True)
        self._warn_always(False)
        if self.device != "cpu":
            torch.set_default_device(None)

    def leave_inference_mode(self) -> None:
        """Switch an inference mode off that nobody is going to leave."""
        mode = self.namespace.inference_mode(False)
        mode.__enter__()
        _entered.append(mode)

    def leave_autocast(self) -> None:
        """Switch autocast off where nobody is going to leave it."""
        torch = self.namespace
        if hasattr(torch, "get_autocast_dtype"):
            torch.set_autocast_enabled("cpu", False)
        else:
            torch.set_autocast_cpu_enabled(False)
        torch.clear_autocast_cache()

    def __repr__(self) -> str:
        return f"<Subject {self.name}: {self.description}>"


# Modes entered for good: a mode object that is dropped may restore what was before it.
_entered: list[Any] = []
