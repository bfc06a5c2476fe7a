"""`torch.autograd.functional`: Jacobians, Hessians and products with them, of a Python function.

All of them call the function on fresh aliases of the inputs and differentiate its outputs. Those
with `create_graph` can be differentiated again; `strict` refuses outputs that do not depend on an
input, whose derivative would silently be zero.

Source: https://pytorch.org/docs/stable/autograd.html#functional-higher-level-api
"""

from ..factories import FACTORIES
from ..grad_mode import enable_grad, is_grad_enabled, no_grad, set_grad_enabled
from ..ops.declare import OPERATORS
from ..tensor import Tensor
from .backward_and_grad import grad
from .independence import NEEDS_V, require_dependence, zeros_where_none


def vjp(func, inputs, v=None, create_graph=False, strict=False):
    """The outputs of `func(*inputs)`, and the product of `v` with its Jacobian."""
    with enable_grad():
        given, inputs = _started(inputs, "vjp", create_graph)
        returned, outputs = _called(func, inputs, "vjp", strict)
        if v is not None:
            v = _vector(v, outputs, returned, "vjp", create_graph)
        elif not _is_one_number(outputs):
            raise RuntimeError(
                "The vector v can only be None if the user-provided function returns a single "
                "Tensor with a single element."
            )
    with set_grad_enabled(create_graph or is_grad_enabled()):
        found = _grad(outputs, inputs, v, create_graph)
        # rule: graph.products-with-the-jacobian
        product = zeros_where_none(found, inputs, strict, create_graph, "back")
    return _finished(outputs, returned, create_graph), _finished(product, given, create_graph)


def jvp(func, inputs, v=None, create_graph=False, strict=False):
    """The outputs of `func(*inputs)`, and the product of its Jacobian with `v`.

    The vector-Jacobian product is linear in its vector: differentiated with respect to that it
    gives the Jacobian-vector product.
    """
    with enable_grad():
        _, inputs, v = _started_with_vector(inputs, v, "jvp", create_graph)
        returned, outputs = _called(func, inputs, "jvp", strict)
        vectors = tuple(FACTORIES["zeros_like"](out, requires_grad=True) for out in outputs)
        products = _grad(outputs, inputs, vectors, create_graph=True)
        require_dependence(products, "grad_inputs", strict)
    with set_grad_enabled(create_graph or is_grad_enabled()):
        found = _grad(products, vectors, v, create_graph)
        # rule: graph.products-with-the-jacobian
        product = zeros_where_none(found, outputs, strict, create_graph, "back_trick")
    return _finished(outputs, returned, create_graph), _finished(product, returned, create_graph)


def vhp(func, inputs, v=None, create_graph=False, strict=False):
    """The scalar `func(*inputs)`, and the product of `v` with its Hessian."""
    with enable_grad():
        given, inputs, v = _started_with_vector(inputs, v, "vhp", create_graph)
        returned, outputs = _called(func, inputs, "vhp", strict)
        first = _first_derivative(outputs, returned, inputs, "vhp", strict)
    with set_grad_enabled(create_graph or is_grad_enabled()):
        found = _grad(first, inputs, v, create_graph)
        # rule: graph.products-with-the-hessian
        product = zeros_where_none(found, inputs, strict, create_graph, "double_back")
    return _finished(outputs, returned, create_graph), _finished(product, given, create_graph)


def hvp(func, inputs, v=None, create_graph=False, strict=False):
    """The scalar `func(*inputs)`, and the product of its Hessian with `v`."""
    with enable_grad():
        given, inputs, v = _started_with_vector(inputs, v, "hvp", create_graph)
        returned, outputs = _called(func, inputs, "hvp", strict)
        first = _first_derivative(outputs, returned, inputs, "hvp", strict)
        vectors = tuple(FACTORIES["zeros_like"](tensor, requires_grad=True) for tensor in inputs)
        second = _grad(first, inputs, vectors, create_graph=True)
        require_dependence(first, "hessian", strict)
    with set_grad_enabled(create_graph or is_grad_enabled()):
        found = _grad(second, vectors, v, create_graph)
        # rule: graph.products-with-the-hessian
        product = zeros_where_none(found, inputs, strict, create_graph, "double_back_trick")
    return _finished(outputs, returned, create_graph), _finished(product, given, create_graph)


def jacobian(
    func, inputs, create_graph=False, strict=False, vectorize=False, strategy="reverse-mode"
):
    """The Jacobian of `func` at `inputs`: a tensor of the output's shape, then the input's.

    With several outputs or inputs a tuple, or a tuple of tuples: first by output, then by input.
    """
    _check_strategy(strategy, create_graph, strict, vectorize)
    if vectorize and strict:
        raise RuntimeError(
            "torch.autograd.functional.jacobian: `strict=True` and `vectorized=True` are not "
            "supported together. Please either set `strict=False` or `vectorize=False`."
        )
    with enable_grad():
        given, inputs = _started(inputs, "jacobian", create_graph)
        returned, outputs = _called(func, inputs, "jacobian", strict)
        # rule: graph.jacobian
        found = tuple(
            _jacobian_of(outputs, place, inputs, create_graph, strict, vectorize)
            for place in range(len(outputs))
        )
    found = tuple(_finished(row, given, create_graph) for row in found)
    return found if returned else found[0]


def _check_strategy(strategy, create_graph, strict, vectorize):
    """Both modes give the same numbers; torch allows the forward one less."""
    if strategy not in ("forward-mode", "reverse-mode"):
        raise AssertionError(UNKNOWN_STRATEGY)
    if strategy == "forward-mode":
        for name, value in {"create_graph": create_graph, "strict": strict}.items():
            if value:
                raise (NotImplementedError if name == "create_graph" else RuntimeError)(
                    f"torch.autograd.functional.jacobian: `{name}=True` and "
                    '`strategy="forward-mode"` are not supported together (yet). Please either set '
                    f'`{name}=False` or `strategy="reverse-mode"`.'
                )
        if not vectorize:
            raise NotImplementedError(FORWARD_NOT_VECTORIZED)


UNKNOWN_STRATEGY = (
    'Expected strategy to be either "forward-mode" or "reverse-mode". Hint: If your function has '
    'more outputs than inputs, "forward-mode" tends to be more performant. Otherwise, prefer to '
    'use "reverse-mode".'
)
FORWARD_NOT_VECTORIZED = (
    "Computing Jacobian using forward-AD or forward-over-reverse Hessian isonly implemented for "
    "`vectorize=True`."
)


def _jacobian_of(outputs, place, inputs, create_graph, strict, vectorize):
    """The Jacobian of one output with respect to each input, row by row.

    vectorize: as rows of all outputs together, with zeros for the others.
    """
    output = outputs[place]
    rows = [[] for _ in inputs]
    for element in range(output.numel()):
        if vectorize:
            zeros = FACTORIES["zeros"]
            vectors = tuple(
                zeros(each.shape, dtype=each.dtype, device=each.device) for each in outputs
            )
            with no_grad():
                vectors[place].reshape(-1)[element] = 1
            found = _grad(outputs, inputs, vectors, create_graph, retain_graph=True)
        else:
            number = output.reshape(-1)[element]
            found = _grad((number,), inputs, None, create_graph, retain_graph=True)
        for which, (row, gradient) in enumerate(zip(rows, found, strict=True)):
            if gradient is None and strict:
                raise RuntimeError(
                    f"Output {place} of the user-provided function is independent of input "
                    f"{which}. This is not allowed in strict mode."
                )
            if strict and create_graph and not gradient.requires_grad:
                raise RuntimeError(
                    f"The jacobian of the user-provided function is independent of input {place}. "
                    "This is not allowed in strict mode when create_graph=True."
                )
            row.append(FACTORIES["zeros_like"](inputs[which]) if gradient is None else gradient)
    stack = OPERATORS["stack"]
    pairs = zip(rows, inputs, strict=True)
    return tuple(stack(row, 0).view(output.size() + tensor.size()) for row, tensor in pairs)


def hessian(
    func,
    inputs,
    create_graph=False,
    strict=False,
    vectorize=False,
    outer_jacobian_strategy="reverse-mode",
):
    """The Hessian of a scalar function: the Jacobian of its gradient."""
    given, inputs = _as_tuple(inputs, "inputs", "hessian")

    def scalar(*args):
        result = func(*args)
        returned, outputs = _as_tuple(result, FUNCTION_OUTPUTS, "hessian")
        require_dependence(outputs, "outputs", strict)
        _check_scalar(outputs, returned, "hessian")
        return result.squeeze()

    def gradient(*args):
        first = jacobian(scalar, args, create_graph=True)
        require_dependence(first, "jacobian", strict)
        return first

    # rule: graph.hessian
    found = jacobian(gradient, inputs, create_graph, strict, vectorize, outer_jacobian_strategy)
    return found if given else found[0][0]


# -- arguments and results ---------------------------------------------------------------------

FUNCTION_OUTPUTS = "outputs of the user-provided function"


def _as_tuple(value, what, caller):
    """Whether it is a tuple, and it as one; TypeError where it is not made of tensors."""
    is_tuple = isinstance(value, tuple)
    for place, item in enumerate(value if is_tuple else (value,)):
        if not isinstance(item, Tensor):
            where = f"the value at index {place}" if is_tuple else f"the given {what}"
            raise TypeError(
                f"The {what} given to {caller} must be either a Tensor or a tuple of Tensors but "
                f"{where} has type {type(item)}."
            )
    return is_tuple, value if is_tuple else (value,)


def _started(inputs, caller, create_graph):
    """The inputs as aliases that require grad; with `create_graph`, as part of their graph."""
    given, inputs = _as_tuple(inputs, "inputs", caller)
    return given, _aliases(inputs, create_graph, True)


def _aliases(tensors, create_graph, requires_grad):
    return tuple(
        tensor.view_as(tensor)
        if create_graph and tensor.requires_grad
        else tensor.detach().requires_grad_(requires_grad)
        for tensor in tensors
    )


def _started_with_vector(inputs, v, caller, create_graph):
    given, inputs = _started(inputs, caller, create_graph)
    if v is not None:
        return given, inputs, _vector(v, inputs, given, caller, create_graph)
    if not _is_one_number(inputs):
        raise RuntimeError(NEEDS_V)
    return given, inputs, None


def _is_one_number(tensors):
    return len(tensors) == 1 and tensors[0].numel() == 1


def _vector(v, like, several, caller, create_graph):
    """`v`, one tensor for each of `like`, of its size."""
    _, v = _as_tuple(v, "v", caller)
    v = _aliases(v, create_graph, False)
    if len(v) != len(like):
        if not several:
            raise RuntimeError("The given v should contain a single Tensor.")
        raise RuntimeError(
            f"v is a tuple of invalid length: should be {len(like)} but got {len(v)}."
        )
    for place, (mine, theirs) in enumerate(zip(v, like, strict=True)):
        if mine.size() != theirs.size():
            entry = f"Entry {place} in " if several else ""
            raise RuntimeError(
                f"{entry}v has invalid size: should be {theirs.size()} but got {mine.size()}."
            )
    return v


def _called(func, inputs, caller, strict):
    returned, outputs = _as_tuple(func(*inputs), FUNCTION_OUTPUTS, caller)
    require_dependence(outputs, "outputs", strict)
    return returned, outputs


def _check_scalar(outputs, returned, caller):
    if returned:
        raise RuntimeError(f"The function given to {caller} should return a single Tensor")
    if outputs[0].numel() != 1:
        raise RuntimeError(
            f"The Tensor returned by the function given to {caller} should contain a single element"
        )


def _first_derivative(outputs, returned, inputs, caller, strict):
    _check_scalar(outputs, returned, caller)
    first = _grad(outputs, inputs, None, create_graph=True)
    require_dependence(first, "jacobian", strict)
    return first


def _grad(outputs, inputs, vectors, create_graph, retain_graph=None):
    """`autograd.grad` of those outputs that require it; None where nothing depends."""
    vectors = vectors or (None,) * len(outputs)
    pairs = [
        (output, vector)
        for output, vector in zip(outputs, vectors, strict=True)
        if output is not None and output.requires_grad
    ]
    if not pairs:
        return (None,) * len(inputs)
    outputs, vectors = zip(*pairs, strict=True)
    return grad(
        outputs,
        inputs,
        vectors,
        allow_unused=True,
        create_graph=create_graph,
        retain_graph=retain_graph,
    )


def _finished(results, as_tuple, create_graph):
    """The results as they were asked for: a tuple or one tensor, with or without history."""
    if not create_graph:
        results = tuple(result.detach() for result in results)
    return results if as_tuple else results[0]
