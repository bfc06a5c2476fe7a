"""`torch.func.grad`, `vjp`, `jvp` and Jacobians: functions made of functions.

Each calls the function on aliases of its own, that require grad, and differentiates what comes out.
The aliases are nobody else's business: a result keeps its history only as far as that leads to
something the caller can differentiate too, a tensor outside or the alias of an enclosing transform.

Source: https://pytorch.org/docs/stable/func.api.html
"""

import contextlib
import functools

from torch.utils._pytree import tree_flatten, tree_unflatten

from .autograd import backward_and_grad
from .dual_numbers import level
from .factories import FACTORIES
from .grad_mode import is_grad_enabled, set_grad_enabled
from .graph import AccumulateGrad, Node
from .ops.declare import OPERATORS
from .running_transforms import depth_of_transforms
from .storage import serials
from .tensor import Tensor
from .transform_arguments import (
    GRAD_AND_VALUE,
    check_scalar,
    check_sizes,
    check_tensors,
    flat_tensors,
    is_differentiable,
    places_of,
    shape_of,
    tensors_alone,
    with_aux,
)


def grad(func, argnums=0, has_aux=False):
    """The function that gives the gradient of the scalar `func` for its argument `argnums`."""
    value_too = grad_and_value(func, argnums, has_aux)

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        found, value = value_too(*args, **kwargs)
        return (found, value[1]) if has_aux else found

    return wrapper


def grad_and_value(func, argnums=0, has_aux=False):
    """As `grad`, and the value of `func` with it."""

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        with _Transform() as transform:
            args, chosen = transform.alias_chosen(args, argnums)
            output, aux = with_aux(func(*args, **kwargs), has_aux, GRAD_AND_VALUE)
            check_scalar(output)
            flat, spec = tree_flatten(chosen)
            found = tree_unflatten(_gradients([output], flat, None), spec)
            value = (output, tensors_alone(aux)) if has_aux else output
            return transform.closed(found), transform.closed(value)

    return wrapper


def vjp(func, *primals, has_aux=False):
    """`func(*primals)`, and the function that multiplies its Jacobian by a vector on the left."""
    with _Transform() as transform:
        primals = transform.aliased(primals)
        output, aux = with_aux(func(*primals), has_aux, "vjp(f, *primals)")
        outputs, output_spec = flat_tensors(output, "vjp(f, *primals)")
    flat, spec = tree_flatten(primals)

    def product(cotangents, retain_graph=True, create_graph=None):
        given, given_spec = tree_flatten(cotangents)
        if given_spec != output_spec:
            raise RuntimeError(
                "Expected pytree structure of cotangents to be the same as pytree structure of "
                f"outputs to the function. cotangents: {shape_of(given_spec)}, primal "
                f"output: {shape_of(output_spec)}"
            )
        with transform:
            return transform.closed(tree_unflatten(_gradients(outputs, flat, given), spec))

    results = (transform.closed(output), product)
    return (*results, transform.closed(aux)) if has_aux else results


def jvp(func, primals, tangents, *, strict=False, has_aux=False):
    """`func(*primals)`, and its Jacobian times the tangents.

    The product on the left is linear in its vector: its derivative is the product on the right.
    """
    output, found, *aux = _jvp(func, primals, tangents, strict, has_aux)
    like, spec = tree_flatten(output)
    pushed = [_or_zeros(each, one) for each, one in zip(found, like, strict=True)]
    return (output, tree_unflatten(pushed, spec), *aux)


def _jvp(func, primals, tangents, strict, has_aux):
    """The same with a flat list of products; None is of an output that depends on no primal."""
    name = "jvp(f, primals, tangents)"
    if not isinstance(primals, tuple):
        raise RuntimeError(
            f"{name}: Expected primals to be a tuple. E.g. it should be valid to call f(*primals)."
        )
    vectors, vector_spec = tree_flatten(tangents)
    if tree_flatten(primals)[1] != vector_spec:
        raise RuntimeError(
            f"{name}: Expected primals and tangents to have the same python structure. For "
            "example, if primals is a tuple of 3 tensors, tangents also must be. Got primals with "
            f"structure {tree_flatten(primals)[1]} and tangents with structure {vector_spec}"
        )
    check_tensors(tree_flatten(primals)[0], "primals")
    check_tensors(vectors, "tangents")
    for primal in tree_flatten(primals)[0]:
        if not is_differentiable(primal):
            kind = primal.dtype
            raise ValueError(f"Expected primal to be floating point or complex, but got: {kind}")
    with _Transform(by_tangents=True) as transform:
        primals = transform.aliased(primals)
        flat = tree_flatten(primals)[0]
        for primal, vector in zip(flat, vectors, strict=True):
            check_sizes(primal, vector)
        output, aux = with_aux(func(*primals), has_aux, name)
        outputs, _ = flat_tensors(output, name)
        if strict and not all(each.requires_grad for each in outputs):
            raise RuntimeError(INDEPENDENT)
        found = _found_forward(outputs, flat, vectors)
        results = transform.closed(output), transform.closed(found)
        return (*results, transform.closed(aux)) if has_aux else results


INDEPENDENT = (
    "jvp(f, primals, tangents, strict=True): The output of f is independent of the inputs. This is "
    "not allowed with strict=True."
)


def linearize(func, *primals):
    """`func(*primals)`, and the function that multiplies its Jacobian by tangents."""
    output = func(*primals)
    flat, spec = tree_flatten(primals)

    def push(*tangents):
        vectors, vector_spec = tree_flatten(tangents)
        if vector_spec != spec:
            raise RuntimeError(
                f"Expected the tangents {vector_spec} to have the same argspec as the primals "
                f"{spec}"
            )
        for place, (primal, vector) in enumerate(zip(flat, vectors, strict=True)):
            for what in ("shape", "dtype"):
                ours, theirs = getattr(primal, what), getattr(vector, what)
                if ours != theirs:
                    raise RuntimeError(
                        f"tangent:{place} with {what} {theirs} in flattened pytree doesn't match "
                        f"the {what} {ours} of the corresponding primal."
                    )
        return jvp(func, primals, tangents)[1]

    return output, push


def jacrev(func, argnums=0, *, has_aux=False, chunk_size=None):
    """The function that gives the Jacobian, row by row: one backward pass an output element."""
    if chunk_size is not None and chunk_size <= 0:
        raise ValueError("jacrev: `chunk_size` should be greater than 0.")

    @functools.wraps(func)
    def wrapper(*args):
        with _Transform() as transform:
            args, chosen = transform.alias_chosen(args, argnums)
            output, aux = with_aux(func(*args), has_aux, "vjp(f, *primals)")
            outputs, spec = flat_tensors(output, "vjp(f, *primals)")
            flat, input_spec = tree_flatten(chosen)
            rows = transform.closed(_rows(outputs, flat))
            aux = transform.closed(aux)
        columns = [_by_rows(row, outputs, each) for row, each in zip(rows, flat, strict=True)]
        blocks = [tree_unflatten(row, input_spec) for row in zip(*columns, strict=True)]
        found = tree_unflatten(blocks, spec)
        return (found, aux) if has_aux else found

    return wrapper


def _rows(outputs, inputs):
    """For each input the rows of its Jacobians, those of all outputs one below the other."""
    rows = []
    for place, output in enumerate(outputs):
        for element in range(output.numel()):
            vectors = [each.new_zeros(each.size()) for each in outputs]
            vectors[place].view(-1)[element] = 1
            rows.append(_found_gradients(outputs, inputs, vectors))
    columns = zip(*rows, strict=True)
    with _part_of_the_derivative():
        return [_stacked(column, each) for column, each in zip(columns, inputs, strict=True)]


def _by_rows(rows, outputs, each):
    """The Jacobians of all outputs with respect to one input, as views of their rows."""
    with _part_of_the_derivative():
        pieces = rows.split([output.numel() for output in outputs])
        return [
            piece.view(output.size() + each.size())
            for output, piece in zip(outputs, pieces, strict=True)
        ]


def _stacked(found, like):
    """What was found, one behind the other; the same zeros again and again if nothing was."""
    if all(each is None for each in found):
        return FACTORIES["zeros_like"](like).expand(len(found), *like.size())
    return OPERATORS["stack"]([_or_zeros(each, like) for each in found])


@contextlib.contextmanager
def _part_of_the_derivative():
    """Which operations make a Jacobian of its parts is left open, as within a backward pass."""
    Node.derivative_running += 1
    try:
        yield
    finally:
        Node.derivative_running -= 1


@contextlib.contextmanager
def _all_at_once():
    """torch pushes all tangents at once, by `vmap`, which a custom Function must be ready for."""
    depth_of_transforms.batches += 1
    try:
        yield
    finally:
        depth_of_transforms.batches -= 1


def jacfwd(func, argnums=0, has_aux=False, *, randomness="error"):
    """The function that gives the Jacobian, column by column: one tangent an input element."""

    @functools.wraps(func)
    def wrapper(*args):
        places = places_of(argnums, len(args))
        chosen = tuple(args[place] for place in places)
        flat, input_spec = tree_flatten(chosen)

        def of_chosen(*values):
            replaced = list(args)
            for place, value in zip(places, values, strict=True):
                replaced[place] = value
            return func(*replaced)

        columns, aux = [], ()
        for which, each in enumerate(flat):
            for element in range(each.numel()):
                vectors = [value.new_zeros(value.size()) for value in flat]
                vectors[which].view(-1)[element] = 1
                tangents = tree_unflatten(vectors, input_spec)
                with _all_at_once():
                    output, column, *aux = _jvp(of_chosen, chosen, tangents, False, has_aux)
                columns.append(column)
        outputs, spec = tree_flatten(output)
        blocks = []
        for each, column in zip(outputs, zip(*columns, strict=True), strict=True):
            made = tree_unflatten(_by_columns(column, each, flat), input_spec)
            blocks.append(made[0] if isinstance(argnums, int) else made)
        found = tree_unflatten(blocks, spec)
        return (found, aux[0]) if has_aux else found

    return wrapper


def _by_columns(column, output, inputs):
    """The Jacobians of one output, one with respect to each input."""
    with _part_of_the_derivative():
        # The columns for all inputs are made as one, and a Jacobian is a view of its piece.
        made = _stacked(column, output).movedim(0, -1)
        pieces = made.split([each.numel() for each in inputs], -1)
        return [
            piece.unflatten(-1, each.size()) if each.dim() else piece.squeeze(-1)
            for piece, each in zip(pieces, inputs, strict=True)
        ]


def hessian(func, argnums=0):
    """The function that gives the matrix of second derivatives of the scalar `func`."""
    return jacfwd(jacrev(func, argnums), argnums)


# -- one call ------------------------------------------------------------------------------------


class _Transform:
    """The aliases that one call differentiates for, and the grad mode it runs in."""

    def __init__(self, by_tangents=False):
        self.by_tangents = by_tangents  # what it gives back are new tensors, always
        self.own = set()  # the leaves among its aliases
        self.originals = {}  # by alias: what it stands for
        self.recorded = is_grad_enabled()  # whether what lies outside is differentiated too

    def __enter__(self):
        self.before = is_grad_enabled()
        set_grad_enabled(True)
        self.since = next(serials)  # what is made from now on is not captured
        depth_of_transforms.count += 1
        depth_of_transforms.differentiating.append(self)
        if self.by_tangents:
            depth_of_transforms.pushes.append(self._reaches)
        return self

    def __exit__(self, *exception):
        depth_of_transforms.count -= 1
        depth_of_transforms.differentiating.pop()
        if self.by_tangents:
            depth_of_transforms.pushes.pop()
        set_grad_enabled(self.before)

    def alias_chosen(self, args, argnums):
        """The arguments, with aliases of those that are differentiated for; and these aliases."""
        places = places_of(argnums, len(args))
        args = list(args)
        for place in places:
            args[place] = self.aliased(args[place])
        chosen = tuple(args[place] for place in places)
        return args, chosen[0] if isinstance(argnums, int) else chosen

    def aliased(self, value):
        flat, spec = tree_flatten(value)
        return tree_unflatten([self._alias(each) for each in flat], spec)

    def _alias(self, tensor):
        if not isinstance(tensor, Tensor):
            raise ValueError(f"Thing passed to transform API must be Tensor, got {type(tensor)}")
        if self.recorded and tensor.requires_grad:
            alias = tensor.view_as(tensor)
        else:
            alias = tensor.detach()._with_flag(True)
            self.own.add(alias)
        self.originals[alias] = tensor
        return alias

    def closed(self, value):
        """The results without the history that leads to nothing but the aliases."""
        flat, spec = tree_flatten(value)
        return tree_unflatten([self._close(each) for each in flat], spec)

    def _close(self, result):
        if not isinstance(result, Tensor) or not result.requires_grad:
            return result
        if result in self.originals and not self.by_tangents:
            return self.originals[result]
        if result.is_leaf and result not in self.own:
            return result  # from outside
        nodes = _nodes_behind(result)
        if not self.recorded or self._ends_in(nodes):
            result = result.detach()
        if self.by_tangents or any(alias.grad_fn in nodes for alias in self.originals):
            result.mark_as_transformed()
        return result

    def _reaches(self, tensor):
        """Whether a tensor is one of the aliases, or made of one."""
        if tensor in self.originals or not tensor.requires_grad:
            return tensor in self.originals
        leaves = {alias for alias in self.originals if alias.is_leaf}
        behind = {node for alias in self.originals if (node := alias.grad_fn) is not None}
        return any(
            node in behind or (isinstance(node, AccumulateGrad) and node.variable in leaves)
            for node in _nodes_behind(tensor)
        )

    def has_captured(self, tensor):
        """Whether this memory was there before, and the tensor is not made of an alias."""
        if tensor._storage.serial > self.since:
            return False
        given = self.originals.values()
        if not any(tensor._storage is each._storage for each in given):
            return True
        return any(tensor is each or tensor is each._base for each in given)

    def _ends_in(self, nodes):
        """Whether all leaves of this graph are aliases."""
        return all(node.variable in self.own for node in nodes if isinstance(node, AccumulateGrad))


def _nodes_behind(tensor):
    """The nodes of the graph that a tensor is made by."""
    found, waiting = set(), [tensor.grad_fn]
    while waiting:
        node = waiting.pop()
        if node is not None and node not in found:
            found.add(node)
            waiting.extend(following for following, _ in node.next_functions)
    return found


def _gradients(outputs, inputs, vectors):
    """Zero where an output does not depend on an input."""
    found = _found_gradients(outputs, inputs, vectors)
    return [_or_zeros(gradient, each) for gradient, each in zip(found, inputs, strict=True)]


def _or_zeros(gradient, each):
    return FACTORIES["zeros_like"](each) if gradient is None else gradient


def _found_gradients(outputs, inputs, vectors):
    """None where no output depends on an input."""
    # rule: functions.transforms
    if vectors is not None:
        for output, vector in zip(outputs, vectors, strict=True):
            if isinstance(vector, Tensor) and vector.shape != output.shape:
                backward_and_grad.grad(
                    list(outputs), inputs, vectors
                )  # which raises, with torch's text
            if vector is not None and not isinstance(vector, Tensor):
                kind = type(vector).__name__
                raise TypeError(f"gradients can be either Tensors or None, but got {kind}")
    pairs = list(zip(outputs, vectors or [None] * len(outputs), strict=True))
    pairs = [(output, vector) for output, vector in pairs if output.requires_grad]
    if not pairs:
        return [None] * len(inputs)
    roots, grads = zip(*pairs, strict=True)
    return backward_and_grad.grad(roots, inputs, grads, create_graph=True, allow_unused=True)


def pushed_forward(outputs, inputs, tangents):
    """The Jacobian of the outputs for these inputs, times the tangents."""
    found = _found_forward(outputs, inputs, tangents)
    return [_or_zeros(each, output) for each, output in zip(found, outputs, strict=True)]


def _found_forward(outputs, inputs, tangents):
    vectors = [FACTORIES["zeros_like"](output, requires_grad=True) for output in outputs]
    before, level.pushing = level.pushing, True
    try:
        products = _gradients(outputs, inputs, vectors)
        return _found_gradients(products, vectors, tangents)
    finally:
        level.pushing = before
