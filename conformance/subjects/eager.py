"""The torch that is installed, run eagerly."""

import contextlib
import os
import warnings

from conformance.subjects.subject import Subject


class Eager(Subject):
    """torch itself."""

    def prepare(self) -> None:
        """As for any subject; and that of typed storages is a warning given once a process."""
        super().prepare()
        self._always_warn_of_typed_storage(True)

    def _always_warn_of_typed_storage(self, always):
        switch = getattr(self.namespace.storage, "_set_always_warn_typed_storage_removal", None)
        if switch is not None:
            switch(always)

    def seed(self) -> None:
        """As for any subject; without devices that are not in use, which takes torch long."""
        if self.device == "cpu":
            self.namespace.default_generator.manual_seed(0)
        else:
            super().seed()

    def has_saved_tensors_hooks(self) -> bool:
        """Read from torch's own stack, where the release lets us see it."""
        top = getattr(self._hooks, "_top_saved_tensors_default_hooks", None)
        if top is None:
            return False
        try:
            return top(True) is not None
        except TypeError:  # before it could be told to look past a trace
            return top() is not None

    def reset(self) -> None:
        """As for any subject; and hooks that are still pushed, or of all modules, are dropped."""
        module = self.namespace.nn.modules.module
        for table in _HOOKS_OF_ALL_MODULES:
            getattr(module, table, {}).clear()
        module._global_is_full_backward_hook = None
        while self.has_saved_tensors_hooks():
            self._hooks._pop_saved_tensors_default_hooks()
        self._always_warn_of_typed_storage(False)
        super().reset()

    @property
    def _hooks(self):
        return self.namespace._C._autograd


_HOOKS_OF_ALL_MODULES = (
    "_global_forward_hooks",
    "_global_forward_hooks_always_called",
    "_global_forward_hooks_with_kwargs",
    "_global_forward_pre_hooks",
    "_global_backward_hooks",
    "_global_backward_pre_hooks",
)


def load() -> Subject:
    """The installed torch."""
    # An empty value breaks `import torch` from 2.1 on.
    if os.environ.get("TORCH_LOGS") == "":
        del os.environ["TORCH_LOGS"]
    import torch

    # Programs may name it, and torch itself imports it only since 2.5.
    import torch.utils.checkpoint

    # The tensors are small, and the order in which sums are taken must not vary.
    torch.set_num_threads(1)
    _load_forward_mode(torch)
    return Eager("eager", torch, description=f"torch {torch.__version__}")


def _load_forward_mode(torch) -> None:
    """Has torch load now what it loads at a process's first dual number, and warns of by itself.

    Else the warnings would be those of whichever program comes first.
    """
    forward_ad = torch.autograd.forward_ad
    # What raises here raises in programs too, which is where it is to be seen.
    with warnings.catch_warnings(), contextlib.suppress(Exception):
        warnings.simplefilter("ignore")
        with forward_ad.dual_level():
            forward_ad.make_dual(torch.zeros(1), torch.zeros(1))
