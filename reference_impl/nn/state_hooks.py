"""Hooks on saving and loading a module's state, and state that is no tensor.

Source: https://pytorch.org/docs/stable/generated/torch.nn.Module.html
"""

from collections.abc import Callable
from typing import NamedTuple

from .. import semantics
from .module_hooks import add

TABLES = (
    "_state_dict_pre_hooks",
    "_state_dict_hooks",
    "_load_state_dict_pre_hooks",
    "_load_state_dict_post_hooks",
)
EXTRA = "_extra_state"  # the key of what `get_extra_state` returns


class StateHooks:
    """The part of `Module` that registers these hooks."""

    def register_state_dict_pre_hook(self, hook):
        """`hook(module, prefix, keep_vars)` runs before the module's state is collected."""
        return add(self._state_dict_pre_hooks, hook)

    def register_state_dict_post_hook(self, hook):
        """`hook(module, state_dict, prefix, local_metadata)` may change the state in place."""
        return add(self._state_dict_hooks, hook)

    def register_load_state_dict_pre_hook(self, hook):
        """`hook(module, state_dict, prefix, local_metadata, strict, missing, unexpected, errors)`
        runs before the module takes its part of the state.
        """
        return add(self._load_state_dict_pre_hooks, hook)

    def _register_state_dict_hook(self, hook):
        """As the post-hook, and what it returns, if anything, is the state (not public)."""
        return add(self._state_dict_hooks, _ReplacingHook(hook))

    def _register_load_state_dict_pre_hook(self, hook, with_module=False):
        """As the pre-hook, called without the module unless `with_module` (not public)."""
        if with_module:
            return add(self._load_state_dict_pre_hooks, hook)
        return add(self._load_state_dict_pre_hooks, lambda module, *rest: hook(*rest))

    def register_load_state_dict_post_hook(self, hook):
        """`hook(module, incompatible_keys)` runs after it, and may change what is missing."""
        return add(self._load_state_dict_post_hooks, hook)

    def get_extra_state(self):
        """What `state_dict` keeps beside the tensors; subclasses define it."""
        raise RuntimeError(NEVER_CALLED.format("get"))

    def set_extra_state(self, state):
        """Takes back what `get_extra_state` returned."""
        raise RuntimeError(NEVER_CALLED.format("set"))

    def saves_extra_state(self):
        return type(self).get_extra_state is not StateHooks.get_extra_state

    def loads_extra_state(self):
        return type(self).set_extra_state is not StateHooks.set_extra_state


NEVER_CALLED = (
    "Reached a code path in Module.{}_extra_state() that should never be called. Please file an "
    "issue at https://github.com/pytorch/pytorch/issues/new?template=bug-report.yml to report this "
    "bug."
)


class _ReplacingHook(NamedTuple):
    """A hook on the state that may return another."""

    function: Callable


def call_post_hooks(module, state_dict, prefix, metadata):
    """Calls the hooks on the state that was collected; returns it, or what replaces it."""
    for hook in list(module._state_dict_hooks.values()):
        replaces = isinstance(hook, _ReplacingHook)
        function = hook.function if replaces else hook
        result = function(module, state_dict, prefix, metadata)
        if result is not None and not replaces:
            raise RuntimeError("state_dict post-hook must return None")
        state_dict = state_dict if result is None else result
    return state_dict


def call_load_post_hooks(module, incompatible):
    for hook in list(module._load_state_dict_post_hooks.values()):
        if hook(module, incompatible) is not None:
            space = " " if semantics.current().texts_of_2_13 else ""
            raise AssertionError(
                "Hooks registered with ``register_load_state_dict_post_hook`` are not"
                f"{space}expected to return new values, if incompatible_keys need to be modified,"
                f"{space}it should be done inplace."
            )
