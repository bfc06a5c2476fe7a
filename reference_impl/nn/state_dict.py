"""`state_dict()` and `load_state_dict()`: a module's parameters and buffers by name.

Source: https://pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.state_dict
"""

import warnings
from collections import OrderedDict, namedtuple
from collections.abc import Mapping

from .. import semantics
from ..grad_mode import no_grad
from ..tensor import Tensor
from . import state_hooks
from .parameter import Parameter


class _IncompatibleKeys(namedtuple("IncompatibleKeys", ["missing_keys", "unexpected_keys"])):
    """What `load_state_dict` did not find, and what it did not want."""

    __slots__ = ()

    def __repr__(self):
        if not self.missing_keys and not self.unexpected_keys:
            return "<All keys matched successfully>"
        return super().__repr__()

    __str__ = __repr__


class StateDict(state_hooks.StateHooks):
    """The part of `Module` that saves and loads."""

    _version = 1

    # -- saving ----------------------------------------------------------------------------

    def state_dict(self, *args, destination=None, prefix="", keep_vars=False):
        """Parameters and persistent buffers by path, detached unless `keep_vars`."""
        if args:
            reworded = semantics.current().texts_of_2_4
            branch, category = ("main", FutureWarning) if reworded else ("master", UserWarning)
            warnings.warn(
                "Positional args are being deprecated, use kwargs instead. Refer to "
                f"https://pytorch.org/docs/{branch}/generated/torch.nn.Module.html"
                "#torch.nn.Module.state_dict for details.",
                category,
                stacklevel=2,
            )
            given = dict(zip(("destination", "prefix", "keep_vars"), args, strict=False))
            destination = given.get("destination") if destination is None else destination
            prefix = prefix or given.get("prefix", "")
            keep_vars = keep_vars or given.get("keep_vars", False)
        if destination is None:
            destination = OrderedDict()
            destination._metadata = OrderedDict()
        metadata = {"version": self._version}
        if hasattr(destination, "_metadata"):
            destination._metadata[prefix[:-1]] = metadata
        for hook in list(self._state_dict_pre_hooks.values()):
            hook(self, prefix, keep_vars)
        self._save_to_state_dict(destination, prefix, keep_vars)
        for name, module in self._modules.items():
            if module is not None:
                path = f"{prefix}{name}."
                module.state_dict(destination=destination, prefix=path, keep_vars=keep_vars)
        return state_hooks.call_post_hooks(self, destination, prefix, metadata)

    def _save_to_state_dict(self, destination, prefix, keep_vars):
        # rule: modules.state-dict
        for name, tensor in self._state_by_name().items():
            destination[prefix + name] = tensor if keep_vars else tensor.detach()
        if self.saves_extra_state():
            destination[prefix + state_hooks.EXTRA] = self.get_extra_state()

    def _state_by_name(self):
        """The parameters and persistent buffers of this module alone."""
        transient = self._non_persistent_buffers_set
        buffers = {name: b for name, b in self._buffers.items() if name not in transient}
        both = {**self._parameters, **buffers}
        return {name: tensor for name, tensor in both.items() if tensor is not None}

    # -- loading ---------------------------------------------------------------------------

    def _bring_up_to_date(self, state_dict, prefix, version):
        """Adds what a state of that version, None if it does not say, did not have yet."""

    def load_state_dict(self, state_dict, strict=True, assign=False):
        """Copies the values into this module's parameters and buffers, in place and unrecorded.

        strict: missing and unexpected names are errors. assign: take the tensors themselves.
        """
        if not isinstance(state_dict, Mapping):
            raise TypeError(f"Expected state_dict to be dict-like, got {type(state_dict)}.")
        loading = _Loading(assign, strict, getattr(state_dict, "_metadata", {}))
        loading.load(self, OrderedDict(state_dict), "")
        errors = loading.errors
        if strict and loading.unexpected:
            errors.insert(0, f"Unexpected key(s) in state_dict: {_listed(loading.unexpected)}. ")
        if strict and loading.missing:
            errors.insert(0, f"Missing key(s) in state_dict: {_listed(loading.missing)}. ")
        if errors:
            lines = "\n\t".join(errors)
            name = type(self).__name__
            raise RuntimeError(f"Error(s) in loading state_dict for {name}:\n\t{lines}")
        return _IncompatibleKeys(loading.missing, loading.unexpected)


def _listed(keys):
    return ", ".join(f'"{key}"' for key in keys)


class _Loading:
    """One `load_state_dict`, over the module and those below it."""

    def __init__(self, assign, strict, metadata):
        self.assign, self.strict, self.metadata = assign, strict, metadata
        self.missing, self.unexpected, self.errors = [], [], []

    def load(self, module, values, prefix):
        # rule: modules.state-dict-hooks
        for hook in list(module._load_state_dict_pre_hooks.values()):
            metadata = self.metadata.get(prefix[:-1], {})
            found = (self.missing, self.unexpected, self.errors)
            hook(module, values, prefix, metadata, self.strict, *found)
        version = self.metadata.get(prefix[:-1], {}).get("version")
        module._bring_up_to_date(values, prefix, version)
        self.load_own(module, values, prefix)
        for name, child in module._modules.items():
            if child is not None:
                path = f"{prefix}{name}."
                self.load(child, {k: v for k, v in values.items() if k.startswith(path)}, path)
        incompatible = _IncompatibleKeys(self.missing, self.unexpected)
        state_hooks.call_load_post_hooks(module, incompatible)

    def load_own(self, module, values, prefix):
        wanted = module._state_by_name()
        for name, tensor in wanted.items():
            key = prefix + name
            if key not in values:
                self.missing.append(key)
            else:
                self.put(module, name, tensor, key, values[key])
        self.load_extra(module, values, prefix + state_hooks.EXTRA)
        for key in values:
            first, *below = key[len(prefix) :].split(".", 1)
            known = module._modules if below else wanted
            if key.startswith(prefix) and first not in (*known, state_hooks.EXTRA):
                self.unexpected.append(key)

    def load_extra(self, module, values, key):
        if module.loads_extra_state():
            if key in values:
                module.set_extra_state(values[key])
            else:
                self.missing.append(key)
        elif key in values:
            self.unexpected.append(key)

    def put(self, module, name, tensor, key, value):
        if not isinstance(value, Tensor):
            self.errors.append(
                f'While copying the parameter named "{key}", expected torch.Tensor or Tensor-like '
                f"object from checkpoint but received {type(value)}"
            )
            return
        if not tensor.shape and value.shape == (1,):
            value = value[0]
        if value.shape != tensor.shape:
            self.errors.append(
                f"size mismatch for {key}: copying a param with shape {value.shape} from "
                f"checkpoint, the shape in current model is {tensor.shape}."
            )
            return
        if tensor.is_meta and not value.is_meta and not self.assign:
            _warn_of_no_memory(key)
        with no_grad():
            if self.assign:
                setattr(module, name, _in_place_of(tensor, value))
                return
            try:
                tensor.copy_(value)
            except RuntimeError as error:
                self.errors.append(
                    f'While copying the parameter named "{key}", whose dimensions in the model are '
                    f"{tensor.shape} and whose dimensions in the checkpoint are {value.shape}, an "
                    f"exception occurred : {error.args}."
                )


def _warn_of_no_memory(key):
    if semantics.current().loading_into_no_memory_warns:
        warnings.warn(
            f"for {key}: copying from a non-meta parameter in the checkpoint to a meta parameter "
            "in the current model, which is a no-op. (Did you mean to pass `assign=True` to assign "
            "items in the state dictionary to their corresponding key in the module instead of "
            "copying them in place?)",
            stacklevel=4,
        )


def _in_place_of(tensor, value):
    """`value` itself, as a parameter if it takes the place of one."""
    if not isinstance(tensor, Parameter):
        return value
    if isinstance(value, Parameter):
        return value.requires_grad_(tensor.requires_grad)
    return Parameter(value, requires_grad=tensor.requires_grad)
