"""What the transforms of `torch.func` take and give, checked with torch's texts."""

from torch.utils._pytree import tree_flatten, tree_unflatten

from .tensor import Tensor

GRAD_AND_VALUE = "grad_and_value(f)(*args)"


def places_of(argnums, count):
    if not isinstance(argnums, (int, tuple)):
        kind = type(argnums)
        raise RuntimeError(f"argnums must be int or Tuple[int, ...], got: {kind}")
    places = (argnums,) if isinstance(argnums, int) else argnums
    for place in places:
        if not -count <= place < count:
            raise RuntimeError(f"Got argnum={place}, but only {count} positional inputs")
    places = tuple(place % count for place in places)
    if not places:
        raise RuntimeError("argnums must be non-empty")
    if len(set(places)) != len(places):
        raise RuntimeError(f"argnums elements must be unique, got {places}")
    return places


def with_aux(result, has_aux, name):
    if not has_aux:
        return result, None
    if not (isinstance(result, tuple) and len(result) == 2):
        raise RuntimeError(
            f"{name}: output of function f should be a tuple: (output, aux) if has_aux is True"
        )
    output, aux = result
    return output, aux if name == GRAD_AND_VALUE else tensors_alone(aux)


def tensors_alone(aux):
    """What is given along with the output; `grad` looks at it when it is done."""
    for each in tree_flatten(aux)[0]:
        if not isinstance(each, Tensor):
            raise RuntimeError(f"Expected tensors, got unsupported type {type(each)}")
    return aux


def check_scalar(output):
    if not isinstance(output, Tensor):
        raise RuntimeError(
            f"{GRAD_AND_VALUE}: Expected f(*args) to return a Tensor, got {type(output)}"
        )
    if output.dim() != 0:
        raise RuntimeError(
            f"{GRAD_AND_VALUE}: Expected f(*args) to return a scalar Tensor, got tensor with "
            f"{output.dim()} dims. Maybe you wanted to use the vjp or jacrev APIs instead?"
        )


class _Leaf:
    """Stands for any leaf of a tree."""

    def __repr__(self):
        return "*"


def shape_of(spec):
    return repr(tree_unflatten([_Leaf()] * spec.num_leaves, spec))


def flat_tensors(output, name):
    flat, spec = tree_flatten(output)
    for each in flat:
        if not isinstance(each, Tensor):
            raise RuntimeError(
                f"{name}: expected f(*primals) to return only tensors, got unsupported type "
                f"{type(each)}"
            )
        if name.startswith("vjp") and not is_differentiable(each):
            raise RuntimeError(
                "vjp(f, ...): All outputs of f must be floating-point or complex Tensors, got "
                f"Tensor with dtype {each.dtype}"
            )
    return flat, spec


def is_differentiable(tensor):
    return tensor.is_floating_point() or tensor.is_complex()


def check_tensors(flat, which):
    name = "jvp(f, primals, tangents)"
    if not flat:
        raise RuntimeError(f"{name}: Expected {which} to contain at least one Tensor.")
    for each in flat:
        if not isinstance(each, Tensor):
            raise RuntimeError(
                f"{name}: Expected {which} to only contain Tensors, got {type(each)}"
            )


def check_sizes(primal, tangent):
    if primal.shape != tangent.shape:
        raise RuntimeError(
            "Trying to set a forward gradient that has a different size than that of the original "
            f"Tensor, this is not supported. Tensor is of size {list(primal.shape)} while the "
            f"given forward gradient is of size {list(tangent.shape)}."
        )
