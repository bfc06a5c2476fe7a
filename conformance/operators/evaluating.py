"""Calling an operator on a subject, differentiating it once and twice, and noting what is seen.

Nothing is asked of the subject but torch's names. Values are read with `tolist()`.
"""

from __future__ import annotations

import functools
import math
import re
import warnings
from typing import Any, NamedTuple

import numpy

from conformance import subjects
from conformance.operators.database import Call, on_namespace
from conformance.operators.samples import Leaf, Sample, contiguous, memory, replace
from conformance.operators.uncovered import UNSTRIDED
from conformance.subjects import Subject

# A generic gradient: no two neighbours alike, both signs.
_PATTERN = (1.0, -2.0, 0.5, 3.0, -1.5, 2.5, -0.25)
# Where in the pattern the gradients of gradients begin.
SECOND = 3
# What a call is evaluated in; an error ends the evaluation.
STAGES = ("forward", "first", "second")


class Values(NamedTuple):
    """The elements of a tensor, with shape and dtype; `array` is None where it has no memory."""

    array: numpy.ndarray | None
    dtype: str
    shape: tuple[int, ...]


class Output(NamedTuple):
    """What is seen of one output of an operator.

    Attributes:
        path: where it is in what the operator returned: ``, `[0]`, `[1][0]`.
        values: its elements.
        requires_grad, is_leaf: its flags.
        stride: of dimensions with several elements; None elsewhere, where it means nothing.
        same_as: the place of the leaf that it is itself; None if it is none of them.
        shares: the places of the leaves whose memory it shares.
        is_view, base: whether autograd takes it for a view, and the place of the leaf it views.
        version: how often its memory was written to.
        node: the name of its `grad_fn`, if that is all there is between it and the leaves.
    """

    path: str
    values: Values
    requires_grad: bool
    is_leaf: bool
    stride: tuple[int | None, ...]
    same_as: int | None
    shares: tuple[int, ...]
    is_view: bool
    base: int | None
    version: int
    node: str | None


class Evaluation(NamedTuple):
    """All that is seen of one call.

    Attributes:
        outputs: its outputs, in order.
        versions: of the leaves, after the call.
        first: the gradient of each leaf that requires grad; None where there is none.
        strides: those of these gradients, as `Output.stride`, where they are to be compared.
        second: the derivatives of the gradients by these leaves and by the incoming gradients.
        errors: stage (`forward`, `first`, `second`) -> the error that ended it.
    """

    outputs: list[Output]
    versions: list[int]
    first: list[Values | None]
    strides: list[tuple[int | None, ...] | None]
    second: list[Values | None]
    errors: dict[str, str]


class Differentiation(NamedTuple):
    """How a call is differentiated.

    Attributes:
        orders: how often: 0, 1 or 2 times.
        gradient: the kind of gradient that comes in: `generic`, `expanded`, `transposed`, `zero`;
            or `partial`, where it comes to one output alone.
        written: the place of the tensor that is written to before, if one is: among the leaves, and
            after them the outputs. Its values stay; its version does not.
    """

    orders: int = 2
    gradient: str = "generic"
    written: int | None = None


TWICE = Differentiation()


def evaluate(
    subject: Subject, call: Call, sample: Sample, how: Differentiation = TWICE
) -> Evaluation:
    """Make a call on a subject and differentiate it; an error ends the evaluation and is noted."""
    run = _Run(subject, call, sample, how)
    with warnings.catch_warnings(), subject.on_its_device():
        warnings.simplefilter("ignore")
        for stage in STAGES[: how.orders + 1]:
            try:
                getattr(run, stage)()
            except Exception as error:
                run.errors[stage] = f"{type(error).__name__}: {_tidy(str(error))}"
                break
    return Evaluation(
        run.outputs, run.versions, run.seen_first, run.strides, run.seen_second, run.errors
    )


class Expected(NamedTuple):
    """The reference's evaluation, and whether a healthy torch may die of the same call."""

    evaluation: Evaluation
    is_hazardous: bool


@functools.lru_cache(maxsize=256)
def expect(call: Call, sample: Sample, how: Differentiation = TWICE) -> Expected:
    """What the reference makes of a call. The latest are kept: several questions are about one."""
    reference = subjects.get("reference")
    met = len(reference.hazards())
    evaluation = evaluate(reference, call, sample, how)
    return Expected(evaluation, len(reference.hazards()) > met)


class _Run:
    def __init__(self, subject: Subject, call: Call, sample: Sample, how: Differentiation):
        self.torch = subject.namespace
        self._subject, self._call, self._sample, self._how = subject, call, sample, how
        self.outputs: list[Output] = []
        self.versions: list[int] = []
        self.seen_first: list[Values | None] = []
        self.strides: list[tuple[int | None, ...] | None] = []
        self.seen_second: list[Values | None] = []
        self.errors: dict[str, str] = {}

    def forward(self) -> None:
        function = self._call.on(self.torch)
        tensors = {leaf: leaf.tensor(self.torch) for leaf in self._sample.leaves}
        self._leaves = list(tensors.values())
        given = dict(tensors)
        if self._call.in_place:  # a leaf that requires grad may not be written to
            target = self._sample.args[0]
            given[target] = tensors[target].clone()
        args, kwargs = replace((self._sample.args, self._sample.kwargs), given.__getitem__)
        self._subject.seed()
        result = function(*args, **kwargs)
        self._inputs = list(given.values())
        made = tensors_in(result, self.torch.Tensor)
        self.versions = [tensor._version for tensor in self._inputs]
        self.outputs = [self._look(path, tensor) for path, tensor in made]
        self._written_to = [*self._inputs, *(tensor for _, tensor in made)]
        if self._sample.process is not None:
            process = on_namespace(self._sample.process, self.torch)
            made = tensors_in(process(result), self.torch.Tensor)
        self._made = [tensor for _, tensor in made if tensor.requires_grad]

    def first(self) -> None:
        self._wanted = [tensor for tensor in self._leaves if tensor.requires_grad]
        if not self._made or not self._wanted:
            return
        if self._how.written is not None:
            written = self._written_to[self._how.written].detach()
            written.copy_(written.clone())
        if self._how.gradient == "partial":
            self._made = self._made[-1:]
        self._weights = [self._weight(tensor) for tensor in self._made]
        self._first = self.torch.autograd.grad(
            self._made,
            self._wanted,
            self._weights,
            create_graph=self._how.orders > 1,
            allow_unused=True,
        )
        self.seen_first = [None if each is None else values_of(each) for each in self._first]
        if _has_certain_strides(self._call, self._sample, self._how):
            self.strides = [None if each is None else _stride(each) for each in self._first]

    def second(self) -> None:
        if not self.seen_first:
            return
        known = [each for each in self._first if each is not None and each.requires_grad]
        targets = [*self._wanted, *self._weights]
        if not known:
            return
        found = self.torch.autograd.grad(
            known,
            targets,
            [self._weight(each, SECOND, "generic") for each in known],
            allow_unused=True,
        )
        self.seen_second = [None if each is None else values_of(each) for each in found]

    def _weight(self, tensor: Any, shift: int = 0, kind: str | None = None) -> Any:
        """The gradient that comes in at a tensor."""
        dtype = str(tensor.dtype).removeprefix("torch.")
        kind = kind or self._how.gradient
        again = self._how.orders > 1 and not shift
        return weight(tuple(tensor.shape), dtype, kind, shift, again).tensor(self.torch)

    def _look(self, path: str, tensor: Any) -> Output:
        address = _address(tensor)
        base = tensor._base
        return Output(
            path,
            values_of(tensor),
            tensor.requires_grad,
            tensor.is_leaf,
            _stride(tensor),
            _place(tensor, self._inputs),
            tuple(
                place
                for place, other in enumerate(self._inputs)
                if address and _address(other) == address
            ),
            tensor._is_view(),
            _place(base, self._inputs),
            tensor._version,
            _single_node(tensor.grad_fn),
        )


def weight(shape: tuple[int, ...], dtype: str, kind: str, shift: int, requires_grad: bool) -> Leaf:
    """A gradient for an output of this shape; `shift` makes another one of it."""
    count = 1 if kind == "expanded" else math.prod(shape)
    if kind == "zero":
        elements: list[Any] = [0.0] * count
    else:
        elements = [_PATTERN[(place + shift) % len(_PATTERN)] for place in range(count)]
    if "complex" in dtype:
        elements = [complex(x, _PATTERN[(i + 2) % len(_PATTERN)]) for i, x in enumerate(elements)]
    stride = {"expanded": (0,) * len(shape), "transposed": contiguous(shape[::-1])[::-1]}.get(kind)
    return Leaf(elements, dtype, shape, stride, requires_grad)


def tensors_in(value: Any, kind: type, path: str = "") -> list[tuple[str, Any]]:
    """The tensors within what an operator returned, with where they are in it."""
    if isinstance(value, kind):
        return [(path, value)]
    if isinstance(value, (list, tuple)):
        return [
            found
            for place, item in enumerate(value)
            for found in tensors_in(item, kind, f"{path}[{place}]")
        ]
    return []


def values_of(tensor: Any) -> Values:
    """What a tensor holds, as plain numbers."""
    dtype, shape = str(tensor.dtype).removeprefix("torch."), tuple(tensor.shape)
    try:
        array = numpy.array(tensor.tolist())
    except RuntimeError:  # zeros without memory, of which torch has a few
        array = None
    return Values(array, dtype, shape)


def _stride(tensor: Any) -> tuple[int | None, ...]:
    """The strides of the dimensions with several elements; elsewhere they mean nothing."""
    if not tensor.numel():
        return ()
    steps = zip(tensor.stride(), tensor.shape, strict=True)
    return tuple(step if length > 1 else None for step, length in steps)


def _has_certain_strides(call: Call, sample: Sample, how: Differentiation) -> bool:
    """Whether the layout of gradients is the same in all releases.

    It is where everything lies in one piece. Elsewhere kernels choose, each for itself.
    """
    in_one_piece = all(leaf.stride is None for leaf in sample.leaves)
    return in_one_piece and how.gradient == "generic" and call.entry not in UNSTRIDED


def _place(tensor: Any, among: list[Any]) -> int | None:
    return next((place for place, other in enumerate(among) if other is tensor), None)


def _address(tensor: Any) -> int:
    """Where the memory of a tensor begins; 0 for none."""
    return memory(tensor).data_ptr() if tensor.numel() else 0


def _single_node(node: Any) -> str | None:
    if node is None:
        return None
    for following, _ in node.next_functions:
        if following is not None and following.next_functions:
            return None
    return node.name()


def _tidy(text: str) -> str:
    """An error's text without what follows it for debugging, and in one line."""
    text = text.partition("\nException raised from")[0]
    return re.sub(r"0x[0-9a-f]+", "0x", " ".join(text.split()))
