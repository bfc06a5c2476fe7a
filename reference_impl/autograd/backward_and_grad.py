"""`backward` and `grad`: what a backward pass starts from, and what it returns.

Source: https://pytorch.org/docs/stable/autograd.html
"""

import warnings

from .. import engine
from ..graph import gradient_edge
from ..tensor import Tensor


def backward(
    tensors, grad_tensors=None, retain_graph=None, create_graph=False, grad_variables=None,
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
    if inputs is not None:
        inputs = (inputs,) if isinstance(inputs, Tensor) else tuple(inputs)
        if not inputs:
            raise RuntimeError("`inputs` argument to `backward()` cannot be empty.")
    tensors = (tensors,) if isinstance(tensors, Tensor) else tuple(tensors)
    grads = make_grads(tensors, _as_tuple(grad_tensors, len(tensors)))
    if create_graph and not _leads_nowhere(tensors):
        warnings.warn(CREATE_GRAPH_CYCLE, stacklevel=2)
    _run(tensors, grads, retain_graph, create_graph, inputs or (), accumulate=True)


def grad(
    outputs, inputs, grad_outputs=None, retain_graph=None, create_graph=False, only_inputs=True,
    allow_unused=None, is_grads_batched=False, materialize_grads=False,
):
    """The gradients of `outputs` with respect to `inputs`, as a tuple; no `.grad` is touched.

    Arguments as for `backward`; allow_unused: None rather than an error for an input that the
    outputs do not depend on; materialize_grads: zeros rather than None.
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
    outputs = (outputs,) if isinstance(outputs, Tensor) else tuple(outputs)
    inputs = (inputs,) if isinstance(inputs, Tensor) else tuple(inputs)
    if not inputs:
        raise RuntimeError("`inputs` argument to `grad()` cannot be empty.")
    grads = make_grads(outputs, _as_tuple(grad_outputs, len(outputs)))
    results = _run(outputs, grads, retain_graph, create_graph, inputs, accumulate=False)
    return tuple(
        _captured(result, tensor, place, allow_unused, materialize_grads, create_graph)
        for place, (result, tensor) in enumerate(zip(results, inputs))
    )


def _captured(result, tensor, place, allow_unused, materialize, create_graph):
    if result is not None:
        return result
    if not allow_unused:
        # rule: graph.unused-input-raises
        raise RuntimeError(
            f"The differentiated Tensor at index {place} appears to not have been used in the "
            "graph. Set allow_unused=True if this is the desired behavior."
        )
    # rule: graph.allow-unused
    if materialize:
        from ..factories import zeros_like

        return zeros_like(tensor, requires_grad=create_graph)
    return None


def _run(tensors, grads, retain_graph, create_graph, inputs, accumulate):
    if len(tensors) != len(grads):
        raise RuntimeError(f"got {len(tensors)} tensors and {len(grads)} gradients")
    roots = []
    for place, tensor in enumerate(tensors):
        node, output_nr = gradient_edge(tensor)
        if node is None:
            # rule: graph.backward-without-history-raises
            raise RuntimeError(
                f"element {place} of tensors does not require grad and does not have a grad_fn"
            )
        roots.append((node, output_nr))
    targets = [_target(t) for t in inputs]
    if accumulate:
        for tensor in inputs:
            if not tensor.is_known_leaf:
                # rule: accumulation.inputs-argument
                tensor.retain_grad()
    if retain_graph is None:
        retain_graph = create_graph
    return engine.run_backward(
        roots, _validated(roots, grads), retain_graph, create_graph, targets, accumulate
    )


def _validated(roots, grads):
    """The given gradients, cast to the dtype of the tensor they belong to."""
    fitted = []
    for (node, output_nr), given in zip(roots, grads):
        dtype = node.input_metadata[output_nr].dtype
        fitted.append(given if given is None or given.dtype == dtype else given.to(dtype))
    return fitted


def _target(tensor):
    edge = gradient_edge(tensor)
    if edge[0] is None:
        raise RuntimeError("One of the differentiated Tensors does not require grad")
    return edge


def _leads_nowhere(tensors):
    return any(not t.requires_grad for t in tensors)


def _as_tuple(value, count):
    if value is None:
        return (None,) * count
    return (value,) if isinstance(value, Tensor) else tuple(value)


def make_grads(outputs, grads):
    """The gradient for each output: the given one, checked, or an implicit 1 for a scalar."""
    from ..factories import ones_like

    made = []
    for place, (out, given) in enumerate(zip(outputs, grads)):
        if isinstance(given, Tensor):
            _check_given(out, given, place)
            made.append(given)
        elif given is not None:
            raise TypeError(
                f"gradients can be either Tensors or None, but got {type(given).__name__}"
            )
        elif not out.requires_grad:
            made.append(None)
        elif out.numel() != 1:
            # rule: gradients.vector-needs-argument
            raise RuntimeError("grad can be implicitly created only for scalar outputs")
        elif not out.dtype.is_floating_point:
            raise RuntimeError(
                f"grad can be implicitly created only for real scalar outputs but got {out.dtype}"
            )
        else:
            made.append(ones_like(out))
    return made


def _check_given(out, given, place):
    if given.shape != out.shape:
        # rule: errors.gradient-shape-mismatch
        raise RuntimeError(
            f"Mismatch in shape: grad_output[{place}] has a shape of {given.shape} and "
            f"output[{place}] has a shape of {out.shape}."
        )
    if out.dtype.is_complex != given.dtype.is_complex:
        raise RuntimeError(
            "For complex Tensors, both grad_output and output are required to have the same "
            f"dtype. Mismatch in dtype: grad_output[{place}] has a dtype of {given.dtype} and "
            f"output[{place}] has a dtype of {out.dtype}."
        )


CREATE_GRAPH_CYCLE = (
    "Using backward() with create_graph=True will create a reference cycle between the parameter "
    "and its gradient which can cause a memory leak. We recommend using autograd.grad when "
    "creating the graph to avoid this. If you have to use this function, make sure to reset the "
    ".grad fields of your parameters to None after use to break the cycle and avoid the leak."
)
