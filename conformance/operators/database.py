"""The differentiable entries of the installed torch's operator database, and how to call them.

An entry calls its operator by a public name (`torch.linalg.svd`), as a method, or through a little
function of its own (`lambda x, ...: torch.nn.functional.dropout(...)`). In each case the same call
is made on another subject by letting `torch` mean that subject.
"""

from __future__ import annotations

import functools
import types
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

# The dtypes an operator is judged in, where the database says that it can be differentiated there.
DTYPES = ("float64", "float32", "bfloat16", "float16", "complex128")
DEVICE = "cpu"
# What has torch's operators, besides torch itself.
_OWNERS = ("Tensor", "nn.functional", "_C._nn")


class NoDatabase(Exception):
    """The operator database cannot be imported; the text says in one line what to do."""


class MissingOperator(LookupError):
    """A subject has no operator of that name."""


class Entry:
    """An entry of the database.

    Attributes:
        name: the operator's name and, after a dot, that of the variant, if there is one.
        operator: the operator's name, under which torch has it.
        info: the entry itself, an `OpInfo`.
    """

    def __init__(self, info: Any):
        self.info = info
        self.operator: str = info.name
        self.name: str = f"{info.name}.{info.variant_test_name}".rstrip(".")

    @property
    def dtypes(self) -> list[str]:
        """The dtypes, of those that are judged, in which the operator is differentiable."""
        import torch

        known = self.info.supported_dtypes(DEVICE) & self.info.supported_backward_dtypes(DEVICE)
        return [name for name in DTYPES if getattr(torch, name) in known]

    @property
    def function(self) -> Any:
        """The function that takes the operator's arguments, of which it may have a signature."""
        import torch

        return _follow(torch, self.operator) or self.info.op

    def call(self) -> Call:
        """The call of the operator; the same object each time."""
        return self._call

    @functools.cached_property
    def _call(self) -> Call:
        return Call(self.name, self.info.op, self.operator)

    def in_place_call(self) -> Call | None:
        """The call of its in-place form, which writes to its first argument; None without one."""
        form = self.info.inplace_variant
        return None if form is None else Call(self.name, form, self.operator, in_place=True)

    def __repr__(self) -> str:
        return f"<Entry {self.name}>"


class Call:
    """How to call an operator on any subject.

    Attributes:
        entry: the name of the entry it belongs to.
        name: under which a reader knows it.
        in_place: whether it writes to its first argument.
        text: how it is called in a program, as `torch.linalg.svd`; None for a function of the
            database's own.
        keywords: arguments that belong to the call itself, as `inplace=True`.
    """

    def __init__(self, entry: str, function: Any, name: str, in_place: bool = False):
        self.entry, self.name, self.in_place = entry, name, in_place
        self.keywords: dict[str, Any] = {}
        if isinstance(function, functools.partial):
            function, self.keywords = function.func, function.keywords
        self._function = function
        # Given `inplace=True`, a function is its own in-place form.
        path = _path_in_place if in_place and not self.keywords else _path
        self.text = None if _is_of_the_database(function) else f"torch.{path(function, name)}"

    def on(self, namespace: Any) -> Callable[..., Any]:
        """The function that makes this call on a subject; MissingOperator if it has none."""
        if self.text is None:
            return on_namespace(self._function, namespace)
        found = namespace
        for part in self.text.split(".")[1:]:
            found = getattr(found, part, None)
            if found is None:
                raise MissingOperator(f"no {self.text}")
        return functools.partial(found, **self.keywords) if self.keywords else found


def on_namespace(function: Callable[..., Any], namespace: Any) -> Callable[..., Any]:
    """A function of the database, with `torch` meaning a subject's namespace."""
    if not _is_of_the_database(function):
        return function
    names = {**function.__globals__, "torch": namespace}
    rebound = types.FunctionType(
        function.__code__, names, function.__name__, function.__defaults__, function.__closure__
    )
    rebound.__kwdefaults__ = function.__kwdefaults__
    return rebound


def entries(match: str = "") -> list[Entry]:
    """The differentiable entries whose names contain a text, in the order of their names.

    Raises:
        NoDatabase: torch's database needs a package that is not installed, or cannot be imported.
    """
    return [entry for entry in _all_entries() if match in entry.name]


@functools.cache
def _all_entries() -> list[Entry]:
    found = [Entry(info) for info in _database() if info.supports_autograd]
    return sorted(found, key=lambda entry: entry.name)


def _database() -> list[Any]:
    try:
        # Each entry notes the stack that it was made on: on a thread of its own, that is short.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(_import_database).result()
    except ModuleNotFoundError as error:
        raise NoDatabase(
            f"the operator database of torch needs {error.name}, which is not installed; "
            f"install it: pip install {error.name}"
        ) from error
    except ImportError as error:
        raise NoDatabase(f"the operator database of torch cannot be imported: {error}") from error


def _import_database() -> list[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from torch.testing._internal.common_methods_invocations import op_db

    return op_db


def _is_of_the_database(function: Any) -> bool:
    return isinstance(function, types.FunctionType) and function.__module__.startswith(
        "torch.testing."
    )


def _path(function: Any, name: str) -> str:
    """Where torch has this function: `linalg.svd`, `Tensor.add_`, `ops.aten.slice.Tensor`."""
    import torch

    name = name.removeprefix("torch.")
    if _follow(torch, name) is function:
        return name
    for owner in _OWNERS:
        known = getattr(function, "__name__", "")
        if known and _follow(torch, f"{owner}.{known}") is function:
            return f"{owner}.{known}"
    overload = str(function)
    # What torch has under no name it has been given another one for: the entry's is that of both.
    return f"ops.{overload}" if all(map(str.isidentifier, overload.split("."))) else name


def _path_in_place(function: Any, name: str) -> str:
    """Where torch has an in-place form; also where another function stands there by now.

    The plain operator, which writes to nothing, must never be taken for it.
    """
    import torch

    known = getattr(function, "__name__", "")
    for owner in _OWNERS:
        if known.endswith("_") and _follow(torch, f"{owner}.{known}") is not None:
            return f"{owner}.{known}"
    raise MissingOperator(f"torch has no in-place form of {name} that is called {known}")


def _follow(owner: Any, path: str) -> Any:
    for part in path.split("."):
        owner = getattr(owner, part, None)
    return owner
