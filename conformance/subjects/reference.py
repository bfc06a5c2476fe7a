"""The specification as a subject: what it does is what is expected of every other one."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any

from conformance.subjects.subject import Subject


class Reference(Subject):
    """The reference implementation."""

    def hazards(self) -> Sequence[str]:
        """As the reference notes them (`reference_impl.hazards`)."""
        return self.namespace.hazards.met

    def seed(self) -> None:
        """As for any subject; on the CPU the generator itself, which is torch's: far quicker."""
        if self.device == "cpu":
            import torch

            torch.default_generator.manual_seed(0)
        else:
            super().seed()

    def switches_asked(self) -> AbstractContextManager[set[str]]:
        """The names of the switches of `reference_impl.semantics` that are asked for meanwhile."""
        return self.namespace.semantics.watching()

    def switch(self, name: str) -> Any:
        """How a switch stands in the release the specification is set to."""
        return getattr(self.namespace.semantics.current(), name)

    def about(self, name: str) -> tuple[str, str]:
        """What a switch means when it is on, and the upstream change if it is known."""
        changes = {change.name: change for change in self.namespace.semantics.CHANGES}
        return (changes[name].what, changes[name].source) if name in changes else ("", "")

    def otherwise(self, name: str) -> AbstractContextManager[None] | None:
        """For a while, one switch as in another release; None if all releases agree on it."""
        changed = self.namespace.semantics.otherwise(name)
        return None if changed is None else self.namespace.semantics.using(changed)

    def has_saved_tensors_hooks(self) -> bool:
        """Read from the reference's own stack."""
        return bool(self.namespace.saved_tensor_hooks.stack.hooks)

    def renewals(self) -> int:
        """As the reference counts them."""
        return self.namespace.views.Renewed.count

    def leave_autocast(self) -> None:
        """In the reference's own state."""
        state = self.namespace.casting.state
        state.enabled, state.depth = False, 0
        state.casts.clear()

    def reset(self) -> None:
        """As for any subject; and hooks that are still pushed, or of all modules, are dropped."""
        self.namespace.nn.module_hooks.GLOBAL.forget()
        self.namespace.saved_tensor_hooks.stack.hooks.clear()
        super().reset()


def load() -> Subject:
    """The reference implementation; imported only when it is asked for."""
    import reference_impl

    return Reference("reference", reference_impl, description="the specification")
