"""What the names of modules mean while a program runs.

A program never holds a module. It holds a `Module`, which passes on what `vocabulary` offers and
nothing else: the second lock, after `subset`. The one called `torch` stands for the subject.
"""

import importlib
import pickle
import sys
import threading
from collections.abc import Callable, Collection
from functools import lru_cache, partial
from types import ModuleType
from typing import Any

from conformance.programs.subset import is_module, offer

# What an unpickled object may do is up to the bytes: a session reads only what it has written.
_NOT_OURS = "pickle.loads: only what pickle.dumps returned in the same program can be loaded"


class Module:
    """A stand-in for a module, of which a program sees only what it is offered.

    Names are looked up when they are first used, so that what somebody has replaced in the module
    in the meantime is what the program gets.
    """

    def __init__(self, path: str, real: Any):
        self.__name__ = path
        self._real = real

    def __getattr__(self, name: str) -> Any:
        path = self.__name__
        offered = _offered(path, name)
        if offered == "module":
            value = Module(f"{path}.{name}", self._look_up(name))
        elif offered == "nothing":
            raise AttributeError(f"module {path!r} offers no {name!r} to programs")
        else:
            value = self._look_up(name)
            if path.startswith("torch") and _imported(value):
                raise AttributeError(f"module {path!r} offers no {name!r} to programs")
        self.__dict__[name] = value
        return value

    def _look_up(self, name):
        try:
            return getattr(self._real, name)
        except AttributeError:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}") from None


def modules_for(torch: Any, compile: Callable[..., Any]) -> dict[str, Module]:
    """The modules a program may import, by name, with that namespace as its torch.

    `compile` is what `torch.compile` means, which `subset` allows as a decorator only.
    """
    own = Module("torch", torch)
    own.__dict__["compile"] = compile
    return {"torch": own, **_LIBRARIES, "pickle": Module("pickle", _Pickle())}


def plain(module: Module, names: Collection[str]) -> ModuleType:
    """A module that holds what this one offers of these names: for code that is compiled.

    A compiler reads the attributes of a true module; it would have to look into ours.
    """
    made = ModuleType(module.__name__)
    for name in names:
        value = getattr(module, name, None)
        if value is not None:
            setattr(made, name, plain(value, names) if type(value) is Module else value)
    return made


@lru_cache(maxsize=4096)
def _offered(path, name):
    """What the module of that path offers under a name: a module, another value, or nothing."""
    if is_module(f"{path}.{name}"):
        return "module"
    return "nothing" if name.startswith("__") or name not in offer(path) else "value"


def _imported(value):
    """Is it something a module of torch merely has imported: a module, a name of the library?"""
    if isinstance(value, ModuleType):
        return True
    origin = getattr(value, "__module__", None)
    return isinstance(origin, str) and origin.partition(".")[0] in sys.stdlib_module_names


class _Pickle:
    """pickle, as far as its own writings go."""

    def __init__(self):
        self._written: set[bytes] = set()

    def dumps(self, value, *arguments, **keywords):
        blob = pickle.dumps(value, *arguments, **keywords)
        self._written.add(blob)
        return blob

    def loads(self, blob):
        if blob not in self._written:
            raise ValueError(_NOT_OURS)
        return pickle.loads(blob)


class _Thread:
    """A thread that is over when `start` returns, which raises what the thread has raised.

    So what a program does has one order, and an error is its step's.
    """

    __module__, __qualname__ = "threading", "Thread"

    def __init__(self, *, target, args=(), kwargs=None):
        self._call = partial(target, *args, **(kwargs or {}))

    def start(self):
        raised = []

        def run():
            try:
                self._call()
            except Exception as error:
                raised.append(error)

        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
        if raised:
            raise raised[0]

    def join(self):
        """Nothing is left to wait for."""


class _Threading:
    """threading, with threads that wait for each other."""

    Thread = _Thread


def _library(name):
    return Module(name, importlib.import_module(name))


_LIBRARIES = {
    **{name: _library(name) for name in ("copy", "warnings", "math", "collections", "numpy")},
    "threading": Module("threading", _Threading()),
}
