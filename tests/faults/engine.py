"""How a fault reaches into a backward pass: every one of them goes through one function."""

from __future__ import annotations

import collections
import functools
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any, NamedTuple

from tests.faults.kernels import NODES_LOOKED_AT


class Pass(NamedTuple):
    """What the engine is asked for, by `backward()` or by `autograd.grad`."""

    outputs: tuple
    gradients: tuple
    keep_graph: bool
    create_graph: bool
    inputs: tuple
    allow_unreachable: bool
    accumulate_grad: bool  # True: backward(), False: autograd.grad


def replace_engine(
    torch: ModuleType, faulty: Callable[[Callable[[Pass], tuple], Pass], tuple]
) -> None:
    """Let `faulty(run, request)` answer every `Pass`; `run(request)` is what torch would do."""
    engine = torch.autograd._engine_run_backward

    def run(request: Pass) -> tuple:
        return engine(
            *request[:5],
            allow_unreachable=request.allow_unreachable,
            accumulate_grad=request.accumulate_grad,
        )

    @functools.wraps(engine)
    def entry(outputs, gradients, keep, create, inputs, allow_unreachable, accumulate_grad):
        return faulty(
            run,
            Pass(
                tuple(outputs), gradients, keep, create, inputs, allow_unreachable, accumulate_grad
            ),
        )

    torch.autograd._engine_run_backward = torch.autograd.graph._engine_run_backward = entry


def accumulators(torch: ModuleType, outputs: tuple) -> Iterator[Any]:
    """The AccumulateGrad nodes that a backward pass from these outputs may reach."""
    nodes = [
        torch.autograd.graph.get_gradient_edge(each).node
        if isinstance(each, torch.Tensor)
        else each.node
        for each in outputs
        if not isinstance(each, torch.Tensor) or each.requires_grad
    ]
    waiting, seen = collections.deque(nodes), set(nodes)
    while waiting:
        node = waiting.popleft()
        if node.name().endswith("AccumulateGrad"):
            yield node
        for successor, _ in node.next_functions:
            if successor is not None and successor not in seen and len(seen) < NODES_LOOKED_AT:
                seen.add(successor)
                waiting.append(successor)
