"""The backward pass: walks the graph from the roots and hands gradients along its edges.

1. Count, for each node that can be reached, how many edges lead to it (`dependencies`).
2. Run a node once all gradients of its outputs have arrived: hooks, the derivative, hooks again.
   What several edges bring to one place is summed.
3. After a node has run, free what it saved, unless `retain_graph`.

There is no recursion: a chain of a million nodes is as deep as a chain of two.

Sources: torch/csrc/autograd/engine.cpp,
https://pytorch.org/docs/stable/notes/autograd.html#backward-hooks-execution
"""

import sys

from . import anomaly, semantics
from .accumulate import is_dense
from .grad_mode import mode
from .graph import Node
from .hooks import run_posthooks, run_prehooks, run_tensor_hooks
from .ready_queue import ReadyQueue
from .thread_state import ThreadState, thread_of


class Plan:
    """Which nodes run, when only some gradients are wanted (`inputs=`, or `autograd.grad`)."""

    def __init__(self, roots, targets, accumulate):
        self.captures = {}  # node -> [(its output number, place in the result)]
        self.needed = set()  # nodes whose derivative must be computed
        for place, (node, output_nr) in enumerate(targets):
            if accumulate:
                self.needed.add(node)
            else:
                self.captures.setdefault(node, []).append((output_nr, place))
        self._mark_paths(roots)

    def runs(self, node):
        return node in self.needed or node in self.captures

    def _mark_paths(self, roots):
        """A node is needed if one of its edges leads to a node that runs (post-order walk)."""
        seen = set()
        for root in roots:  # one root may lie below another: each walk ends before the next
            stack = [] if root in seen else [(root, iter(root.next_functions))]
            seen.add(root)
            while stack:
                node, edges = stack[-1]
                for following, _ in edges:
                    if following is not None and following not in seen:
                        seen.add(following)
                        stack.append((following, iter(following.next_functions)))
                        break
                else:
                    stack.pop()
                    if any(n is not None and self.runs(n) for n, _ in node.next_functions):
                        self.needed.add(node)


class Pass:
    """A backward pass that is running, for those who ask whether a node takes part in it."""

    def __init__(self, roots, dependencies, plan):
        # A root that stands alone is the start of the pass, and not counted as reached by it.
        self.reachable = {*roots, *dependencies} if len(roots) > 1 else set(dependencies)
        self.plan = plan

    def will_run(self, node):
        if node not in self.reachable or not (self.plan is None or self.plan.runs(node)):
            return False
        # rule: hooks.multi-grad-refuses-captured-leaf
        ends = not any(following for following, _ in node.next_functions)
        if self.plan is not None and node in self.plan.captures and ends:
            raise RuntimeError(LEAF_IS_CAPTURED)
        return True


LEAF_IS_CAPTURED = (
    "A leaf node was passed to _will_engine_execute_node but we are currently running "
    "autograd.grad(). This is currently not supported."
)


def run_backward(roots, grads, retain_graph, create_graph, targets=(), accumulate=True):
    """Runs the graph backwards from `roots`.

    roots: edges `(node, output number)`; grads: a gradient or None for each.
    targets: edges whose gradients are wanted; without any, every leaf's.
    accumulate: whether to add to `.grad` (`backward`) or to capture (`autograd.grad`).

    Returns the captured gradients, one a target, None where nothing arrived.
    """
    nodes = list(dict.fromkeys(node for node, _ in roots))
    dependencies = count_dependencies(nodes)
    plan = Plan(nodes, targets, accumulate) if targets else None
    captured = [None] * len(targets)
    waiting, ready = {}, ReadyQueue()
    for (node, output_nr), grad in zip(roots, grads, strict=False):
        # rule: graph.several-outputs
        add_gradient(waiting.setdefault(node, [None] * len(node.input_metadata)), output_nr, grad)
    for node in nodes:
        if plan is not None and len(nodes) > 1 and not plan.runs(node):
            continue
        if not dependencies.get(node):
            ready.push(node, waiting.pop(node))
    # rule: modes.backward-in-no-grad
    # rule: functions.backward-runs-in-no-grad
    outside = ThreadState()
    mode.grad = create_graph
    within = ThreadState()
    previous_plan, Node.plan = Node.plan, plan
    previous_node = anomaly.state.running
    previous_pass, Node.running = Node.running, Pass(nodes, dependencies, plan)
    Node.derivative_running += 1
    try:
        while ready:
            node, grads = ready.pop()
            anomaly.state.running = node
            # rule: functions.backward-runs-in-no-grad
            within.restore()
            results = run_node(node, grads, retain_graph, plan, captured)
            del grads
            hand_on(node, results, waiting, ready, dependencies, plan)
    except Exception:
        # rule: accumulation.kept-on-failure
        if anomaly.state.enabled:
            anomaly.warn_of_failure(node)
        raise
    finally:
        outside.restore()
        Node.plan, Node.running = previous_plan, previous_pass
        anomaly.state.running = previous_node
        Node.derivative_running -= 1
    return captured


def count_dependencies(roots):
    """For each node, how many edges of the graph below `roots` lead to it."""
    dependencies = {}
    seen, stack = set(roots), list(roots)
    while stack:
        for following, _ in stack.pop().next_functions:
            if following is not None:
                dependencies[following] = dependencies.get(following, 0) + 1
                if following not in seen:
                    seen.add(following)
                    stack.append(following)
    return dependencies


def run_node(node, grads, retain_graph, plan, captured):
    """One node's part of the pass; returns the gradients for its edges (none if it was not run)."""
    needed = plan is None or node in plan.needed
    # rule: hooks.captured-gradient
    # A captured gradient is seen by the node's own tensor hooks only if the node does not also run.
    if not needed and semantics.current().hooks_see_what_is_only_captured:
        grads = run_tensor_hooks(node, grads)
    if plan is not None:
        for output_nr, place in plan.captures.get(node, ()):
            # rule: hooks.captured-gradient-of-inner-input
            captured[place] = grads[output_nr]
    if not needed:
        return ()
    thread = thread_of(node)
    with thread:
        grads = run_tensor_hooks(node, grads)
        grads = run_prehooks(node, grads)
    given = list(grads) if node.posthooks else ()
    # rule: gradients.chain-rule
    if node._runs_programs:
        with thread:
            results = node.apply(grads)
    else:
        results = node.apply(grads)
    check_results(node, results)
    if node.posthooks:
        with thread:
            results = run_posthooks(node, results, given)
    if not retain_graph:
        # rule: graph.retain-graph
        node.release()
    if anomaly.state.enabled and anomaly.state.check_nan:
        # rule: graph.anomaly-mode
        refuse_nan(node, results)
    return results


def hand_on(node, results, waiting, ready, dependencies, plan):
    """Adds each result to what waits for the node its edge leads to; queues the complete ones."""
    for place, (following, output_nr) in enumerate(node.next_functions if results else ()):
        if following is None:
            # rule: requires-grad.only-needed-gradients
            continue
        dependencies[following] -= 1
        # rule: graph.diamond
        complete = not dependencies[following]
        if plan is not None and not plan.runs(following):
            # rule: graph.partial-backward
            continue
        buffer = waiting.get(following)
        if buffer is None:
            buffer = waiting[following] = [None] * len(following.input_metadata)
        grad, results[place] = results[place], None
        add_gradient(buffer, output_nr, grad)
        del grad  # the buffer is the only owner now
        if complete:
            ready.push(following, waiting.pop(following))


def add_gradient(buffer, output_nr, grad):
    """Sums the gradients that several uses of one output bring."""
    # rule: gradients.same-tensor-twice
    if grad is None:
        return
    if buffer[output_nr] is None:
        buffer[output_nr] = grad
    elif not mode.grad and _sums_in_place() and is_ours_alone(buffer, output_nr):
        buffer[output_nr].add_(grad)
    else:
        buffer[output_nr] = buffer[output_nr] + grad


def _sums_in_place():
    return semantics.current().gradients_are_summed_in_place


def is_ours_alone(buffer, output_nr):
    """Whether nobody but the buffer can see this gradient or its memory, so that it may be written
    to. It is observable: writing in place bumps the version that `.grad` will have.
    """
    held = buffer[output_nr]
    if held.raw._is_zerotensor():
        return False  # there is no memory to write to
    # References: the buffer's, `held`, the argument of getrefcount; the tensor's, the argument.
    return sys.getrefcount(held) <= 3 and sys.getrefcount(held._storage) <= 2 and is_dense(held)


def check_results(node, results):
    """Fits each gradient to what it is the gradient of: summed over broadcasting, cast, or refused.

    Source: `validate_outputs` in torch/csrc/autograd/engine.cpp.
    """
    if len(results) > len(node.next_functions):
        extra = len(node.next_functions)
        if any(grad is not None for grad in results[extra:]):
            raise RuntimeError(
                f"Function {node.name()} returned an incorrect number of gradients (expected "
                f"{extra}, got {len(results)})"
            )
    for place, (following, output_nr) in enumerate(node.next_functions):
        grad = results[place]
        if following is not None and grad is not None:
            known = following.input_metadata[output_nr]
            results[place] = fit_gradient(grad, known, node, place)


def _invalid(node, place):
    returned = "" if node is None else f"Function {node.name()} returned an "
    return f"{returned}invalid gradient at index {place}"


def fit_gradient(grad, known, node, place):
    """A gradient as its tensor's node knows it. `node` returned it; None if it was given."""
    if grad._size != known.shape:
        if not is_expandable_to(known.shape, grad._size):
            # rule: functions.wrong-shape-of-gradient
            raise RuntimeError(
                f"{_invalid(node, place)} - "
                f"got {list(grad._size)} but expected shape compatible with {list(known.shape)}"
            )
        # rule: gradients.broadcast-is-summed
        grad = grad.sum_to_size(known.shape) if known.shape else grad.sum()
    if grad.device != known.device:
        # rule: gradients.device-is-checked
        if grad.dim():
            raise RuntimeError(
                f"{_invalid(node, place)} - expected device {known.device} but got {grad.device}"
            )
        grad = grad.to(known.device)
    wanted = known.grad_dtype
    if wanted is None:
        return grad
    if wanted.is_complex != grad._dtype.is_complex and not grad._dtype.is_floating_point:
        raise RuntimeError(CHANGES_KIND)
    if grad._dtype != wanted:
        # rule: gradients.dtype-follows-the-leaf
        # rule: functions.gradient-is-cast
        grad = grad.to(wanted)
    return grad


CHANGES_KIND = (
    "Expected isFloatingType(grad.scalar_type()) || (input_is_complex == grad_is_complex) to be "
    "true, but got false.  (Could this error message be improved?  If so, please report an "
    "enhancement request to PyTorch.)"
)


def is_expandable_to(shape, desired):
    """Whether `shape` broadcasts to `desired`."""
    if len(shape) > len(desired):
        return False
    return all(a == b or a == 1 for a, b in zip(reversed(shape), reversed(desired), strict=False))


def refuse_nan(node, results):
    for place, grad in enumerate(results):
        if grad is not None and bool((grad.raw != grad.raw).any()):
            raise RuntimeError(
                f"Function '{node.name()}' returned nan values in its {place}th output."
            )
