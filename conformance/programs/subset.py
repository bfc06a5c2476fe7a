"""The safe subset of Python that programs are written in.

Replaying a stranger's program must not be able to do anything but tensor work. So a statement is
refused unless each part of it is known to be harmless:

- syntax: an allow list of node types. No `while`, `global` scope tricks through dunders, `await`,
  annotations, bytes; `yield` in the body of a function only.
- names: builtins of a fixed table, modules under their fixed names (`vocabulary.MODULE_NAMES`), and
  what the program binds itself.
- modules: only as the beginning of a dotted name, `torch.nn.Linear`, whose every part is offered by
  `vocabulary`. A module is never a value, so it cannot travel where the checks do not see it.
- attributes: nothing private but a few names that observe, and no name that leads to files, code
  or the interpreter. The only special methods are `__init__` and, to print, `__name__`.

A statement is judged by itself: `check` needs no other statement. What the program binds is
collected on the way, and `Program` sees to it that no name comes from nowhere.
"""

import ast
from contextlib import contextmanager
from dataclasses import dataclass, field

from conformance.programs import vocabulary
from conformance.programs.vocabulary import LIBRARIES, MODULE_NAMES, TORCH

DEEPEST = 100


class UnsafeProgram(ValueError):
    """A program, or what was meant to be one, that is outside the safe subset.

    Attributes:
        line: the line of the source it stands in, from 1.
        what: what is refused.
        hint: what to write instead.
    """

    def __init__(self, line: int, what: str, hint: str):
        self.line, self.what, self.hint = line, what, hint
        super().__init__(f"line {line}: {what}; {hint}")


@dataclass(frozen=True)
class Names:
    """The names of a statement.

    Attributes:
        binds: variables and module names it gives a meaning to for later statements.
        needs: names it reads that neither it nor the table of builtins gives a meaning to,
            each with the line of the statement it is first read in.
        sets_attributes: whether it assigns to an attribute anywhere, or deletes one.
        has_blocks: whether there is a `with` block in it.
    """

    binds: frozenset[str]
    needs: dict[str, int] = field(default_factory=dict)
    sets_attributes: bool = False
    has_blocks: bool = False


def check(statement: ast.stmt) -> Names:
    """Refuse (UnsafeProgram) a statement outside the subset; otherwise, its names."""
    checker = _Checker()
    checker.visit(statement)
    bound = checker.outer | checker.inner
    later = {name: line for name, line in checker.later.items() if name not in bound}
    return Names(
        frozenset(checker.outer),
        later | checker.needs,
        checker.sets_attributes,
        checker.has_blocks,
    )


_SIMPLE_NODES = (
    # statements
    ast.Expr, ast.Delete, ast.Pass, ast.Break, ast.Continue, ast.Return, ast.If,
    ast.Try, ast.Raise, ast.Assert, ast.withitem,
    # expressions
    ast.BoolOp, ast.UnaryOp, ast.Compare, ast.IfExp, ast.Tuple, ast.List, ast.Set, ast.Dict,
    ast.Subscript, ast.Slice, ast.Starred, ast.JoinedStr, ast.FormattedValue, ast.comprehension,
)  # fmt: skip
# Nodes that stand for a sign: which operator, read or written. Any of them will do.
_MARKS = (ast.operator, ast.unaryop, ast.boolop, ast.cmpop, ast.expr_context)

_WORDS = {
    ast.While: "a while loop",
    ast.YieldFrom: "yield",
    ast.Await: "await",
    ast.NamedExpr: "an assignment inside an expression",
    ast.AnnAssign: "an annotation",
    ast.AsyncFunctionDef: "async",
    ast.AsyncFor: "async",
    ast.AsyncWith: "async",
}


class _Checker:
    """One walk over a statement."""

    def __init__(self):
        self.outer: set[str] = set()  # bound for the statements that follow
        self.inner: set[str] = set()  # bound inside functions, classes, comprehensions
        self.needs: dict[str, int] = {}
        self.later: dict[str, int] = {}  # read inside functions, when all is bound
        self.sets_attributes = False
        self.has_blocks = False
        self._scopes = 0
        self._may_yield = False  # in a function, and not in a class or comprehension inside it
        self._methods: set[int] = set()  # ids of the functions that stand in a class
        self._depth = 0
        self._line = 1

    def visit(self, node):
        self._line = getattr(node, "lineno", self._line)
        self._depth += 1
        if self._depth > DEEPEST:
            self._refuse("it is nested too deeply", "split it into several statements")
        special = _SPECIAL.get(type(node))
        if special is not None:
            special(self, node)
        elif isinstance(node, _SIMPLE_NODES):
            self._visit_children(node)
        else:
            words = _WORDS.get(type(node), f"`{type(node).__name__}`")
            self._refuse(f"{words} is not in the subset", "use plain statements")
        self._depth -= 1

    def _visit_children(self, node):
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, _MARKS):
                self.visit(child)

    def _visit_all(self, nodes):
        for node in nodes:
            if node is not None:
                self.visit(node)

    def _refuse(self, what, hint):
        raise UnsafeProgram(self._line, what, hint)

    # --- names -------------------------------------------------------------------------------

    def _bind(self, name):
        if name in MODULE_NAMES or name == "super":
            self._refuse(f"{name!r} is taken as a variable", f"it always means the {_kind(name)}")
        self._bindable(name)
        (self.inner if self._scopes else self.outer).add(name)

    def _bindable(self, name):
        if name.startswith("__"):
            self._refuse(f"the name {name!r} is refused", "use a name without underscores")

    def _name(self, node):
        if isinstance(node.ctx, ast.Store):
            self._bind(node.id)
        elif node.id in MODULE_NAMES:
            self._refuse(
                f"the module {node.id!r} is used as a value",
                "write out what is used of it, as in torch.nn.Linear",
            )
        else:
            self._read(node.id)

    def _read(self, name):
        self._bindable(name)
        if name in vocabulary.BUILTINS or name in self.outer:
            return
        (self.later if self._scopes else self.needs).setdefault(name, self._line)

    def _assign(self, node):
        """What is assigned is read before the targets are bound."""
        self._visit_all([node.value, *node.targets])

    def _augmented(self, node):
        """An augmented assignment to a name needs the name: it gives it no first meaning."""
        self.visit(node.value)
        if isinstance(node.target, ast.Name) and node.target.id not in MODULE_NAMES:
            self._read(node.target.id)
        else:
            self.visit(node.target)

    def _for(self, node):
        self._visit_all([node.iter, node.target, *node.body, *node.orelse])

    def _with(self, node):
        self.has_blocks = True
        self._visit_children(node)

    # --- attributes --------------------------------------------------------------------------

    def _attribute(self, node):
        if not isinstance(node.ctx, ast.Load):
            self.sets_attributes = True
        chain = dotted(node)
        if chain is not None and chain[0] in MODULE_NAMES:
            self._module_chain(node, chain)
        else:
            self._value_attribute(node)
            self.visit(node.value)

    def _module_chain(self, node, chain):
        """`nn.functional.relu.x.y`: modules as far as they go, one name offered, then a value's."""
        module, *rest = chain
        self._read(module)
        path = MODULE_NAMES[module]
        while rest and is_module(f"{path}.{rest[0]}"):
            path = f"{path}.{rest.pop(0)}"
        if not rest:
            self._refuse(f"the module {path} is used as a value", "write out what is used of it")
        self._offered(path, rest[0])
        if not isinstance(node.ctx, ast.Load):
            self._refuse(f"{'.'.join(chain)} is assigned to", "programs leave modules as they are")
        for name in rest[1:]:
            self._readable(name)

    def _offered(self, path, name):
        if name not in offer(path):
            self._refuse(
                f"{path}.{name} is not offered to programs", "only tensor work is; see vocabulary"
            )

    def _value_attribute(self, node):
        if isinstance(node.ctx, ast.Load):
            if node.attr == "__init__" and _is_super_call(node.value):
                return
            self._readable(node.attr)
        elif node.attr not in vocabulary.SET_PRIVATE:
            self._public(node.attr)

    def _readable(self, name):
        if name == "__name__" or name in vocabulary.OBSERVED_PRIVATE:
            return
        if vocabulary.SAVED.fullmatch(name) is None:
            self._public(name)

    def _public(self, name):
        if (
            name.startswith("_")
            or name in vocabulary.REFUSED_ATTRIBUTES
            or vocabulary.INTERPRETER.fullmatch(name)
        ):
            self._refuse(f"the attribute {name!r} is refused", "it reaches beyond tensor work")

    # --- calls -------------------------------------------------------------------------------

    def _call(self, node):
        """`eval` is the one name that is fine as `module.eval()` and as nothing else."""
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr == "eval":
            if node.args or node.keywords:
                self._refuse("eval is called", "only module.eval() is in the subset")
            self.visit(function.value)
        else:
            self.visit(function)
        self._visit_all(node.args)
        self._visit_all(node.keywords)

    def _keyword(self, node):
        if node.arg is not None:
            self._bindable(node.arg)
        self.visit(node.value)

    # --- constants ---------------------------------------------------------------------------

    def _constant(self, node):
        value = node.value
        if isinstance(value, bytes):
            self._refuse("bytes are not in the subset", "use numbers and strings")
        if type(value) is int and value > vocabulary.LARGEST:
            self._refuse(
                f"the number {value!r:.20} is too large", f"stay below {vocabulary.LARGEST}"
            )

    def _binary(self, node):
        self._visit_children(node)
        if abs(_integer(node, vocabulary.LARGEST) or 0) > vocabulary.LARGEST:
            self._refuse("the number is too large", f"stay below {vocabulary.LARGEST}")

    # --- statements with parts that are no nodes ---------------------------------------------

    def _function(self, node):
        if getattr(node, "type_params", None):
            self._refuse("type parameters are not in the subset", "leave them out")
        if node.returns is not None:
            self._refuse("an annotation is not in the subset", "leave it out")
        if node.name != "__init__" or id(node) not in self._methods:
            self._bind(node.name)
        self._visit_all(
            decorator
            for decorator in node.decorator_list
            if self._scopes or not is_compile(decorator)
        )
        self._parameters(node.args)
        with self._scope(may_yield=True):
            self._visit_all(node.body)

    def _lambda(self, node):
        self._parameters(node.args)
        with self._scope(may_yield=True):
            self.visit(node.body)

    @contextmanager
    def _scope(self, may_yield=False):
        """A block whose names are its own."""
        before, self._may_yield = self._may_yield, may_yield
        self._scopes += 1
        yield
        self._scopes -= 1
        self._may_yield = before

    def _yield(self, node):
        if not self._may_yield:
            self._refuse("yield is in no function", "write it in the body of one")
        self._visit_children(node)

    def _parameters(self, arguments):
        self._visit_all(arguments.defaults)
        self._visit_all(arguments.kw_defaults)
        self._scopes += 1
        for each in (
            *arguments.posonlyargs,
            *arguments.args,
            *arguments.kwonlyargs,
            *filter(None, (arguments.vararg, arguments.kwarg)),
        ):
            if each.annotation is not None:
                self._refuse("an annotation is not in the subset", "leave it out")
            self._bind(each.arg)
        self._scopes -= 1

    def _class(self, node):
        if getattr(node, "type_params", None) or node.keywords:
            self._refuse(f"class {node.name} has a metaclass", "leave it out")
        bases = [".".join(dotted(base) or ("?",)) for base in node.bases]
        if len(bases) != 1 or bases[0] not in vocabulary.BASES:
            self._refuse(
                f"class {node.name} has other bases than the subset knows",
                "derive from torch.autograd.Function or torch.nn.Module",
            )
        self._visit_all(node.bases)
        self._visit_all(node.decorator_list)
        self._bind(node.name)
        self._methods.update(map(id, node.body))
        with self._scope():
            self._visit_all(map(self._in_class, node.body))

    def _in_class(self, statement):
        """The statement, if it may stand in a class."""
        if not isinstance(statement, (ast.FunctionDef, ast.Assign, ast.Pass)) and not (
            isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        ):
            self._line = statement.lineno
            self._refuse("a class has statements of its own", "use methods and assignments")
        return statement

    def _handler(self, node):
        if node.name is not None:
            self._bind(node.name)
        self._visit_all([node.type, *node.body])

    def _comprehension(self, node):
        """The targets are the comprehension's own, what it iterates over is not."""
        with self._scope():
            self._visit_children(node)

    def _outer_names(self, node):
        """`global` and `nonlocal`: a hook that counts."""
        for name in node.names:
            if name in MODULE_NAMES:
                self._bind(name)
            self._read(name)

    def _import(self, node):
        for each in node.names:
            self._importable(each.name, each.name)
            name = each.asname or each.name.partition(".")[0]
            target = each.name if each.asname else name
            self._bind_module(name, target)

    def _import_from(self, node):
        if node.level or node.module is None:
            self._refuse("a relative import is not in the subset", "write the module out")
        if not is_module(node.module):
            self._refuse(f"the module {node.module!r} is not offered", _importable_hint())
        for each in node.names:
            path = f"{node.module}.{each.name}"
            name = each.asname or each.name
            if is_module(path):
                self._bind_module(name, path)
            else:
                self._offered(node.module, each.name)
                self._bind(name)

    def _importable(self, path, text):
        if not is_module(path):
            self._refuse(f"the module {text!r} is not offered to programs", _importable_hint())

    def _bind_module(self, name, path):
        if MODULE_NAMES.get(name) != path:
            known = [alias for alias, target in MODULE_NAMES.items() if target == path]
            hint = (
                f"import it as {' or '.join(known)}" if known else "write it out where it is used"
            )
            self._refuse(f"{path} is imported as {name!r}", hint)
        if self._scopes:
            self._refuse(f"{path} is imported inside a function", "import it at the top")
        self.outer.add(name)


_SPECIAL = {
    ast.Name: _Checker._name,
    ast.Attribute: _Checker._attribute,
    ast.Assign: _Checker._assign,
    ast.AugAssign: _Checker._augmented,
    ast.For: _Checker._for,
    ast.With: _Checker._with,
    ast.Call: _Checker._call,
    ast.keyword: _Checker._keyword,
    ast.Constant: _Checker._constant,
    ast.BinOp: _Checker._binary,
    ast.FunctionDef: _Checker._function,
    ast.Lambda: _Checker._lambda,
    ast.Yield: _Checker._yield,
    ast.ClassDef: _Checker._class,
    ast.ExceptHandler: _Checker._handler,
    ast.Global: _Checker._outer_names,
    ast.Nonlocal: _Checker._outer_names,
    ast.Import: _Checker._import,
    ast.ImportFrom: _Checker._import_from,
    ast.ListComp: _Checker._comprehension,
    ast.SetComp: _Checker._comprehension,
    ast.DictComp: _Checker._comprehension,
    ast.GeneratorExp: _Checker._comprehension,
}


def is_module(path: str) -> bool:
    """Is the dotted path a module that programs may reach into?"""
    root, _, below = path.partition(".")
    return below in TORCH if root == "torch" else path in LIBRARIES


def offer(path: str) -> vocabulary.Offer:
    """What the module of that path offers to programs."""
    root, _, below = path.partition(".")
    return TORCH[below] if root == "torch" else LIBRARIES[path]


def dotted(node: ast.expr) -> tuple[str, ...] | None:
    """The parts of a dotted name `a.b.c`; None for any other expression."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    return (node.id, *reversed(parts))


def is_compile(node: ast.expr) -> bool:
    """Is it `torch.compile`, with or without the name of a backend, as a decorator says it?

    What that does is the session's to decide.
    """
    match node:
        case ast.Call(
            func=ast.Attribute() as function,
            args=[],
            keywords=[ast.keyword(arg="backend", value=ast.Constant(value=str()))],
        ):
            return dotted(function) == ("torch", "compile")
    return dotted(node) == ("torch", "compile")


def _kind(name):
    return f"module {MODULE_NAMES[name]}" if name in MODULE_NAMES else "builtin"


def _importable_hint():
    return "programs use torch, numpy, copy, pickle, warnings, math, collections"


def _is_super_call(node):
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"
    )


def _integer(node, largest):
    """The integer that powers and shifts of literals stand for; None for other expressions.

    Where it is larger than `largest`, it is not worked out.
    """
    if isinstance(node, ast.Constant):
        return node.value if type(node.value) is int else None
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _integer(node.operand, largest)
        return None if inner is None else -inner
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Pow, ast.LShift))):
        return None
    base, exponent = _integer(node.left, largest), _integer(node.right, largest)
    if base is None or exponent is None or exponent < 0:
        return None
    if isinstance(node.op, ast.LShift):
        return largest + 1 if exponent > 64 else base << exponent
    bits = abs(base).bit_length() * exponent
    return largest + 1 if bits > 64 else base**exponent
