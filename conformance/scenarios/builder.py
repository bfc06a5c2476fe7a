"""Scene: builds a program line by line while running it on the reference.

Because each line has already run when the next one is chosen, a scene always knows the state:
which tensors exist, their shapes, who requires grad, what just raised. Scenarios use it to write
down the heart of one rule; random programs use it to wander, and still aim at something.
There is one builder for both, and it takes its choices from any `Source`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from conformance import subjects
from conformance.programs import Program, Session, Step
from conformance.programs.session import When
from conformance.scenarios import spellings
from conformance.scenarios.covering import pairwise
from conformance.scenarios.sources import Source
from conformance.scenarios.spellings import View, Write
from conformance.tracing import Trace

T = TypeVar("T")

Shape = tuple[int, ...]

VECTORS: tuple[Shape, ...] = ((3,), (2,), (4,))
MATRICES: tuple[Shape, ...] = ((2, 3), (2, 2), (1, 3), (2, 1), (3, 2))
CUBES: tuple[Shape, ...] = ((2, 2, 2), (2, 1, 2), (2, 2, 3))
SCALARS: tuple[Shape, ...] = ((), (1,), (1, 1))
EMPTIES: tuple[Shape, ...] = ((0,), (2, 0), (0, 3))
FILLED = VECTORS[:2] + MATRICES[:2] + SCALARS[:2] + MATRICES[2:] + CUBES[:2]
ANY_SHAPE = FILLED + EMPTIES[:2]
INDEXABLE = VECTORS + MATRICES

FLOATS = ("float32", "float64")

# Value patterns, cycled over the elements: plain first, then signs, ties, zeros, fractions.
PATTERNS: tuple[tuple[float, ...], ...] = (
    (1.0, 2.0, 3.0, 4.0, 5.0, 6.0),
    (-1.0, 2.0, 0.5, -3.0, 1.5),
    (2.0, 2.0, -1.0, 2.0),
    (0.0, 1.0, -1.0, 0.0, 0.0),
    (0.5, 0.25, 4.0, 9.0),
    (-2.0, -0.5, -4.0),
)
# All of it in one tensor: far and near zero on both sides, ties, and the kinks in between.
SPREAD = (0.5, -1.5, 2.0, -0.25, 1.0, -4.0, 0.0, 1.0, 3.5, -1.0)
PALETTE = (1.0, 2.0, 0.0, -1.0, 0.5, 3.0, -2.5, -0.0, 0.1, 10.0)
RARE = (float("inf"), float("nan"), float("-inf"))


class Unbound(LookupError):
    """A scene was asked for a variable that is not there: the line that was to bind it raised."""


class Scene:
    """A program being built, and the session of the expectation in which it has run so far.

    `expectation` names the subject whose behaviour guides the building: the reference.
    `sweep`, a number, makes every choice of a spelling take that many steps through its table,
    so that a few sweeps meet every spelling once; `widest` then tells how many it takes.
    `look` is when the program's tensors are to be looked at: after each step, or only at the end;
    it is chosen unless given.
    `trusted` scenes do not check that what they write is in the safe subset: where speed counts.

    Attributes:
        about: the rule whose heart is being written, or None.
        origins: what `about` was at each step.
    """

    def __init__(
        self,
        source: Source,
        expectation: str = "reference",
        sweep: int | None = None,
        trusted: bool = False,
        look: When | None = None,
    ) -> None:
        self._source = source
        self._sweep = sweep
        self.look: When = look or self.one_of("each", "end")
        self._session = Session(subjects.get(expectation), self.look)
        self._subject = self._session.subject
        self._trusted = trusted
        self._step = Step.trusted if trusted else Step.from_source
        self._renewals = self._subject.renewals()
        self._noticed = self._renewals is None
        self._steps: list[Step] = []
        self._names_used = 0
        self._reuse = 0
        self.about: str | None = None
        self.origins: list[str | None] = []
        self.widest = 1
        self.is_over = False  # whether nothing may go on from what has been computed
        self.broken_claims: list[str] = []
        self.expected: Trace | None = None

    # --- choosing ----------------------------------------------------------------------------

    def integer(self, low: int, high: int) -> int:
        """An integer between two bounds, both included."""
        return self._source.integer(low, high)

    def one_of(self, *options: T) -> T:
        """One of the options; the first is the simplest."""
        return options[self.integer(0, len(options) - 1)]

    def chance(self, percent: int) -> bool:
        """True that often; False is the simplest."""
        return self.integer(0, 99) >= 100 - percent

    def spelling(self, *options: T) -> T:
        """One of several ways to say the same thing; a sweep meets each of them."""
        if self._sweep is None:
            return self.one_of(*options)
        self.widest = max(self.widest, len(options))
        return options[self._sweep % len(options)]

    def together(self, *factors: Sequence[Any]) -> tuple[Any, ...]:
        """One option of each factor; a sweep meets any two options of different factors."""
        if self._sweep is None:
            return tuple(self.one_of(*options) for options in factors)
        rows = pairwise(tuple(len(options) for options in factors))
        self.widest = max(self.widest, len(rows))
        row = rows[self._sweep % len(rows)]
        return tuple(options[number] for options, number in zip(factors, row, strict=True))

    @contextmanager
    def sweeping_over(self, *options: T) -> Iterator[T]:
        """One of the options, met by the sweep; the spellings below are then chosen freely."""
        chosen = self.spelling(*options)
        sweep, self._sweep = self._sweep, None
        try:
            yield chosen
        finally:
            self._sweep = sweep

    @contextmanager
    def reusing(self, percent: int) -> Iterator[None]:
        """Where a leaf is asked for, a fitting tensor that is there already is given so often."""
        before, self._reuse = self._reuse, percent
        try:
            yield
        finally:
            self._reuse = before

    # --- writing lines -----------------------------------------------------------------------

    def do(self, text: str, raises: str | None = None) -> str | None:
        """Append a statement and run it; what it raised, as "Type: text", or None.

        `raises` claims that it raises an error whose text contains these words.
        """
        step = self._step(text)
        self._note_renewals()
        outcome = self._session.run_step(step)
        self._renewals = self._subject.renewals()
        self._steps.append(step)
        self.origins.append(self.about)
        error = None if outcome.error is None else f"{outcome.error.type}: {outcome.error.text}"
        if raises is not None and (error is None or raises not in error):
            self.broken_claims.append(f"{text!r} raises {raises!r}, not {error!r}")
        return error

    def let(self, expression: str, name: str | None = None, raises: str | None = None) -> str:
        """Append `name = expression`, with a fresh name unless one is given; the name."""
        name = name or self.fresh()
        self.do(f"{name} = {expression}", raises=raises)
        return name

    def within(self, header: str, *lines: str, raises: str | None = None) -> str | None:
        """Append one block: a `with`, `def` or other header and its indented body."""
        body = "\n".join(line for text in lines for line in text.splitlines())
        return self.do(header + "\n" + indented(body), raises=raises)

    def claim(self, expression: str) -> None:
        """State what holds now, in terms of the program's names: no part of the program.

        A claim keeps a scenario honest: that it does show what its rule says is tested,
        on torch and on the reference. It is not what a subject is judged by: the trace is.
        """
        if self._trusted:
            return
        try:
            holds = bool(eval(expression, dict(self._session.namespace)))
        except Exception as error:
            holds = False
            expression = f"{expression} ({type(error).__name__}: {error})"
        if not holds:
            self.broken_claims.append(expression)

    def fresh(self, name: str | None = None) -> str:
        """A name that the program has not used: a, b, c, ... or the one given, numbered."""
        if name is not None:
            return name if not self.is_bound(name) else self.fresh(name + "_")
        while True:
            number, letter = divmod(self._names_used, 26)
            self._names_used += 1
            name = chr(ord("a") + letter) + (str(number) if number else "")
            if not self.is_bound(name):  # by a scenario that names its variables itself
                return name

    def number_names(self) -> None:
        """From here on, fresh names are those with a number: a1, b1, c1, ..."""
        self._names_used = max(self._names_used, 26)

    def program(self) -> Program:
        """The program built so far."""
        return (Program.trusted if self._trusted else Program)(self._steps)

    def close(self) -> None:
        """End the program. `expected` is then its trace, if running it once more would give it.

        Building a scene asks tensors for their shapes and flags. This is looking, which a program
        that is only looked at in the end must not have been subject to. Where it has changed
        nothing, the program has not.
        """
        self._note_renewals()
        if self.look == "each" or not self._noticed:
            self.expected = self._session.trace()
        else:
            self._subject.reset()

    def _note_renewals(self) -> None:
        """Has what was asked since the last step changed what was asked?"""
        self._noticed = self._noticed or self._subject.renewals() != self._renewals

    def __len__(self) -> int:
        return len(self._steps)

    def __repr__(self) -> str:
        return f"Scene({self.program().source()!r})"

    # --- what there is -----------------------------------------------------------------------

    def is_bound(self, name: str) -> bool:
        """Is there a variable of that name?"""
        return name in self._session.namespace

    def value(self, name: str) -> Any:
        """The expectation's object of that name: read it, do not change it."""
        try:
            return self._session.namespace[name]
        except KeyError:
            raise Unbound(name) from None

    def tensors(self, predicate: Callable[[Any], bool] = lambda tensor: True) -> list[str]:
        """The names of the tensors of which the predicate holds, oldest first."""
        kind = self._session.subject.namespace.Tensor
        return [
            name
            for name, value in self._session.namespace.items()
            if isinstance(value, kind) and _holds(predicate, value)
        ]

    # --- making tensors ----------------------------------------------------------------------

    def leaf(
        self,
        shape: Shape | None = None,
        dtype: str | None = None,
        requires_grad: bool = True,
        shapes: Sequence[Shape] = FILLED,
        name: str | None = None,
    ) -> str:
        """A new leaf, of values that hit ties, zeros and signs."""
        if self._reuse and name is None and self.chance(self._reuse):
            known = self.tensors(
                lambda tensor: (
                    tensor.requires_grad == requires_grad
                    and not tensor.is_inference()
                    and tuple(tensor.shape) in (shapes if shape is None else (shape,))
                    and dtype_of(tensor) in (FLOATS if dtype is None else (dtype,))
                )
            )
            if known:
                return self.one_of(*reversed(known))
        return self.let(self.leaf_expression(shape, dtype, requires_grad, shapes), name)

    def constant(
        self,
        shape: Shape | None = None,
        dtype: str | None = None,
        shapes: Sequence[Shape] = FILLED,
    ) -> str:
        """A new leaf that does not require grad."""
        return self.leaf(shape, dtype, requires_grad=False, shapes=shapes)

    def leaf_expression(
        self,
        shape: Shape | None = None,
        dtype: str | None = None,
        requires_grad: bool = True,
        shapes: Sequence[Shape] = FILLED,
    ) -> str:
        """The expression of a new leaf."""
        if shape is None:
            shape = self.one_of(*shapes)
        if dtype is None:
            dtype = "float64" if self.chance(30) else "float32"
        data = self.literal(shape)
        arguments = [data] + ([] if dtype == "float32" else [f"dtype=torch.{dtype}"])
        if not requires_grad:
            return f"torch.tensor({', '.join(arguments)})"
        style = self.one_of("argument", "argument", "argument", "method", "parameter")
        if style == "argument":
            return f"torch.tensor({', '.join([*arguments, 'requires_grad=True'])})"
        plain = f"torch.tensor({', '.join(arguments)})"
        return f"{plain}.requires_grad_()" if style == "method" else f"torch.nn.Parameter({plain})"

    def literal(self, shape: Shape) -> str:
        """A nested list of values, as text."""
        size = sized(shape)
        pattern = self.integer(0, len(PATTERNS) + 1)
        if pattern < len(PATTERNS):
            start = self.integer(0, 1)
            values = [PATTERNS[pattern][(start + i) % len(PATTERNS[pattern])] for i in range(size)]
        else:
            values = [self.one_of(*PALETTE) for _ in range(size)]
            if pattern > len(PATTERNS) and size and self.chance(25):
                values[self.integer(0, size - 1)] = self.one_of(*RARE)
        return nested(values, shape)

    def spread(self, table: Sequence[float] = SPREAD) -> str:
        """A new leaf with values of every kind at once, for what depends on the value alone."""
        shape = self.one_of((len(table),), (2, len(table) // 2), (len(table) // 2, 2))
        start = self.integer(0, len(table) - 1)
        values = [table[(start + i) % len(table)] for i in range(len(table))]
        dtype = self.one_of("", ", dtype=torch.float64")
        return self.let(f"torch.tensor({nested(values, shape)}{dtype}, requires_grad=True)")

    def distinct(
        self, shapes: Sequence[Shape] = MATRICES + CUBES[:1], requires_grad: bool = True
    ) -> str:
        """A new leaf without ties, so that no element can be mistaken for another."""
        shape = self.one_of(*shapes)
        step = self.one_of(1.0, 0.5, -1.0, 0.25)
        values = [(i + 1) * step for i in range(sized(shape))]
        flag = ", requires_grad=True" if requires_grad else ""
        dtype = self.one_of("", ", dtype=torch.float64")
        return self.let(f"torch.tensor({nested(values, shape)}{dtype}{flag})")

    def something(self, shapes: Sequence[Shape] = FILLED) -> str:
        """A tensor that requires grad: a leaf, one with a history, or a view of such a one."""
        a = self.leaf(shapes=shapes)
        kind = self.one_of("history", "leaf", "view", "layout")
        if kind == "leaf":
            return a
        b = self.unary(a)
        if kind == "view":
            return self.view_of(b)
        return self.laid_out(b) if kind == "layout" else b

    def laid_out(self, x: str) -> str:
        """`x`, or a part of it, lying in memory in another way."""
        layouts = [entry for entry in spellings.LAYOUTS if fits(entry, self.value(x))]
        return self.let(self.spelling(*layouts).text.format(x=x)) if layouts else x

    def like(self, x: str) -> str:
        """A new constant of the shape and dtype of `x`."""
        tensor = self.value(x)
        return self.let(self.leaf_expression(tuple(tensor.shape), dtype_of(tensor), False))

    def nonleaf(self, shapes: Sequence[Shape] = FILLED) -> str:
        """A tensor that requires grad and has a history, to which a write does no harm."""
        return self.unary(self.leaf(shapes=shapes))

    # --- operating on tensors ----------------------------------------------------------------

    def unary(self, x: str, table: Sequence[str] = spellings.LINEAR) -> str:
        """The result of an operator of one tensor."""
        return self.let(self.spelling(*table).format(x=x))

    def binary(self, x: str, y: str, table: Sequence[str] = spellings.BINARY) -> str:
        """The result of an operator of two tensors."""
        return self.let(self.spelling(*table).format(x=x, y=y))

    def reduce(self, x: str, table: Sequence[str] = spellings.TO_SCALAR) -> str:
        """A single element computed from all of `x`."""
        return self.let(self.spelling(*table).format(x=x))

    def detach(self, x: str) -> str:
        """`x`, detached."""
        return self.let(self.spelling(*spellings.DETACH).format(x=x))

    def view_of(self, x: str, table: Sequence[View] = spellings.VIEWS) -> str:
        """A view of `x`, whatever its shape allows."""
        return self.let(self.fitting(table, x).text.format(x=x))

    def write(
        self, x: str, table: Sequence[Write] = spellings.WRITES, raises: str | None = None
    ) -> str | None:
        """Write to `x` in place, whatever its shape allows; what that raised."""
        return self.do(self.fitting(table, x).text.format(x=x), raises=raises)

    def fitting(self, table: Sequence[T], x: str) -> T:
        """An entry of a table of writes or views that the tensor's shape allows."""
        tensor = self.value(x)
        fitting = [entry for entry in table if fits(entry, tensor)]
        return self.spelling(*fitting)

    def backward(self, y: str, arguments: str = "", raises: str | None = None) -> str | None:
        """Run backward from `y`, in any spelling that gives one seed an element."""
        one = self.is_bound(y) and size_of(self.value(y)) == 1
        first = f"{y}.backward({arguments})" if one else ""
        more = f", {arguments}" if arguments else ""
        options = [
            f"{y}.sum().backward({arguments})",
            f"{y}.backward(torch.ones_like({y}){more})",
            f"torch.autograd.backward({y}.sum(){more})",
            f"{y}.backward(gradient=torch.ones_like({y}){more})",
            f"torch.autograd.backward([{y}], [torch.ones_like({y})]{more})",
        ]
        if self.is_bound(y) and self.chance(40):
            options = [f"{y}.backward({self.seed(y)}{more})"]
        return self.do(self.spelling(*([first] if first else []), *options), raises=raises)

    def seed(self, y: str) -> str:
        """The expression of a gradient for `y`, each element of which is another."""
        tensor = self.value(y)
        start = self.integer(1, 3)
        values = [float(start + i) for i in range(size_of(tensor))]
        shape = tuple(tensor.shape)
        if sized(shape) == 0:
            return f"torch.zeros({shape}, dtype={y}.dtype)"
        return f"torch.tensor({nested(values, shape)}, dtype={y}.dtype)"

    def surround(self) -> None:
        """Up to two random steps around the heart of a scenario."""
        from conformance.scenarios.random_programs import random_step

        for _ in range(0 if self.is_over else 2):
            if self.chance(25):
                random_step(self, "surroundings")


# --- reading tensors, geometry and text ------------------------------------------------------


def _holds(predicate: Callable[[Any], bool], tensor: Any) -> bool:
    """Does the predicate hold? Not of a view that refuses to say whether it is a leaf.

    A view made in no_grad mode whose base was written since raises at every such question.
    """
    try:
        return predicate(tensor)
    except RuntimeError:
        return False


def size_of(tensor: Any) -> int:
    """How many elements a tensor has."""
    return int(tensor.numel())


def sized(shape: Shape) -> int:
    """How many elements a tensor of that shape has."""
    size = 1
    for length in shape:
        size *= length
    return size


def dtype_of(tensor: Any) -> str:
    """The name of a tensor's dtype, without `torch.`."""
    return _name_of_dtype(tensor.dtype)


@cache
def _name_of_dtype(dtype):
    return str(dtype).rpartition(".")[2]


def is_float(tensor: Any) -> bool:
    """Is it of a dtype that the scenes compute gradients in?"""
    return dtype_of(tensor) in FLOATS


def fits(entry: Write | View, tensor: Any) -> bool:
    """Does the tensor's geometry allow this write or view?"""
    contiguous = isinstance(entry, View) and entry.contiguous
    return fits_shape(entry, tuple(tensor.shape)) and (not contiguous or tensor.is_contiguous())


def fits_shape(entry: Write | View, shape: Shape) -> bool:
    """Does a shape allow this write or view?"""
    if len(shape) < entry.dims or (entry.filled and sized(shape) == 0):
        return False
    return not isinstance(entry, View) or len(shape) <= entry.most


def nested(values: Sequence[float], shape: Shape) -> str:
    """The values as the text of a nested list of that shape."""
    if not shape:
        return number(values[0])
    step = len(values) // shape[0] if shape[0] else 0
    rows = (nested(values[i * step : (i + 1) * step], shape[1:]) for i in range(shape[0]))
    return "[" + ", ".join(rows) + "]"


def number(value: float) -> str:
    """A Python expression of the number."""
    text = repr(value)
    return f'float("{text}")' if text in {"inf", "-inf", "nan"} else text


def indented(text: str) -> str:
    """The lines of a text, four spaces in."""
    return "\n".join("    " + line for line in text.splitlines())
