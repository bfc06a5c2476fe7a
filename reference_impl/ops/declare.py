"""How an operator is declared.

A differentiable operator *is* its graph node: a subclass of `Derivative`, named as torch names the
node, that says

* `kernel`: the torch function that does the arithmetic, on memory without history;
* `params`: the parameters; those that may be tensors to differentiate are in `inputs`;
* `saves`: what is kept for backward, and for whose gradient it is needed. This decides which later
  in-place writes are errors. `"result"` is the output;
* `constants`: parameters that have no derivative: tensors given for them may not require grad;
* `vjp_<input>(grad, s)`: the vector-Jacobian product for that input, in terms of reference
  operators, so that it can be differentiated again. `s` holds what was saved and the arguments.

    @operator("mul", torch.mul, "self, other", in_place=True)
    class MulBackward0(Derivative):
        "z = x y"
        saves = {"self": "other", "other": "self"}
        def vjp_self(self, grad, s): return grad * s.other.conj()
        def vjp_other(self, grad, s): return grad * s.self.conj()

A gradient may be left with the shape the output has: the engine sums it over what was broadcast,
and casts it to the dtype of the input.
"""

import ast
import inspect

import torch

from .. import hazards, semantics
from ..grad_mode import mode
from ..graph import Node, gradient_edge
from ..messages import scalar_type_name
from ..recording import any_normal, any_requires_grad, is_recorded, works_unseen
from ..saved_tensor import SavedNumber
from ..storage import arithmetic
from ..tensor import Tensor, can_require_grad
from ..unpacking_order import saving_order
from ..views import before_write, bump_version, check_in_place, rebase_history
from .argument_errors import with_torch_errors
from .pictures import laid_out, memory_format_of
from .unseen_views import mark_as_unseen

OPERATORS = {}  # every declared operator, by name
_NUMBERS = (int, float, complex)  # bool is an int
# Operators on positions that count those below 0 from the end; the others refuse them.
COUNT_FROM_END = frozenset(["index_fill", "put", "take"])
_ALIASES = {"input": "self", "axis": "dim", "x1": "self", "x2": "other", "keepdims": "keepdim"}


class Saved:
    """What a node saved, and the other arguments of the operation, as attributes."""

    def __init__(self, values):
        self.__dict__.update(values)

    def __getattr__(self, name):  # saved only for a gradient that is not needed
        return None


class Derivative(Node):
    """The node of an operator: unpacks what was saved and calls the VJP of each wanted input."""

    __slots__ = ("places", "outputs", "other_shapes")
    operator = None
    inputs = ("self",)
    edgeless_numbers = ()  # inputs that have no edge where they are numbers
    constants = ()
    native_name = None  # torch's own name of the operator, where that is another
    is_one_kernel = False  # whether torch computes the gradients at once, into memory of their own
    follows_format = ()  # the inputs whose gradients have their memory format
    saves = {}
    output_count = 1

    def apply(self, grads):
        s = Saved(self.unpack())  # raises where that is not possible, whether it is needed or not
        if all(grad is None for grad in grads):
            return [None] * len(self.next_functions)
        results = []
        for name, first, count in self.places:
            wanted = [self.wants(i) for i in range(first, first + max(count, 1))]
            if not any(wanted):
                results.extend([None] * len(wanted))
                continue
            made = getattr(self, "vjp_" + name)(*grads, s)
            made = list(made) if isinstance(made, (list, tuple)) else [made]
            # Of a list of inputs all gradients are there if one is wanted.
            for place, result in enumerate(made, first):
                if self.is_one_kernel:
                    result = on_its_own(result)
                if name in self.follows_format:
                    result = self._laid_out(result, getattr(s, name))
                results.append(self._as_real_if_input_is(result, place))
        return results

    def _laid_out(self, grad, input):
        """A gradient in the memory format of the input."""
        return laid_out(grad, memory_format_of(input.raw))

    def input_shape(self, name="self"):
        """The shape the input had in the forward pass."""
        known = getattr(self, "other_shapes", {})
        return known[name] if name in known else self._metadata(name).shape

    def note_shape(self, name, tensor, place):
        """Keeps the shape of an input whose `.data` was set to another: its history has the old."""
        node, output_nr = self.next_functions[place]
        if node is not None and node.input_metadata[output_nr].shape != tensor._size:
            if not hasattr(self, "other_shapes"):
                self.other_shapes = {}
            self.other_shapes[name] = tensor._size

    def input_dtype(self, name="self"):
        return self._metadata(name).dtype

    def _metadata(self, name):
        place = next(first for known, first, _ in self.places if known == name)
        node, output_nr = self.next_functions[place]
        return node.input_metadata[output_nr]

    def _as_real_if_input_is(self, grad, place):
        """The gradient of a real input of a complex function is the real part."""
        # rule: gradients.real-input-of-complex-function
        if grad is None or not grad._dtype.is_complex:
            return grad
        node, output_nr = self.next_functions[place]
        is_complex = node is None or node.input_metadata[output_nr].dtype.is_complex
        return grad if is_complex else OPERATORS["real"](grad)

    # -- recording -------------------------------------------------------------------------

    @classmethod
    def takes(cls, values):
        """The inputs that the node of this call differentiates."""
        return cls.inputs

    @classmethod
    def record(cls, values, in_place=False):
        """A node for this call, with its edges, and the inputs that are to be saved."""
        edges, places = [], []
        for name in cls.inputs:
            value = values.get(name)
            if name in cls.edgeless_numbers and not isinstance(value, Tensor):
                continue
            if isinstance(value, (list, tuple)):
                places.append((name, len(edges), len(value)))
                edges.extend(edge_of(v) for v in value)
            else:
                places.append((name, len(edges), 0))
                edges.append(edge_of(value))
        node = cls(edges)
        node.places = places
        for name, place, _ in places:
            if isinstance(values.get(name), Tensor):
                node.note_shape(name, values[name], place)
        needed = {n for n, first, c in places if any(edges[i][0] for i in _span(first, c))}
        for name in saving_order(node, values):  # saved-tensor hooks see them in this order
            value = values[name]
            if name in cls.inputs:
                if cls.is_saved(name, needed):
                    # rule: versions.what-operators-save
                    node.save(name, _before_write(name, value, in_place))
            elif isinstance(value, Tensor):
                if cls.is_saved(name, needed):
                    node.save(name, value)
            else:
                if node.saved is None:
                    node.saved = {}
                node.saved[name] = value
        return node

    @classmethod
    def is_saved(cls, name, needed):
        # rule: versions.only-needed-inputs-are-saved
        reason = cls.saves.get(name)
        if reason is None or reason is True:
            return bool(reason)
        reasons = (reason,) if isinstance(reason, str) else reason
        return any(r in needed for r in reasons)

    def save_result(self, result):
        """Keeps the output, if the derivative is written in terms of it."""
        reason = self.saves.get("result")
        if reason is None:
            return
        reasons = (reason,) if isinstance(reason, str) else reason
        edges = self.next_functions
        if reason is True or any(
            any(edges[i][0] for i in _span(first, count))
            for name, first, count in self.places
            if name in reasons
        ):
            self.save("result", result, is_output=True)

    def save_results(self, results):
        """Keeps outputs of an operator with several; its declaration says which."""


def _span(first, count):
    return range(first, first + max(count, 1))


def _before_write(name, value, in_place):
    """An operand as it was: an in-place operation is about to overwrite its first one."""
    if in_place and name == "self":
        return value.clone()
    if isinstance(value, _NUMBERS):
        return SavedNumber(value)
    return value


def on_its_own(tensor):
    """A result of several operators as one kernel gives it: a view of nothing."""
    if tensor is None or tensor._view is None:
        return tensor
    own = Tensor._wrap(arithmetic(tensor.raw.clone, memory_format=torch.contiguous_format))
    own._grad_fn, own._output_nr = tensor._grad_fn, tensor._output_nr
    return own


def edge_of(value):
    if isinstance(value, Tensor) and value.requires_grad:
        return gradient_edge(value)
    return (None, 0)


class Operator:
    """An operator as one calls it: binds arguments, records, runs the kernel, wraps the result."""

    def __init__(self, name, kernel, params, node=None, in_place_kernel=None):
        self.__name__ = self.name = name
        self.kernel = kernel
        self.names, self.positional, self.defaults = parse_params(params)
        self.node = node
        self.in_place_kernel = in_place_kernel
        self.in_place_node = node
        self.reads_positions = "index" in self.names
        self.counts_from_end = str(name).partition(".")[0] in COUNT_FROM_END

    def bind(self, args, kwargs):
        """The arguments by parameter name, defaults filled in; TypeError as a call would raise."""
        names = self.names
        if len(args) > self.positional:
            raise TypeError(
                f"{self.name}() takes {self.positional} positional arguments but {len(args)} were "
                "given"
            )
        values = dict(zip(names, args, strict=False))
        for key, value in kwargs.items():
            key = key if key in names else _ALIASES.get(key, key)
            if key not in names:
                raise TypeError(f"{self.name}() got an unexpected keyword argument '{key}'")
            values[key] = value
        for name in names:
            if name not in values:
                if name not in self.defaults:
                    raise TypeError(
                        f'{self.name}() missing 1 required positional arguments: "'
                        f'{"input" if name == "self" else name}"'
                    )
                values[name] = self.defaults[name]
        return values

    def __call__(self, /, *args, out=None, **kwargs):
        values = self.bind(args, kwargs)
        if out is not None:
            return self.into(out, values, known=self.node is not None)
        node = None
        if self.node is not None and self.node.constants:
            self.refuse_variable_constants(values)
        if self.node is not None and self.is_recorded(values):
            # rule: graph.dynamic
            node = self.node.record(values)
        raws = self.run(self.kernel, values)
        if isinstance(raws, torch.Tensor):
            result = Tensor._wrap(raws)
            # rule: requires-grad.integer-result
            if node is not None and can_require_grad(result._dtype):
                result.set_history(node)
                node.save_result(result)
            elif node is not None and "dtype" in self.names:
                raise RuntimeError(not_differentiable_dtype(result._dtype))
            elif node is None and works_unseen(values.values()):
                mark_as_unseen(self.name, values, (result,))
            return result
        results = self._wrap_several(raws, node)
        if node is None and works_unseen(values.values()):
            mark_as_unseen(self.name, values, results)
        return results

    def is_recorded(self, values):
        if is_recorded(*values.values()):
            return True
        return mode.recording and any_requires_grad(values.values()) and self._is_seen(values)

    def _is_seen(self, values):
        """Whether autograd is asked at all: not where all tensors are inference tensors."""
        # A number in the place of a tensor becomes one, a normal one.
        numbers = self.node.takes(values) if self.node is not None else ()
        return any_normal(values.values()) or any(
            isinstance(values[name], _NUMBERS) for name in numbers
        )

    def refuse_variable_constants(self, values):
        """An argument that has no derivative may not require grad where that is recorded."""
        for name in self.node.constants if mode.grad else ():
            if any_requires_grad((values[name],)):
                raise RuntimeError(
                    f"The function '{self.node.native_name or self.name}' is not differentiable "
                    f"with respect to argument '{name}'. This input cannot have requires_grad True."
                )

    def _wrap_several(self, raws, node):
        results = [Tensor._wrap(raw) for raw in raws]
        if node is not None:
            for result in results[: node.output_count]:
                if can_require_grad(result._dtype):
                    result.set_history(node)
            node.save_results(results)
        return type(raws)(results)

    def run(self, kernel, values):
        """The kernel on the memory of its arguments. Optional ones are passed by name."""
        if self.reads_positions:
            hazards.reading_along(values, self.counts_from_end)
        positional = [strip(values[n]) for n in self.names if n not in self.defaults]
        named = {
            n: strip(values[n])
            for n in self.names
            if n in self.defaults and values[n] is not self.defaults[n]
        }
        return arithmetic(kernel, *positional, **named)

    def in_place(self, target, *args, **kwargs):
        """`target.name_(...)`: overwrites the target and rewrites its history."""
        values = self.bind((target, *args), kwargs)
        recorded = any_requires_grad(values.values()) and self._is_seen(values)
        check_in_place(target, recorded)
        node = None
        if recorded and mode.recording and self.in_place_node is not None:
            # rule: gradients.through-in-place-writes
            node = self.in_place_node.record(values, in_place=True)
        self.run(self.in_place_kernel, values)
        bump_version(target)
        if node is not None:
            # rule: requires-grad.in-place-result
            rebase_history(target, node)
            node.save_result(target)
        return target

    def into(self, out, values, known=True):
        """`out=`: writes the result into given tensors; not differentiable.

        known: whether autograd has an entry for it, which refuses what requires grad.
        """
        positional = [strip(values[n]) for n in self.names if n not in self.defaults]
        named = {n: strip(values[n]) for n in self.names if n in self.defaults}
        named = {n: v for n, v in named.items() if v is not self.defaults[n]}
        checked = values.values() if known else None
        return write_into(out, self.name, self.kernel, checked, positional, named)


def not_differentiable_dtype(dtype):
    """The text about a result that was asked for in a dtype that has no gradients."""
    if semantics.current().texts_of_2_8:
        return f"Autograd not support dtype: {scalar_type_name(dtype)}"
    return (
        "isDifferentiableType(variable.scalar_type()) INTERNAL ASSERT FAILED at "
        '"../torch/csrc/autograd/functions/utils.h":75, please report a bug to PyTorch. '
    )


def write_into(out, name, kernel, inputs, positional, named, writes=None):
    """The result of a kernel in given tensors.

    `inputs` are the tensors among its arguments, None for a kernel that autograd does not know;
    `writes` says how often each result is written to, if not once.
    """
    outs = out if isinstance(out, (tuple, list)) else (out,)
    if inputs is not None and is_recorded(*inputs, *outs):
        # rule: errors.out-not-differentiable
        raise RuntimeError(
            f"{name}(): functions with out=... arguments don't support automatic "
            "differentiation, but one of the arguments requires grad."
        )
    for tensor in outs:
        before_write(tensor)
    raws = [t.fresh_raw() for t in outs]
    raw_out = raws[0] if len(raws) == 1 else raws
    made = arithmetic(kernel, *positional, out=raw_out, **named)
    for tensor, raw, count in zip(outs, raws, writes or (1,) * len(outs), strict=False):
        # A result that does not fit resizes the given tensor.
        if raw.shape != tensor._size:
            tensor._set_geometry(raw.shape, raw.stride(), raw.storage_offset())
        for _ in range(count):
            # rule: versions.out-bumps
            bump_version(tensor)
    return type(made)(outs) if isinstance(made, tuple) else out


def parse_params(text):
    """`"self, dim=None, *, dtype=None"` -> names, how many by position, defaults by name."""
    arguments = ast.parse(f"lambda {text}: 0", mode="eval").body.args
    names = [argument.arg for argument in (*arguments.args, *arguments.kwonlyargs)]
    values = [ast.literal_eval(v) for v in (*arguments.defaults, *arguments.kw_defaults)]
    return (
        tuple(names),
        len(arguments.args),
        dict(zip(names[len(names) - len(values) :], values, strict=False)),
    )


def strip(value):
    """The torch tensor behind a reference tensor, also within a list or tuple."""
    if isinstance(value, Tensor):
        return value.raw
    if isinstance(value, (list, tuple)) and not isinstance(value, torch.Size):
        return type(value)([strip(v) for v in value]) if type(value) in (list, tuple) else value
    return value


# -- registration --------------------------------------------------------------------------------


def operator(name, kernel, params="self", in_place=False, method=True, function=True, dunder=()):
    """Class decorator: declares the operator whose node the class is. The class is left as it is.

    in_place: True for the kernel `torch.Tensor.<name>_`, or a kernel. dunder: Python operators,
    such as `"__mul__"`; `method` and `function`: whether `Tensor.name` and `torch.name` exist.
    """

    def declare(node):
        define(name, kernel, params, node, in_place, method, function, dunder)
        return node

    return declare


def define(
    name, kernel, params="self", node=None, in_place=False, method=True, function=True, dunder=()
):
    """Declares an operator; without a node it is not differentiable and its result is constant."""
    in_place_kernel = getattr(torch.Tensor, name + "_") if in_place is True else in_place or None
    op = Operator(name, kernel, params, node, in_place_kernel)
    if node is not None and node.operator is None:
        node.operator = op
        if "inputs" not in vars(node):
            node.inputs = tuple(n for n in op.names if hasattr(node, "vjp_" + n))
    OPERATORS[name] = op
    if method:
        setattr(Tensor, name, with_torch_errors(torch.Tensor, name, op))
    for word in dunder:
        setattr(Tensor, word, as_python_operator(op))
    if in_place_kernel is not None:
        OPERATORS[name + "_"] = op.in_place
        if method:
            in_place_method = with_torch_errors(torch.Tensor, name + "_", op.in_place)
            setattr(Tensor, name + "_", in_place_method)
    if function:
        FUNCTIONS[name] = with_torch_errors(torch, name, op)
        if in_place_kernel is not None and hasattr(torch, name + "_"):
            FUNCTIONS[name + "_"] = with_torch_errors(torch, name + "_", op.in_place)
    return op


FUNCTIONS = {}  # what becomes `torch.<name>`


def composite(name=None, method=True, function=True, dunder=()):
    """Decorator: a function made of other operators, as `torch.name` and `Tensor.name`."""

    def declare(body):
        known = name or body.__name__
        OPERATORS[known] = body
        public = with_aliases(body)
        if method:
            setattr(Tensor, known, with_torch_errors(torch.Tensor, known, public))
        for word in dunder:
            setattr(Tensor, word, body)
        if function:
            FUNCTIONS[known] = with_torch_errors(torch, known, public)
        return body

    return declare


def with_aliases(body):
    """`body`, also under the other names of its arguments: `input` for the first, and numpy's."""
    known = inspect.signature(body).parameters

    def call(*args, **kwargs):
        if kwargs:
            kwargs = {k if k in known else _ALIASES.get(k, k): v for k, v in kwargs.items()}
        return body(*args, **kwargs)

    call.__name__, call.__doc__ = body.__name__, body.__doc__
    return call


def as_python_operator(op):
    """`op` as a method of Python's protocol: what it cannot take it leaves to the other operand."""

    def method(self, other):
        if not is_operand(other):
            return NotImplemented
        try:
            return op(self, other)
        except TypeError:  # as torch does, whatever it comes from
            return NotImplemented

    return method


def is_operand(value):
    """Whether Python's operators take it beside a tensor: a tensor, or a number."""
    if isinstance(value, (Tensor, *_NUMBERS)):
        return True
    return type(value).__module__ == "numpy" and type(value).__name__ != "ndarray"
