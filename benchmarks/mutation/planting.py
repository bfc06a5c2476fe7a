"""Planting a mutant: its code takes the place of the function's, in a process to be thrown away.

Only the code object is exchanged. So whoever holds the function (classes, tables of hooks, other
modules) has the mutant, no call takes a detour, and names, frames and line numbers are as before.
"""

from __future__ import annotations

import ast
import importlib
from types import CodeType, FunctionType
from typing import Any

from benchmarks.mutation.mutants import Mutant, path_of


def plant(mutant: Mutant) -> None:
    """Change the specification of this process, for good."""
    module = importlib.import_module(f"reference_impl.{mutant.module}")
    function = _function(vars(module), mutant)
    file = str(path_of(mutant.module))
    code = _code(compile(mutant.source, file, "exec"), mutant)
    missing = [name for name in function.__code__.co_freevars if name not in code.co_freevars]
    if missing:  # it no longer uses what the function is closed over (`super()`)
        code = code.replace(co_freevars=function.__code__.co_freevars)
    function.__code__ = code
    _plant_defaults(function, mutant, vars(module))


def _function(names: Any, mutant: Mutant) -> FunctionType:
    for name in mutant.function[:-1]:
        names = vars(names[name])
    found = names[mutant.function[-1]]
    if isinstance(found, property):
        found = found.fget
    found = getattr(found, "__func__", found)
    if found.__code__.co_firstlineno != mutant.first_line:
        raise LookupError(f"{mutant.name}: {found} is not the function of line {mutant.first_line}")
    return found


def _code(code: CodeType, mutant: Mutant) -> CodeType:
    """The code of the mutated function within that of its module."""
    waiting = [code]
    while waiting:
        code = waiting.pop()
        if code.co_name == mutant.function[-1] and code.co_firstlineno == mutant.first_line:
            return code
        waiting.extend(const for const in code.co_consts if isinstance(const, CodeType))
    raise LookupError(mutant.name)


def _plant_defaults(function, mutant, names):
    """Defaults of parameters stand outside of the code."""
    before = _parameters(path_of(mutant.module).read_text(encoding="utf-8"), mutant)
    after = _parameters(mutant.source, mutant)
    if ast.dump(before) == ast.dump(after):
        return

    def value(node):
        return eval(compile(ast.Expression(node), mutant.name, "eval"), names)

    function.__defaults__ = tuple(map(value, after.defaults)) or None
    named = zip(after.kwonlyargs, after.kw_defaults, strict=True)
    function.__kwdefaults__ = {arg.arg: value(node) for arg, node in named if node} or None


def _parameters(source, mutant):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name == mutant.function[-1]:
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            if first == mutant.first_line:
                return node.args
    raise LookupError(mutant.name)
