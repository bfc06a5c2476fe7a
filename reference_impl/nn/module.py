"""`nn.Module`: a thing with parameters, buffers and child modules, found by attribute name.

What a module *is* stands here: what it registers and how it finds it again. How it is called with
hooks is in `module_hooks`, how it is saved and loaded in `state_dict`, how its parameters change
dtype or device in `conversion`.

Source: https://pytorch.org/docs/stable/generated/torch.nn.Module.html
"""

from collections import OrderedDict

from .. import semantics
from ..tensor import Tensor
from . import module_hooks, state_hooks
from .conversion import Conversion
from .parameter import Buffer, Parameter, clear_grad
from .state_dict import StateDict
from .typename import typename


class Module(module_hooks.HookRegistration, StateDict, Conversion):
    """Base of all layers and models: assign parameters and modules, define `forward`."""

    __module__ = "torch.nn.modules.module"
    training: bool
    dump_patches = False
    call_super_init = False

    def __init__(self, *args, **kwargs):
        if not self.call_super_init:
            _refuse_arguments(type(self).__name__, args, kwargs)
        own = self.__dict__
        own["training"] = True
        own["_parameters"], own["_buffers"], own["_modules"] = {}, {}, {}
        own["_non_persistent_buffers_set"] = set()
        own["_is_full_backward_hook"] = None
        for table in (*module_hooks.TABLES, *state_hooks.TABLES):
            own[table] = OrderedDict()
        if self.call_super_init:
            super().__init__(*args, **kwargs)

    def forward(self, *input):
        """The computation; every subclass defines its own."""
        raise NotImplementedError(
            f'Module [{type(self).__name__}] is missing the required "forward" function'
        )

    def __call__(self, *args, **kwargs):
        return module_hooks.call(self, args, kwargs)

    # -- registration ----------------------------------------------------------------------

    def register_parameter(self, name, param):
        """Makes `param` (a Parameter or None) reachable as `self.name` and in `parameters()`."""
        self._check_name("parameter", name, self.__dict__.get("_parameters"))
        if param is None:
            self._parameters[name] = None
        elif not isinstance(param, Parameter):
            raise TypeError(
                f"cannot assign '{typename(param)}' object to parameter '{name}' "
                "(torch.nn.Parameter or None required)"
            )
        elif param.grad_fn is not None:
            raise ValueError(
                f"Cannot assign non-leaf Tensor to parameter '{name}'. Model parameters must be "
                f"created explicitly. To express '{name}' as a function of another Tensor, "
                "compute the value in the forward() method."
            )
        else:
            self._parameters[name] = param

    def register_buffer(self, name, tensor, persistent=True):
        """Makes `tensor` part of the module's state without being a parameter."""
        self._check_name("buffer", name, self.__dict__.get("_buffers"))
        if tensor is not None and not isinstance(tensor, Tensor):
            raise TypeError(
                f"cannot assign '{typename(tensor)}' object to buffer '{name}' "
                "(torch Tensor or None required)"
            )
        self._buffers[name] = tensor
        if persistent:
            self._non_persistent_buffers_set.discard(name)
        else:
            self._non_persistent_buffers_set.add(name)

    def _check_name(self, kind, name, table):
        # rule: modules.what-may-be-registered
        if table is None:
            raise AttributeError(f"cannot assign {kind} before Module.__init__() call")
        if not isinstance(name, str):
            raise TypeError(f"{kind} name should be a string. Got {typename(name)}")
        if "." in name:
            raise KeyError(f'{kind} name can\'t contain "."')
        if name == "":
            raise KeyError(f'{kind} name can\'t be empty string ""')
        if name not in table and hasattr(self, name):
            raise KeyError(f"attribute '{name}' already exists")

    def add_module(self, name, module):
        """Makes `module` a child, reachable as `self.name`."""
        if not isinstance(module, Module) and module is not None:
            raise TypeError(f"{typename(module)} is not a Module subclass")
        if not isinstance(name, str):
            raise TypeError(f"module name should be a string. Got {typename(name)}")
        if hasattr(self, name) and name not in self._modules:
            raise KeyError(f"attribute '{name}' already exists")
        if "." in name:
            raise KeyError(f'module name can\'t contain ".", got: {name}')
        if name == "":
            raise KeyError('module name can\'t be empty string ""')
        self._modules[name] = module

    def register_module(self, name, module):
        self.add_module(name, module)

    # -- attributes ------------------------------------------------------------------------

    def __getattr__(self, name):
        for table in ("_parameters", "_buffers", "_modules"):
            if name in self.__dict__.get(table, ()):
                return self.__dict__[table][name]
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def __setattr__(self, name, value):
        own = self.__dict__
        if isinstance(value, Parameter):
            # rule: leaves.parameter
            if "_parameters" not in own:
                raise AttributeError("cannot assign parameters before Module.__init__() call")
            self._forget(name, keep="_parameters")
            self.register_parameter(name, value)
        elif name in own.get("_parameters", ()):
            self._refuse_unless_none(value, f"as parameter '{name}' (torch.nn.Parameter or None")
            self.register_parameter(name, value)
        elif isinstance(value, Module):
            # rule: modules.replace-head
            if "_modules" not in own:
                raise AttributeError("cannot assign module before Module.__init__() call")
            self._forget(name, keep="_modules")
            own["_modules"][name] = value
        elif name in own.get("_modules", ()):
            self._refuse_unless_none(value, f"as child module '{name}' (torch.nn.Module or None")
            own["_modules"][name] = value
        elif isinstance(value, Buffer) or name in own.get("_buffers", ()):
            self._set_buffer(name, value)
        else:
            super().__setattr__(name, value)

    def _set_buffer(self, name, value):
        if isinstance(value, Buffer):
            persistent = value.persistent
        else:
            if not isinstance(value, Tensor):
                kinds = "torch.Tensor or None"
                if semantics.current().modules_take_buffers:
                    kinds = f"torch.nn.Buffer, {kinds}"
                self._refuse_unless_none(value, f"as buffer '{name}' ({kinds}")
            persistent = name not in self._non_persistent_buffers_set
        self.register_buffer(name, value, persistent)

    @staticmethod
    def _refuse_unless_none(value, what):
        if value is not None:
            raise TypeError(f"cannot assign '{typename(value)}' {what} expected)")

    def _forget(self, name, keep):
        """Drops what else goes by this name."""
        self.__dict__.pop(name, None)
        self._non_persistent_buffers_set.discard(name)
        for table in ("_parameters", "_buffers", "_modules"):
            if table != keep:
                self.__dict__[table].pop(name, None)

    def __delattr__(self, name):
        for table in (self._parameters, self._buffers, self._modules):
            if name in table:
                del table[name]
                self._non_persistent_buffers_set.discard(name)
                return
        super().__delattr__(name)

    def __dir__(self):
        names = [*dir(type(self)), *self.__dict__]
        names += [*self._parameters, *self._modules, *self._buffers]
        return sorted(name for name in names if not name[0].isdigit())

    # -- finding what is registered --------------------------------------------------------

    def named_modules(self, memo=None, prefix="", remove_duplicate=True):
        """This module and all below it, each once, with its path ("" for itself)."""
        memo = set() if memo is None else memo
        if self in memo:
            return
        if remove_duplicate:
            memo.add(self)
        yield prefix, self
        for name, module in self._modules.items():
            if module is not None:
                yield from module.named_modules(memo, _join(prefix, name), remove_duplicate)

    def modules(self, remove_duplicate=True):
        for _, module in self.named_modules(remove_duplicate=remove_duplicate):
            yield module

    def named_children(self):
        """The modules directly below this one, each once."""
        seen = set()
        for name, module in self._modules.items():
            if module is not None and module not in seen:
                seen.add(module)
                yield name, module

    def children(self):
        for _, module in self.named_children():
            yield module

    def _named_members(self, members, prefix, recurse, remove_duplicate):
        """What `members` lists of each module, each once, with its path."""
        if recurse:
            modules = self.named_modules(prefix=prefix, remove_duplicate=remove_duplicate)
        else:
            modules = [(prefix, self)]
        seen = set()
        for path, module in modules:
            for name, member in members(module).items():
                if member is None or member in seen:
                    continue
                if remove_duplicate:
                    seen.add(member)
                yield _join(path, name), member

    def named_parameters(self, prefix="", recurse=True, remove_duplicate=True):
        """The parameters of this module and of those below it, each once, with its path."""
        yield from self._named_members(
            lambda module: module._parameters, prefix, recurse, remove_duplicate
        )

    def parameters(self, recurse=True):
        for _, param in self.named_parameters(recurse=recurse):
            yield param

    def named_buffers(self, prefix="", recurse=True, remove_duplicate=True):
        yield from self._named_members(
            lambda module: module._buffers, prefix, recurse, remove_duplicate
        )

    def buffers(self, recurse=True):
        for _, buffer in self.named_buffers(recurse=recurse):
            yield buffer

    def get_submodule(self, target):
        """The module at the path `target`, e.g. "encoder.0"."""
        module = self
        # rule: modules.finding-parts
        for name in target.split(".") if target else ():
            module = _member(module, name)
            if not isinstance(module, Module):
                raise AttributeError(f"`{name}` is not an nn.Module")
        return module

    def set_submodule(self, target, module, strict=False):
        """Puts a module at the path `target`; with `strict` only where there is one."""
        if target == "":
            raise ValueError("Cannot set the submodule without a target name!")
        if not isinstance(module, Module):
            raise ValueError(f"`module` is not an nn.Module, found {type(module)}")
        path, _, name = target.rpartition(".")
        parent = self.get_submodule(path)
        # rule: modules.finding-parts
        replaced = _member(parent, name) if strict else getattr(parent, name, module)
        if not isinstance(replaced, Module):
            raise AttributeError(f"`{name}` is not an nn.Module")
        setattr(parent, name, module)

    def get_parameter(self, target):
        path, _, name = target.rpartition(".")
        param = _member(self.get_submodule(path), name)
        if not isinstance(param, Parameter):
            raise AttributeError(f"`{name}` is not an nn.Parameter")
        return param

    def get_buffer(self, target):
        path, _, name = target.rpartition(".")
        module = self.get_submodule(path)
        buffer = _member(module, name)
        if name not in module._buffers:
            raise AttributeError(f"`{name}` is not a buffer")
        return buffer

    # -- modes and flags -------------------------------------------------------------------

    def apply(self, fn):
        """Calls `fn` on every module below, then on this one."""
        for module in self.children():
            module.apply(fn)
        fn(self)
        return self

    def train(self, mode=True):
        """Sets `training` here and below. It decides what layers do, not what is recorded."""
        # rule: modules.eval-is-not-no-grad
        if not isinstance(mode, bool):
            raise ValueError("training mode is expected to be boolean")
        self.training = mode
        for module in self.children():
            module.train(mode)
        return self

    def eval(self):
        return self.train(False)

    def requires_grad_(self, requires_grad=True):
        """Sets the flag of every parameter; returns the module."""
        # rule: modules.requires-grad
        for param in self.parameters():
            param.requires_grad_(requires_grad)
        return self

    def zero_grad(self, set_to_none=None):
        """Makes every parameter's `.grad` None, or zero (`set_to_none=False`)."""
        # rule: modules.zero-grad
        if set_to_none is None:
            set_to_none = semantics.current().zero_grad_sets_none
        for param in self.parameters():
            clear_grad(param, set_to_none)

    def share_memory(self):
        return self

    # -- text ------------------------------------------------------------------------------

    def _get_name(self):
        return type(self).__name__

    def extra_repr(self):
        """What a layer shows of itself between the brackets."""
        return ""

    def __repr__(self):
        extra = self.extra_repr()
        own_lines = extra.split("\n") if extra else []
        child_lines = [
            f"({name}): {indented(repr(module))}" for name, module in self._modules.items()
        ]
        if len(own_lines) == 1 and not child_lines:
            body = own_lines[0]
        elif own_lines or child_lines:
            body = "\n  " + "\n  ".join(own_lines + child_lines) + "\n"
        else:
            body = ""
        return f"{self._get_name()}({body})"

    # -- pickling --------------------------------------------------------------------------

    def __getstate__(self):
        return dict(self.__dict__)

    def __setstate__(self, state):
        self.__dict__.update(state)

    def __reduce_ex__(self, protocol):
        """The layers defined here carry torch's module names, so they pickle by their own."""
        cls = type(self)
        if cls.__module__.startswith("torch.nn."):
            return _new_layer, (cls.__name__,), self.__getstate__()
        return super().__reduce_ex__(protocol)


for _part in (module_hooks.HookRegistration, StateDict, Conversion):
    for _name, _method in vars(_part).items():
        if callable(_method):
            _method.__qualname__ = f"Module.{_name}"  # as a bound method prints


def _new_layer(name):
    from .. import nn

    places = (nn, nn.modules.linear, nn.utils.parametrize, nn.utils.parametrizations)
    place = next(place for place in places if hasattr(place, name))
    return object.__new__(getattr(place, name))


def _join(path, name):
    return f"{path}.{name}" if path else name


def _member(module, name):
    if not hasattr(module, name):
        raise AttributeError(f"{module._get_name()} has no attribute `{name}`")
    return getattr(module, name)


def _refuse_arguments(name, args, kwargs):
    if kwargs:
        first = next(iter(kwargs))
        raise TypeError(f"{name}.__init__() got an unexpected keyword argument '{first}'")
    if args:
        raise TypeError(
            f"{name}.__init__() takes 1 positional argument but {len(args) + 1} were given"
        )


def indented(text):
    """`text` with every line but the first two spaces further in."""
    first, *rest = text.split("\n")
    return "\n".join([first, *("  " + line if line.strip() else "" for line in rest)])
