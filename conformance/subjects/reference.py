"""The specification as a subject: what it does is what is expected of every other one."""

from collections.abc import Sequence

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

    def has_saved_tensors_hooks(self) -> bool:
        """Read from the reference's own stack."""
        return bool(self.namespace.saved_tensor_hooks.stack.hooks)

    def renewals(self) -> int:
        """As the reference counts them."""
        return self.namespace.views.Renewed.count

    def reset(self) -> None:
        """As for any subject; and hooks that are still pushed are popped."""
        self.namespace.saved_tensor_hooks.stack.hooks.clear()
        super().reset()


def load() -> Subject:
    """The reference implementation; imported only when it is asked for."""
    import reference_impl

    return Reference("reference", reference_impl, description="the specification")
