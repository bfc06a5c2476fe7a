"""Scenarios of the area views: one memory, one version counter, one history."""

from __future__ import annotations

from conformance.scenarios import scenario
from conformance.scenarios.builder import INDEXABLE, MATRICES, VECTORS, Scene
from conformance.scenarios.spellings import (
    LINEAR_WRITES,
    METHOD_WRITES,
    MULTI_OUTPUT_VIEWS,
    OPERATOR_WRITES,
    SAVE_INPUT,
    SETITEM_WRITES,
    VIEWS,
)

# Those that always make a view, no two elements of which share memory.
PLAIN_VIEWS = tuple(
    view
    for view in VIEWS
    if "squeeze(" not in view.text.replace("unsqueeze", "") and "expand" not in view.text
)


def _base(s: Scene) -> str:
    """A tensor to look at: with a history, or a constant."""
    if s.chance(30):
        return s.constant(shapes=INDEXABLE)
    return s.unary(s.leaf(shapes=INDEXABLE))


@scenario("views.shares-version-counter")
def shares_version_counter(s: Scene) -> None:
    a = _base(s)
    b = s.view_of(a, PLAIN_VIEWS)
    s.write(s.one_of(b, a))
    s.claim(f"{a}._version == {b}._version >= 1")
    s.do(f"print({a}._version, {b}._version)")


@scenario("views.shares-memory")
def shares_memory(s: Scene) -> None:
    a = _base(s)
    b = s.view_of(a)
    s.write(s.one_of(b, a), METHOD_WRITES + SETITEM_WRITES)
    s.do(f"print({a}, {b})")


@scenario("views.in-place-rebases-base")
def in_place_rebases_base(s: Scene) -> None:
    a = s.unary(s.leaf(shapes=INDEXABLE))
    b = s.view_of(a, PLAIN_VIEWS)
    s.write(b)
    s.claim(f"{a}.grad_fn.name().endswith('CopySlices')")
    s.backward(s.one_of(a, b))


@scenario("views.base")
def base(s: Scene) -> None:
    a = _base(s)
    b = s.view_of(a, PLAIN_VIEWS)
    c = s.view_of(b, PLAIN_VIEWS) if s.chance(50) else b
    s.claim(f"{c}._base is {a} and {a}._base is None")
    s.do(f"print({c}._base is {a}, {c}._is_view(), {a}._base is None)")


@scenario("views.base-write-seen-by-view")
def base_write_seen_by_view(s: Scene) -> None:
    a = s.unary(s.leaf(shapes=INDEXABLE))
    b = s.view_of(a, PLAIN_VIEWS)
    s.write(a)
    s.claim(f"{b}._version >= 1")
    if s.chance(40):
        s.do(f"print({b}.grad_fn)")
    s.backward(b)


@scenario("views.other-view-sees-write")
def other_view_sees_write(s: Scene) -> None:
    a = s.unary(s.leaf(shapes=INDEXABLE))
    b = s.view_of(a, PLAIN_VIEWS)
    c = s.view_of(a, PLAIN_VIEWS)
    s.write(b, LINEAR_WRITES)
    s.claim(f"{c}._version >= 1")
    s.backward(c)


@scenario("views.multi-output-not-writable")
def multi_output_not_writable(s: Scene) -> None:
    a = s.unary(s.leaf(shapes=VECTORS + MATRICES))
    if s.chance(30):
        b = s.let(f"{a}.tensor_split(2)[0]")
        error = s.write(b, METHOD_WRITES[:4])
        s.claim(f"{error is None}")
        s.backward(a)
        return
    b = s.let(s.spelling(*MULTI_OUTPUT_VIEWS).format(x=a))
    table = METHOD_WRITES + OPERATOR_WRITES + SETITEM_WRITES[2:3]
    s.write(b, table, raises="returns multiple views")
    s.backward(a)


@scenario("views.leaf-view-write-refused")
def leaf_view_write_refused(s: Scene) -> None:
    a = s.leaf(shapes=INDEXABLE)
    refused = "leaf Variable that requires grad is being used in an in-place"
    if s.chance(40):
        s.write(a, SETITEM_WRITES[1:4], raises=refused)
    else:
        b = s.view_of(a, PLAIN_VIEWS)
        s.write(b, METHOD_WRITES + OPERATOR_WRITES, raises=refused)
    s.claim(f"{a}._version == 0 and {a}.is_leaf")
    s.backward(s.unary(a, SAVE_INPUT))


@scenario("views.no-grad-view")
def no_grad_view(s: Scene) -> None:
    a = s.unary(s.leaf(shapes=INDEXABLE))
    view = s.fitting(PLAIN_VIEWS, a).text.format(x=a)
    b = s.fresh()
    s.within("with torch.no_grad():", f"{b} = {view}")
    s.claim(f"{b}.requires_grad and {b}.is_leaf and {b}.grad_fn is None")
    if s.chance(30):
        s.within("with torch.no_grad():", s.fitting(METHOD_WRITES[:6], b).text.format(x=b))
    else:
        s.write(b, METHOD_WRITES + OPERATOR_WRITES, raises="A view was created in no_grad mode")
    s.backward(a)


@scenario("views.expanded")
def expanded(s: Scene) -> None:
    a = s.constant((1,), "float32") if s.chance(50) else s.unary(s.leaf((1,), "float32"))
    b = s.let(s.one_of(f"{a}.expand(3)", f"{a}.expand(2, 3)", f"torch.broadcast_to({a}, (2,))"))
    s.do(
        s.spelling(
            f"{b}.add_(1)",
            f"{b}.zero_()",
            f"{b}.fill_(2.0)",
            f"{b}.mul_(2)",
            f"{b} += 1",
            f"{b}.copy_(torch.ones_like({b}))",
            f"{b}.exp_()",
            f"{b}[0] = 5.0",
            f"{b}.neg_()",
            f"{b}.sub_(1)",
        )
    )
    s.backward(b)


@scenario("views.chain")
def chain(s: Scene) -> None:
    a = s.unary(s.leaf(shapes=MATRICES + ((2, 1, 2),))) if s.chance(70) else s.leaf(shapes=MATRICES)
    b = s.view_of(a, PLAIN_VIEWS)
    c = s.view_of(b, PLAIN_VIEWS)
    s.claim(f"{c}._base is {a} or not {c}._is_view()")
    if s.chance(40):
        s.write(c, LINEAR_WRITES)
    s.backward(c)


@scenario("views.as-strided")
def as_strided(s: Scene) -> None:
    a = s.leaf((4,), "float32")
    b = s.unary(a) if s.chance(60) else a
    geometry = s.spelling(
        "(2,), (1,)",
        "(2, 2), (1, 1)",
        "(2,), (2,), 1",
        "(3, 2), (1, 1)",
        "(4,), (0,)",
        "(2, 2), (2, 1)",
        "(), (), 3",
        "(2, 3), (0, 1), 1",
        "(0,), (1,)",
        "size=(2,), stride=(1,), storage_offset=2",
    )
    c = s.let(s.one_of(f"{b}.as_strided({geometry})", f"torch.as_strided({b}, {geometry})"))
    if s.chance(30):
        s.do(s.one_of(f"{c}.mul_(2)", f"{c}.zero_()"))
    s.do(s.one_of(f"({c} * {c}).sum().backward()", f"{c}.sum().backward()"))


@scenario("views.geometry")
def geometry(s: Scene) -> None:
    a = s.leaf(shapes=MATRICES + VECTORS + ((2, 1, 2),), requires_grad=s.one_of(True, False))
    b = s.view_of(a)
    c = s.view_of(b)
    s.do(f"print({c}.shape, {c}.stride(), {c}.storage_offset(), {c}.is_contiguous())")


@scenario("views.reshape-views-or-copies")
def reshape_views_or_copies(s: Scene) -> None:
    a = s.unary(s.leaf((2, 3), "float32"))
    b = s.let(s.one_of(f"{a}.t()", a, f"{a}[:, :2]", f"{a}[:1]"))
    c = s.let(
        s.spelling(
            f"{b}.reshape(-1)",
            f"{b}.contiguous()",
            f"{b}.flatten()",
            f"{b}.reshape({b}.shape)",
            f"torch.reshape({b}, (-1,))",
            f"torch.flatten({b})",
            f"{b}.reshape_as({b})",
            f"{b}.ravel()",
        )
    )
    s.write(c, LINEAR_WRITES)
    s.backward(s.one_of(c, a))


@scenario("views.advanced-indexing-copies")
def advanced_indexing_copies(s: Scene) -> None:
    a = s.unary(s.leaf(shapes=((3,), (2, 3)), dtype="float32"))
    b = s.let(
        s.spelling(
            f"{a}[torch.tensor([0, 1])]",
            f"{a}[{a} > 0]",
            f"{a}[[0, 0]]",
            f"{a}.index_select(0, torch.tensor([1, 1, 0]))",
            f"{a}[torch.tensor([0, 0, 1])]",
            f"{a}[..., torch.tensor([2, 0])]",
            f"torch.index_select({a}, -1, torch.tensor([0]))",
            f"{a}.masked_select({a} > 1)",
        )
    )
    s.claim(f"{b}._base is None")
    if s.chance(60):
        s.write(b, LINEAR_WRITES[:6])
    s.backward(b)


@scenario("views.of-a-constant-becomes-differentiable")
def of_a_constant_becomes_differentiable(s: Scene) -> None:
    a = s.leaf((2,), "float32")
    b = s.constant((3,), "float32")
    c = s.let(s.one_of(f"{b}[:2]", f"{b}[1:]", f"{b}.narrow(0, 0, 2)"))
    s.do(
        s.spelling(
            f"{c}.copy_({a})",
            f"{c}.add_({a})",
            f"{c} *= {a}",
            f"{c}[0] = {a}[1]",
            f"{c}.mul_({a})",
            f"{b}[:2] = {a}",
            f"{c}[...] = {a} * 2",
        )
    )
    s.claim(f"{b}.requires_grad and {c}.requires_grad")
    s.backward(s.one_of(b, c))


@scenario("views.in-place-view-leaves-base")
def in_place_view_leaves_base(s: Scene) -> None:
    a = s.leaf(shapes=MATRICES[:2])
    b = s.let(f"{a} * 2")
    v = s.let(s.one_of(f"{b}[:, :2]", f"{b}[:1]", f"{b}.view_as({b})", f"{b}.t()"))
    s.do(
        s.spelling(
            f"{v}.t_()",
            f"{v}.transpose_(0, 1)",
            f"{v}.swapaxes_(0, 1)",
            f"{v}.unsqueeze_(0)",
            f"{v}.squeeze_()",
            f"{v}.squeeze_(0)",
            f"{v}.as_strided_((2,), (1,))",
        )
    )
    s.claim(f"{b}.grad_fn.name() == 'MulBackward0' and {v}._base is {b}")
    if s.chance(50):
        s.do(s.one_of(f"{v}.mul_(3)", f"{v}[0] = 5.0", f"{b}.mul_(3)"))
    s.backward(s.one_of(b, v))


@scenario("views.unsafe-split-not-tracked")
def unsafe_split_not_tracked(s: Scene) -> None:
    b = s.let(f"{s.leaf((4,))} * 2")
    pieces = s.let(
        s.spelling(
            f"{b}.unsafe_split(2)",
            f"{b}.unsafe_chunk(2)",
            f"torch.unsafe_split({b}, 1)",
            f"{b}.unsafe_split_with_sizes([1, 3])",
        )
    )
    c = s.let(f"{b} * {b}") if s.chance(50) else b
    s.do(s.spelling(f"{pieces}[0].mul_(3)", f"{pieces}[1].zero_()", f"{pieces}[0].add_(1)"))
    s.claim(f"{b}._version == 0 and {pieces}[0]._base is None")
    s.backward(c)


@scenario("views.other-dtype")
def other_dtype(s: Scene) -> None:
    a = s.leaf(shapes=((2,), (4,), (2, 2)), dtype="float32", requires_grad=s.chance(50))
    b = s.unary(a) if s.chance(30) else a
    kind = s.spelling("int32", "float32", "uint8", "float64", "float16", "int64", "complex64")
    v = s.let(f"{b}.view(torch.{kind})")
    s.claim(f"not {v}.requires_grad and {v}._base is None and {v}.is_leaf")
    s.do(s.one_of(f"{v}.zero_()", f"{v}.fill_(1)", f"{b}.detach().add_(1)"))
    s.claim(f"{b}._version == {v}._version == 1")


@scenario("views.conjugate")
def conjugate(s: Scene) -> None:
    numbers = s.one_of("[1 + 2j, 3 - 1j]", "[1j, 2.0]", "[[1 + 1j, 2.0], [0.5j, -1.0]]")
    dtype = s.one_of("complex64", "complex128")
    a = s.let(f"torch.tensor({numbers}, dtype=torch.{dtype}, requires_grad=True)")
    b = s.let(f"{a} * 2")
    v = s.let(
        s.spelling(
            f"{b}.conj()",
            f"{b}.real",
            f"{b}.imag",
            f"{b}.conj().imag",
            f"{b}.conj().real",
            f"torch.view_as_real({b})",
            f"{b}[:1].conj()",
            f"{b}.conj()[:1].imag",
        )
    )
    s.claim(f"{v}._base is {b}")
    s.do(f"print({v}.is_conj(), {v}.is_neg(), {v}.grad_fn)")
    if s.chance(70):
        s.do(s.one_of(f"{v}.mul_(3)", f"{v}[0] = 5.0", f"{b}.mul_(1j)", f"{v}.detach().zero_()"))
    c = s.one_of(b, v)
    s.do(s.spelling(f"{c}.abs().sum().backward()", f"({c} * {c}).abs().sum().backward()"))
