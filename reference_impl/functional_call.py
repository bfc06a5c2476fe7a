"""`torch.func.functional_call`: a module called with other tensors in the place of its own.

Source: https://pytorch.org/docs/stable/generated/torch.func.functional_call.html
"""

import contextlib
import warnings
from collections import Counter
from collections.abc import Sequence

from .tensor import Tensor


def functional_call(
    module, parameter_and_buffer_dicts, args=None, kwargs=None, *, tie_weights=True, strict=False
):
    """`module(*args, **kwargs)` with these tensors in the place of its own, by their paths.

    tie_weights: what stands for a tensor of several names stands for all. strict: name each one.
    """
    # rule: modules.functional-call
    given = _merged(parameter_and_buffer_dicts)
    tensors = dict(given)
    if tie_weights:
        _name_tied(module, tensors)
    if strict:
        _check_names(module, tensors)
    args = () if args is None else args if isinstance(args, tuple) else (args,)
    with contextlib.ExitStack() as stack:
        for path, tensor in tensors.items():
            stack.enter_context(_replaced(module, path, tensor, given))
        return module(*args, **(kwargs or {}))


def stateless_functional_call(
    module, parameters_and_buffers, args=None, kwargs=None, *, tie_weights=True, strict=False
):
    """`functional_call` by its older name (deprecated)."""
    warnings.warn(
        "`torch.nn.utils.stateless.functional_call` is deprecated as of PyTorch 2.0 and will be "
        "removed in a future version of PyTorch. Please use `torch.func.functional_call` instead "
        "which is a drop-in replacement.",
        FutureWarning,
        stacklevel=2,
    )
    switches = {"tie_weights": tie_weights, "strict": strict}
    return functional_call(module, parameters_and_buffers, args, kwargs, **switches)


def _merged(given):
    """One dict of the dict, or the dicts, that are given."""
    if isinstance(given, dict):
        return given
    if not isinstance(given, Sequence):
        raise ValueError(
            "Expected parameter_and_buffer_dicts to be a dict, or a list/tuple of dicts, but got "
            f"{type(given)}"
        )
    if not all(isinstance(each, dict) for each in given):
        raise ValueError("Expected all elements of parameter_and_buffer_dicts to be dictionaries")
    counts = Counter(key for each in given for key in each)
    repeated = [key for key, count in counts.items() if count > 1]
    if repeated:
        raise ValueError(
            f"{repeated} appeared in multiple dictionaries; behavior of functional call is "
            "ambiguous"
        )
    return {key: tensor for each in given for key, tensor in each.items()}


def _own_tensors(module):
    own = dict(module.named_parameters(remove_duplicate=False))
    own.update(module.named_buffers(remove_duplicate=False))
    return own


def _name_tied(module, tensors):
    """Adds the other names of each tensor of the module that has several."""
    names_of = {}
    for name, tensor in _own_tensors(module).items():
        names_of.setdefault(id(tensor), []).append(name)
    for names in names_of.values():
        named = [name for name in names if name in tensors]
        values = {id(tensors[name]) for name in named}
        if len(values) > 1:
            raise ValueError(
                f"functional_call got multiple values for keys {sorted(names)}, which are tied. "
                "Consider using tie_weights=False"
            )
        if named:
            tensors.update(dict.fromkeys(names, tensors[named[0]]))


def _check_names(module, tensors):
    own = _own_tensors(module).keys()
    errors = []
    for what, keys in (("Unexpected", tensors.keys() - own), ("Missing", own - tensors.keys())):
        if keys:
            errors.append(f"{what} key(s): {', '.join(map(repr, sorted(keys)))}.")
    if errors:
        lines = "\n\t".join(errors)
        raise RuntimeError(f"Error(s) in reparametrizing for {module._get_name()}:\n\t{lines}")


@contextlib.contextmanager
def _replaced(module, path, tensor, given):
    """The module with that tensor at that path; another that it puts there is put into `given`."""
    if not isinstance(tensor, Tensor) and tensor is not None:
        raise TypeError(f"{tensor} is not an instance of torch.Tensor")
    prefix, _, name = path.rpartition(".")
    owner = module.get_submodule(prefix)
    tables = (owner._parameters, owner._buffers)
    table = next((table for table in tables if name in table), None)
    if table is None:
        yield  # a name that the module does not have is ignored
        return
    before, table[name] = table[name], tensor
    try:
        yield
    finally:
        if path in given:
            given[path] = table[name]
        table[name] = before
