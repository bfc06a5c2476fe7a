"""Scenarios of the area detach: detach() and detach_()."""

from __future__ import annotations

from conformance.scenarios import scenario
from conformance.scenarios.builder import ANY_SHAPE, INDEXABLE, MATRICES, Scene
from conformance.scenarios.spellings import (
    METHOD_WRITES,
    SAVE_INPUT,
    SAVE_NOTHING,
    SAVE_RESULT,
    VIEWS,
    WRITES,
)

MODIFIED = "modified by an inplace operation"


@scenario("detach.cuts-gradient")
def cuts_gradient(s: Scene) -> None:
    b = s.something()
    c = s.detach(b)
    d = s.let(s.one_of(f"{b} * {c}", f"{c} * {b}", f"{b} + {c} * 2", f"{c} - {b}"))
    s.backward(d)
    s.claim(f"not {c}.requires_grad")


@scenario("detach.shares-memory")
def shares_memory(s: Scene) -> None:
    b = s.something()
    c = s.detach(b)
    s.write(c)
    s.claim(f"str({b}.tolist()) == str({c}.tolist())")


@scenario("detach.shares-version-counter")
def shares_version_counter(s: Scene) -> None:
    if s.chance(50):
        a = s.leaf()
        b = saved = s.unary(a, SAVE_RESULT[:9])
    else:
        b = s.something()
        saved = s.unary(b, SAVE_INPUT)
    c = s.detach(b)
    error = s.write(c, METHOD_WRITES if s.chance(40) else WRITES)
    s.claim(f"{b}._version == {c}._version")
    s.backward(saved, raises=MODIFIED if error is None else None)


@scenario("detach.result-requires-no-grad")
def result_requires_no_grad(s: Scene) -> None:
    b = s.something(ANY_SHAPE)
    c = s.detach(b)
    s.claim(f"not {c}.requires_grad and {c}.is_leaf and {c}.grad_fn is None and {c} is not {b}")
    s.do(f"print({c}, {c}.requires_grad, {b}.requires_grad)")


@scenario("detach.original-keeps-its-graph")
def original_keeps_its_graph(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a, SAVE_NOTHING + SAVE_INPUT + SAVE_RESULT)
    s.detach(b)
    s.claim(f"{b}.requires_grad and not {b}.is_leaf")
    s.backward(b)


@scenario("detach.result-may-require-grad-anew")
def result_may_require_grad_anew(s: Scene) -> None:
    b = s.something()
    c = s.let(s.spelling("{x}.detach()", "torch.detach({x})").format(x=b) + ".requires_grad_()")
    d = s.unary(c, SAVE_INPUT)
    s.backward(d)
    s.claim(f"{c}.grad is not None and {b} is not {c}")


@scenario("detach.in-place-detach")
def in_place_detach(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a, SAVE_NOTHING + SAVE_INPUT)
    c = s.unary(b, SAVE_INPUT)
    d = s.let(s.spelling(f"{b}.detach_()", f"torch.detach_({b})"))
    s.claim(f"{d} is {b} and {b}.is_leaf and not {b}.requires_grad and {b}._version == 0")
    s.do(s.one_of(f"{c}.sum().backward()", f"({c} * {b}).sum().backward()"))


@scenario("detach.view-cannot-detach-in-place")
def view_cannot_detach_in_place(s: Scene) -> None:
    a = s.leaf(shapes=INDEXABLE, requires_grad=s.one_of(True, False))
    b = s.unary(a) if s.chance(50) else a
    c = s.view_of(b, [view for view in VIEWS if "reshape" not in view.text])
    s.do(s.one_of(f"{c}.detach_()", f"torch.detach_({c})"), raises="Can't detach views in-place")


@scenario("detach.result-is-no-view")
def result_is_no_view(s: Scene) -> None:
    b = s.something()
    c = s.detach(b)
    s.claim(f"not {c}._is_view() or {c}._base is not {b}")
    if s.chance(20):
        s.do(s.one_of(f"print({b}.grad_fn)", f"print({c}._is_view())"))
    s.write(c, WRITES)
    s.backward(b)


@scenario("detach.size-changes")
def size_changes(s: Scene) -> None:
    a = s.leaf(shapes=MATRICES)
    b = s.unary(a) if s.chance(50) else a
    c = s.detach(b)
    s.do(
        s.spelling(
            f"{c}.unsqueeze_(0)",
            f"{c}.t_()",
            f"{c}.squeeze_()",
            f"{c}.transpose_(0, 1)",
            f"{c}.unsqueeze_(-1)",
            f"{c}.resize_(1)",
        )
    )
    s.do(f"print({b}.shape, {c}.shape)")
    s.backward(b)
