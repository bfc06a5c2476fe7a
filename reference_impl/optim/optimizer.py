"""What all optimizers share: parameter groups, state, `zero_grad`, `step`, saving and loading.

An optimizer is an ordinary user of tensors: it writes to parameters in place, with grad mode off.

Source: https://pytorch.org/docs/stable/optim.html#base-class
"""

import functools
import warnings
from collections import OrderedDict, defaultdict
from copy import deepcopy

import torch

from .. import hazards, semantics
from ..factories import FACTORIES
from ..grad_mode import enable_grad, set_grad_enabled
from ..hooks import RemovableHandle
from ..nn.parameter import clear_grad
from ..nn.typename import typename
from ..ops.foreach import uncounted
from ..tensor import Tensor
from .settings_by_release import settings_of_release


class _Required:
    """Stands for the default of a setting that each group must give."""

    def __repr__(self):
        return "<required parameter>"


REQUIRED = _Required()


class Optimizer:
    """Base of all optimizers. A subclass says in `update` what one step does to one parameter."""

    __module__ = "torch.optim.optimizer"

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if "step" in vars(cls):
            cls.step = with_step_hooks(cls.step)

    def __init__(self, params, defaults):
        self.defaults = settings_of_release(self, defaults)
        if defaults.get("fused") and defaults.get("differentiable"):
            raise RuntimeError("`fused` does not support `differentiable`")
        if defaults.get("fused") and defaults.get("foreach"):
            raise RuntimeError("`fused` and `foreach` cannot be `True` together.")
        self._make_hook_tables()
        if isinstance(params, Tensor):
            raise TypeError(
                "params argument given to the optimizer should be an iterable of Tensors or dicts, "
                f"but got {typename(params)}"
            )
        if isinstance(params, set) and semantics.current().optimizer_warns_of_a_set:
            text = f"{UNORDERED} This will be an error in a future release."
            warnings.warn(text, FutureWarning, stacklevel=3)
        self.state = defaultdict(dict)
        self.param_groups = []
        # rule: modules.optimizer-filter
        groups = list(params)
        if not groups:
            # rule: modules.optimizer-refuses
            raise ValueError("optimizer got an empty parameter list")
        if not isinstance(groups[0], dict):
            groups = [{"params": groups}]
        for group in groups:
            self.add_param_group(group)

    def _make_hook_tables(self):
        self._step_pre_hooks, self._step_post_hooks = OrderedDict(), OrderedDict()
        self._state_dict_pre_hooks, self._state_dict_post_hooks = OrderedDict(), OrderedDict()
        self._load_pre_hooks, self._load_post_hooks = OrderedDict(), OrderedDict()

    # -- groups ----------------------------------------------------------------------------

    def add_param_group(self, param_group):
        """Adds parameters, with settings of their own; what is not given is as in `defaults`."""
        if not isinstance(param_group, dict):
            if not semantics.current().texts_of_2_4:
                raise AssertionError("param group must be a dict")
            raise TypeError(f"param_group must be a dict, but got {type(param_group)}")
        params = param_group["params"]
        if isinstance(params, set):
            raise TypeError(UNORDERED)
        params = [params] if isinstance(params, Tensor) else list(params)
        param_group["params"] = params = _without_names(params, param_group)
        for param in params:
            self._check_parameter(param)
        for name, default in self.defaults.items():
            # rule: modules.parameter-groups
            if default is REQUIRED and name not in param_group:
                raise ValueError(
                    "parameter group didn't specify a value of required optimization parameter "
                    f"{name}"
                )
            param_group.setdefault(name, default)
        if len(params) != len(set(params)):
            warnings.warn(
                "optimizer contains a parameter group with duplicate parameters; in future, this "
                "will cause an error; see github.com/pytorch/pytorch/issues/40967 for more "
                "information",
                stacklevel=3,
            )
        for group in self.param_groups:
            _check_both_named(param_group, group)
        if any(param in group["params"] for group in self._groups_as_sets() for param in params):
            raise ValueError("some parameters appear in more than one parameter group")
        self.param_groups.append(param_group)

    def _groups_as_sets(self):
        return [{"params": set(group["params"])} for group in self.param_groups]

    def _check_parameter(self, param):
        if not isinstance(param, Tensor):
            raise TypeError(
                f"optimizer can only optimize Tensors, but one of the params is {typename(param)}"
            )
        if self.defaults.get("differentiable"):
            return
        if not (param.is_leaf or param.retains_grad):
            # rule: modules.optimizer-refuses
            raise ValueError("can't optimize a non-leaf Tensor")

    # -- stepping --------------------------------------------------------------------------

    def zero_grad(self, set_to_none=None):
        """Makes the `.grad` of every parameter None, or zero (`set_to_none=False`)."""
        # rule: modules.zero-grad
        if set_to_none is None:
            set_to_none = semantics.current().zero_grad_sets_none
        for group in self.param_groups:
            for param in group["params"]:
                clear_grad(param, set_to_none)

    def step(self, closure=None):
        """Updates every parameter that has a gradient. `closure` computes the loss anew first."""
        raise NotImplementedError

    def update(self, group, param, grad, state):
        """What one step does to one parameter."""
        raise NotImplementedError

    def step_all(self, closure):
        """`step` of the optimizers here: unrecorded, unless `differentiable`."""
        # rule: modules.optimizer-step
        with set_grad_enabled(self.defaults.get("differentiable", False)):
            loss = None
            if closure is not None:
                with enable_grad():
                    # rule: modules.step-hooks-and-closures
                    loss = closure()
            for group in self.param_groups:
                # rule: modules.freeze-after-optimizer
                # rule: modules.freeze-parameters
                with_grad = [(p, p.grad) for p in group["params"] if p.grad is not None]
                hazards.writing_to_a_list([p.raw for p, _ in with_grad if works_on_lists(group, p)])
                states = [self.state_of(group, param) for param, _ in with_grad]
                for (param, grad), state in zip(with_grad, states, strict=True):
                    grad = -grad if group.get("maximize") else grad
                    # rule: modules.optimizers
                    # rule: versions.optimizer-step-bumps
                    self.update(group, param, grad, state)
                for (param, _), state in zip(with_grad, states, strict=True):
                    self.keep_state(param, state)
            return loss

    def state_of(self, group, param):
        """The state kept for a parameter, filled on the first step."""
        state = self.state[param]
        if not state:
            self.init_state(group, param, state)
        return state

    def keep_state(self, param, state):
        """What is left to do once all parameters of a group have been updated: nothing, mostly."""

    def init_state(self, group, param, state):
        """Fills the state of a parameter that has none."""

    def register_step_pre_hook(self, hook):
        """`hook(optimizer, args, kwargs)` runs before every step; may replace the arguments."""
        return _register(self._step_pre_hooks, hook)

    def register_step_post_hook(self, hook):
        """`hook(optimizer, args, kwargs)` runs after every step."""
        return _register(self._step_post_hooks, hook)

    # -- saving and loading ----------------------------------------------------------------

    def register_state_dict_pre_hook(self, hook):
        """`hook(optimizer)` runs before the state is collected."""
        return _register(self._state_dict_pre_hooks, hook)

    def register_state_dict_post_hook(self, hook):
        """`hook(optimizer, state_dict)` may return another one."""
        return _register(self._state_dict_post_hooks, hook)

    def state_dict(self):
        """State and groups, with parameters as numbers: in the order of the groups."""
        for hook in list(self._state_dict_pre_hooks.values()):
            hook(self)
        numbers = {}
        for group in self.param_groups:
            for param in group["params"]:
                numbers.setdefault(param, len(numbers))
        groups = [
            {**_settings(group), "params": [numbers[param] for param in group["params"]]}
            for group in self.param_groups
        ]
        state = {numbers[p]: s for p, s in self.state.items()}
        saved = {"state": state, "param_groups": groups}
        for hook in list(self._state_dict_post_hooks.values()):
            replaced = hook(self, saved)
            saved = saved if replaced is None else replaced
        return saved

    def register_load_state_dict_pre_hook(self, hook, prepend=False):
        """`hook(optimizer, state_dict)` runs before a state is loaded; may return another one."""
        return _register(self._load_pre_hooks, hook, prepend)

    def register_load_state_dict_post_hook(self, hook, prepend=False):
        """`hook(optimizer)` runs after a state was loaded."""
        return _register(self._load_post_hooks, hook, prepend)

    def load_state_dict(self, state_dict):
        """The inverse of `state_dict`, for the parameters that are here."""
        state_dict = state_dict.copy()
        for hook in list(self._load_pre_hooks.values()):
            replaced = hook(self, state_dict)
            state_dict = state_dict if replaced is None else replaced
        if not semantics.current().optimizers_load_without_copying:
            state_dict = deepcopy(state_dict)
        saved = deepcopy(state_dict["param_groups"])
        if len(saved) != len(self.param_groups):
            raise ValueError("loaded state dict has a different number of parameter groups")
        pairs = list(zip(self.param_groups, saved, strict=True))
        if any(len(mine["params"]) != len(theirs["params"]) for mine, theirs in pairs):
            raise ValueError(
                "loaded state dict contains a parameter group that doesn't match the size of "
                "optimizer's group"
            )
        by_number = {}
        for mine, theirs in pairs:
            by_number.update(zip(theirs["params"], mine["params"], strict=True))
        state = defaultdict(dict)
        for number, values in state_dict["state"].items():
            param = by_number.get(number)
            state[number if param is None else param] = _cast_like(param, values)
        # rule: modules.optimizer-state
        self.state = state
        self.param_groups = [
            {**_settings(theirs), "params": mine["params"]} for mine, theirs in pairs
        ]
        for hook in list(self._load_post_hooks.values()):
            hook(self)

    def __getstate__(self):
        own = ("defaults", "state", "param_groups")
        return {name: getattr(self, name) for name in own}

    def __setstate__(self, state):
        self.__dict__.update(state)
        self._make_hook_tables()

    def __reduce_ex__(self, protocol):
        """The optimizers defined here carry torch's module names, so they pickle by their own."""
        cls = type(self)
        if cls.__module__.startswith("torch.optim."):
            return _new_optimizer, (cls.__name__,), self.__getstate__()
        return super().__reduce_ex__(protocol)

    def __repr__(self):
        blocks = []
        for place, group in enumerate(self.param_groups):
            lines = [f"    {key}: {group[key]}\n" for key in sorted(group) if key != "params"]
            blocks.append(f"\nParameter Group {place}\n" + "".join(lines))
        return f"{type(self).__name__} ({''.join(blocks)})"


def with_step_hooks(step):
    """`step` with the step hooks around it."""

    @functools.wraps(step)
    def wrapper(self, *args, **kwargs):
        args = (self, *args)
        for hook in self._step_pre_hooks.values():
            # rule: modules.step-hooks-and-closures
            replaced = hook(self, args, kwargs)
            if replaced is None:
                continue
            if not (isinstance(replaced, tuple) and len(replaced) == 2):
                raise RuntimeError(
                    f"{step} must return None or a tuple of (new_args, new_kwargs), but got "
                    f"{replaced}."
                )
            args, kwargs = replaced
        result = step(*args, **kwargs)
        for hook in self._step_post_hooks.values():
            hook(self, args, kwargs)
        return result

    return wrapper


def _new_optimizer(name):
    from .. import optim

    return object.__new__(getattr(optim, name))


def move_mean(group, param, mean, grad, beta):
    """The running mean of the gradients of `param` goes on by one, in place."""
    if not semantics.current().adam_interpolates:
        mean.mul_(beta).add_(grad, alpha=1 - beta)
        return
    with uncounted([mean] if works_on_lists(group, param) else []):
        mean.lerp_(grad, 1 - beta)


def works_on_lists(group, param):
    """Whether a step updates all parameters at once, by `torch._foreach_*`: on CUDA, unless told.

    Source: `_default_to_fused_or_foreach` in torch/optim/optimizer.py.
    """
    if group.get("fused") or group.get("differentiable"):
        return False
    asked = group.get("foreach")
    return param.device.type == "cuda" if asked is None else asked


def _register(table, hook, prepend=False):
    handle = RemovableHandle(table)
    table[handle.id] = hook
    table.move_to_end(handle.id, last=not prepend)
    return handle


def _settings(group):
    return {key: value for key, value in group.items() if key != "params"}


def _without_names(params, group):
    """The tensors of a list of tensors or of (name, tensor); the names go into the group."""
    if not semantics.current().optimizers_keep_names:
        return params
    names = [param[0] for param in params if isinstance(param, tuple)]
    if names and len(names) != len(params):
        raise ValueError(
            "all optimizer params should be with/without names. Some param names are missing"
        )
    if names:
        group["param_names"] = names
        return [param[1] for param in params]
    return params


def _check_both_named(new, old):
    if ("param_names" in new) != ("param_names" in old):
        what = "with names" if "param_names" in new else "without names"
        raise ValueError(
            "all optimizer param groups should be with/without names. cannot add param group "
            f"{what} to the optimizer"
        )


def _cast_like(param, value, key=None):
    """Loaded state with the dtype and device of its parameter; the step count stays as it is."""
    if isinstance(value, dict):
        return {name: _cast_like(param, item, name) for name, item in value.items()}
    if param is None or key == "step" or not isinstance(value, Tensor):
        return value
    dtype = param.dtype if param.is_floating_point() else None
    return value.to(dtype=dtype, device=param.device)


# -- for the optimizers ------------------------------------------------------------------------


def new_step_count(device=None):
    """Steps are counted in a tensor, so that they are saved and loaded with the state."""
    is_double = torch.get_default_dtype() == torch.float64
    dtype = torch.float64 if is_double else torch.float32
    return FACTORIES["tensor"](0.0, dtype=dtype, device=device)


def plain_step_count():
    """The same for optimizers that once counted in a number."""
    return new_step_count() if semantics.current().optimizers_run_otherwise else 0


def zeros_like(param):
    return FACTORIES["zeros_like"](param)


def check_setting(name, value, valid):
    """Raises for a setting out of range."""
    if not valid:
        # rule: modules.optimizer-refuses
        raise ValueError(f"Invalid {name}: {value}")


def check_learning_rate(lr, not_below=False):
    """Refuses a rate below 0; with `not_below` it may be NaN, which is not below 0."""
    if isinstance(lr, Tensor) and lr.numel() != 1 and semantics.current().texts_of_2_8:
        raise ValueError("Tensor lr must be 1-element")
    # Errors about what is no number name this comparison.
    check_setting("learning rate", lr, not lr < 0.0 if not_below else 0.0 <= lr)  # noqa: SIM300


def number(value):
    """A setting that may be a tensor of one element, as a Python number."""
    return value.item() if isinstance(value, Tensor) else value


def as_real(param, *others):
    """Complex tensors as pairs of reals: each part is optimized on its own."""
    if not param.is_complex():
        return (param, *others)
    from ..ops.declare import OPERATORS

    return tuple(OPERATORS["view_as_real"](tensor) for tensor in (param, *others))


UNORDERED = (
    "optimizer parameters need to be organized in ordered collections, but the ordering of tensors "
    "in sets will change between runs. Please use a list instead."
)
