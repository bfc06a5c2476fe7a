"""Programs and their steps: what is run, whatever wrote it down.

A `Step` is one top-level statement of the safe subset; a `Program` is a tuple of steps. Both are
immutable, compare by their canonical source, and convert to and from source without loss:

    program = Program.from_source("import torch\\nx = torch.ones(2, requires_grad=True)")
    program.source()                              # canonical source, one statement after another
    Program.from_source(program.source()) == program
    program.script()                              # the same as a script a person can paste
    Step.from_source("y = x * 2")                 # cached by its text: cheap to write again
    program.append(step)                          # a new program; only the new step is checked

Text outside the subset raises `UnsafeProgram`, whose text is one line: the place and the reason.
A program is written for `torch`; whose torch that is, the session says.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from types import CodeType

from conformance.programs import subset
from conformance.programs.subset import UnsafeProgram

LONGEST = 100_000  # characters; a program is a page at most, and the parser need not prove itself

# What a name means when nothing binds it: only torch is there from the beginning.
_GIVEN = frozenset({"torch"})

# The call that a step's code makes after each statement inside a `with` block, to look.
LOOK = "__look__"
# The call that vets what a step sets an attribute of: see `session`.
SETTABLE = "__settable__"


class Step:
    """One statement of the safe subset.

    Attributes:
        source: its canonical source.
        node: its syntax tree; not to be changed.
        binds: the names it gives a meaning to.
        needs: the names it needs a meaning of.
    """

    def __init__(self, node: ast.stmt, source: str, names: subset.Names):
        """Not to be called: steps come from `from_source`, checked and cached."""
        self.node = node
        self.source = source
        self.binds = names.binds
        self.needs = names.needs
        self._names = names

    @staticmethod
    def from_source(text: str) -> "Step":
        """The step that a statement's source stands for; UnsafeProgram if it is none."""
        return _step(text)

    @staticmethod
    def trusted(text: str) -> "Step":
        """The step of a statement that this project has written itself, and not read anywhere.

        That it is in the safe subset is checked only when more than its code is asked for.
        """
        return _trusted(text)

    @cached_property
    def code(self) -> CodeType:
        """The compiled statement. That of an expression statement evaluates to its value."""
        if not self._names.sets_attributes:
            return _compile(self.node)
        return _compile(ast.fix_missing_locations(_Guarded().visit(_copy(self.source))))

    @cached_property
    def looking_code(self) -> CodeType:
        """As `code`, but it calls `LOOK` after each statement inside `with` blocks."""
        if not self._names.has_blocks:
            return self.code
        return _compile_looking(_Guarded().visit(_copy(self.source)))

    def __eq__(self, other):
        return isinstance(other, Step) and self.source == other.source

    def __hash__(self):
        return hash(self.source)

    def __repr__(self):
        return f"Step({self.source!r})"

    def __reduce__(self):
        return Step.from_source, (self.source,)


class _Trusted(Step):
    """A step that is compiled as it is written, and not read before it has to be."""

    def __init__(self, source: str, mode: str):
        self.source = source
        self._mode = mode

    @cached_property
    def code(self) -> CodeType:
        return compile(self.source, "<program>", self._mode)

    @cached_property
    def looking_code(self) -> CodeType:
        return _compile_looking(_copy(self.source)) if "with " in self.source else self.code

    _read = cached_property(lambda self: Step.from_source(self.source))
    node = property(lambda self: self._read.node)
    binds = property(lambda self: self._read.binds)
    needs = property(lambda self: self._read.needs)


class Program:
    """A sequence of steps in which every name has a meaning.

    Attributes:
        steps: the steps, a tuple.
    """

    def __init__(self, steps: Iterable[Step] = ()):
        self.steps = tuple(steps)
        self._check_names(self.steps)

    @classmethod
    def from_source(cls, text: str) -> "Program":
        """The program that a source text stands for; UnsafeProgram if it is none."""
        statements = _parse(text)
        steps = []
        for node in statements:
            subset.check(node)  # here, for the lines of the text as it was given
            steps.append(_step(_unparse(node)))
        bound = _GIVEN.union(*(step.binds for step in steps))
        for node, step in zip(statements, steps, strict=True):
            _refuse_unbound(step, bound, node.lineno)
        return cls(steps)

    @classmethod
    def trusted(cls, steps: Iterable[Step]) -> "Program":
        """The program of steps that have run in this order, so that every name has a meaning."""
        program = object.__new__(cls)
        program.steps = tuple(steps)
        return program

    def append(self, step: Step) -> "Program":
        """This program and one more step."""
        longer = object.__new__(Program)
        longer.steps = (*self.steps, step)
        longer._bound = self._bound | step.binds
        longer._check_names((step,))
        return longer

    @cached_property
    def _bound(self):
        return _GIVEN.union(*(step.binds for step in self.steps))

    def source(self) -> str:
        """The canonical source, which `from_source` reads back as an equal program."""
        return "".join(step.source + "\n" for step in self.steps)

    def script(self) -> str:
        """The source as a script that runs by itself."""
        source = self.source()
        return (
            source
            if any("torch" in step.binds for step in self.steps)
            else ("import torch\n" + source)
        )

    def _check_names(self, steps):
        for step in steps:
            if not self._bound.issuperset(step.needs):
                before = self.source().partition(step.source + "\n")[0]
                _refuse_unbound(step, self._bound, before.count("\n") + 1)

    def __len__(self) -> int:
        return len(self.steps)

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def __eq__(self, other):
        return isinstance(other, Program) and self.steps == other.steps

    def __hash__(self):
        return hash(self.steps)

    def __repr__(self):
        return f"Program.from_source({self.source()!r})"

    def __reduce__(self):
        return Program, (self.steps,)


@lru_cache(maxsize=16384)
def _step(text):
    statements = _parse(text)
    if len(statements) != 1:
        raise UnsafeProgram(
            1, f"{len(statements)} statements where one is meant", "give one a step"
        )
    node = statements[0]
    names = subset.check(node)
    source = _unparse(node)
    if source != text:
        if ast.dump(_parse(source)[0]) != ast.dump(node):
            raise UnsafeProgram(
                node.lineno, "the statement does not survive being written back", "write it plainly"
            )
        return _step(source)
    return Step(node, source, names)


# `x = `, `x += `, `x[0] = `, `(x,) = `; and statements that have a body.
_STATEMENT = re.compile(
    r"\(?[a-z]\w*(\[[^\]]*\]|(, ?\w*)*\)?) [^\w\s]*= |(with|class|def|for) .*\n"
)
_CALL = re.compile(r"(\(|[a-z][\w.]*\().*\)")
# `x.grad = `, `y, x.grad = `, `del x.grad`; it does not matter that `x.grad == y` is among them.
_MAY_SET_ATTRIBUTES = re.compile(r"\.\w[\w\])., ]*[^\w\s]*= |\bdel\b")


@lru_cache(maxsize=16384)
def _trusted(text):
    """Read is only what may set attributes, whose code is another, and what is rarely written."""
    if not _MAY_SET_ATTRIBUTES.search(text):
        if _STATEMENT.match(text):
            return _Trusted(text, "exec")
        if _CALL.fullmatch(text):
            return _Trusted(text, "eval")
    return _step(text)


def _parse(text):
    if len(text) > LONGEST:
        raise UnsafeProgram(1, f"the program has {len(text)} characters", f"stay below {LONGEST}")
    try:
        return ast.parse(text).body
    except SyntaxError as error:
        raise UnsafeProgram(
            error.lineno or 1, f"not Python: {error.msg}", "programs are Python source"
        ) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise UnsafeProgram(
            1, f"not readable: {error or type(error).__name__}", "programs are Python source"
        ) from None


def _unparse(node):
    try:
        return ast.unparse(node)
    except ValueError:
        raise UnsafeProgram(
            node.lineno, "the statement cannot be written back", "write it plainly"
        ) from None


def _refuse_unbound(step, bound, line):
    for name, offset in step.needs.items():
        if name not in bound:
            module = subset.MODULE_NAMES.get(name)
            hint = f"import {module} first" if module else "bind it first"
            raise UnsafeProgram(line + offset - 1, f"the name {name!r} has no meaning", hint)


def _sets_attribute(node):
    return isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load)


def _copy(source):
    """A tree of the statement's own, to be rewritten."""
    return ast.parse(source).body[0]


def _compile(node):
    if isinstance(node, ast.Expr):
        return compile(ast.Expression(node.value), "<program>", "eval")
    return compile(ast.Module([node], []), "<program>", "exec")


def _compile_looking(node):
    return _compile(ast.fix_missing_locations(_Looking().visit(node)))


def _call(name, *arguments):
    return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])


class _Guarded(ast.NodeTransformer):
    """`a.b = v` becomes `__settable__(a).b = v`: which objects those are, only running can tell."""

    def visit_Attribute(self, node):
        self.generic_visit(node)
        if _sets_attribute(node):
            node.value = _call(SETTABLE, node.value)
        return node


class _Looking(ast.NodeTransformer):
    """Adds a call of `LOOK` after each statement of a `with` block, where variables are visible."""

    def visit_With(self, node):
        self.generic_visit(node)
        node.body = [each for line in node.body for each in (line, ast.Expr(_call(LOOK)))]
        return node

    def visit_FunctionDef(self, node):
        return node

    # Of these, no part is a block.
    visit_ClassDef = visit_Assign = visit_AugAssign = visit_Expr = visit_FunctionDef
