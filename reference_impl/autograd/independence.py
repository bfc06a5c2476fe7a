"""What `torch.autograd.functional` says when a result does not depend on an input.

Outside of strict mode the derivative is zero; in strict mode each stage has a text of its own.
"""

from ..factories import FACTORIES

NEEDS_V = (
    "The vector v can only be None if the input to the user-provided function is a single Tensor "
    "with a single element."
)
_NOT_ALLOWED = "This is not allowed in strict mode"


def require_dependence(tensors, kind, strict):
    """In strict mode: every one of them is there and requires grad."""
    if not strict:
        return
    for place, tensor in enumerate(tensors):
        if tensor is None:
            raise RuntimeError(
                f"The output of the user-provided function is independent of input {place}. "
                f"{_NOT_ALLOWED}."
            )
        if not tensor.requires_grad:
            raise RuntimeError(_INDEPENDENT[kind].format(place))


_INDEPENDENT = {
    "outputs": (
        "Output {} of the user-provided function does not require gradients. The outputs must be "
        "computed in a differentiable manner from the input when running in strict mode."
    ),
    "grad_inputs": (
        "The gradient with respect to input {} is independent of the inputs of the user-provided "
        f"function. {_NOT_ALLOWED}."
    ),
    "jacobian": (
        "While computing the hessian, found that the jacobian of the user-provided function with "
        "respect to input {} is independent of the input. This is not allowed in strict mode. You "
        "should ensure that your function is twice differentiable and that the jacobian depends on "
        "the inputs (this would be violated by a linear function for example)."
    ),
    "hessian": (
        "The hessian of the user-provided function with respect to input {} is independent of the "
        "input. This is not allowed in strict mode. You should ensure that your function is thrice "
        "differentiable and that the hessian depends on the inputs."
    ),
}


def zeros_where_none(gradients, like, strict, create_graph, stage):
    """The gradients, with zeros for those that are None; in strict mode an error."""
    filled = []
    for place, gradient in enumerate(gradients):
        if gradient is None:
            if strict:
                raise RuntimeError(_MISSING[stage].format(place))
            gradient = FACTORIES["zeros_like"](like[place])
        elif strict and create_graph and not gradient.requires_grad:
            kind = "hessian" if stage.startswith("double") else "jacobian"
            raise RuntimeError(
                f"The {kind} of the user-provided function is independent of input {place}. "
                f"{_NOT_ALLOWED} when create_graph=True."
            )
        filled.append(gradient)
    return tuple(filled)


_MISSING = {
    "back": (
        "The output of the user-provided function is independent of input {}. " + _NOT_ALLOWED + "."
    ),
    "back_trick": (
        "The gradient with respect to the input is independent of entry {} in the grad_outputs "
        "when using the double backward trick to compute forward mode gradients. This is not "
        "allowed in strict mode."
    ),
    "double_back": (
        "The jacobian of the user-provided function is independent of input {}. "
        + _NOT_ALLOWED
        + "."
    ),
    "double_back_trick": (
        "The hessian of the user-provided function is independent of entry {} in the "
        "grad_jacobian. This is not allowed in strict mode as it prevents from using the double "
        "backward trick to replace forward mode AD."
    ),
}
