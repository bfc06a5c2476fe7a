"""Making a program smaller, for as long as it keeps showing what it shows.

    smaller = reduce_program(program, still_diverges)

The reducer knows nothing of divergences: `still_diverges(candidate)` says whether a candidate is as
good as the program. It tries, again and again until nothing helps any more:

- to drop steps, several at once and later ones first;
- to use variables that were bound earlier, and to do without a second name for one;
- to replace a block by what stands in it, and to drop statements inside;
- to replace a step by a simpler one: a call by what it is called on, an operator by one operand, a
  keyword argument by none, a list by a shorter one, a number by a simpler one.

A candidate has to be simpler by `_weight`, or use earlier variables, so this ends; the candidates
come in a fixed order, so the same program always gives the same result. No program is tried twice,
and the number of tries is bounded.
"""

import ast
from collections.abc import Callable, Iterator

from conformance.programs.program import Program, Step
from conformance.programs.subset import UnsafeProgram

MOST_TRIES = 1000
MOST_EARLIER = 3


def reduce_program(
    program: Program, still_diverges: Callable[[Program], bool], tries: int = MOST_TRIES
) -> Program:
    """A program at most as large, for which `still_diverges` holds if it did for this one."""
    reduction = _Reduction(program, still_diverges, tries)
    before = None
    while before != reduction.program:
        before = reduction.program
        reduction.drop_steps()
        reduction.simplify_steps()
        reduction.use_earlier_variables()
        reduction.drop_aliases()
    return reduction.program


class _Reduction:
    """The smallest program found so far, and how many tries are left."""

    def __init__(self, program, still_diverges, tries):
        self.program = program
        self._still_diverges = still_diverges
        self._left = tries
        self._tried = {program}

    def _try(self, steps) -> bool:
        """Take these steps for the program if they will do."""
        try:
            candidate = Program(steps)
        except UnsafeProgram:
            return False  # a name has lost its meaning
        if candidate in self._tried or self._left <= 0:
            return False
        self._left -= 1
        self._tried.add(candidate)
        if not self._still_diverges(candidate):
            return False
        self.program = candidate
        return True

    def drop_steps(self) -> None:
        """Drop runs of steps: half of the program, a quarter, ... single ones; from the end."""
        length = max(1, len(self.program) // 2)
        while length:
            end = len(self.program)
            while end > 0:
                steps = self.program.steps
                start = max(0, end - length)
                self._try(steps[:start] + steps[end:])
                end = start
            length //= 2

    def simplify_steps(self) -> None:
        """Replace steps by simpler ones, from the end; each as long as there is a simpler one."""
        place = len(self.program) - 1
        while place >= 0:
            while place < len(self.program) and self._simplify(place):
                pass
            place -= 1

    def use_earlier_variables(self) -> None:
        """Replace variables by ones bound earlier: what bound them is then of no more use."""
        for place in reversed(range(len(self.program))):
            bound = _variables(self.program.steps)
            for name in reversed(bound):
                for earlier in bound[: bound.index(name)][:MOST_EARLIER]:
                    steps = self.program.steps
                    renamed = _renamed(steps[place], name, earlier, ast.Load)
                    if renamed != steps[place] and self._try(
                        (*steps[:place], renamed, *steps[place + 1 :])
                    ):
                        break

    def drop_aliases(self) -> None:
        """Drop steps `y = x`, and say `x` where the steps after them say `y`."""
        for place in reversed(range(len(self.program))):
            steps = self.program.steps
            match steps[place].node:
                case ast.Assign(targets=[ast.Name(id=alias)], value=ast.Name(id=name)):
                    renamed = [_renamed(step, alias, name) for step in steps[place + 1 :]]
                    self._try((*steps[:place], *renamed))

    def _simplify(self, place) -> bool:
        steps = self.program.steps
        return any(
            self._try((*steps[:place], *simpler, *steps[place + 1 :]))
            for simpler in _simpler_steps(steps[place])
        )


def _variables(steps) -> list[str]:
    """The variables that are assigned to, in the order they first are."""
    names = (
        node.id
        for step in steps
        for node in ast.walk(step.node)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    )
    return list(dict.fromkeys(names))


def _renamed(step: Step, before: str, after: str, where: type = ast.expr_context) -> Step:
    """The step with one name for another."""
    tree = ast.parse(step.source).body[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == before and isinstance(node.ctx, where):
            node.id = after
    return Step.from_source(ast.unparse(tree))


def _simpler_steps(step: Step) -> Iterator[list[Step]]:
    """What a step may be replaced by, the greatest simplifications first."""
    weight = _weight(step.node)
    for nodes in _replacements(step.node):
        if sum(map(_weight, nodes)) < weight:
            try:
                yield [
                    Step.from_source(ast.unparse(ast.fix_missing_locations(node))) for node in nodes
                ]
            except UnsafeProgram:
                continue  # a change that has left the subset


def _replacements(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    if isinstance(node, (ast.With, ast.For, ast.If, ast.Try)):
        yield node.body
    for variant in _variants(node):
        yield [variant]


def _variants(node: ast.AST) -> Iterator[ast.AST]:
    """The node with one thing in it simplified; what is nearest to its root first."""
    yield from _own_variants(node)
    for name, value in ast.iter_fields(node):
        if isinstance(value, ast.AST):
            for variant in _variants(value):
                yield _with(node, name, variant)
        elif isinstance(value, list):
            for place, item in enumerate(value):
                if isinstance(item, ast.AST):
                    for variant in _variants(item):
                        yield _with(node, name, [*value[:place], variant, *value[place + 1 :]])


def _own_variants(node: ast.AST) -> Iterator[ast.AST]:
    """What the node itself may be replaced by."""
    for name in ("body", "orelse", "finalbody", "keywords", "decorator_list"):
        parts = getattr(node, name, None)
        if isinstance(parts, list) and (len(parts) > 1 or (parts and name != "body")):
            for place in reversed(range(len(parts))):
                yield _with(node, name, parts[:place] + parts[place + 1 :])
    match node:
        case ast.With(body=[only]) | ast.For(body=[only]) | ast.If(body=[only]):
            yield only
        case ast.Call(func=ast.Attribute(value=value)) if not isinstance(value, ast.Name):
            yield value
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name))):
            yield from (ast.Name(name, ast.Load()), *node.args[:1])
        case ast.Call(func=ast.Name(id=name), args=[first, *rest] as args):
            yield first
            if name == "print" and rest:
                for place in reversed(range(len(args))):
                    yield _with(node, "args", args[:place] + args[place + 1 :])
        case ast.BinOp(left=left, right=right):
            yield from (left, right)
        case ast.UnaryOp(operand=operand):
            yield operand
        case ast.Subscript(value=value, ctx=ast.Load()):
            yield value
        case ast.List(elts=[_, _, *_] as items) | ast.Tuple(elts=[_, _, *_] as items):
            yield from _shorter(node, items)
        case ast.Constant(value=bool() | None | str()):
            return
        case ast.Constant(value=int() | float() as number):
            for simple in (1, 2, 0, 3):
                yield ast.Constant(type(number)(simple))
            if isinstance(number, float) and abs(number) < 1e6:
                yield ast.Constant(float(round(number)))
                yield ast.Constant(round(number, 1))


def _shorter(node, items):
    if isinstance(node, ast.List) and isinstance(items[0], ast.List):
        yield items[0]
    yield _with(node, "elts", items[: len(items) // 2])
    for place in reversed(range(len(items))):
        yield _with(node, "elts", items[:place] + items[place + 1 :])


def _with(node, name, value):
    """A copy of the node with another value in one field."""
    fields = dict(ast.iter_fields(node))
    fields[name] = value
    return type(node)(**fields)


def _weight(node: ast.AST) -> int:
    """How complicated a piece of program is: its nodes, and how odd its numbers are."""
    return sum(
        10 + (_oddity(each.value) if isinstance(each, ast.Constant) else 0)
        for each in ast.walk(node)
        if not isinstance(each, ast.expr_context)
    )


def _oddity(value) -> int:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return {1: 0, 2: 1, 0: 2, 3: 3}.get(value, min(3 + len(repr(value)), 9))
    return 0
