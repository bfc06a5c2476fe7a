"""`torch.typename`: the name of a value's type, as error messages write it."""

from ..tensor import Tensor


def typename(value):
    """`torch.FloatTensor` for a tensor, `torch.nn.modules.linear.Linear`, `int`, ..."""
    if isinstance(value, Tensor):
        return value.type()
    kind = value if hasattr(value, "__qualname__") else type(value)
    module = getattr(kind, "__module__", "") or ""
    if module in ("", "builtins", "__builtin__"):
        return kind.__qualname__
    return f"{module}.{kind.__qualname__}"
