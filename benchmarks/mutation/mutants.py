"""The mutants: the core's functions, each with one small change, as mutmut makes them.

The changes are mutmut's (`mutmut.mutation.mutators`: comparisons, operators, numbers, texts,
arguments, assignments, keywords). It leaves decorated functions out, because it cannot call them
by way of its trampolines; here nothing is called by way of anything (`planting`), so they are in.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

REFERENCE = Path(__file__).resolve().parents[2] / "reference_impl"
CORE = (
    "graph",
    "engine",
    "ready_queue",
    "accumulate",
    "views",
    "version",
    "saved_tensor",
    "function",
    "function_outputs",
    "once_differentiable",
    "grad_mode",
    "hooks",
)


class Mutant(NamedTuple):
    """One change to a function of the core.

    Attributes:
        name: module, function and a number: `graph.Node.save.3`.
        module: the module's name within `reference_impl`.
        function: the names that lead to the function: classes, then its own.
        first_line: where the function begins, decorators included.
        span: first and last line of the part of a statement that is changed.
        source: the whole module with the change.
        diff: the lines that are changed, before and after.
    """

    name: str
    module: str
    function: tuple[str, ...]
    first_line: int
    span: tuple[int, int]
    source: str
    diff: str

    @property
    def change(self) -> str:
        """What it is, however many mutants there are before it."""
        return f"{self.name.rpartition('.')[0]}\n{self.diff}"


class _Visitor(MutationVisitor):
    def _skip_node_and_children(self, node):
        if isinstance(node, cst.FunctionDef) and node.decorators:
            return False  # its decorators are skipped on their own
        return super()._skip_node_and_children(node)


def path_of(module: str) -> Path:
    """The file of a module of the core."""
    return REFERENCE / f"{module}.py"


def mutants_of(module: str) -> Iterator[Mutant]:
    """All mutants of a module, in the order of the lines they change."""
    source = path_of(module).read_text(encoding="utf-8")
    tree = ast.parse(source)
    wrapper = MetadataWrapper(cst.parse_module(source))
    visitor = _Visitor(mutation_operators, IgnoredCode(set(), set(), set()))
    wrapper.visit(visitor)
    positions = wrapper.resolve(PositionProvider)
    functions = dict(_functions(tree))
    numbers: dict[tuple[str, ...], int] = {}
    for mutation in visitor.mutations:
        if not isinstance(mutation.contained_by_top_level_function, cst.FunctionDef):
            continue
        position = positions[mutation.original_node]
        start, end = position.start, position.end
        function, node = _function_at(functions, start.line)
        text = wrapper.module.code_for_node(mutation.mutated_node)
        changed = _spliced(source, (start.line, start.column), (end.line, end.column), text)
        if ast.dump(ast.parse(changed)) == ast.dump(tree):
            continue  # nothing but its layout
        numbers[function] = numbers.get(function, 0) + 1
        yield Mutant(
            ".".join((module, *function, str(numbers[function]))),
            module,
            function,
            _first_line(node),
            _span(node, start.line),
            changed,
            _diff(source, changed),
        )


def _functions(tree, names=()):
    """The outermost functions of a module: their names, and their nodes."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield from _functions(node, (*names, node.name))
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield (*names, node.name), node


def _function_at(functions, line):
    return next(
        (names, node) for names, node in functions.items() if node.lineno <= line <= node.end_lineno
    )


def _first_line(node):
    return min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])


def _span(function, line):
    """The lines of the innermost statement around a line; of a compound one, its header only."""
    first, last = function.lineno, function.body[0].lineno - 1
    for node in ast.walk(function):
        if node is function or not isinstance(node, (ast.stmt, ast.ExceptHandler)):
            continue
        end = node.body[0].lineno - 1 if getattr(node, "body", None) else node.end_lineno
        end = max(end, node.lineno)
        if node.lineno <= line <= end and node.lineno >= first:
            first, last = node.lineno, end
    return first, max(first, last)


def _spliced(source, start, end, text):
    lines = source.splitlines(keepends=True)
    before = "".join(lines[: start[0] - 1]) + lines[start[0] - 1][: start[1]]
    after = lines[end[0] - 1][end[1] :] + "".join(lines[end[0] :])
    return before + text + after


def _diff(source, changed):
    lines = difflib.unified_diff(source.splitlines(), changed.splitlines(), n=0, lineterm="")
    return "\n".join(line for line in lines if line[:3] not in ("---", "+++") and line[:2] != "@@")
