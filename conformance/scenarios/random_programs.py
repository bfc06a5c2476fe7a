"""Random programs: no heart, only a taste for one area.

Each kind of step is a small function that writes one line through the scene, aimed by what the
scene knows: it writes to what was saved, looks through views, runs backward where there is a graph.
Mistakes are wanted too, at a controlled rate, because errors are semantics.
An area's taste is a table of weights over the kinds of steps.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from conformance.scenarios import scenario, spellings
from conformance.scenarios.builder import ANY_SHAPE, FILLED, Scene, fits, is_float, size_of
from conformance.scenarios.spellings import LINEAR, SAVE_INPUT, SAVE_RESULT

LARGEST = 24  # elements: a program never grows beyond what a person can read
ALL_UNARY = LINEAR + SAVE_INPUT + SAVE_RESULT

Kind = Callable[[Scene], None]


# --- choosing tensors ------------------------------------------------------------------------


def small(tensor: Any) -> bool:
    """Is it of a size that may be operated on further?

    An inference tensor that requires grad is not: what an operation on it does outside of the mode
    depends on how its kernel is put together, and is left open.
    """
    if tensor.is_inference() and tensor.requires_grad:
        return False
    return is_float(tensor) and size_of(tensor) <= LARGEST and tensor.dim() <= 3


def tracked(tensor: Any) -> bool:
    """Does it require grad?"""
    return small(tensor) and tensor.requires_grad


def with_known_node(tensor: Any) -> bool:
    """Does it require grad, by a node that is specified?

    A pass that ends at a tensor runs its node. That of a gradient is its maker's choice, and so is
    what it saves.
    """
    return tracked(tensor) and "grad_fn" not in getattr(tensor, "unspecified", ())


def inner(tensor: Any) -> bool:
    """Does it have a history?"""
    return tracked(tensor) and not tensor.is_leaf


def leaf(tensor: Any) -> bool:
    """Is it a leaf that requires grad?"""
    return tracked(tensor) and tensor.is_leaf


def writable(tensor: Any) -> bool:
    """Can it be written in place without the obvious error?"""
    return small(tensor) and not (tensor.is_leaf and tensor.requires_grad)


def pick(s: Scene, predicate: Callable[[Any], bool] = small) -> str:
    """The name of such a tensor, the newest being the simplest choice; a new leaf if none is."""
    names = s.tensors(predicate)
    if names:
        return s.one_of(*reversed(names))
    if predicate in (inner, writable):
        return s.nonleaf()
    return s.leaf(shapes=ANY_SHAPE)


def partner(s: Scene, x: str) -> str:
    """A tensor that broadcasts with `x`, or now and then one that may not."""
    shape = tuple(s.value(x).shape)
    if s.chance(4):
        return pick(s)
    names = s.tensors(lambda tensor: small(tensor) and broadcasts(shape, tuple(tensor.shape)))
    return s.one_of(*reversed(names)) if names else s.like(x)


def broadcasts(first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    """Do two shapes broadcast?"""
    pairs = zip(reversed(first), reversed(second), strict=False)
    return all(a == b or 1 in (a, b) for a, b in pairs)


def bind(s: Scene, expression: str, old: str | None = None) -> None:
    """Give the value a fresh name or, now and then, the name of what it was computed from."""
    s.let(expression, old if old is not None and s.chance(15) else None)


# --- kinds of steps --------------------------------------------------------------------------


def new_leaf(s: Scene) -> None:
    s.leaf(shapes=ANY_SHAPE if s.chance(20) else FILLED, requires_grad=not s.chance(30))


def unary(s: Scene) -> None:
    x = pick(s)
    bind(s, s.spelling(*ALL_UNARY).format(x=x), x)


def binary(s: Scene) -> None:
    x = pick(s)
    y = partner(s, x)
    if s.chance(25):
        x, y = y, x
    bind(s, s.spelling(*spellings.BINARY).format(x=x, y=y), x)


def join(s: Scene) -> None:
    x = pick(s)
    shape = tuple(s.value(x).shape)
    same = s.tensors(lambda tensor: small(tensor) and tuple(tensor.shape) == shape)
    bind(s, s.spelling(*spellings.JOIN).format(x=x, y=s.one_of(*reversed(same))))


def reduce(s: Scene) -> None:
    x = pick(s)
    table = spellings.REDUCTIONS if s.value(x).dim() else spellings.TO_SCALAR
    bind(s, s.spelling(*table).format(x=x))


def view(s: Scene) -> None:
    s.view_of(pick(s))


def multi_view(s: Scene) -> None:
    x = pick(s, lambda tensor: small(tensor) and tensor.dim() > 0 and size_of(tensor) > 0)
    if s.value(x).dim():
        bind(s, s.spelling(*spellings.MULTI_OUTPUT_VIEWS).format(x=x))


def write(s: Scene) -> None:
    s.write(pick(s, small if s.chance(5) else writable))


def write_tensor(s: Scene) -> None:
    x = pick(s, small if s.chance(5) else writable)
    y = partner(s, x)
    forms = ["{x}.add_({y})", "{x}.copy_({y})", "{x} *= {y}", "{x} += {y}", "{x}.mul_({y})"]
    forms += ["{x}.sub_({y}, alpha=2)", "{x}[...] = {y}", "{x}.div_({y})", "{x} -= {y}"]
    if s.value(x).dim() and s.value(y).dim() and size_of(s.value(x)) and size_of(s.value(y)):
        forms += ["{x}[0] = {y}[0]", "{x}[:1] = {y}[:1]", "{x}[-1] += {y}[0]"]
    s.do(s.spelling(*forms).format(x=x, y=y))


def write_out(s: Scene) -> None:
    x = pick(s, lambda tensor: small(tensor) and not tensor.requires_grad)
    s.write(x, spellings.OUT_WRITES)


def detach(s: Scene) -> None:
    s.detach(pick(s, tracked))


def detach_in_place(s: Scene) -> None:
    s.do(f"{pick(s, inner)}.detach_()")


def write_detached(s: Scene) -> None:
    x = pick(s, tracked)
    how = s.spelling("{x}.detach().zero_()", "{x}.detach().mul_(2)", "{x}.detach().add_(1)")
    s.do(how.format(x=x))


def data(s: Scene) -> None:
    s.let(f"{pick(s, tracked)}.data")


def write_data(s: Scene) -> None:
    x = pick(s, tracked)
    how = s.spelling(
        "{x}.data.mul_(2)",
        "{x}.data.zero_()",
        "{x}.data += 1",
        "{x}.data.copy_(torch.ones_like({x}))",
        "{x}.data[...] = 2.0",
    )
    s.do(how.format(x=x))


def assign_data(s: Scene) -> None:
    x = pick(s, leaf)
    s.do(f"{x}.data = {s.like(x)}")


def no_grad_block(s: Scene) -> None:
    x = pick(s)
    mode = s.spelling("torch.no_grad()", "torch.enable_grad()", "torch.set_grad_enabled(False)")
    what = s.one_of("compute", "view", "write")
    if what == "write":
        line = s.fitting(spellings.WRITES, x).text.format(x=x)
    else:
        table = ALL_UNARY
        if what == "view":
            table = tuple(entry.text for entry in spellings.VIEWS if fits(entry, s.value(x)))
        line = f"{s.fresh()} = {s.spelling(*table).format(x=x)}"
    if s.chance(20):
        other = s.one_of("torch.enable_grad()", "torch.no_grad()")
        s.within(f"with {mode}:", f"with {other}:\n    {line}")
    else:
        s.within(f"with {mode}:", line)


def set_mode(s: Scene) -> None:
    s.do(f"torch.set_grad_enabled({s.one_of(True, False)})")


def hook(s: Scene) -> None:
    x = pick(s, tracked)
    returned = s.spelling("print(grad)", "grad * 2", "grad + 1", "None", "-grad", "grad.clone()")
    handle = s.fresh("handle") if s.chance(30) else None
    line = f"{x}.register_hook(lambda grad: {returned})"
    s.do(f"{handle} = {line}" if handle else line)


def remove_hook(s: Scene) -> None:
    if s.is_bound("handle"):
        s.do("handle.remove()")
    else:
        hook(s)


def node_hook(s: Scene) -> None:
    x = pick(s, inner)
    returned = s.spelling("print(grads)", "None", "tuple(g if g is None else g * 2 for g in grads)")
    s.do(f"{x}.grad_fn.register_hook(lambda grads, outputs: {returned})")


def retain_grad(s: Scene) -> None:
    s.do(f"{pick(s, tracked)}.retain_grad()")


def requires_grad(s: Scene) -> None:
    x = pick(s, small if s.chance(10) else lambda tensor: small(tensor) and tensor.is_leaf)
    flag = s.one_of(True, False)
    s.do(s.spelling(f"{x}.requires_grad_({flag})", f"{x}.requires_grad = {flag}"))


def backward(s: Scene) -> None:
    x = pick(s, small if s.chance(4) else tracked)
    arguments = s.one_of("", "retain_graph=True", "", "create_graph=True")
    if s.chance(10):
        wanted = pick(s, with_known_node)
        arguments += (", " if arguments else "") + f"inputs=[{wanted}]"
    s.backward(x, arguments)


def autograd_grad(s: Scene) -> None:
    x = pick(s, tracked)
    wanted = [pick(s, small if s.chance(5) else tracked) for _ in range(s.integer(1, 2))]
    inputs = wanted[0] if len(wanted) == 1 and s.chance(50) else f"[{', '.join(wanted)}]"
    more = s.one_of("", ", retain_graph=True", ", create_graph=True")
    if s.chance(70):
        more += ", allow_unused=True"
    s.let(f"torch.autograd.grad({x}.sum(), {inputs}{more})[0]")


def clear_grad(s: Scene) -> None:
    names = s.tensors(lambda tensor: leaf(tensor) and tensor.grad is not None)
    if not names:
        backward(s)
        return
    x = s.one_of(*reversed(names))
    s.do(s.spelling(f"{x}.grad = None", f"{x}.grad.zero_()", f"{x}.grad.mul_(2)"))


def use_grad(s: Scene) -> None:
    names = s.tensors(lambda tensor: leaf(tensor) and tensor.grad is not None)
    if not names:
        backward(s)
        return
    x = s.one_of(*reversed(names))
    s.let(s.one_of(f"{x}.grad", f"{x}.grad * {x}", f"{x} - 0.5 * {x}.grad"))


def show(s: Scene) -> None:
    x = pick(s)
    s.do(s.spelling(f"print({x})", f"print({x}.grad_fn)", f"print({x}.tolist())"))


def mistake(s: Scene) -> None:
    x = pick(s)
    s.do(
        s.spelling(
            f"{x} + torch.ones(5, 7)",
            f"{x}.backward()",
            f"{x}.view(7, 11)",
            f"{x}.requires_grad_(False)",
            f"{x}.backward(torch.ones(5, 7))",
            f"{x}.add_(1)",
            f"{x}[9]",
            f"{x}.detach_()",
            f"{x}.register_hook(lambda grad: 3)",
            f"torch.add({x}, 1, out={x})",
            f"torch.autograd.grad({x}.sum(), {pick(s)})",
            f"{x}.transpose(0, 5)",
            f"{x}.item()",
            f"{x}.detach().numpy()[99]",
        )
    )


KINDS: dict[str, Kind] = {
    "leaf": new_leaf,
    "unary": unary,
    "binary": binary,
    "join": join,
    "reduce": reduce,
    "view": view,
    "multi_view": multi_view,
    "write": write,
    "write_tensor": write_tensor,
    "write_out": write_out,
    "detach": detach,
    "detach_in_place": detach_in_place,
    "write_detached": write_detached,
    "data": data,
    "write_data": write_data,
    "assign_data": assign_data,
    "no_grad_block": no_grad_block,
    "set_mode": set_mode,
    "hook": hook,
    "remove_hook": remove_hook,
    "node_hook": node_hook,
    "retain_grad": retain_grad,
    "requires_grad": requires_grad,
    "backward": backward,
    "grad": autograd_grad,
    "clear_grad": clear_grad,
    "use_grad": use_grad,
    "show": show,
    "mistake": mistake,
}

_COMMON = "leaf:3 unary:4 binary:3 reduce:1 view:1 backward:4"

# How often each kind of step comes up, by the area that a program is about.
TASTES: dict[str, str] = {
    "surroundings": "leaf:2 unary:4 binary:2 view:2 detach:1 backward:2 show:2 write:1",
    "gradients": _COMMON + " binary:5 unary:5 join:2 reduce:3 view:2 grad:3",
    "requires_grad": _COMMON + " requires_grad:5 join:2 no_grad_block:1 detach:1 grad:1",
    "accumulation": _COMMON + " backward:6 clear_grad:3 use_grad:3 retain_grad:1 hook:1",
    "graph": _COMMON + " backward:4 grad:5 retain_grad:1 reduce:1 use_grad:1",
    "detach": _COMMON + " detach:4 write_detached:3 detach_in_place:2 write:2 requires_grad:1",
    "data": _COMMON + " data:3 write_data:5 assign_data:1 write:1 detach:1",
    "versions": _COMMON + " write:7 write_tensor:3 write_out:1 write_detached:1 no_grad_block:1",
    "views": _COMMON + " view:8 multi_view:1 write:5 write_tensor:3 retain_grad:1 grad:1",
    "modes": _COMMON + " no_grad_block:7 set_mode:2 view:1 write:1",
    "hooks": _COMMON + " hook:6 remove_hook:1 node_hook:2 retain_grad:3 write:1 grad:2",
    "errors": _COMMON + " mistake:7 write:1 grad:1",
}


def _table(taste: str) -> tuple[str, ...]:
    """The kinds of a taste, each as often as it weighs."""
    kinds: list[str] = []
    for entry in taste.split():
        name, weight = entry.split(":")
        kinds += [name] * int(weight)
    return tuple(kinds)


_TABLES = {area: _table(taste) for area, taste in TASTES.items()}


def random_step(s: Scene, area: str) -> None:
    """Write one step of the kinds that an area has a taste for."""
    KINDS[s.one_of(*_TABLES[area])](s)


def random_program(s: Scene, area: str, longest: int = 12) -> None:
    """Write a program of random steps with a taste for one area."""
    s.leaf(shapes=ANY_SHAPE if s.chance(20) else FILLED)
    for _ in range(s.integer(1, longest)):
        random_step(s, area)
    if s.chance(60) and s.tensors(inner):
        s.backward(pick(s, inner))


# The areas that random programs may be about.
AREAS = tuple(area for area in TASTES if area != "surroundings")

for _area in TASTES:
    if _area != "surroundings":
        _rule = f"{_area.replace('_', '-')}.random-programs"
        scenario(_rule)(partial(random_program, area=_area))
