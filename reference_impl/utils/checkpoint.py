"""Checkpointing: what a function saves for backward is thrown away, and computed again when needed.

There are two ways. The *reentrant* one is a custom Function whose backward runs the function once
more and starts a backward pass of its own inside the one that is running. The other one
(`use_reentrant=False`) is a pair of saved-tensor hooks: packing keeps nothing but a place number,
and the first unpacking of a pass runs the function again to collect what it saves.

Source: https://pytorch.org/docs/stable/checkpoint.html
"""

import contextlib
import warnings
import weakref

from .. import semantics
from ..autograd import backward
from ..casting import as_now as autocast_as_now
from ..dual_numbers import is_dual
from ..function import Function
from ..grad_mode import enable_grad, is_grad_enabled, no_grad
from ..graph import Node
from ..saved_tensor import SavedTensor
from ..saved_tensor_hooks import saved_tensors_hooks
from ..tensor import Tensor
from .older_checkpoint import older_checkpoint
from .random_state import RandomState, random_numbers_from


class CheckpointError(RuntimeError):
    """The function did not do again what it had done."""

    __module__ = "torch.utils.checkpoint"


def noop_context_fn():
    return contextlib.nullcontext(), contextlib.nullcontext()


def checkpoint(function, *args, use_reentrant=None, preserve_rng_state=True, **kwargs):
    """`function(*args)`, saving only its arguments for backward.

    use_reentrant: which of the two ways; to be given. preserve_rng_state: both runs draw the same
    random numbers. The keyword arguments that this release does not know as those of `SETTINGS` are
    the function's.
    """
    context_fn, determinism_check, debug, early_stop = _settings_among(kwargs).values()
    if use_reentrant is None:
        _warn_of_the_default("checkpoint", sequential=False)
        use_reentrant = True
    if use_reentrant:
        if kwargs:
            raise ValueError("Unexpected keyword arguments: " + ",".join(kwargs))
        if context_fn is not noop_context_fn or debug is not False:
            three = semantics.current().texts_of_2_14
            names = "`context_fn`, `debug`, or `respect_saved_tensors_hooks`"
            raise ValueError(
                f"Passing {names if three else '`context_fn` or `debug`'} is only supported when "
                "use_reentrant=False."
            )
        return CheckpointFunction.apply(function, preserve_rng_state, *args)
    if not semantics.current().checkpoints_compare_computations:
        return older_checkpoint(function, args, kwargs, preserve_rng_state)
    debug = _chosen("debug", debug)
    if debug and context_fn is not noop_context_fn:
        raise ValueError("debug=True is incompatible with non-default context_fn")
    if determinism_check not in CHECKS:
        raise ValueError(
            f"determinism_check should be one of {list(CHECKS)}, but got {determinism_check}"
        )
    in_forward, in_recomputation = context_fn()
    early_stop = _chosen("early_stop", early_stop)
    recomputation = Recomputation(
        function, args, kwargs, preserve_rng_state, in_recomputation, early_stop
    )
    if not is_grad_enabled():
        return function(*args, **kwargs)
    _refuse_tangents(args)
    frame = Frame(recomputation, CHECKS[determinism_check])
    unpack = frame.unpack_and_explain if debug else frame.unpack
    with saved_tensors_hooks(frame.pack, unpack), in_forward:
        result = function(*args, **kwargs)
    frame.forward_completed = True
    return result


def _refuse_tangents(args):
    """The arguments are saved by a custom Function, which releases before 2.12 give no `jvp`."""
    if is_dual(args) and not semantics.current().checkpoints_have_tangents:
        # rule: functions.forward-mode
        Function.jvp(None)  # which raises


# How a call may say that it is checkpointed otherwise, and what it means not to.
SETTINGS = {
    "context_fn": noop_context_fn,  # makes two context managers, for the first and the second run
    "determinism_check": "default",  # compare shapes and dtypes of what is saved; "none": nothing
    "debug": False,  # an error of the second run explains itself at length
    "early_stop": True,  # end the second run once everything is there
}


def _settings_among(kwargs):
    """The settings of a call, taken out of its keyword arguments."""
    switches = semantics.current()
    known = {
        "context_fn": switches.checkpoints_compare_computations,
        "determinism_check": switches.checkpoints_compare_computations,
        "debug": switches.checkpoints_compare_computations,
        "early_stop": switches.checkpoints_may_go_on,
    }
    return {
        name: kwargs.pop(name, default) if known[name] else default
        for name, default in SETTINGS.items()
    }


_settings = {"early_stop": None, "debug": None}  # None: as each call says


@contextlib.contextmanager
def _setting(name, value):
    before, _settings[name] = _settings[name], value
    try:
        yield
    finally:
        _settings[name] = before


def set_checkpoint_early_stop(enable):
    """Within it, whether second runs end once everything is there, for all calls."""
    # rule: graph.checkpoint-early-stop
    return _setting("early_stop", enable)


def set_checkpoint_debug_enabled(enabled):
    """Within it, whether errors of second runs explain themselves, for all calls."""
    return _setting("debug", enabled)


def _chosen(name, of_call):
    of_context = _settings[name]
    return of_call if of_context is None else of_context


class _Entered:
    """Which group of passes the program is in; a name that no release hides."""

    group = None


class GraphExecGroup:
    """Within it, all backward passes count as one: what they have in common is run again once.

    They must not need the same saved tensor.
    """

    __module__ = "torch.utils.checkpoint"

    def __enter__(self):
        if _Entered.group is not None:
            raise RuntimeError(
                f"GraphExecGroup contexts cannot be nested. Already inside group {_Entered.group}"
            )
        _Entered.group = self
        return self

    def __exit__(self, *exception):
        _Entered.group = None


CHECKS = {
    "default": lambda x: {"shape": x.shape, "dtype": x.dtype, "device": x.device},
    "none": lambda x: None,
}
USE_REENTRANT = (
    "torch.utils.{}: the use_reentrant parameter should be passed explicitly. {} "
    "use_reentrant=False is recommended, but if you need to preserve the current default behavior, "
    "you can pass use_reentrant=True. Refer to docs for more details on the differences between "
    "the two variants."
)


def _warn_of_autocast():
    if semantics.current().checkpoint_warns_of_its_own_autocast:
        warnings.warn(AUTOCAST, FutureWarning, stacklevel=3)


AUTOCAST = (
    "`torch.cpu.amp.autocast(args...)` is deprecated. Please use `torch.amp.autocast('cpu', "
    "args...)` instead."
)


def _warn_of_the_default(function, sequential):
    if semantics.current().checkpoint_wants_its_way_named:
        warnings.warn(USE_REENTRANT.format(function, _threat(sequential)), stacklevel=3)


def _threat(sequential):
    """What will become of the default; its end was put off again and again."""
    switches = semantics.current()
    if switches.texts_of_2_15:
        when = "In a future release,"
    elif switches.texts_of_2_9:
        when = "In version 2.9" if sequential else "Starting in PyTorch 2.9,"
    else:
        when = f"In version 2.{5 if switches.texts_of_2_8 else 4}"
    if switches.texts_of_2_9 and not sequential:
        return f"{when} calling checkpoint without use_reentrant will raise an exception."
    return f"{when} we will raise an exception if use_reentrant is not passed."


# -- the reentrant way -------------------------------------------------------------------------


class CheckpointFunction(Function):
    """Runs a function unrecorded; its backward runs it again, recorded."""

    @staticmethod
    def forward(ctx, function, preserve_rng_state, *args):
        if not any(isinstance(arg, Tensor) and arg.requires_grad for arg in args):
            warnings.warn(
                "None of the inputs have requires_grad=True. Gradients will be None", stacklevel=2
            )
        ctx.function = function
        ctx.rng_state = RandomState(args) if preserve_rng_state else None
        ctx.autocast = autocast_as_now()
        ctx.arguments = [None if isinstance(arg, Tensor) else arg for arg in args]
        ctx.places = [place for place, arg in enumerate(args) if isinstance(arg, Tensor)]
        ctx.save_for_backward(*[args[place] for place in ctx.places])
        with no_grad():
            return function(*args)

    @staticmethod
    def backward(ctx, *grads):
        if Node.running.plan is not None:
            # rule: graph.reentrant-checkpoint-refuses-inputs
            reworded = semantics.current().texts_of_2_4
            raise RuntimeError(ONLY_PLAIN_BACKWARD if reworded else ONLY_PLAIN_BACKWARD_BEFORE)
        arguments = list(ctx.arguments)
        for place, tensor in zip(ctx.places, ctx.saved_tensors, strict=True):
            arguments[place] = tensor.detach()
            arguments[place].requires_grad = tensor.requires_grad
        _warn_of_autocast()
        with random_numbers_from(ctx.rng_state), enable_grad(), ctx.autocast.clone():
            # rule: graph.checkpoint-computes-again-in-backward
            outputs = ctx.function(*arguments)
        outputs = (outputs,) if isinstance(outputs, Tensor) else outputs
        pairs = [
            (output, grad)
            for output, grad in zip(outputs, grads, strict=False)
            if isinstance(output, Tensor) and output.requires_grad
        ]
        if not pairs:
            raise RuntimeError(
                "none of output has requires_grad=True, this checkpoint() is not necessary"
            )
        # rule: graph.checkpoint-gives-the-same-gradients
        backward(*(list(column) for column in zip(*pairs, strict=True)))
        return (None, None, *(a.grad if isinstance(a, Tensor) else None for a in arguments))


ONLY_PLAIN_BACKWARD_BEFORE = (
    "Checkpointing is not compatible with .grad() or when an `inputs` parameter is passed to "
    ".backward(). Please use .backward() and do not pass its `inputs` argument."
)
ONLY_PLAIN_BACKWARD = (
    "When use_reentrant=True, torch.utils.checkpoint is incompatible with .grad() or passing an "
    "`inputs` parameter to .backward(). To resolve this error, you can either set "
    "use_reentrant=False, or call .backward() without passing the `inputs` argument."
)


# -- the way of saved-tensor hooks -------------------------------------------------------------


class Recomputation:
    """How to run the function again: with the same arguments and the same random numbers."""

    def __init__(self, function, args, kwargs, preserve_rng_state, context, early_stop):
        self.function, self.kwargs = function, kwargs
        self.context, self.early_stop = context, early_stop
        self.rng_state = RandomState(args) if preserve_rng_state else None
        self.autocast = autocast_as_now()
        self.saved = ()
        if is_grad_enabled():
            # Saved as for any node: a write to an argument in between is an error.
            self.saved = [SavedTensor(a, False) if isinstance(a, Tensor) else a for a in args]

    def run(self, pack):
        _warn_of_autocast()
        misses = semantics.current().checkpoints_miss_detached_inputs
        args = [
            a.unpack(None, running=misses) if isinstance(a, SavedTensor) else a for a in self.saved
        ]
        hooks, random = saved_tensors_hooks(pack, lambda x: x), random_numbers_from(self.rng_state)
        with hooks, enable_grad(), random, self.autocast.clone(), self.context:
            # rule: graph.checkpoint-computes-again-in-backward
            self.function(*args, **self.kwargs)


class Place:
    """What takes the place of a saved tensor: in each pass, the tensor that was computed again."""

    def __init__(self):
        self.tensors = weakref.WeakKeyDictionary()  # pass -> tensor, until it is unpacked


class Outside:
    """Stands for a pass where a saved tensor is looked at from outside of any."""


class _StopRecomputation(Exception):
    """Everything that was saved is there again."""


class Frame:
    """One checkpointed call: the places of all it saved, in order."""

    def __init__(self, recomputation, check):
        self.recomputation, self.check = recomputation, check
        self.places, self.known = [], []
        self.recomputed = weakref.WeakSet()  # the passes in which it was run again
        self.forward_completed = False
        self.ignores_mismatch = False

    def pack(self, tensor):
        place = Place()
        self.places.append(weakref.ref(place))
        with no_grad():
            self.known.append(self.check(tensor))
        return place

    def unpack(self, place):
        running = _Entered.group or Node.running or Outside()
        if running not in self.recomputed:
            self.recompute(running)
        tensor = place.tensors.get(running)
        if tensor is None:
            overlap = "" if _Entered.group is None else OVERLAP
            raise CheckpointError(UNPACKED_TWICE.format(overlap))
        place.tensors[running] = None
        return tensor

    def unpack_and_explain(self, place):
        """As `unpack`; an error begins as torch's, without the logs of operators that follow."""
        try:
            return self.unpack(place)
        except CheckpointError as error:
            raise CheckpointError(EXPLAINED) from error

    def recompute(self, running):
        """Runs the function again, and puts what it saves in the places."""
        again = []

        def pack(tensor):
            tensor = tensor.detach() if tensor.requires_grad else tensor
            again.append(tensor)
            self.put(tensor, len(again), running)
            return tensor

        with contextlib.suppress(_StopRecomputation):
            self.recomputation.run(pack)
        self.recomputed.add(running)
        if not self.ignores_mismatch:
            self.check_same(again)

    def put(self, tensor, count, running):
        early_stop = self.recomputation.early_stop
        if count > len(self.places):
            if self.forward_completed:
                raise CheckpointError(f"{TOO_MANY}{_tip()}")
            self.ignores_mismatch = True
            return
        place = self.places[count - 1]()
        if place is not None:
            # rule: graph.checkpoint-gives-the-same-gradients
            place.tensors[running] = tensor
        if early_stop and count == len(self.places):
            # rule: graph.checkpoint-early-stop
            raise _StopRecomputation

    def check_same(self, again):
        if len(again) != len(self.places):
            # rule: graph.checkpoint-notices-another-computation
            raise CheckpointError(
                "torch.utils.checkpoint: A different number of tensors was saved during the "
                "original forward and recomputation.\nNumber of tensors saved during forward: "
                f"{len(self.places)}\nNumber of tensors saved during recomputation: "
                f"{len(again)}{_tip()}"
            )
        different = ""
        for number, (place, known, tensor) in enumerate(
            zip(self.places, self.known, again, strict=True)
        ):
            now = self.check(tensor)
            if place() is not None and now != known:
                different += f"tensor at position {number}:\nsaved metadata: {known}\n"
                different += f"recomputed metadata: {now}\n"
        if different:
            # rule: graph.checkpoint-notices-another-computation
            raise CheckpointError(
                "torch.utils.checkpoint: Recomputed values for the following tensors have "
                f"different metadata than during the forward pass.\n{different}{_tip()}"
            )


def _tip():
    switches = semantics.current()
    if not switches.texts_of_2_8:
        return ""
    return f".\n{TIP}{TIP_ABOUT_COMPILING if switches.texts_of_2_12 else ''}"


TIP = """
Tip: To see a more detailed error message, either pass `debug=True` to
`torch.utils.checkpoint.checkpoint(...)` or wrap the code block
with `with torch.utils.checkpoint.set_checkpoint_debug_enabled(True):` to
enable checkpoint‑debug mode globally.
"""
TIP_ABOUT_COMPILING = """
If this error occurs under torch.compile with automatic_dynamic_shapes enabled,
it may be because the recomputation selected a different compiled graph than the
forward pass (e.g., a dynamic graph instead of the original static graph).
To fix this, either:
  - Use torch._dynamo.mark_dynamic() to explicitly mark varying dimensions as
    dynamic upfront, avoiding the static-to-dynamic transition.
  - Call torch._C._dynamo.eval_frame._set_lru_cache(False) to disable LRU cache
    reordering, which can change which graph is checked first between forward
    and recompute.
See https://github.com/pytorch/pytorch/issues/166926 for more details and
workaround examples.
"""
TOO_MANY = (
    "torch.utils.checkpoint: trying to save more tensors during recomputation than during the "
    "original forward pass"
)
UNPACKED_TWICE = (
    "torch.utils.checkpoint: Unpack is being triggered for a tensor that was already unpacked "
    "once. {}If you are calling ctx.saved_tensors in backward, make sure to do so only once. "
    "Otherwise please open an issue with details on your use case."
)
OVERLAP = (
    "Performing two backward calls that overlap (i.e. require the same saved activation in order "
    "to compute gradients) is not allowed while under the torch.utils.checkpoint.GraphExecGroup "
    "context. "
)
EXPLAINED = (
    " An error happened while unpacking tensors; dumping logs of latest computation\n"
    "because you passed `debug=True` to `torch.utils.checkpoint.checkpoint()`.\n"
    "Scroll all the way down for guidance on how to navigate these logs.\n"
)


# -- several in a row --------------------------------------------------------------------------


def checkpoint_sequential(
    functions, segments, input, use_reentrant=None, preserve_rng_state=True, **kwargs
):
    """A row of functions in `segments` pieces, each but the last one checkpointed."""
    if use_reentrant is not None and not semantics.current().rows_of_checkpoints_name_their_way:
        kwargs = {"use_reentrant": use_reentrant, **kwargs}
    if use_reentrant is None:
        _warn_of_the_default("checkpoint.checkpoint_sequential", sequential=True)
        use_reentrant = True
    if kwargs:
        raise ValueError("Unexpected keyword arguments: " + ",".join(kwargs))
    functions = list(functions)
    # rule: graph.checkpoint-sequential
    size = len(functions) // segments
    for start in range(0, size * (segments - 1), size):
        piece = _row(functions[start : start + size])
        input = checkpoint(
            piece, input, use_reentrant=use_reentrant, preserve_rng_state=preserve_rng_state
        )
    return _row(functions[size * (segments - 1) :])(input)


def _row(functions):
    def run(input):
        for function in functions:
            input = function(input)
        return input

    return run
