"""`backward` and `grad`: what a backward pass starts from, and what it returns.

A *root* is a tensor to differentiate, with the vector of the vector-Jacobian product for it. A
*target* is a tensor whose gradient is wanted. Either may be given as a `GradientEdge`, the place in
the graph where the tensor's gradient goes, instead of the tensor itself.
"""

import operator
import warnings
from collections.abc import Mapping

from .. import engine, semantics
from ..core_warnings import told_at_the_end, warn_from_core
from ..factories import FACTORIES
from ..graph import Node, gradient_edge
from ..ops.declare import OPERATORS
from ..running_transforms import depth_of_transforms
from ..tensor import Tensor
from .gradient_edge import EDGES

WITHIN_TRANSFORM = (
    "backward() called inside a functorch transform. This is not supported, please use "
    "functorch.grad or functorch.vjp instead or call backward() outside of functorch transforms."
)


def backward(
    tensors,
    grad_tensors=None,
    retain_graph=None,
    create_graph=False,
    grad_variables=None,
    inputs=None,
):
    """Adds the gradients of `tensors` with respect to the leaves to their `.grad`.

    tensors: one or several; grad_tensors: the vector of the vector-Jacobian product, needed where
    a tensor has more than one element. retain_graph: keep what was saved for another pass (by
    default as `create_graph`). create_graph: record the pass itself, to differentiate again.
    inputs: accumulate only into these.

    Raises RuntimeError where a tensor has no history, where an implicit gradient is impossible,
    where the graph was freed or a saved tensor changed.
    """
    if depth_of_transforms.count:
        raise RuntimeError(WITHIN_TRANSFORM)
    if grad_variables is not None:
        grad_tensors = _renamed(grad_tensors, grad_variables)
    if inputs is not None and semantics.current().backward_measures_its_inputs and not len(inputs):
        _refuse_empty("backward")
    targets = () if inputs is None else _listed_targets(inputs, "backward")
    roots = _listed_outputs(tensors)
    grads = make_grads(roots, _listed_grads(grad_tensors, len(roots)))
    _run(roots, grads, retain_graph, create_graph, targets, accumulate=True)


def grad(
    outputs,
    inputs,
    grad_outputs=None,
    retain_graph=None,
    create_graph=False,
    only_inputs=True,
    allow_unused=None,
    is_grads_batched=False,
    materialize_grads=False,
):
    """The gradients of `outputs` with respect to `inputs`, as a tuple; no `.grad` is touched.

    Arguments as for `backward`; allow_unused: None rather than an error for an input that the
    outputs do not depend on; materialize_grads: zeros rather than None. is_grads_batched: the first
    dimension of `grad_outputs` counts vectors; so does that of the results.
    """
    # rule: graph.autograd-grad
    # rule: graph.autograd-grad-leaves-grad-alone
    if materialize_grads and allow_unused is False:
        raise ValueError(
            "Expected allow_unused to be True or not passed when materialize_grads=True, "
            "but got: allow_unused=False."
        )
    if allow_unused is None:
        allow_unused = materialize_grads
    roots, targets = _listed_outputs(outputs), _listed_targets(inputs, "grad")
    if not only_inputs:
        # rule: graph.older-arguments-warn
        category = FutureWarning if semantics.current().texts_of_2_4 else UserWarning
        warnings.warn(ONLY_INPUTS, category, stacklevel=2)
    grads = make_grads(roots, _listed_grads(grad_outputs, len(roots)), is_grads_batched)
    run = _run_batched if is_grads_batched else _run
    results = run(roots, grads, retain_graph, create_graph, targets, accumulate=False)
    if not allow_unused:
        _refuse_unused(results)
    # rule: graph.allow-unused
    if materialize_grads:
        results = _materialized(results, targets, create_graph)
    if type(inputs) is dict and semantics.current().inputs_may_be_a_dict:
        # rule: graph.inputs-may-be-a-dict
        return dict(zip(inputs, results, strict=True))
    return tuple(results)


# -- arguments ---------------------------------------------------------------------------------


def _listed(tensors):
    return (tensors,) if isinstance(tensors, (Tensor, *EDGES)) else tuple(tensors)


def _listed_outputs(outputs):
    """Before an edge could stand for an output, it was taken for a tuple of outputs."""
    if semantics.current().edges_stand_for_outputs:
        return _listed(outputs)
    return (outputs,) if isinstance(outputs, Tensor) else tuple(outputs)


def _listed_targets(inputs, caller):
    """The inputs as a tuple, also from a dict."""
    if not semantics.current().inputs_may_be_a_dict:
        targets = _listed(inputs)
    elif type(inputs) is dict:
        targets = tuple(inputs.values())
    elif isinstance(inputs, Mapping):
        raise TypeError(
            f"`inputs` argument to `{caller}()` must be a dict, not {type(inputs).__name__}. Other "
            "Mapping types are not supported."
        )
    else:
        targets = _listed(inputs)
    if not targets:
        _refuse_empty(caller)
    return targets


def _refuse_empty(caller):
    if caller == "grad" and not semantics.current().grad_refuses_no_inputs:
        return
    if semantics.current().texts_of_2_4:
        raise RuntimeError(f"`inputs` argument to `{caller}()` cannot be empty.")
    raise RuntimeError(f"'inputs' argument to {caller}() cannot be empty.")


def _listed_grads(grads, count):
    if grads is None:
        return (None,) * count
    return (grads,) if isinstance(grads, Tensor) else tuple(grads)


def _renamed(grad_tensors, grad_variables):
    """`grad_tensors` under its older name."""
    reworded = semantics.current().texts_of_2_4
    quote, category = ("`", FutureWarning) if reworded else ("'", UserWarning)
    new, old = f"{quote}grad_tensors{quote}", f"{quote}grad_variables{quote}"
    # rule: graph.older-arguments-warn
    warnings.warn(f"{old} is deprecated. Use {new} instead.", category, stacklevel=3)
    if grad_tensors is not None:
        called = "`backward()`" if reworded else "backward()"
        raise RuntimeError(
            f"{new} and {old} (deprecated) arguments both passed to {called}. Please only use "
            f"{new}."
        )
    return grad_variables


ONLY_INPUTS = (
    "only_inputs argument is deprecated and is ignored now (defaults to True). To accumulate "
    "gradient for other parts of the graph, please use torch.autograd.backward."
)


# -- the vector of the vector-Jacobian product -------------------------------------------------


def make_grads(outputs, grads, batched=False):
    """The gradient for each output: the given one, checked, or an implicit 1 for a scalar."""
    made = []
    for output, given in zip(outputs, grads, strict=False):
        if isinstance(given, Tensor):
            # rule: graph.arguments-are-checked
            _check_given(outputs, output, grads, given, batched)
            made.append(given)
        elif given is None:
            made.append(_implicit(output))
        else:
            # rule: errors.gradient-is-no-tensor
            raise TypeError(
                f"gradients can be either Tensors or None, but got {type(given).__name__}"
            )
    return made


def _known(output, given):
    """Shape, dtype and device of a tensor or of what a `GradientEdge` stands for."""
    if isinstance(output, EDGES) and semantics.current().edges_stand_for_outputs:
        return output.node.input_metadata[output.output_nr]
    if not isinstance(output, Tensor):
        raise _no_output(output, given)
    return output


def _no_output(output, given):
    """The error for what is no tensor, with or without a gradient for it."""
    switches, kind = semantics.current(), type(output).__name__
    if switches.edges_stand_for_outputs:
        return AssertionError(*["Expected output to be a torch.Tensor"][: switches.texts_of_2_10])
    if not given:
        missed = "numel" if isinstance(output, Node) else "requires_grad"
    elif switches.texts_of_2_4:
        missed = "is_nested"
    else:
        return TypeError(
            f"is_same_size(): argument 'input' (position 1) must be Tensor, not {kind}"
        )
    return AttributeError(f"'{kind}' object has no attribute '{missed}'")


def _implicit(output):
    """1, for a real scalar; None for what does not require grad."""
    known = _known(output, given=False)
    if known is output and not output.requires_grad:
        return None
    if known.shape.numel() != 1:
        # rule: gradients.vector-needs-argument
        raise RuntimeError("grad can be implicitly created only for scalar outputs")
    refused = not known.dtype.is_floating_point
    if refused and semantics.current().complex_scalar_needs_argument:
        raise RuntimeError(
            f"grad can be implicitly created only for real scalar outputs but got {known.dtype}"
        )
    # rule: gradients.one-element-is-implicit
    if known is output:
        return FACTORIES["ones_like"](output)
    return FACTORIES["ones"](known.shape, dtype=known.dtype, device=known.device)


def _check_given(outputs, output, grads, given, batched):
    """Raises where a given gradient does not fit its output.

    The texts find the places of the two with `index`, which compares tensors: where an earlier one
    cannot be compared with this one, that error is raised instead.
    """
    known = _known(output, given=True)
    first = given[0] if batched else given
    if first.shape != known.shape:
        # rule: errors.shape-mismatch-in-backward
        head = BATCHED_MISMATCH[0] if batched else "Mismatch in shape: "
        tail = BATCHED_MISMATCH[1] if batched else ""
        if batched and known is not output:
            raise RuntimeError("Batched grads are not supported with GradientEdge")
        shape = first.shape[1:] if batched else first.shape
        raise RuntimeError(
            f"{head}grad_output[{grads.index(given)}] has a shape of {shape} and "
            f"output[{outputs.index(output)}] has a shape of {known.shape}.{tail}"
        )
    if known.dtype.is_complex != given.dtype.is_complex:
        raise RuntimeError(
            "For complex Tensors, both grad_output and output are required to have the same "
            f"dtype. Mismatch in dtype: grad_output[{grads.index(given)}] has a dtype of "
            f"{given.dtype} and output[{outputs.index(output)}] has a dtype of {known.dtype}."
        )


BATCHED_MISMATCH = (
    "If `is_grads_batched=True`, we interpret the first dimension of each grad_output as the batch "
    "dimension. The sizes of the remaining dimensions are expected to match the shape of "
    "corresponding output, but a mismatch was detected: ",
    " If you only want some tensors in `grad_output` to be considered batched, consider using "
    "vmap.",
)


# -- the pass ----------------------------------------------------------------------------------


def _run(tensors, grads, retain_graph, create_graph, inputs, accumulate):
    # Any whole number will do for a flag, and nothing else.
    create_graph = bool(operator.index(create_graph))
    # rule: graph.retain-graph-defaults-to-create-graph
    retain_graph = create_graph if retain_graph is None else bool(operator.index(retain_graph))
    if len(tensors) != len(grads):
        # rule: errors.gradient-is-no-tensor
        raise RuntimeError(f"got {len(tensors)} tensors and {len(grads)} gradients")
    roots = [_root(tensor, place) for place, tensor in enumerate(tensors)]
    targets = [_target(tensor, accumulate) for tensor in inputs]
    if not targets and not accumulate:  # releases that did not refuse it before
        raise ValueError("grad requires non-empty inputs.")
    grads = _as_their_nodes_know_them(roots, grads)
    with told_at_the_end():
        if accumulate and create_graph:
            # rule: graph.older-arguments-warn
            warn_from_core(CREATE_GRAPH_CYCLE)
        return engine.run_backward(roots, grads, retain_graph, create_graph, targets, accumulate)


def _run_batched(tensors, grads, retain_graph, create_graph, inputs, accumulate):
    """One pass for each vector of the batch; the results stacked."""
    if retain_graph is None:
        retain_graph = create_graph
    if any(grad is not None and grad.dim() == 0 for grad in grads):
        raise ValueError(NO_BATCH)
    count = next(grad.shape[0] for grad in grads if grad is not None)
    rows = []
    for row in range(count):
        vectors = [None if grad is None else grad[row] for grad in grads]
        keep = retain_graph or row + 1 < count
        rows.append(_run(tensors, vectors, keep, create_graph, inputs, accumulate))
    # rule: graph.batched-gradients
    stack = OPERATORS["stack"]
    return [None if column[0] is None else stack(column) for column in zip(*rows, strict=True)]


NO_BATCH = (
    "vmap(vjp, in_dims=0, ...)(<inputs>): Got in_dim=0 for some input, but that input is a Tensor "
    "of dimensionality 0 so expected in_dim to satisfy 0 <= in_dim < 0."
)


def _root(tensor, place):
    if isinstance(tensor, EDGES):
        return tensor.node, tensor.output_nr
    node, output_nr = gradient_edge(tensor)
    if node is None:
        # rule: graph.backward-without-history-raises
        raise RuntimeError(
            f"element {place} of tensors does not require grad and does not have a grad_fn"
        )
    return node, output_nr


def _target(tensor, accumulate):
    if isinstance(tensor, EDGES):
        return tensor.node, tensor.output_nr
    if not isinstance(tensor, Tensor):
        kind = type(tensor).__name__
        # rule: graph.arguments-are-checked
        kinds = "Tensors or GradientEdges" if semantics.current().texts_of_2_4 else "Tensors"
        raise RuntimeError(f"all inputs have to be {kinds}, but got {kind}")
    node, output_nr = gradient_edge(tensor)
    if accumulate:
        # rule: accumulation.inputs-argument
        tensor.retain_grad()
    if not tensor.requires_grad:
        raise RuntimeError("One of the differentiated Tensors does not require grad")
    # A view of a leaf made in no_grad mode requires grad, but no graph can lead to it.
    return (node or UNREACHABLE, output_nr)


UNREACHABLE = Node()


def _as_their_nodes_know_them(roots, grads):
    """The given gradients, cast and summed to what the tensors were when they were recorded."""
    return [
        given if given is None else engine.fit_gradient(given, node.input_metadata[nr], None, place)
        for place, ((node, nr), given) in enumerate(zip(roots, grads, strict=True))
    ]


CREATE_GRAPH_CYCLE = (
    "Using backward() with create_graph=True will create a reference cycle between the parameter "
    "and its gradient which can cause a memory leak. We recommend using autograd.grad when "
    "creating the graph to avoid this. If you have to use this function, make sure to reset the "
    ".grad fields of your parameters to None after use to break the cycle and avoid the leak."
)


# -- results -----------------------------------------------------------------------------------


def _refuse_unused(results):
    for place, result in enumerate(results):
        if result is None:
            # rule: graph.unused-input-raises
            which = f"The differentiated Tensor at index {place} appears"
            if not semantics.current().unused_input_has_its_index:
                which = "One of the differentiated Tensors appears"
            raise RuntimeError(
                f"{which} to not have been used in the graph. Set allow_unused=True if this is the "
                "desired behavior."
            )


def _materialized(results, targets, create_graph):
    # rule: graph.materialize-grads
    made = []
    for result, target in zip(results, targets, strict=True):
        if result is None:
            if isinstance(target, EDGES):
                raise RuntimeError(
                    "materialize_grads cannot be used when the given input is a GradientEdge"
                )
            switches = semantics.current()
            recorded = create_graph or not switches.materialized_zeros_are_constants
            result = FACTORIES["zeros_like"](target, requires_grad=recorded)
        made.append(result)
    return made
