"""Custom operations: `torch.autograd.Function`.

`apply` runs `forward` unrecorded and puts one node into the graph, whose derivative is the user's
`backward`. The node is the `ctx` that both are given. What history the outputs get is in
`function_outputs`.

Source: https://pytorch.org/docs/stable/notes/extending.html#extending-torch-autograd,
torch/csrc/autograd/python_function.cpp
"""

import inspect
import warnings

from . import semantics
from .dual_numbers import Quiet, level
from .function_outputs import check_is_tuple, give_history
from .function_tangents import give_tangents
from .grad_mode import mode
from .graph import Node, gradient_edge, refusing_to_set
from .left_out import LeftOut
from .messages import python_type_name
from .running_transforms import depth_of_transforms
from .saved_tensor import BACKWARD_TWICE, save_value, unpack_value
from .tensor import Tensor
from .views import bump_version


class FunctionCtx:
    """What `forward` tells `backward`. Plain attributes stay as they are, unchecked and unfreed."""

    __module__ = "torch.autograd.function"

    # rule: functions.ctx-attributes-are-not-checked

    def save_for_backward(self, *tensors):
        """Keeps tensors for backward, version-checked as any saved tensor; once a forward."""
        self.to_save = tensors

    def save_for_forward(self, *tensors):
        for tensor in tensors:
            if not isinstance(tensor, Tensor) and tensor is not None:
                raise AssertionError(
                    "save_for_forward expects all arguments to be tensors; you should save "
                    "non-tensors as attributes on ctx."
                )
        self.saved_for_forward = tensors

    def mark_dirty(self, *tensors):
        """Says that these inputs were changed in place."""
        self.dirty_tensors = tensors

    def mark_shared_storage(self, *pairs):
        reworded = semantics.current().texts_of_2_4
        quote, category = ("`", FutureWarning) if reworded else ("", UserWarning)
        warnings.warn(
            f"{quote}mark_shared_storage{quote} is deprecated. Tensors with shared storages are "
            "automatically tracked. Note that calls to `set_()` are not tracked",
            category,
            stacklevel=2,
        )

    def mark_non_differentiable(self, *outputs):
        """Says that these outputs have no gradient."""
        self.non_differentiable = outputs

    def set_materialize_grads(self, value):
        """Whether backward is given zeros (True) or None where no gradient arrived."""
        self.materialize_grads = value


def _read_only(getter):
    """A property; setting it is refused as torch does."""
    return property(getter, refusing_to_set(getter.__name__))


ACCESSED_TWICE = (
    "saved_tensors can only be accessed once when clear_saved_tensors_on_access=True is set on the "
    "autograd.Function. Either access saved_tensors only once, or set "
    "clear_saved_tensors_on_access=False."
)
NOT_READABLE = "attribute 'materialize_grads' of 'torch._C._FunctionBase' objects is not readable"
NOT_A_BOOL = (
    "set_materialize_grads received an invalid combination of arguments - got (), but expected "
    "(bool)"
)


class BackwardCFunction(Node, FunctionCtx):
    """The node of a custom Function, and its `ctx`, which a program may give any attribute."""

    # What is kept here is not in `vars(ctx)`: that is the program's.
    # rule: functions.attributes-of-ctx
    __slots__ = (
        "__dict__",
        "to_save",
        "dirty_tensors",
        "non_differentiable",
        "saved_for_forward",
        "_needs",
        "_argument_count",
        "_tensor_places",
        "_materializes",
        "_saved_list",
        "_freed",
        "_accessed",
        "_output_likes",
    )
    _runs_programs = True
    _function = None  # the Function subclass
    _shown = (
        *Node._shown,
        "_raw_saved_tensors",
        "dirty_tensors",
        "mark_dirty",
        "mark_non_differentiable",
        "mark_shared_storage",
        "materialize_grads",
        "needs_input_grad",
        "non_differentiable",
        "save_for_backward",
        "save_for_forward",
        "saved_for_forward",
        "saved_tensors",
        "saved_variables",
        "set_materialize_grads",
        "to_save",
    )

    def __init__(self, arguments, recorded):
        tensors = [a for a in arguments if isinstance(a, Tensor)]
        super().__init__([gradient_edge(tensor) for tensor in tensors] if recorded else ())
        # rule: functions.needs-input-grad
        self._needs = tuple(isinstance(a, Tensor) and a.requires_grad for a in arguments)
        self._argument_count = len(arguments)
        self._tensor_places = {i for i, a in enumerate(arguments) if isinstance(a, Tensor)}
        self.to_save = self.dirty_tensors = self.non_differentiable = None
        self.saved_for_forward = None
        self._materializes = True
        self._saved_list = ()
        self._freed = False
        self._accessed = False  # and freed by that
        self._output_likes = []  # one an output: its shape, dtype and device; None: no tensor

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__name__} object at {hex(id(self))}>"

    def __call__(self, *grads):
        raise TypeError(f"'{type(self).__name__}' object is not callable")

    def __dir__(self):
        listed = {*super().__dir__(), "__dict__", "__module__", "__weakref__", *vars(self)}
        return sorted(listed - {"__call__"})

    @_read_only
    def saved_tensors(self):
        """The tensors of `save_for_backward`; raises if they were freed or changed since."""
        # rule: functions.save-for-backward
        found = tuple(unpack_value(value, self) for value in self._raw_saved_tensors)
        if self._function.clear_saved_tensors_on_access and _may_clear_on_access():
            # rule: functions.clear-saved-tensors-on-access
            self.release()
            self._accessed = True
        return found

    @_read_only
    def saved_variables(self):
        """`saved_tensors` under its older name."""
        message = "'saved_variables' is deprecated; use 'saved_tensors'"
        warnings.warn(message, DeprecationWarning, stacklevel=2)
        return self.saved_tensors

    @_read_only
    def _raw_saved_tensors(self):
        # rule: functions.attributes-of-ctx
        if self._freed:
            raise RuntimeError(ACCESSED_TWICE if self._accessed else BACKWARD_TWICE)
        return self._saved_list

    def _set_needs(self, value):
        # rule: functions.attributes-of-ctx
        if not semantics.current().needs_input_grad_is_writable:
            refusing_to_set("needs_input_grad")(self, value)
        self._needs = value

    needs_input_grad = property(lambda self: self._needs, _set_needs)

    def _set_materializes(self, value):
        if not isinstance(value, bool):
            raise TypeError(NOT_A_BOOL)
        self._materializes = value

    materialize_grads = property(None, _set_materializes)

    def __getattr__(self, attribute):
        if attribute == "materialize_grads":
            raise AttributeError(NOT_READABLE)
        return super().__getattr__(attribute)

    def _keep(self):
        """Saves what `forward` asked for. An output of this node is saved without its history."""
        written = {id(tensor) for tensor in self.dirty_tensors or ()}
        values = self._tensors_to_save()
        # Forgotten first: a hook that packs may raise, and an output must not be held by its node.
        self.to_save = self.dirty_tensors = self.non_differentiable = None
        self._saved_list = tuple(
            save_value(value, is_output=self._is_output(value, written), of_function=True)
            for value in values
        )

    def _is_output(self, value, written):
        return value is not None and (value._grad_fn is self or id(value) in written)

    def _tensors_to_save(self):
        """What was given to `save_for_backward`; TypeError if it was no tensor."""
        check_is_tuple(self, "to_save")
        for place, value in enumerate(self.to_save or ()):
            if value is not None and not isinstance(value, Tensor):
                raise TypeError(
                    "save_for_backward can only save variables, but argument "
                    f"{place} is of type {type(value).__name__}"
                )
        return self.to_save or ()

    def release(self):
        self._saved_list = ()
        self._freed = True

    def apply(self, grads):
        # rule: functions.materialize-grads
        if self._materializes:
            known = zip(grads, self._output_likes, strict=True)
            grads = [_zeros(like) if grad is None else grad for grad, like in known]
        if getattr(self._function, "boxed_grads_call", False) and _may_box_gradients():
            # rule: functions.boxed-grads
            results = self._user_backward()(self, grads)
        else:
            # rule: functions.double-backward
            results = self._user_backward()(self, *grads)
        return self._for_edges(results if isinstance(results, tuple) else (results,))

    def _user_backward(self):
        """`backward`, or `vjp`, its other name."""
        backward, vjp = self._function.backward, self._function.vjp
        if vjp is Function.vjp:
            return backward
        if backward is not Function.backward:
            raise RuntimeError(
                "Implementing both 'backward' and 'vjp' for a custom Function is not allowed. You "
                "should only implement one of them."
            )
        return vjp

    def _for_edges(self, results):
        """What backward returned, one a tensor argument; raises where the count is wrong."""
        expected = self._argument_count
        if all(result is None for result in results[expected:]):
            results = results[:expected]
        if len(results) != expected:
            # rule: functions.wrong-number-of-gradients
            raise RuntimeError(
                f"function {self.name()} returned an incorrect number of gradients (expected "
                f"{expected}, got {len(results)})"
            )
        kept = []
        for place, result in enumerate(results):
            if place in self._tensor_places:
                if result is not None and not isinstance(result, Tensor):
                    raise RuntimeError(
                        f"expected Variable or None (got {python_type_name(result)})"
                    )
                # rule: functions.none-gradient
                kept.append(result)  # hooks see also the gradient of an input that needs none
            elif result is not None:
                raise RuntimeError(
                    f"function {self.name()} returned a gradient different than None at position "
                    f"{place + 1}, but the corresponding forward input was not a Variable"
                )
        return kept


BackwardCFunction.__module__ = "torch.autograd.function"


def _zeros(like):
    from .factories import FACTORIES

    if like is None:
        return None
    made = FACTORIES["zeros"](like.shape, dtype=like.dtype, device=like.device)
    bump_version(made)  # the engine fills new memory with zeros, which counts as a write
    return made


class FunctionMeta(type):
    """Gives each Function a node class of its own, named after it."""

    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        node_class = type(name + "Backward", (BackwardCFunction,), {"_function": cls})
        node_class.__module__ = "torch.autograd.function"
        cls._backward_cls = node_class


class Function(FunctionCtx, metaclass=FunctionMeta):
    """Base of custom operations: give `forward` and `backward` as static methods.

    clear_saved_tensors_on_access: free what was saved when `ctx.saved_tensors` is read.
    boxed_grads_call: hand the gradients to `backward` as one list, which it may empty.
    """

    __module__ = "torch.autograd.function"
    generate_vmap_rule = False
    clear_saved_tensors_on_access = False
    boxed_grads_call = False

    def __init__(self, *args, **kwargs):
        space = " " if semantics.current().texts_of_2_8 else ""
        warnings.warn(
            f"{type(self)} should not be instantiated. Methods on autograd functions{space}are all "
            "static, so you should invoke them on the class itself. Instantiating an autograd "
            "function will raise an error in a future version of PyTorch.",
            DeprecationWarning,
            stacklevel=2,
        )

    def __call__(self, *args, **kwargs):
        raise RuntimeError(
            "Legacy autograd function with non-static forward method is deprecated. Please use "
            "new-style autograd function with static forward method. (Example: "
            "https://pytorch.org/docs/stable/autograd.html#torch.autograd.Function)"
        )

    @staticmethod
    def forward(*args, **kwargs):
        """The operation: `forward(ctx, *args)`, or `forward(*args)` with a `setup_context`."""
        raise NotImplementedError(
            "You must implement the forward function for custom autograd.Function."
        )

    @staticmethod
    def setup_context(ctx, inputs, output):
        """Fills `ctx` after a `forward` that does not take one."""
        raise NotImplementedError("setup_context is not implemented.")

    @staticmethod
    def backward(ctx, *grad_outputs):
        """The vector-Jacobian product: one gradient or None for each argument of forward."""
        # rule: functions.backward-not-implemented
        raise NotImplementedError(
            "You must implement either the backward or vjp method for your custom "
            "autograd.Function to use it with backward mode AD."
        )

    vjp = backward

    @staticmethod
    def jvp(ctx, *grad_inputs):
        raise NotImplementedError(
            "You must implement the jvp function for custom autograd.Function to use it with "
            "forward mode AD."
        )

    @staticmethod
    def vmap(info, in_dims, *args):
        raise NotImplementedError(
            "To use autograd.Function with vmap, you must either override the vmap staticmethod or "
            "set generate_vmap_rule=True."
        )

    @classmethod
    def apply(cls, *args, **kwargs):
        """Runs `forward` and records one node for it."""
        # rule: functions.custom-forward-backward
        separate_context = _has_own_context(cls)
        if depth_of_transforms.count:
            _check_within_transforms(cls, args, separate_context)
        args = _positional(cls.forward, args, kwargs, separate_context)
        requires_grad = any(isinstance(a, Tensor) and a.requires_grad for a in args)
        recorded = mode.grad and requires_grad
        node = cls._backward_cls(args, recorded)
        outputs = _run_forward(cls, node, args, separate_context)
        several = isinstance(outputs, tuple)
        handed_over = _identities(node._tensors_to_save()) if separate_context else ()
        given = outputs if several else (outputs,)
        outputs = give_history(node, given, args, recorded, handed_over)
        if level.open:
            marked = _identities(node.non_differentiable or ())
            give_tangents(cls, node, args, outputs, [id(each) not in marked for each in given])
        if recorded:
            node._keep()
        elif semantics.current().unrecorded_functions_check_what_they_save:
            check_is_tuple(node, "to_save")
        return outputs if several else outputs[0]


def _check_within_transforms(cls, args, separate_context):
    if not separate_context:
        raise RuntimeError(
            "In order to use an autograd.Function with functorch transforms (vmap, grad, jvp, "
            "jacrev, ...), it must override the setup_context staticmethod. For more details, "
            f"please see {_notes()}"
        )
    has_rule = cls.vmap is not Function.vmap
    if cls.generate_vmap_rule and has_rule:
        overridden = "overridden" if semantics.current().texts_of_2_8 else "overriden"
        raise RuntimeError(BOTH_VMAP_RULES.format(cls.__name__, _notes(), overridden))
    if depth_of_transforms.batches and not (cls.generate_vmap_rule or has_rule):
        raise RuntimeError(NO_VMAP_RULE.format(cls.__name__, _notes()))
    if cls.jvp is Function.jvp and any(
        has_tangent(arg)
        for has_tangent in depth_of_transforms.pushes
        for arg in args
        if isinstance(arg, Tensor)
    ):
        # rule: functions.forward-mode
        Function.jvp(None)
    if depth_of_transforms.batches and has_rule:
        # Here `vmap` is a loop, which never has the whole batch that such a method is given.
        raise LeftOut("vmap: a vmap staticmethod")


def _notes():
    branch = "main" if semantics.current().texts_of_2_4 else "master"
    return f"https://pytorch.org/docs/{branch}/notes/extending.func.html"


BOTH_VMAP_RULES = (
    "You tried to vmap over {0}, but it has both generate_vmap_rule=True and an {2} vmap "
    "staticmethod. Please set generate_vmap_rule=False or delete the {2} vmap staticmethod "
    "to avoid ambiguity. For more details, please see {1}"
)
NO_VMAP_RULE = (
    "You tried to vmap over {0}, but it does not have vmap support. Please override and implement "
    "the vmap staticmethod or set generate_vmap_rule=True. For more details, please see {1}"
)


def _identities(tensors):
    return {id(tensor) for tensor in tensors if tensor is not None}


def _run_forward(cls, node, args, separate_context):
    """`forward`, unrecorded, and without tangents."""
    # rule: functions.setup-context
    with Quiet(recorded=False):
        if not separate_context:
            return cls.forward(node, *args)
        outputs = cls.forward(*args)
        cls.setup_context(node, args, outputs)
        return outputs


def _has_own_context(cls):
    """Whether it sets up `ctx` apart from `forward`, which releases before 2.0 know nothing of."""
    if not semantics.current().context_may_be_set_up_apart:
        return False
    return cls.setup_context is not Function.setup_context


def _may_clear_on_access():
    return semantics.current().functions_may_clear_on_access


def _may_box_gradients():
    return semantics.current().functions_may_box_gradients


# -- keyword arguments -------------------------------------------------------------------------


def _positional(forward, args, kwargs, separate_context):
    """The arguments of `apply` by position: the graph knows no names."""
    switches = semantics.current()
    bound = None
    if separate_context and switches.setup_context_gets_defaults:
        bound = inspect.signature(forward).bind(*args, **kwargs)
        bound.apply_defaults()
    if not switches.function_apply_takes_keywords:
        if kwargs:
            raise TypeError("apply() takes no keyword arguments")
        return args if bound is None else bound.args
    if bound is not None:
        # rule: functions.keyword-arguments
        args, kwargs = bound.args, bound.kwargs
        names = _names(forward)
    elif not kwargs:
        return args
    else:
        names = _names(forward)[1:]  # without ctx
    return _placed(names, args, kwargs) if kwargs else args


def _names(forward):
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    parameters = inspect.signature(forward).parameters.values()
    return [parameter.name for parameter in parameters if parameter.kind in kinds]


def _placed(names, args, kwargs):
    for name in kwargs:
        if name not in names:
            raise TypeError(f"forward() got an unexpected keyword argument '{name}'")
        if name in names[: len(args)]:
            raise TypeError(f"forward() got multiple values for argument '{name}'")
    # rule: functions.keyword-arguments
    last = max(names.index(name) for name in kwargs)
    placed = list(args)
    for place in range(len(args), last + 1):
        name = names[place]
        if name not in kwargs:
            raise TypeError(f"forward() missing required argument: '{name}' (position {place})")
        placed.append(kwargs[name])
    return tuple(placed)
