"""Module hooks: user functions that see what goes into and comes out of a module's `forward`.

A *forward* hook sees the values. A *full backward* hook sees the gradients: to catch them, the
inputs and the outputs of the module each pass through an identity node of their own
(`BackwardHookFunctionBackward`), and the user's functions are node hooks of those two.

Source: https://pytorch.org/docs/stable/notes/modules.html#module-hooks
"""

import warnings
import weakref
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from .. import semantics
from ..grad_mode import mode
from ..hooks import RemovableHandle
from ..tensor import Tensor

TABLES = ("_forward_pre_hooks", "_forward_hooks", "_backward_pre_hooks", "_backward_hooks")


class ForwardHook(NamedTuple):
    """A forward hook, and how it wants to be called."""

    function: Callable
    with_kwargs: bool = False
    always_call: bool = False


def add(table, hook, prepend=False):
    """Puts the hook into the table, last or first; returns the handle that removes it."""
    handle = RemovableHandle(table)
    table[handle.id] = hook
    if prepend:
        table.move_to_end(handle.id, last=False)
    return handle


class HookRegistration:
    """The part of `Module` that registers hooks."""

    def register_forward_pre_hook(self, hook, *, prepend=False, with_kwargs=False):
        """`hook(module, args)` runs before `forward` and may replace the arguments."""
        return add(self._forward_pre_hooks, ForwardHook(hook, with_kwargs), prepend)

    def register_forward_hook(self, hook, *, prepend=False, with_kwargs=False, always_call=False):
        """`hook(module, args, output)` runs after `forward` and may replace the output."""
        record = ForwardHook(hook, with_kwargs, always_call)
        return add(self._forward_hooks, record, prepend)

    @property
    def _forward_hooks_with_kwargs(self):
        return OrderedDict((k, True) for k, hook in self._forward_hooks.items() if hook.with_kwargs)

    @property
    def _forward_pre_hooks_with_kwargs(self):
        hooks = self._forward_pre_hooks.items()
        return OrderedDict((number, True) for number, hook in hooks if hook.with_kwargs)

    def register_full_backward_pre_hook(self, hook, prepend=False):
        """`hook(module, grad_output)` runs when the gradients of the outputs are there."""
        return add(self._backward_pre_hooks, hook, prepend)

    def register_full_backward_hook(self, hook, prepend=False):
        """`hook(module, grad_input, grad_output)` runs when those of the inputs are there too."""
        if self._is_full_backward_hook is False:
            # rule: modules.kinds-of-backward-hooks-exclude-each-other
            raise RuntimeError(BOTH_KINDS)
        self._is_full_backward_hook = True
        return add(self._backward_hooks, hook, prepend)

    def register_backward_hook(self, hook):
        """Deprecated: a node hook on whichever node happened to make the output."""
        if self._is_full_backward_hook is True:
            # rule: modules.kinds-of-backward-hooks-exclude-each-other
            raise RuntimeError(BOTH_KINDS)
        self._is_full_backward_hook = False
        return add(self._backward_hooks, hook)


# -- hooks of all modules ----------------------------------------------------------------------


class GlobalHooks:
    """Hooks that run for every module, each kind before those of the module itself."""

    def __init__(self):
        self.forget()

    def forget(self):
        self.forward_pre, self.forward = OrderedDict(), OrderedDict()
        self.backward_pre, self.backward = OrderedDict(), OrderedDict()
        self.is_full = None  # which kind of backward hooks there are

    def any(self):
        return self.forward_pre or self.forward or self.backward_pre or self.backward


GLOBAL = GlobalHooks()


def register_module_forward_pre_hook(hook):
    """`hook(module, args)` runs before the `forward` of every module."""
    return add(GLOBAL.forward_pre, ForwardHook(hook))


def register_module_forward_hook(hook, *, with_kwargs=False, always_call=False):
    """`hook(module, args, output)` runs after the `forward` of every module."""
    return add(GLOBAL.forward, ForwardHook(hook, with_kwargs, always_call))


def register_module_full_backward_pre_hook(hook):
    """`hook(module, grad_output)` runs for every module, before its backward hooks."""
    return add(GLOBAL.backward_pre, hook)


def register_module_full_backward_hook(hook):
    """`hook(module, grad_input, grad_output)` runs for every module."""
    if GLOBAL.is_full is False:
        raise RuntimeError(BOTH_KINDS_GLOBAL)
    GLOBAL.is_full = True
    return add(GLOBAL.backward, hook)


def register_module_backward_hook(hook):
    """Deprecated, as `Module.register_backward_hook`, for every module."""
    if GLOBAL.is_full is True:
        raise RuntimeError(BOTH_KINDS_GLOBAL)
    GLOBAL.is_full = False
    return add(GLOBAL.backward, hook)


BOTH_KINDS_GLOBAL = (
    "Cannot use both regular backward hooks and full backward hooks as a global Module hook. "
    "Please use only one of them."
)
BOTH_KINDS = (
    "Cannot use both regular backward hooks and full backward hooks on a single Module. Please "
    "use only one of them."
)


# -- calling -----------------------------------------------------------------------------------


def call(module, args, kwargs):
    """What `module(*args, **kwargs)` does: `forward`, and the hooks around it."""
    if not (any(getattr(module, table) for table in TABLES) or GLOBAL.any()):
        return module.forward(*args, **kwargs)
    running = _Call(module, args, kwargs)
    try:
        return running.run()
    except Exception:
        # rule: modules.forward-hook-that-is-always-called
        running.call_what_must_always_run()
        raise


class _Call:
    """One call of a module with hooks."""

    def __init__(self, module, args, kwargs):
        self.module, self.args, self.kwargs = module, args, kwargs
        self.result = None
        self.called = set()

    def run(self):
        module = self.module
        full, plain = self.backward_hooks()
        before = [*GLOBAL.backward_pre.values(), *module._backward_pre_hooks.values()]
        self.run_forward_pre_hooks()
        catcher = None
        if full or before:
            catcher = GradientCatcher(module, full, before)
            self.args = catcher.catch_inputs(self.args)
        self.result = module.forward(*self.args, **self.kwargs)
        self.run_forward_hooks()
        if catcher is not None:
            self.result = catcher.catch_outputs(self.result)
        if plain:
            hook_into_last_node(self.module, plain, self.args, self.result)
        return self.result

    def backward_hooks(self):
        """The full ones and the deprecated ones; a module has only one kind."""
        full, plain = [], []
        (full if GLOBAL.is_full else plain).extend(GLOBAL.backward.values())
        own = self.module._backward_hooks.values()
        (full if self.module._is_full_backward_hook else plain).extend(own)
        return full, plain

    def run_forward_pre_hooks(self):
        own = self.module._forward_pre_hooks.values()
        for hook in [*GLOBAL.forward_pre.values(), *own]:
            # rule: modules.forward-hooks
            if not hook.with_kwargs:
                args = hook.function(self.module, self.args)
                if args is not None:
                    self.args = args if isinstance(args, tuple) else (args,)
                continue
            both = hook.function(self.module, self.args, self.kwargs)
            if both is None:
                continue
            if not (isinstance(both, tuple) and len(both) == 2):
                raise RuntimeError(
                    "forward pre-hook must return None or a tuple of (new_args, new_kwargs), but "
                    f"got {both}."
                )
            self.args, self.kwargs = both

    def run_forward_hooks(self):
        for number, hook in self.forward_hooks():
            self.called.add(number)
            self.run_forward_hook(hook)

    def forward_hooks(self):
        return [*GLOBAL.forward.items(), *self.module._forward_hooks.items()]

    def run_forward_hook(self, hook):
        kwargs = (self.kwargs,) if hook.with_kwargs else ()
        # rule: modules.forward-hooks
        replacement = hook.function(self.module, self.args, *kwargs, self.result)
        if replacement is not None:
            self.result = replacement

    def call_what_must_always_run(self):
        """`forward` or a hook raised: the hooks registered with `always_call` still run."""
        for number, hook in self.forward_hooks():
            if not hook.always_call or number in self.called:
                continue
            try:
                self.run_forward_hook(hook)
            except Exception as error:
                warnings.warn(
                    "module forward hook with ``always_call=True`` raised an exception that was "
                    f"silenced as another error was raised in forward: {error}",
                    stacklevel=4,
                )


# -- full backward hooks -----------------------------------------------------------------------


class GradientCatcher:
    """Calls a module's backward hooks for one call of it.

    The gradients of the outputs arrive first, at the identity node behind the module; they are
    kept until those of the inputs arrive, at the one in front of it.
    """

    def __init__(self, module, hooks, pre_hooks):
        self.module, self.hooks, self.pre_hooks = module, hooks, pre_hooks
        self.grad_outputs = None
        self.input_places = None

    def catch_inputs(self, args):
        self.input_count = len(args)
        args, self.input_places = through_identity(args, self.inputs_known)
        return args

    def catch_outputs(self, result):
        told = semantics.current().hooks_warn_of_other_outputs
        if told and not isinstance(result, (Tensor, tuple)):
            warnings.warn(
                "For backward hooks to be called, module output should be a Tensor or a tuple of "
                f"Tensors but received {type(result)}",
                stacklevel=5,
            )
        outputs = result if isinstance(result, tuple) else (result,)
        self.output_count = len(outputs)
        outputs, self.output_places = through_identity(outputs, self.outputs_known)
        return outputs if isinstance(result, tuple) else outputs[0]

    def outputs_known(self, _, grad_outputs):
        """The node hook behind the module."""
        self.grad_outputs = _spread(grad_outputs, self.output_places, self.output_count)
        count = len(self.grad_outputs)
        for hook in self.pre_hooks:
            # rule: modules.full-backward-hooks
            replacement = hook(self.module, self.grad_outputs)
            if replacement is None:
                continue
            if len(replacement) != count:
                raise RuntimeError(
                    "Backward pre hook returned an invalid number of grad_output, got "
                    f"{len(replacement)}, but expected {count}"
                )
            self.grad_outputs = replacement
        grads = self.grad_outputs
        if self.input_places is None:
            self.call_without_grad_inputs()
            if not semantics.current().prehooks_alone_replace:
                return None
        return tuple(grads[place] for place in self.output_places)

    def call_without_grad_inputs(self):
        """No input requires grad, so this is the only moment to call the user."""
        switches = semantics.current()
        heeded = self.hooks or not switches.prehooks_alone_do_not_warn
        if heeded and switches.hooks_without_input_gradient_warn:
            warnings.warn(NO_INPUT_REQUIRES_GRAD, stacklevel=5)
        nothing = (None,) * self.input_count
        for hook in self.hooks:
            result = hook(self.module, nothing, self.grad_outputs)
            all_none = isinstance(result, tuple) and all(grad is None for grad in result)
            if result is not None and not all_none:
                raise RuntimeError(
                    "Backward hook for Modules where no input requires gradient should always "
                    "return None or None for all gradients."
                )
        self.grad_outputs = None

    def inputs_known(self, grad_inputs, _):
        """The node hook in front of the module."""
        if self.grad_outputs is None:
            return None  # the gradient came by a way around the module's output
        grads = _spread(grad_inputs, self.input_places, self.input_count)
        for hook in self.hooks:
            # rule: modules.full-backward-hooks
            replacement = hook(self.module, grads, self.grad_outputs)
            if replacement is None:
                continue
            # rule: modules.backward-hook-results-are-checked
            if len(replacement) != len(grads):
                raise RuntimeError(
                    "Backward hook returned an invalid number of grad_input, got "
                    f"{len(replacement)}, but expected {len(grads)}"
                )
            grads = replacement
        self.grad_outputs = None
        return tuple(grads[place] for place in self.input_places)


NO_INPUT_REQUIRES_GRAD = (
    "Full backward hook is firing when gradients are computed with respect to module outputs since "
    "no inputs require gradients. See "
    "https://docs.pytorch.org/docs/main/generated/torch.nn.Module.html"
    "#torch.nn.Module.register_full_backward_hook for more details."
)


def through_identity(values, node_hook):
    """The values with the tensors among them passed through one identity node that is hooked.

    Returns them and the places of the tensors; None instead of places where nothing is recorded.
    """
    places = [place for place, value in enumerate(values) if isinstance(value, Tensor)]
    tensors = [values[place] for place in places]
    if not (mode.grad and any(tensor.requires_grad for tensor in tensors)):
        return values, None
    passed = identity_function().apply(*tensors)
    node = next(tensor.grad_fn for tensor in passed if tensor.grad_fn is not None)

    def hook(grad_inputs, grad_outputs):  # errors name it so
        return node_hook(grad_inputs, grad_outputs)

    node.register_hook(hook)
    values = list(values)
    for place, tensor in zip(places, passed, strict=True):
        values[place] = tensor
    return tuple(values), places


def identity_function():
    from .backward_hook_function import BackwardHookFunction

    return BackwardHookFunction


def _spread(grads, places, count):
    """The gradients at their places among all arguments, None at the others."""
    spread = [None] * count
    for place, grad in zip(places, grads, strict=True):
        spread[place] = grad
    return tuple(spread)


# -- the deprecated kind -----------------------------------------------------------------------


def hook_into_last_node(module, hooks, args, result):
    """`register_backward_hook`: hooks the node of the first output."""
    node = _first_tensor(result).grad_fn
    if node is None:
        return
    for hook in hooks:
        node.register_hook(_with_module(hook, module))
    warning = _doubtful(args, result, node)
    if warning is not None:
        category = FutureWarning if semantics.current().texts_of_2_4 else UserWarning
        warnings.warn(warning, category, stacklevel=5)


def _first_tensor(result):
    while not isinstance(result, Tensor):
        if isinstance(result, dict):
            return next(value for value in result.values() if isinstance(value, Tensor))
        result = result[0]
    return result


def _with_module(hook, module):
    """The hook as one of a node: the graph does not keep the module alive."""
    known = weakref.ref(module)

    def node_hook(grad_inputs, grad_outputs):
        module = known()
        if module is None:
            raise RuntimeError("You are trying to call the hook of a dead Module!")
        return hook(module, grad_inputs, grad_outputs)

    return node_hook


_DEPRECATED = "is deprecated and will be removed in future versions. This hook will be missing some"
_USE_FULL = " Please use register_full_backward_hook to get the documented behavior."


def _doubtful(args, result, node):
    """Why the gradients that a deprecated hook sees may not be all there are; None: they are."""
    outputs = result if isinstance(result, tuple) else (result,)
    inputs = args if isinstance(args, tuple) else (args,)
    if not all(isinstance(output, Tensor) for output in outputs):
        return (
            "Using non-full backward hooks on a Module that does not return a single Tensor or a "
            f"tuple of Tensors {_DEPRECATED} of the grad_output.{_USE_FULL}"
        )
    if not all(isinstance(value, Tensor) for value in inputs):
        return (
            "Using non-full backward hooks on a Module that does not take as input a single Tensor "
            f"or a tuple of Tensors {_DEPRECATED} of the grad_input.{_USE_FULL}"
        )
    nodes = {output.grad_fn for output in outputs if output.grad_fn is not None}
    if len(nodes) > 1:
        return (
            "Using a non-full backward hook when outputs are generated by different autograd Nodes "
            f"{_DEPRECATED} grad_output.{_USE_FULL}"
        )
    made_by = {value.grad_fn for value in inputs if value.grad_fn is not None}
    if made_by != {following for following, _ in node.next_functions}:
        return (
            "Using a non-full backward hook when the forward contains multiple autograd Nodes "
            f"{_DEPRECATED} grad_input.{_USE_FULL}"
        )
    return None
