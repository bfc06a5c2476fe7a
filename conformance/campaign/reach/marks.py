"""Which lines of the reference stand for which rule: the statements that its comments mark.

A comment `# rule: <id>` marks the statement that it stands beside or above. The rule is fired when
that statement runs; of a compound statement, when its head does. A comment among the declarations
of a class marks the class: the rule is fired when one of its functions runs. A comment outside of
functions and classes marks what is declared next, in the same way.
"""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from conformance.rules.catalogue import places

# Line -> the rules that stand there.
Lines = dict[int, tuple[str, ...]]

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_SCOPES = (*_FUNCTIONS, ast.ClassDef, ast.Module)


def reference_folder() -> Path:
    """The folder of the reference."""
    spec = importlib.util.find_spec("reference_impl")
    return Path(str(spec and spec.origin)).parent


@cache
def marked_lines(package: Path | None = None) -> dict[str, Lines]:
    """File -> the lines that fire a rule, of the reference or of another package."""
    package = package or reference_folder()
    marks: dict[str, list[tuple[int, str]]] = {}
    for rule, where in places(package).items():
        for place in where:
            marks.setdefault(str(package.parent / place.file), []).append((place.line, rule))
    return {file: _lines(Path(file), found) for file, found in marks.items()}


def marked_rules() -> frozenset[str]:
    """The rules that lines of the reference stand for."""
    files = marked_lines().values()
    return frozenset(rule for lines in files for rules in lines.values() for rule in rules)


def _lines(file: Path, marks: Iterable[tuple[int, str]]) -> Lines:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found: dict[int, list[str]] = {}
    for line, rule in marks:
        for statement in _statements(tree, line):
            for each in _head(statement):
                found.setdefault(each, []).append(rule)
    return {line: tuple(dict.fromkeys(rules)) for line, rules in found.items()}


def _statements(tree: ast.Module, line: int) -> list[ast.AST]:
    """The statements that a comment on that line marks."""
    scope: ast.AST = tree
    while inner := next((each for each in _scopes_in(scope) if _holds(each, line)), None):
        scope = inner
    if isinstance(scope, ast.ClassDef):
        return list(_first_statements(scope))
    inside = [each for each in ast.walk(scope) if isinstance(each, ast.stmt)]
    beside = [each for each in inside if line in _head(each)]
    below = sorted((each for each in inside if each.lineno > line), key=lambda each: each.lineno)
    marked = (beside or below)[:1]
    if isinstance(scope, ast.Module):
        return [first for each in marked for first in _first_statements(each)]
    return marked


def _scopes_in(scope: ast.AST) -> Iterator[ast.AST]:
    """The functions and classes inside, outermost first; a lambda belongs to its statement."""
    for each in ast.walk(scope):
        if each is not scope and isinstance(each, _SCOPES) and not isinstance(each, ast.Lambda):
            yield each


def _holds(scope: ast.AST, line: int) -> bool:
    first = min([scope.lineno, *(each.lineno for each in scope.decorator_list)])
    return first <= line <= scope.end_lineno


def _first_statements(declaration: ast.AST) -> Iterator[ast.AST]:
    """Of each function that a declaration holds, what runs first."""
    for each in ast.walk(declaration):
        if isinstance(each, ast.Lambda):
            yield each.body
        elif isinstance(each, _FUNCTIONS):
            documented = ast.get_docstring(each) is not None and len(each.body) > 1
            yield each.body[1 if documented else 0]


def _head(node: ast.AST) -> range:
    """The lines of a statement, up to its body if it has one."""
    if not isinstance(getattr(node, "body", None), list):
        return range(node.lineno, node.end_lineno + 1)
    parts = [each for each in ast.iter_child_nodes(node) if not isinstance(each, ast.stmt)]
    ends = [getattr(inner, "end_lineno", 0) for part in parts for inner in ast.walk(part)]
    handlers = isinstance(node, ast.Try)
    return range(node.lineno, max([node.lineno, *([] if handlers else ends)]) + 1)
