"""The many ways to write the same thing: operators, in-place writes, views, reductions.

A faulty build may break a single spelling, so a scenario never fixes one where any would do.
In each table `{x}` is the tensor operated on, `{y}` another one. The simplest comes first:
it is what shrinking falls back to.
"""

from __future__ import annotations

from typing import NamedTuple

# --- operators of one tensor, by what they save for their backward ------------------------------

SAVE_RESULT = (
    "{x}.sigmoid()",
    "{x}.tanh()",
    "{x}.exp()",
    "{x}.relu()",
    "{x}.sqrt()",
    "torch.sigmoid({x})",
    "torch.tanh({x})",
    "torch.exp({x})",
    "torch.relu({x})",
    "torch.sqrt({x})",
    "{x}.reciprocal()",
    "{x}.rsqrt()",
)

SAVE_INPUT = (
    "{x} ** 2",
    "{x}.sin()",
    "{x} * {x}",
    "{x}.pow(3)",
    "{x}.cos()",
    "{x}.log()",
    "{x}.abs()",
    "torch.sin({x})",
    "torch.pow({x}, 2)",
    "torch.log({x})",
    "{x}.square()",
    "{x}.clamp(min=0.5)",
)

SAVE_NOTHING = (
    "{x} + 1",
    "-{x}",
    "{x} - 1",
    "{x}.clone()",
    "1 - {x}",
    "{x}.neg()",
    "torch.add({x}, 1)",
    "{x}.add(2)",
    "torch.sub({x}, 1, alpha=2)",
    "torch.neg({x})",
    "{x}.sub(0.5)",
)

# A number is saved, but no tensor that a program could write to.
SAVE_NUMBER = (
    "{x} * 2",
    "3 * {x}",
    "{x} / 2",
    "torch.mul({x}, 2)",
    "2 / {x}",
    "{x}.div(4)",
    "{x}.mul(-1)",
)

# What a program may write to before or after, without disturbing backward.
LINEAR = ("{x} * 2", "{x} + 1", *SAVE_NOTHING[1:], *SAVE_NUMBER[1:4], *SAVE_NUMBER[5:])

# Powers whose derivative is special at 0, and other edges of a domain.
EDGES = (
    "{x}.sqrt()",
    "{x}.log()",
    "{x}.reciprocal()",
    "{x} ** 0.5",
    "{x} ** 0",
    "{x} ** -1",
    "1 / {x}",
    "{x} / {x}",
    "{x}.rsqrt()",
    "{x} ** 1.5",
    "2 ** {x}",
)

KINKS = (
    "{x}.abs()",
    "{x}.relu()",
    "torch.relu({x})",
    "torch.abs({x})",
    "{x}.sign()",
    "torch.nn.functional.relu({x})",
    "{x}.clamp(min=-1.0, max=2.0)",
)

# --- operators of two tensors ----------------------------------------------------------------

BINARY = (
    "{x} * {y}",
    "{x} + {y}",
    "{x} - {y}",
    "{x} / {y}",
    "torch.mul({x}, {y})",
    "{x}.mul({y})",
    "torch.add({x}, {y})",
    "{x}.add({y}, alpha=2)",
    "{x}.sub({y})",
    "torch.div({x}, {y})",
    "torch.maximum({x}, {y})",
    "torch.minimum({x}, {y})",
    "torch.where({x} > 0, {x}, {y})",
)

# One result from two tensors of equal shape; the roles of the two differ.
JOIN = (
    "torch.where({x} > 0, {x}, {y})",
    "torch.cat([{x}, {y}])",
    "torch.stack([{x}, {y}])",
    "torch.where({y} > 0, {x}, {y})",
    "torch.cat(({x}, {y}), dim=0)",
    "torch.stack([{x}, {y}], dim=-1)",
)

# --- to one element --------------------------------------------------------------------------

TO_SCALAR = (
    "{x}.sum()",
    "torch.sum({x})",
    "{x}.mean()",
    "torch.mean({x})",
    "({x} * {x}).sum()",
)

REDUCTIONS = (
    "{x}.sum()",
    "{x}.mean()",
    "{x}.sum(0)",
    "{x}.sum(dim=-1)",
    "{x}.mean(0)",
    "{x}.sum(dim=0, keepdim=True)",
    "{x}.mean(dim=-1, keepdim=True)",
    "torch.sum({x}, dim=0)",
    "torch.mean({x}, dim=-1)",
    "{x}.mean(dim=0, keepdim=True)",
)

# --- in-place writes -------------------------------------------------------------------------


class Write(NamedTuple):
    """One way to write into `{x}`, as a statement, and what it asks of the tensor."""

    kind: str  # "method", "function", "operator", "setitem", "out"
    text: str
    dims: int = 0  # the least number of dimensions
    filled: bool = False  # must there be an element?


METHOD_WRITES = (
    Write("method", "{x}.add_(1)"),
    Write("method", "{x}.zero_()"),
    Write("method", "{x}.mul_(2)"),
    Write("method", "{x}.fill_(0.5)"),
    Write("method", "{x}.copy_(torch.ones_like({x}))"),
    Write("method", "{x}.sub_(1)"),
    Write("method", "{x}.div_(2)"),
    Write("method", "{x}.neg_()"),
    Write("method", "{x}.exp_()"),
    Write("method", "{x}.sigmoid_()"),
    Write("method", "{x}.tanh_()"),
    Write("method", "{x}.relu_()"),
    Write("method", "{x}.abs_()"),
    Write("method", "{x}.sqrt_()"),
    Write("method", "{x}.sin_()"),
    Write("method", "{x}.cos_()"),
    Write("method", "{x}.pow_(2)"),
    Write("method", "{x}.clamp_(0.0, 1.0)"),
    Write("method", "{x}.reciprocal_()"),
    Write("method", "{x}.masked_fill_({x} > 0, 0.5)"),
    Write("method", "{x}.log_()"),
    Write("method", "{x}.square_()"),
    Write("method", "{x}.add_({x})"),
    Write("method", "{x}.mul_({x})"),
    Write("method", "{x}.add_(1, alpha=2)"),
)

FUNCTION_WRITES = (
    Write("function", "torch.zero_({x})"),
    Write("function", "torch.relu_({x})"),
    Write("function", "torch.sigmoid_({x})"),
    Write("function", "torch.exp_({x})"),
    Write("function", "torch.neg_({x})"),
    Write("function", "torch.tanh_({x})"),
    Write("function", "torch.fill_({x}, 2.0)"),
    Write("function", "torch.abs_({x})"),
)

OPERATOR_WRITES = (
    Write("operator", "{x} += 1"),
    Write("operator", "{x} *= 2"),
    Write("operator", "{x} -= 1"),
    Write("operator", "{x} /= 2"),
    Write("operator", "{x} **= 2"),
    Write("operator", "{x} += {x}"),
)

SETITEM_WRITES = (
    Write("setitem", "{x}[0] = 5.0", dims=1, filled=True),
    Write("setitem", "{x}[:1] = 5.0", dims=1),
    Write("setitem", "{x}[...] = 5.0"),
    Write("setitem", "{x}[:] = 0.0", dims=1),
    Write("setitem", "{x}[{x} > 0] = 0.5", dims=1),
    Write("setitem", "{x}[-1] = 2.0", dims=1, filled=True),
    Write("setitem", "{x}[::2] = 0.0", dims=1),
    Write("setitem", "{x}[..., 0] = 5.0", dims=1, filled=True),
    Write("setitem", "{x}[torch.tensor([0])] = 5.0", dims=1, filled=True),
    Write("setitem", "{x}[0] = {x}[-1]", dims=1, filled=True),
)

AUGMENTED_ITEM_WRITES = (
    Write("setitem", "{x}[0] += 1", dims=1, filled=True),
    Write("setitem", "{x}[:1] *= 2", dims=1),
    Write("setitem", "{x}[...] += 1"),
    Write("setitem", "{x}[-1] -= 1", dims=1, filled=True),
)

# Only for tensors that do not require grad: out= is not differentiable.
OUT_WRITES = (
    Write("out", "torch.add({x}, 1, out={x})"),
    Write("out", "torch.mul({x}, 2, out={x})"),
    Write("out", "torch.exp({x}, out={x})"),
    Write("out", "torch.neg({x}, out={x})"),
    Write("out", "torch.sigmoid({x}, out={x})"),
    Write("out", "torch.sub({x}, 1, out={x})"),
    Write("out", "torch.abs({x}, out={x})"),
)

WRITES = METHOD_WRITES + OPERATOR_WRITES + SETITEM_WRITES + FUNCTION_WRITES + AUGMENTED_ITEM_WRITES

# Their derivative needs none of the values that were there before, nor the result.
LINEAR_WRITES = tuple(
    write
    for write in METHOD_WRITES + OPERATOR_WRITES + SETITEM_WRITES
    if write.text
    in {
        "{x}.add_(1)",
        "{x}.mul_(2)",
        "{x}.zero_()",
        "{x}.fill_(0.5)",
        "{x}.sub_(1)",
        "{x}.div_(2)",
        "{x}.neg_()",
        "{x} += 1",
        "{x} *= 2",
        "{x} -= 1",
        "{x}[0] = 5.0",
        "{x}[:1] = 5.0",
        "{x}[...] = 5.0",
        "{x}.copy_(torch.ones_like({x}))",
    }
)

# --- views -----------------------------------------------------------------------------------


class View(NamedTuple):
    """One way to look at part or all of `{x}`, and what it asks of the tensor."""

    text: str
    dims: int = 0  # the least number of dimensions
    filled: bool = False
    most: int = 9  # the greatest number of dimensions
    contiguous: bool = False


VIEWS = (
    View("{x}[:1]", dims=1),
    View("{x}[0]", dims=1, filled=True),
    View("{x}.view(-1)", contiguous=True, filled=True),
    View("{x}[...]"),
    View("{x}[1:]", dims=1),
    View("{x}[::2]", dims=1),
    View("{x}.t()", most=2),
    View("{x}.unsqueeze(0)"),
    View("{x}.transpose(0, -1)", dims=1),
    View("{x}.narrow(0, 0, 1)", dims=1, filled=True),
    View("{x}.select(0, 0)", dims=1, filled=True),
    View("{x}.squeeze()"),
    View("{x}.unsqueeze(-1)"),
    View("{x}[None]"),
    View("{x}[..., :1]", dims=1),
    View("{x}[-1]", dims=1, filled=True),
    View("{x}.permute(2, 0, 1)", dims=3, most=3),
    View("{x}[..., -1]", dims=1, filled=True),
    View("{x}[:, ::2]", dims=2),
    View("{x}.transpose(0, 1)", dims=2),
    View("{x}[:, 0]", dims=2, filled=True),
    View("{x}.permute(1, 0)", dims=2, most=2),
    View("{x}.diagonal()", dims=2),
    View("{x}.T", dims=2, most=2),
    View("torch.transpose({x}, 0, 1)", dims=2),
    View("{x}.view_as({x})", contiguous=True),
    View("torch.unsqueeze({x}, 0)"),
    View("{x}.expand_as({x})"),
    View("{x}.reshape(-1)", contiguous=True, filled=True),
    View("{x}.flatten()", dims=2, contiguous=True),
    View("{x}.movedim(0, -1)", dims=1),
    View("{x}.swapaxes(0, -1)", dims=1),
    View("{x}.select(-1, -1)", dims=1, filled=True),
    View("{x}.narrow(-1, -1, 1)", dims=1, filled=True),
    View("{x}.permute(1, 2, 0)", dims=3, most=3),
    View("{x}.mT", dims=2),
    View("torch.permute({x}, (1, 0))", dims=2, most=2),
    View("torch.select({x}, 0, 0)", dims=1, filled=True),
    View("torch.narrow({x}, 0, 0, 1)", dims=1, filled=True),
    View("torch.squeeze({x})"),
    View("{x}.unfold(0, 1, 1)", dims=1, filled=True),
    View("{x}.expand(2, *{x}.shape)", most=2),
    View("{x}.as_strided({x}.shape, {x}.stride())"),
)

# How a tensor may lie in memory: the result does not depend on it.
LAYOUTS = (
    View("{x}.t()", dims=2, most=2),
    View("{x}[::2]", dims=1),
    View("{x}[..., 1:]", dims=1),
    View("{x}.transpose(0, -1)", dims=1),
    View("{x}[:1].expand_as({x})", dims=1, filled=True),
    View("{x}.permute(2, 0, 1)", dims=3, most=3),
    View("{x}[-1]", dims=1, filled=True),
    View("{x}[:, :1]", dims=2),
    View("{x}.unsqueeze(-1)"),
    View("{x}.expand(2, *{x}.shape)", most=2),
    View("{x}.diagonal()", dims=2),
)

# Views with several outputs: the base's autograd does not follow a write to one of them.
MULTI_OUTPUT_VIEWS = (
    "{x}.unbind()[0]",
    "{x}.split(1)[0]",
    "{x}.chunk(2)[0]",
    "torch.unbind({x})[0]",
    "torch.split({x}, 1)[0]",
    "torch.chunk({x}, 2)[0]",
    "{x}.unbind(-1)[0]",
)

DETACH = ("{x}.detach()", "torch.detach({x})")
