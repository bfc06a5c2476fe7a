"""The torch that is installed, with a part of each program compiled: `compile:BACKEND`.

Which part that is, and what a compiled part can be held to: docs/compiled.md.
"""

import logging
from collections.abc import Callable
from typing import Any

from conformance.subjects.eager import Eager
from conformance.subjects.eager import load as load_eager
from conformance.subjects.subject import UnknownSubject

# Left out: `graph`, since a compiled function is one node; `warnings` and `printed`, since a
# function is run more than once to be compiled, or not at all.
LEVELS = frozenset({"values", "flags", "aliasing", "versions", "errors", "modes"})


class Compiled(Eager):
    """torch behind `torch.compile`.

    Attributes:
        graphs: how many graphs the backend has been given in this program.
    """

    def __init__(self, backend: str, torch: Any, compiler: Callable[..., Any]):
        super().__init__(
            f"compile:{backend}",
            torch,
            LEVELS,
            description=f"torch {torch.__version__}, torch.compile(backend={backend!r})",
        )
        self.backend = backend
        self.graphs = 0
        self._compiler = compiler

    def prepare(self) -> None:
        """As for eager torch; nothing is compiled yet."""
        super().prepare()
        self.graphs = 0

    def compiled(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, compiled when it is called."""
        return self.namespace.compile(function, backend=self._compile)

    def _compile(self, graph: Any, inputs: Any, **options: Any) -> Any:
        self.graphs += 1
        return self._compiler(graph, inputs, **options)

    def reset(self) -> None:
        """As for eager torch; and what was compiled is forgotten, or memory would fill with it."""
        self.namespace._dynamo.reset()
        super().reset()


def load(backend: str) -> Compiled:
    """torch.compile with that backend. UnknownSubject where that cannot be."""
    torch = load_eager().namespace
    name = f"compile:{backend}"
    if not hasattr(torch, "compile"):
        raise UnknownSubject(f"no subject {name!r}: torch {torch.__version__} has no torch.compile")
    import torch._dynamo as dynamo

    # What it cannot compile it also logs, page by page: here that is an observation.
    logging.getLogger("torch").setLevel(logging.CRITICAL)
    try:
        torch.compile(load, backend="eager")  # refused where the compiler does not run at all
        compiler = dynamo.lookup_backend(backend)
    except dynamo.exc.InvalidBackend:
        names = dynamo.list_backends(exclude_tags=())
        known = ", ".join(name for name in names if not name.endswith("TESTING_ONLY"))
        raise UnknownSubject(
            f"unknown subject {name!r}: torch.compile knows no backend {backend!r}; it has {known}"
        ) from None
    except (RuntimeError, ImportError) as error:
        words = " ".join(str(error).split())
        raise UnknownSubject(f"{name!r} cannot run here: {words}") from error
    return Compiled(backend, torch, compiler)
