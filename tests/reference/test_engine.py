"""The engine against numbers, and at depths and widths that recursion would not survive."""

import itertools
import random
import threading

import pytest

import reference_impl as torch
from benchmarks.graphs import KINDS
from reference_impl.graph import Node
from reference_impl.ready_queue import ReadyQueue


class _Ranked(Node):
    def __init__(self, rank):
        super().__init__()
        self.sequence_nr = rank


def test_a_long_chain_runs_backward_without_recursion():
    x = torch.tensor(1.0, requires_grad=True)
    y = x
    for _ in range(100_000):
        y = y + 0
    y.backward()
    assert x.grad.item() == 1.0


@pytest.mark.parametrize("kind", ["saving-chain", "written-chain"])
def test_a_long_graph_is_run_and_dropped_on_a_small_stack(kind):
    """Neither the pass nor the end of the graph's life may go down the chain by recursion."""
    ran = []

    def run():
        x, y = KINDS[kind](10_000)
        y.backward()
        del y
        ran.append(x.grad)

    before = threading.stack_size(512 * 1024)
    try:
        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
    assert len(ran) == 1


def test_a_fan_of_ten_thousand_uses_is_summed():
    x = torch.tensor(1.0, dtype=torch.float64, requires_grad=True)
    terms = torch.stack([x * k for k in range(10_000)])
    terms.sum().backward()
    assert x.grad.item() == sum(range(10_000))


def test_a_diamond_runs_each_node_once():
    x = torch.tensor(2.0, requires_grad=True)
    ran = []
    middle = x * 3
    middle.grad_fn.register_hook(lambda grads, outputs: ran.append("middle"))
    (middle * middle + middle).backward()
    assert ran == ["middle"]
    assert x.grad.item() == (2 * 6 + 1) * 3


@pytest.mark.parametrize("seed", range(20))
def test_the_queue_gives_the_highest_rank_first(seed):
    ranks = random.Random(seed).choices(range(30), k=40)
    queue = ReadyQueue()
    for rank in ranks:
        queue.push(_Ranked(rank), [])
    popped = [queue.pop()[0].sequence_nr for _ in ranks]
    assert popped == sorted(ranks, reverse=True)


def test_equal_ranks_come_in_the_order_of_the_heap_and_not_of_arrival():
    queue = ReadyQueue()
    nodes = [_Ranked(1) for _ in range(4)]
    for node in nodes:
        queue.push(node, [])
    order = [nodes.index(queue.pop()[0]) for _ in nodes]
    assert sorted(order) == [0, 1, 2, 3]
    assert order[0] == 0


def test_the_third_derivative_of_a_cube():
    x = torch.tensor(2.0, dtype=torch.float64, requires_grad=True)
    y = x**3
    for expected in (12.0, 12.0, 6.0):
        (y,) = torch.autograd.grad(y, x, create_graph=True)
        assert y.item() == expected


def test_no_order_of_uses_changes_the_sum():
    for order in itertools.permutations((1.0, 2.0, 4.0)):
        x = torch.tensor(1.0, requires_grad=True)
        total = sum((x * k for k in order), start=torch.tensor(0.0))
        total.backward()
        assert x.grad.item() == 7.0
