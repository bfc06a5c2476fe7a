"""A call and its derivatives, written out as a script that anybody can run."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from conformance.operators.agreement import Mismatch
from conformance.operators.database import Call, Entry
from conformance.operators.evaluating import SECOND, Differentiation, Output, weight
from conformance.operators.samples import Leaf, Sample

_NAMES = ("x", "y", "z", "u", "v", "w")
_DATABASE = "from torch.testing._internal.common_methods_invocations import op_db"


class Script(NamedTuple):
    """A program's text, and the number of its statements."""

    text: str
    statements: int


def program(
    entry: Entry,
    call: Call,
    sample: Sample,
    how: Differentiation,
    outputs: Sequence[Output],
    mismatch: Mismatch,
) -> Script:
    """The script that makes a call and, where a derivative is what differs, differentiates it."""
    letters = itertools.chain(_NAMES, (f"x{number}" for number in itertools.count()))
    leaves = dict(zip(sample.leaves, letters, strict=False))
    lines = ["import torch"]
    if call.text is None:
        lines += [_DATABASE, f"entry = next(o for o in op_db if o.full_name == {entry.name!r})"]
    lines += [f"{name} = {tensor(leaf)}" for leaf, name in leaves.items()]
    names = dict(leaves)
    if call.in_place:
        names[sample.args[0]] = "target"
        lines.append(f"target = {leaves[sample.args[0]]}.clone()")
    lines.append(f"out = {_call(call, sample, names)}")
    stage = mismatch.where if mismatch.level == "errors" else mismatch.level
    if stage in ("first", "second"):
        wanted = [name for leaf, name in leaves.items() if leaf.requires_grad]
        if how.written is not None:
            made = [f"out{output.path}" for output in outputs]
            written = [*(names[leaf] for leaf in sample.leaves), *made][how.written]
            lines.append(f"{written}.detach().copy_({written}.detach().clone())")
        lines += _derivatives(stage, sample, how, outputs, wanted)
    text = "\n".join(lines) + "\n"
    return Script(text, len(ast.parse(text).body))


def _call(call: Call, sample: Sample, names: Mapping[Leaf, str]) -> str:
    if call.text is None:
        function = "entry.inplace_variant" if call.in_place else "entry.op"
    else:
        function = call.text
    keywords = {**sample.kwargs, **call.keywords}
    arguments = [_text(value, names) for value in sample.args]
    arguments += [f"{key}={_text(value, names)}" for key, value in keywords.items()]
    return f"{function}({', '.join(arguments)})"


def _derivatives(
    stage: str,
    sample: Sample,
    how: Differentiation,
    outputs: Sequence[Output],
    wanted: Sequence[str],
) -> list[str]:
    """The lines that take the first derivative, or the second."""
    made = [output for output in outputs if output.requires_grad]
    if how.gradient == "partial":
        made = made[-1:]
    ends = [f"out{output.path}" for output in made]
    lines = []
    if sample.process is not None:
        lines.append("# what is differentiated: the database's output_process_fn_grad(out)")
    weights = [f"g{place}" for place in range(len(made))]
    for name, output in zip(weights, made, strict=True):
        values = output.values
        leaf = weight(values.shape, values.dtype, how.gradient, 0, how.orders > 1)
        lines.append(f"{name} = {tensor(leaf)}")
    again = ", create_graph=True" if how.orders > 1 else ""
    lines.append(
        f"first = torch.autograd.grad({_list(ends)}, {_list(wanted)}, {_list(weights)}"
        f"{again}, allow_unused=True)"
    )
    if stage == "second":
        pattern = [weight((7,), "float64", "generic", SECOND, False).elements]
        lines += [
            "first = [each for each in first if each is not None and each.requires_grad]",
            f"pattern = torch.tensor({pattern[0]})",
            "seeds = [pattern.repeat(each.numel() // 7 + 1)[: each.numel()].reshape(each.shape)"
            ".to(each.dtype) for each in first]",
            f"second = torch.autograd.grad(first, {_list([*wanted, *weights])}, seeds, "
            "allow_unused=True)",
        ]
    return lines


def tensor(leaf: Leaf) -> str:
    """The expression that makes the tensor of a leaf."""
    flags = ", requires_grad=True" if leaf.requires_grad else ""
    dtype = f"dtype=torch.{leaf.dtype}"
    if leaf.stride is None and leaf.count:
        return f"torch.tensor({_nested(leaf.elements, leaf.size)}, {dtype}{flags})"
    if leaf.stride is None:
        return f"torch.empty({leaf.size}, {dtype}{flags})"
    flat = f"torch.tensor({_nested(leaf.elements, (len(leaf.elements),))}, {dtype})"
    offset = f", {leaf.offset}" if leaf.offset else ""
    strided = f"{flat}.as_strided({leaf.size}, {leaf.stride}{offset}).data"
    return f"{strided}.requires_grad_()" if leaf.requires_grad else strided


def _nested(elements: list[Any], size: tuple[int, ...]) -> str:
    if not size:
        return _number(elements[0])
    if len(size) == 1:
        return f"[{', '.join(map(_number, elements))}]"
    step = len(elements) // size[0]
    rows = [elements[start : start + step] for start in range(0, len(elements), step)]
    return f"[{', '.join(_nested(row, size[1:]) for row in rows)}]"


def _number(value: Any) -> str:
    """A number as Python reads it back: `float("nan")` rather than `nan`."""
    if isinstance(value, float) and (value != value or value in (float("inf"), -float("inf"))):
        return f'float("{value}")'
    if isinstance(value, complex):
        return f"complex({_number(value.real)}, {_number(value.imag)})"
    return repr(value)


def _text(value: Any, names: Mapping[Leaf, str]) -> str:
    """An argument as Python text."""
    if isinstance(value, Leaf):
        return names[value]
    if isinstance(value, tuple):
        items = ", ".join(_text(item, names) for item in value)
        return f"({items},)" if len(value) == 1 else f"({items})"
    if isinstance(value, list):
        return _list([_text(item, names) for item in value])
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{key!r}: {_text(item, names)}" for key, item in value.items()) + "}"
        )
    if isinstance(value, slice):
        parts = (value.start, value.stop, value.step)
        return f"slice({', '.join(_text(part, names) for part in parts)})"
    if isinstance(value, (float, complex)):
        return _number(value)
    if type(value).__name__ == "device":
        return f"torch.device({str(value)!r})"
    return repr(value)


def _list(items: Sequence[str]) -> str:
    return f"[{', '.join(items)}]"
