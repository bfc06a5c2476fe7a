"""Checks of one expression: the reference against torch, and against numerical differentiation.

An expression such as `m.sum(0)` or `F.mse_loss(m, k)` names its inputs; what they hold is in
`INPUTS`. It is evaluated on torch and on the reference, in several *situations*: all inputs require
grad, or one of them; one of the tensors is written to before backward; another dtype. What is seen
must be equal: values, layout, flags, the graph, first and second derivatives, errors and warnings.

The numerical check needs no torch: central differences with one step of Richardson's extrapolation
against the first derivative, and differences of the first derivative against the second.
"""

import ast
import itertools
import warnings

import torch

import reference_impl

from .side_by_side import TOLERANCE, _close, _graph, _tidy

NUMERICAL_STEP = 1e-3
NUMERICAL_TOLERANCE = 2e-6
FEW_ELEMENTS = 4

# Generic values: no two alike, none zero, both signs.
_m = [[0.8, -1.3, 0.45], [2.1, 0.35, -0.7], [-0.25, 1.6, 1.15]]
_k = [[-0.6, 0.9, 1.7], [0.55, -1.1, 0.3], [1.25, -0.4, 0.65]]
_n = [[0.5, -0.9, 1.2, 0.15], [1.4, 0.7, -0.35, -1.6], [-0.8, 0.25, 1.05, 0.6]]


def _filled(*shape):
    """Distinct values of both signs."""
    count = torch.Size(shape).numel()
    flat = [((7 * i + 3) % 23 - 11) / 8 + 0.05 * ((5 * i) % 3) for i in range(count)]
    return torch.tensor(flat, dtype=torch.float64).reshape(shape).tolist()


def _floats(text):
    return [float(number) for number in text.split()]


_SPECIAL = _floats("-inf -1 -0 0 1 2 inf nan")

INPUTS = {
    "m": _m,
    "k": _k,
    "n": _n,
    "x": [0.7, -1.2, 0.4],
    "y": [1.1, 0.3, -0.6],
    "v": [0.9, -0.5, 0.2, 1.3],
    "s": 0.7,
    "r": -0.4,
    "b": _filled(2, 3, 4),
    "c": _filled(2, 4, 3),
    "a": _filled(1, 3, 4),
    "d": _filled(2, 3, 2, 4),
    "p": [[0.2, 0.7, 0.35, 0.9], [0.1, 0.55, 0.8, 0.4], [0.65, 0.3, 0.05, 0.95]],
    "q": [[0.6, 0.15, 0.5, 0.25], [0.9, 0.45, 0.2, 0.7], [0.35, 0.8, 0.1, 0.55]],
    "cube": _filled(5, 3, 4),
    # Ties, zeros, extremes.
    "ties": [[1.0, 3.0, 3.0], [2.0, 1.0, 2.0], [3.0, 3.0, 3.0]],
    "one_zero": [[2.0, 0.0, -1.5], [0.5, 3.0, 1.0]],
    "two_zeros": [[2.0, 0.0, -1.5, 0.0], [0.0, 0.0, 0.0, 1.0]],
    "zeros": [[0.0, 0.0, 0.0], [0.0, 0.0, 0.0]],
    "nans": [[1.0, float("nan"), 2.0], [float("nan"), float("nan"), 0.5]],
    "infs": [[1.0, float("inf"), 2.0], [float("-inf"), float("inf"), 0.5]],
    "lows": [[float("-inf")] * 3, [0.5, float("-inf"), 1.0]],
    "one": [1.5],
    "singular": [[1.0, 2.0, 0.5], [2.0, 4.0, 1.0], [0.0, 1.0, -1.0]],
    "rank_one": [[1.0, 2.0, -1.0], [2.0, 4.0, -2.0], [0.5, 1.0, -0.5]],
    "ends": [0.0, 1.0, 0.0, 1.0],
    "halves": [0.0, 0.0, 0.5, 1.0],
    # Kinks, bounds, poles and what lies beyond them; and pairs of such.
    "edges": _floats("-inf -3 -2 -1 -0.5 -0 0 0.5 1 2 3 6 inf nan"),
    "left": [first for first in _SPECIAL for _ in _SPECIAL],
    "right": [second for _ in _SPECIAL for second in _SPECIAL],
    "above_one": [1.3, 2.6, 4.1],
    "none": [],
    "thin": [[], [], []],
}
CONSTANTS = {
    "i": [0, 2],
    "j": [2, 0, 2],
    "t": [0, 1, 2],
    "rows": [[0, 1, 2], [2, 2, 0]],
    "one_class": 1,
    "classes": [[0, 2, 1, 0], [1, 1, 2, 0]],
    "w3": [0.5, 2.0, 1.5],
    "rm": [0.1, -0.2, 0.3],
    "rv": [0.9, 1.2, 0.7],
    "w4": [0.5, 2.0, 1.5, 0.25],
    "signs": [[1.0, -1.0, 1.0, -1.0], [-1.0, -1.0, 1.0, 1.0], [1.0, 1.0, -1.0, -1.0]],
    "square": [[0, 1, 2], [3, 4, 5], [6, 7, 8]],
    "mask": [True, False, True],
    "grid": [[True, False, True], [False, False, True], [True, True, False]],
}


class Values:
    """The values of a tensor, equal to others within the tolerance of the computation's dtype."""

    def __init__(self, tensor, computed_in=None):
        self.dtype = str(tensor.dtype)
        self.tolerance = max(TOLERANCE.get(str(d), 1e-11) for d in (computed_in, tensor.dtype))
        self.values = tensor.tolist()

    def __eq__(self, other):
        same_dtype = isinstance(other, Values) and self.dtype == other.dtype
        return same_dtype and _close(self.values, other.values, self.tolerance)

    __hash__ = None

    def __repr__(self):
        return f"{self.values} {self.dtype}"


# -- evaluating --------------------------------------------------------------------------------


def inputs_of(expression):
    """The names of the differentiable inputs of an expression, in order of appearance."""
    used = [node.id for node in ast.walk(ast.parse(expression)) if isinstance(node, ast.Name)]
    return list(dict.fromkeys(name for name in used if name in INPUTS))


def constants_of(expression):
    used = [node.id for node in ast.walk(ast.parse(expression)) if isinstance(node, ast.Name)]
    return list(dict.fromkeys(name for name in used if name in CONSTANTS))


def _modules(subject):
    functional = getattr(subject.nn, "functional", None)
    return {"torch": subject, "F": functional, "linalg": subject.linalg}


def _constant(subject, name, dtype=torch.float64):
    constant = subject.tensor(CONSTANTS[name])
    return constant.to(dtype) if constant.is_floating_point() else constant


class Run:
    """One evaluation on a subject. Inputs are clones of leaves, so that they may be written to."""

    def __init__(self, subject, expression, wanted, dtype=torch.float64):
        self.subject, self.expression = subject, expression
        self.leaves, self.names = {}, {}
        for name in inputs_of(expression):
            leaf = subject.tensor(INPUTS[name], dtype=dtype, requires_grad=name in wanted)
            self.leaves[name] = leaf
            self.names[name] = leaf.clone()
        for name in constants_of(expression):
            self.names[name] = _constant(subject, name, dtype)
        self.result = eval(expression, {**_modules(subject), **self.names})
        self.outputs = _tensors_in(self.result)
        self.computed_in = subject.float32 if "float32" in expression else dtype
        self.wanted = [self.leaves[name] for name in wanted]

    def differentiable(self):
        return [output for output in self.outputs if output.requires_grad]

    def weights(self, tensors, requires_grad=False):
        """A generic gradient for each tensor."""
        made = []
        for tensor in tensors:
            flat = [((5 * i + 2) % 11 - 4) / 4 for i in range(tensor.numel())]
            weight = self.subject.tensor(flat, dtype=tensor.dtype).reshape(tuple(tensor.shape))
            made.append(weight.requires_grad_(requires_grad))
        return made

    def gradients(self, weights=None, **options):
        outputs = self.differentiable()
        weights = self.weights(outputs) if weights is None else weights
        return self.subject.autograd.grad(
            outputs, self.wanted, weights, allow_unused=True, **options
        )


def _tensors_in(value):
    if isinstance(value, (tuple, list)):
        return [tensor for item in value for tensor in _tensors_in(item)]
    return [value] if hasattr(value, "requires_grad") else []


# -- situations --------------------------------------------------------------------------------


def observe(subject, expression, situation):
    """What is seen of an expression in one situation, as (what, value) pairs."""
    kind, *details = situation
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        before = torch.is_warn_always_enabled()
        torch.set_warn_always(True)
        try:
            seen = list(_SITUATIONS[kind](subject, expression, *details))
        except Exception as error:
            seen = [("raised", f"{type(error).__name__}: {_tidy(str(error))}")]
        finally:
            torch.set_warn_always(before)
    if kind == "all":
        seen.append(("warned", [_tidy(str(w.message)) for w in caught]))
    return seen


def _all(subject, expression):
    """Values, layout, flags and graph; gradients and their layout."""
    wanted = inputs_of(expression)
    run = Run(subject, expression, wanted)
    yield from _outputs(run)
    if run.differentiable():
        yield from _gradients(run, wanted, run.gradients(), layout=True)


def _outputs(run):
    yield "kind of result", type(run.result).__name__
    for place, output in enumerate(run.outputs):
        label = f"output {place}"
        yield f"{label} values", Values(output, run.computed_in)
        for what in ("shape", "requires_grad", "is_leaf", "output_nr", "_version"):
            yield f"{label} {what}", getattr(output, what)
        yield f"{label} strides", tuple(output.stride())
        yield f"{label} is view", output._is_view()
        yield f"{label} graph", _graph(output.grad_fn, depth=12)


def _gradients(run, names, grads, layout=False):
    for name, grad in zip(names, grads, strict=True):
        yield f"gradient of {name}", None if grad is None else Values(grad, run.computed_in)
        if grad is not None and layout and grad.numel():
            yield f"strides of the gradient of {name}", tuple(grad.stride())


def _partial(subject, expression, wanted):
    """Only some inputs require grad."""
    run = Run(subject, expression, wanted)
    yield from _outputs(run)
    if run.differentiable():
        yield from _gradients(run, wanted, run.gradients())


def _second(subject, expression):
    """The derivative of the derivative, with respect to the inputs and the incoming gradient."""
    wanted = inputs_of(expression)
    run = Run(subject, expression, wanted)
    if not run.differentiable():
        return
    weights = run.weights(run.differentiable(), requires_grad=True)
    first = run.gradients(weights, create_graph=True)
    yield from _gradients(run, wanted, first)
    known = [grad for grad in first if grad is not None and grad.requires_grad]
    targets = [*run.wanted, *weights]
    second = subject.autograd.grad(known, targets, run.weights(known), allow_unused=True)
    for place, grad in enumerate(second):
        yield f"second derivative {place}", _zero_is_none(run, grad)


def _zero_is_none(run, grad):
    """Whether a gradient that is zero is a tensor of zeros or None is not compared at order two."""
    if grad is None or not bool((grad != 0).any()):
        return None
    return Values(grad, run.computed_in)


def _written(subject, expression, wanted, where):
    """One of the tensors is written to between forward and backward."""
    run = Run(subject, expression, wanted)
    if not run.differentiable():
        return
    tensors = {**run.names, **{f"output {i}": o for i, o in enumerate(run.outputs)}}
    with subject.no_grad():
        target = tensors[where]
        target.logical_not_() if target.dtype == subject.bool else target.mul_(1)
    run.gradients()
    yield "backward", "ran"


def _twice(subject, expression):
    """A second backward: an error if anything was saved."""
    run = Run(subject, expression, inputs_of(expression))
    if run.differentiable():
        run.gradients()
        run.gradients()
        yield "second backward", "ran"


def _typed(subject, expression, dtype):
    """The same in another dtype."""
    wanted = inputs_of(expression)
    run = Run(subject, expression, wanted, dtype)
    for place, output in enumerate(run.outputs):
        yield f"output {place}", Values(output, run.computed_in)
        yield f"output {place} requires grad", output.requires_grad
    if run.differentiable():
        yield from _gradients(run, wanted, run.gradients())


_SITUATIONS = {
    "all": _all,
    "partial": _partial,
    "second": _second,
    "written": _written,
    "twice": _twice,
    "typed": _typed,
}


def situations(expression, dtypes=(), outputs=None):
    """Every situation an expression is checked in."""
    names = inputs_of(expression)
    yield ("all",)
    yield ("second",)
    yield ("twice",)
    masks = [names] + [[name] for name in names if len(names) > 1]
    yield from (("partial", mask) for mask in masks[1:])
    if outputs is None:
        outputs = _count_outputs(expression)
    places = [*names, *constants_of(expression), *(f"output {i}" for i in range(outputs))]
    yield from (("written", mask, where) for mask, where in itertools.product(masks, places))
    yield from (("typed", dtype) for dtype in dtypes)


def _count_outputs(expression):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return len(Run(torch, expression, inputs_of(expression)).outputs)
        except Exception:
            return 0


def differences(expression, situation):
    """Where torch and the reference differ, a line each."""
    expected = observe(torch, expression, situation)
    actual = observe(reference_impl, expression, situation)
    found = []
    for (label, wanted), (other, got) in itertools.zip_longest(
        expected, actual, fillvalue=("nothing", None)
    ):
        if label != other or wanted != got:
            found.append(
                f"{situation} {label}\n    torch:     {wanted}\n    reference: {other}, {got}"
            )
            if label != other:
                break
    return found


def assert_as_torch(expression, dtypes=()):
    """The reference shows what torch shows, in every situation."""
    found = [
        line
        for situation in situations(expression, dtypes)
        for line in differences(expression, situation)
    ]
    assert not found, "\n".join(["", expression, *found])


# -- numerical differentiation -----------------------------------------------------------------


def assert_as_numbers(expression, orders=2):
    """First and second derivative of the reference are those that differences of values give.

    orders: 1 where there is no second derivative.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _compare_with_numbers(expression, orders)


def _compare_with_numbers(expression, orders):
    names = inputs_of(expression)
    start = [torch.tensor(INPUTS[name], dtype=torch.float64) for name in names]

    def value(inputs):
        return _weighted(_evaluate(expression, names, inputs)[1])

    def slope(inputs):
        leaves, outputs = _evaluate(expression, names, inputs, requires_grad=True)
        grads = _grad(_weighted(outputs), leaves)
        return _weighted(grads)

    for function, order in ((value, "first"), (slope, "second"))[:orders]:
        exact = _exact(expression, names, start, order)
        for name, place, direction in _directions(names, start):
            wanted = _richardson(function, start, place, direction)
            found = float((exact[place] * direction).sum())
            assert abs(found - wanted) <= NUMERICAL_TOLERANCE * (1 + abs(wanted)), (
                f"{expression}: {order} derivative with respect to {name} in the direction "
                f"{direction.tolist()}\n    numerical: {wanted}\n    reference: {found}"
            )


def _directions(names, start):
    """Some generic directions to move each input in; each element, where there are few."""
    for place, (name, value) in enumerate(zip(names, start, strict=True)):
        count = value.numel()
        few = count <= FEW_ELEMENTS
        for i in range(count if few else FEW_ELEMENTS):
            if few:
                flat = [float(k == i) for k in range(count)]
            else:
                flat = [((3 * k + 5 * i * k + i) % 7 - 3) / 4 for k in range(count)]
            yield name, place, torch.tensor(flat, dtype=torch.float64).reshape(value.shape)


def _evaluate(expression, names, inputs, requires_grad=False):
    subject = reference_impl
    leaves = [
        subject.tensor(v.tolist(), dtype=torch.float64, requires_grad=requires_grad) for v in inputs
    ]
    constants = {name: _constant(subject, name) for name in constants_of(expression)}
    clones = {name: leaf.clone() for name, leaf in zip(names, leaves, strict=True)}
    result = eval(expression, {**_modules(subject), **constants, **clones})
    return leaves, [t for t in _tensors_in(result) if t.is_floating_point()]


def _weighted(tensors):
    """One number from several tensors, each element with a weight of its own."""
    total = reference_impl.tensor(0.0, dtype=torch.float64)
    for tensor in tensors:
        if tensor is not None:
            flat = [((5 * i + 2) % 11 - 4) / 4 for i in range(tensor.numel())]
            weight = reference_impl.tensor(flat, dtype=torch.float64).reshape(tuple(tensor.shape))
            total = total + (tensor * weight).sum()
    return total


def _grad(total, leaves):
    if not total.requires_grad:
        return [None] * len(leaves)
    return reference_impl.autograd.grad(total, leaves, create_graph=True, allow_unused=True)


def _exact(expression, names, start, order):
    leaves, outputs = _evaluate(expression, names, start, requires_grad=True)
    grads = _grad(_weighted(outputs), leaves)
    if order == "second":
        grads = _grad(_weighted(grads), leaves)
    return [
        torch.zeros_like(value)
        if grad is None or not bool((grad != 0).any())
        else torch.tensor(grad.tolist(), dtype=value.dtype).reshape(value.shape)
        for value, grad in zip(start, grads, strict=True)
    ]


def _richardson(function, start, place, direction):
    def central(step):
        values = []
        for signed in (step, -step):
            moved = [v.clone() for v in start]
            moved[place] += signed * direction
            values.append(float(function(moved).item()))
        return (values[0] - values[1]) / (2 * step)

    return (4 * central(NUMERICAL_STEP / 2) - central(NUMERICAL_STEP)) / 3
