"""`torch.func.vmap`: a function of one element, for all elements of a batch.

What it means is the loop over the batch with the results stacked, and so it stands here. What torch
refuses because it runs all elements at once (`item()`, a branch on a value) is in `batches`.

Source: https://pytorch.org/docs/stable/generated/torch.func.vmap.html
"""

import functools

from torch.utils._pytree import _broadcast_to_and_flatten, tree_flatten, tree_unflatten

from . import semantics
from .batches import RANDOMNESS, batches
from .messages import leave_open
from .ops.declare import OPERATORS
from .running_transforms import depth_of_transforms
from .tensor import Tensor
from .utils.random_state import RandomState


def vmap(func, in_dims=0, out_dims=0, randomness="error", *, chunk_size=None):
    """`func` for each element along `in_dims` of its arguments; None: the whole for each."""
    if chunk_size is not None and chunk_size <= 0:
        raise ValueError(f"vmap: chunk_size should be None or greater than 0. (got {chunk_size})")
    if randomness not in ("error", "different", "same"):
        raise RuntimeError(
            "Only allowed values for randomness are 'error', 'different', or 'same'. Got "
            f"{randomness}"
        )

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        batch = _Batch(func, in_dims, args)
        state = RandomState(batch.values) if randomness == "same" else None
        results = []
        # rule: functions.vmap
        for place in range(batch.size):
            if state is not None:
                state.restore()
            drawn = RandomState(batch.values) if randomness == "error" else None
            results.append(_called_within(func, batch, place, kwargs, drawn))
        return _stacked(batch.name, results, out_dims)

    return wrapper


def _called_within(func, batch, place, kwargs, before):
    """`before`: the state of the random numbers, where none may be drawn."""
    depth_of_transforms.count += 1
    depth_of_transforms.batches += 1
    outside, batches.open = batches.open, True
    larger, batches.size = batches.size, batch.size
    try:
        result = func(*batch.element(place), **kwargs)
        if before is not None and not before.is_now():
            before.restore()
            raise RuntimeError(RANDOMNESS)
        return result
    except RuntimeError as error:
        leave_open(error, r"(?<=at non-singleton dimension )\d+")  # torch counts that of the batch
        raise
    finally:
        batches.open, batches.size = outside, larger
        depth_of_transforms.count -= 1
        depth_of_transforms.batches -= 1


class _Batch:
    """The arguments, flat, with the dimension of each that counts the elements."""

    def __init__(self, func, in_dims, args):
        self.name = getattr(func, "__name__", repr(func))
        self.call = f"vmap({self.name}, in_dims={in_dims}, ...)(<inputs>)"
        if not isinstance(in_dims, (int, tuple)):
            raise ValueError(
                f"{self.call}: expected `in_dims` to be int or a (potentially nested) tuple "
                f"matching the structure of inputs, got: {type(in_dims)}."
            )
        if not args:
            raise ValueError(
                f"vmap({self.name})(<inputs>): got no inputs. Maybe you forgot to add inputs, or "
                "you are trying to vmap over a function with no inputs. The latter is unsupported."
            )
        self.values, self.spec = tree_flatten(tuple(args))
        self.dims = _broadcast_to_and_flatten(in_dims, self.spec)
        if self.dims is None:
            raise ValueError(
                f"{self.call}: in_dims is not compatible with the structure of `inputs`. in_dims "
                f"has structure {tree_flatten(in_dims)[1]} but inputs has structure {self.spec}."
            )
        pairs = list(zip(self.values, self.dims, strict=True))
        sizes = [self._size(value, dim) for value, dim in pairs if dim is not None]
        if len(set(sizes)) > 1:
            raise ValueError(
                "vmap: Expected all tensors to have the same size in the mapped dimension, got "
                f"sizes {sizes} for the mapped dimension"
            )
        self.size = sizes[0]

    def _size(self, value, dim):
        if not isinstance(dim, int):
            raise ValueError(
                f"{self.call}: Got in_dim={dim} for an input but in_dim must be either an integer "
                "dimension or None."
            )
        if not isinstance(value, Tensor):
            raise ValueError(
                f"{self.call}: Got in_dim={dim} for an input but the input is of type "
                f"{type(value)}. We cannot vmap over non-Tensor arguments, please use None as the "
                "respective in_dim"
            )
        if not -value.dim() <= dim < value.dim():
            raise ValueError(
                f"{self.call}: Got in_dim={dim} for some input, but that input is a Tensor of "
                f"dimensionality {value.dim()} so expected in_dim to satisfy "
                f"-{value.dim()} <= in_dim < {value.dim()}."
            )
        return value.size(dim)

    def element(self, place):
        chosen = [
            value if dim is None else _element(value, dim, place)
            for value, dim in zip(self.values, self.dims, strict=True)
        ]
        return tree_unflatten(chosen, self.spec)


def _element(value, dim, place):
    element = value.select(dim, place)
    element._of_batch = True  # torch saves, and names in its texts, the whole batch
    return element


def _stacked(name, results, out_dims):
    columns = list(zip(*(tree_flatten(result)[0] for result in results), strict=True))
    spec = tree_flatten(results[0])[1]
    dims = _broadcast_to_and_flatten(_of_one(out_dims, results[0]), spec)
    if dims is None:
        raise ValueError(
            f"vmap({name}, ..., out_dims={out_dims})(<inputs>): out_dims is not compatible with "
            f"the structure of `outputs`. out_dims has structure {tree_flatten(out_dims)[1]} but "
            f"outputs has structure {spec}."
        )
    made = []
    argument = "out_dims=" if semantics.current().texts_of_2_4 else "out_dim="
    for column, dim in zip(columns, dims, strict=True):
        if dim is None and not (isinstance(column[0], Tensor) and column[0]._of_batch):
            made.append(column[0])
            continue
        if dim is None:
            raise ValueError(
                f"vmap({name}, ...): `{name}` can not return a BatchedTensor when out_dim is None"
            )
        if not isinstance(column[0], Tensor):
            raise ValueError(
                f"vmap({name}, ...): `{name}` must only return Tensors, got type "
                f"{type(column[0])}. Did you mean to set {argument} to None for output?"
            )
        stacked = OPERATORS["stack"](list(column), 0)
        moved = stacked.movedim(0, dim) if dim else stacked
        moved.mark_as_transformed()  # torch has run all elements at once
        if moved.grad_fn is not None:
            moved.grad_fn.specified = False  # nor for what is made of it
        made.append(moved)
    return tree_unflatten(made, spec)


def _of_one(dims, result):
    """A tuple of one fits a function that returns a tensor as well."""
    one = isinstance(result, Tensor) and isinstance(dims, tuple) and len(dims) == 1
    return dims[0] if one else dims
