"""Custom operations: `torch.autograd.Function`.

`apply` runs `forward` unrecorded and puts one node into the graph, whose derivative is the user's
`backward`. The node is the `ctx` that both are given.

Source: https://pytorch.org/docs/stable/notes/extending.html#extending-torch-autograd,
torch/csrc/autograd/python_function.cpp, torch/csrc/autograd/custom_function.cpp
"""

import functools
import warnings

from .grad_mode import mode
from .graph import BACKWARD_TWICE, Node, gradient_edge, save_value, unpack_value
from .tensor import Tensor, can_require_grad
from .views import Creation, bump_version, make_view, rebase_history


class FunctionCtx:
    """What `forward` tells `backward`. Plain attributes stay as they are, unchecked and unfreed."""

    def save_for_backward(self, *tensors):
        """Keeps tensors for backward, with the version check of any saved tensor. Once a forward."""
        self.to_save = tensors

    def save_for_forward(self, *tensors):
        self.saved_for_forward = tensors

    def mark_dirty(self, *tensors):
        """Says that these inputs were changed in place."""
        self.dirty_tensors = tensors

    def mark_non_differentiable(self, *outputs):
        """Says that these outputs have no gradient."""
        self.non_differentiable = outputs

    def set_materialize_grads(self, value):
        """Whether backward is given zeros (True) or None where no gradient arrived."""
        self.materialize_grads = value


class BackwardNode(Node, FunctionCtx):
    """The node of a custom Function, and its `ctx`."""

    _function = None  # the Function subclass

    def __init__(self, needs_input_grad, edges, tensor_places):
        super().__init__(edges)
        self.needs_input_grad = needs_input_grad
        self.tensor_places = tensor_places  # which arguments of forward were tensors
        self.argument_count = len(needs_input_grad)
        self.to_save = ()
        self.dirty_tensors = ()
        self.non_differentiable = ()
        self.materialize_grads = True
        self.saved_list = ()
        self.freed = False
        self.output_likes = []

    @property
    def saved_tensors(self):
        """The tensors of `save_for_backward`; raises if they were freed or changed since."""
        # rule: functions.save-for-backward
        if self.freed:
            raise RuntimeError(BACKWARD_TWICE)
        if not self.saved_list and self.to_save:
            return tuple(self.to_save)
        return tuple(unpack_value(value, self) for value in self.saved_list)

    def keep(self, outputs):
        """Saves what `forward` asked for. An output of this node is saved without its history."""
        for place, value in enumerate(self.to_save):
            if value is not None and not isinstance(value, Tensor):
                raise TypeError(
                    "save_for_backward can only save variables, but argument "
                    f"{place} is of type {type(value).__name__}"
                )
        self.saved_list = tuple(
            save_value(value, is_output=value is not None and value._grad_fn is self)
            for value in self.to_save
        )
        self.to_save = ()

    def release(self):
        self.saved_list = ()
        self.freed = True

    def apply(self, grads):
        # rule: functions.materialize-grads
        if self.materialize_grads:
            likes = self.output_likes
            grads = [zeros_of(like) if g is None else g for g, like in zip(grads, likes)]
        results = self._function.backward(self, *grads)
        results = list(results) if isinstance(results, tuple) else [results]
        return self._for_edges(results)

    def _for_edges(self, results):
        """What backward returned, one a tensor argument; raises where the count is wrong."""
        expected = self.argument_count
        if len(results) > expected and all(r is None for r in results[expected:]):
            results = results[:expected]
        if len(results) != expected:
            # rule: functions.wrong-number-of-gradients
            raise RuntimeError(
                f"function {self.name()} returned an incorrect number of gradients (expected "
                f"{expected}, got {len(results)})"
            )
        kept = []
        for place, result in enumerate(results):
            is_tensor_argument = place in self.tensor_places
            if result is not None and not is_tensor_argument:
                raise RuntimeError(
                    f"function {self.name()} returned a gradient different from None at position "
                    f"{place + 1}, but the corresponding forward input was not a Variable"
                )
            if result is not None and not isinstance(result, Tensor):
                raise TypeError(f"expected Variable or None (got {type(result).__name__})")
            if is_tensor_argument:
                # rule: functions.none-gradient
                kept.append(result if self.needs_input_grad[place] else None)
        return kept


class _FunctionMeta(type):
    """Gives each Function a node class of its own, named after it."""

    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        node_class = type(name + "Backward", (BackwardNode,), {"_function": cls})
        node_class.__module__ = "torch.autograd.function"
        cls._backward_cls = node_class


class Function(metaclass=_FunctionMeta):
    """Base of custom operations: give `forward` and `backward` as static methods."""

    __module__ = "torch.autograd.function"

    def __init__(self, *args, **kwargs):
        warnings.warn(
            f"{type(self)} should not be instantiated. Methods on autograd functions are all "
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
        raise NotImplementedError(
            "You must implement either the backward or vjp method for your custom "
            "autograd.Function to use it with backward mode AD."
        )

    @classmethod
    def apply(cls, *args, **kwargs):
        """Runs `forward` and records one node for it."""
        # rule: functions.custom-forward-backward
        separate_context = cls.setup_context is not Function.setup_context
        if kwargs:
            args = _bind(cls, args, kwargs, separate_context)
        tensors = [a for a in args if isinstance(a, Tensor)]
        places = {i for i, a in enumerate(args) if isinstance(a, Tensor)}
        # rule: functions.needs-input-grad
        needs = tuple(isinstance(a, Tensor) and a.requires_grad for a in args)
        recorded = mode.grad and any(needs)
        edges = [gradient_edge(t) for t in tensors] if recorded else ()
        node = cls._backward_cls(needs, edges, places)
        outputs = _run_forward(cls, node, args, separate_context)
        single = isinstance(outputs, Tensor)
        outputs = (outputs,) if not isinstance(outputs, tuple) else outputs
        wrapped = wrap_outputs(node, outputs, tensors, recorded)
        if recorded:
            node.keep(wrapped)
        return wrapped[0] if single or len(wrapped) == 1 and not single else wrapped


def _bind(cls, args, kwargs, separate_context):
    import inspect

    leading = () if separate_context else (None,)
    bound = inspect.signature(cls.forward).bind(*leading, *args, **kwargs)
    bound.apply_defaults()
    return bound.args[len(leading):]


def _run_forward(cls, node, args, separate_context):
    """`forward`, unrecorded."""
    previous, mode.grad = mode.grad, False
    try:
        if not separate_context:
            return cls.forward(node, *args)
        outputs = cls.forward(*args)
        cls.setup_context(node, args, outputs)
        return outputs
    finally:
        mode.grad = previous


def wrap_outputs(node, outputs, inputs, recorded):
    """Gives the outputs their history: made anew, changed in place, or an input handed back."""
    dirty = {id(t) for t in node.dirty_tensors or ()}
    plain = {id(t) for t in node.non_differentiable or ()}
    given = {id(t): t for t in inputs}
    for tensor in node.dirty_tensors or ():
        bump_version(tensor)
    wrapped = []
    tensor_count = sum(isinstance(o, Tensor) for o in outputs)
    done = {}
    for output in outputs:
        if output is None:
            if recorded:
                node.input_metadata.append(None)
                node.output_likes.append(None)
            wrapped.append(None)
            continue
        if not isinstance(output, Tensor):
            raise TypeError(
                f"{node._function.__name__}.forward: expected Tensor or tuple of Tensor (got "
                f"{type(output).__name__}) for return value 0"
            )
        key = id(output)
        differentiable = key not in plain and can_require_grad(output._dtype)
        result = _with_history(
            node, done.get(key, output), key in given, key in dirty, differentiable, recorded,
            tensor_count,
        )
        done[key] = result
        wrapped.append(result)
    return tuple(wrapped)


def _with_history(node, output, is_input, is_dirty, differentiable, recorded, tensor_count):
    node.output_likes.append(output if recorded else None)
    if not recorded:
        return output if not is_input or is_dirty else _handed_back(output, Creation.DEFAULT)
    if not differentiable:
        # rule: functions.mark-non-differentiable
        node.add_output(output)
        if is_input and output.requires_grad:
            return output.detach()
        return output
    if is_dirty:
        # rule: functions.mark-dirty
        return _changed_in_place(node, output, is_input, tensor_count)
    creation = Creation.MULTI_OUTPUT_NODE if tensor_count > 1 else Creation.IN_CUSTOM_FUNCTION
    if is_input:
        output = _handed_back(output, creation)
    elif output._view is not None:
        output._view.creation = creation
    output.set_history(node)
    if output._view is not None:
        output._view.version = output._counter.value
    return output


def _handed_back(tensor, creation):
    """An input returned as it came: a view of it, so that it can have a history of its own."""
    return make_view(tensor, tensor._size, tensor._stride, tensor._offset, creation)


def _changed_in_place(node, output, is_input, tensor_count):
    if not is_input:
        warnings.warn(
            "Only input Tensors should be given to ctx.mark_dirty(). If a Tensor is not an input, "
            "there is no need to pass it to mark_dirty().",
            stacklevel=4,
        )
    if output.is_known_leaf and output.requires_grad:
        raise RuntimeError(
            "a leaf Variable that requires grad has been used in an in-place operation."
        )
    if output._view is not None and tensor_count > 1:
        raise RuntimeError(
            "If your Function modifies inplace an input that is a view of another Tensor, your "
            "Function cannot return more than one Tensor. This is not supported by the current "
            "autograd engine. You should either make sure the input is not a view (using .clone() "
            "for example) or make your Function only return one Tensor (potentially splitting it "
            "into two Functions: one doing the inplace that returns a single Tensor and a second "
            "one that does the other operations). You can ask on the forum "
            "https://discuss.pytorch.org/ if you need help to do this change."
        )
    rebase_history(output, node)
    return output


def zeros_of(like):
    from .factories import zeros_like

    return None if like is None else zeros_like(like)


class _DelayedError(Node):
    """Raises when it is differentiated, rather than when it is made."""

    __slots__ = ("message",)

    def name(self):
        return "torch::autograd::Error"

    def apply(self, grads):
        raise RuntimeError(self.message)


def once_differentiable(backward):
    """Decorator for a `backward` that is not itself differentiable: a second pass raises."""

    @functools.wraps(backward)
    def wrapper(ctx, *grads):
        # rule: functions.once-differentiable
        previous, recorded = mode.grad, mode.grad
        mode.grad = False
        try:
            results = backward(ctx, *grads)
        finally:
            mode.grad = previous
        depends = any(isinstance(g, Tensor) and g.requires_grad for g in grads)
        if not recorded or not depends:
            return results
        single = not isinstance(results, tuple)
        results = (results,) if single else results
        edges = [gradient_edge(g) for g in grads if isinstance(g, Tensor) and g.requires_grad]
        error = _DelayedError(edges)
        error.message = (
            "trying to differentiate twice a function that was marked with @once_differentiable"
        )
        delayed = tuple(_delay(result, error) for result in results)
        return delayed[0] if single else delayed

    return wrapper


def _delay(result, error):
    if result is None:
        return None
    alias = result.detach()
    alias.set_history(error)
    return alias
