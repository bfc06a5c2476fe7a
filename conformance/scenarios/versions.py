"""Scenarios of the area versions: what bumps a version counter, and what is checked against it."""

from __future__ import annotations

from itertools import product

from conformance.scenarios import operators, scenario
from conformance.scenarios.builder import ANY_SHAPE, EMPTIES, FILLED, INDEXABLE, Scene
from conformance.scenarios.spellings import (
    AUGMENTED_ITEM_WRITES,
    FUNCTION_WRITES,
    LINEAR,
    LINEAR_WRITES,
    METHOD_WRITES,
    OPERATOR_WRITES,
    OUT_WRITES,
    SAVE_INPUT,
    SAVE_NOTHING,
    SAVE_RESULT,
    SETITEM_WRITES,
    WRITES,
)

OPERATORS = tuple(operators.load().values())
MODIFIED = "modified by an inplace operation"


@scenario("versions.in-place-bumps")
def in_place_bumps(s: Scene) -> None:
    write, kind = s.spelling(
        *product(METHOD_WRITES + FUNCTION_WRITES, ("constant", "history", "view", "no dimension"))
    )
    if kind == "history":
        a = s.unary(s.leaf())
    elif kind == "view":
        a = s.let(f"{s.unary(s.leaf(shapes=INDEXABLE))}[:1]")
    else:
        a = s.constant(() if kind == "no dimension" else None)
    s.do(write.text.format(x=a))
    s.claim(f"{a}._version == 1")
    if s.chance(40):
        s.write(a, METHOD_WRITES)
        s.claim(f"{a}._version == 2")
    s.do(f"print({a}._version)")


@scenario("versions.setitem-bumps")
def setitem_bumps(s: Scene) -> None:
    a = s.unary(s.leaf(shapes=INDEXABLE)) if s.chance(50) else s.constant(shapes=INDEXABLE)
    s.write(a, SETITEM_WRITES)
    s.claim(f"{a}._version >= 1")
    s.do(f"print({a}._version)")


@scenario("versions.augmented-assignment-bumps")
def augmented_assignment_bumps(s: Scene) -> None:
    a = s.unary(s.leaf(shapes=INDEXABLE)) if s.chance(50) else s.constant(shapes=INDEXABLE)
    table = s.one_of(OPERATOR_WRITES, AUGMENTED_ITEM_WRITES)
    s.write(a, table)
    s.claim(f"{a}._version == {1 if table is OPERATOR_WRITES else 2}")
    s.do(f"print({a}._version)")


@scenario("versions.out-bumps")
def out_bumps(s: Scene) -> None:
    a = s.constant(shapes=ANY_SHAPE)
    if s.chance(50):
        b = s.let(f"torch.zeros_like({a})")
        source = s.spelling(
            f"torch.add({a}, 1, out={b})",
            f"torch.mul({a}, {a}, out={b})",
            f"torch.exp({a}, out={b})",
            f"torch.neg({a}, out={b})",
            f"torch.tanh({a}, out={b})",
            f"torch.sub({a}, 1, out={b})",
            f"torch.div({a}, 2, out={b})",
            f"torch.cat([{a}.reshape(-1)], out={b}.view(-1))",
        )
        s.do(source)
        s.claim(f"{b}._version == 1")
    else:
        s.write(a, OUT_WRITES)
        s.claim(f"{a}._version == 1")


@scenario("versions.no-grad-still-bumps")
def no_grad_still_bumps(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a, SAVE_RESULT + SAVE_INPUT)
    victim = s.one_of(b, a)
    write = s.fitting(METHOD_WRITES + OPERATOR_WRITES + SETITEM_WRITES, victim).text
    s.within(
        s.one_of("with torch.no_grad():", "with torch.set_grad_enabled(False):"),
        write.format(x=victim),
    )
    s.claim(f"{victim}._version == 1")
    s.backward(b)


@scenario("versions.empty-write-bumps")
def empty_write_bumps(s: Scene) -> None:
    if s.chance(50):
        a = s.unary(s.leaf(shapes=EMPTIES)) if s.chance(40) else s.constant(shapes=EMPTIES)
        s.write(a, METHOD_WRITES + OPERATOR_WRITES + SETITEM_WRITES[1:4])
    else:
        a = s.unary(s.leaf(), SAVE_RESULT) if s.chance(60) else s.constant()
        s.do(
            s.spelling(
                f"{a}.add_(0)",
                f"{a}.mul_(1)",
                f"{a}.copy_({a}.clone())",
                f"{a}[...] = {a}.detach().clone()",
                f"{a}.masked_fill_(torch.zeros_like({a}) > 0, 5.0)",
                f"{a} += 0",
                f"{a}[torch.zeros_like({a}) > 0] = 1.0",
                f"{a}.clamp_(min=-1e30)",
            )
        )
    s.claim(f"{a}._version >= 1")
    s.do(f"print({a}._version)")


@scenario("versions.failed-write-does-not-bump")
def failed_write_does_not_bump(s: Scene) -> None:
    a = s.constant(s.one_of((3,), (2, 3)))
    s.do(
        s.spelling(
            f"{a}.add_(torch.ones(5))",
            f"{a}[9] = 1.0",
            f"{a}.copy_(torch.ones(4, 5))",
            f"{a} += torch.ones(2, 2, 3)",
            f'{a}.add_("x")',
            f"{a}.mul_(torch.ones(7))",
            f"{a}[torch.tensor([7])] = 0.0",
            f"torch.add({a}, torch.ones(5), out={a})",
            f"{a}.masked_fill_(torch.tensor([True] * 5), 1.0)",
        )
    )
    s.claim(f"{a}._version == 0")
    s.do(f"print({a}, {a}._version)")


@scenario("versions.reading-does-not-bump")
def reading_does_not_bump(s: Scene) -> None:
    a = s.unary(s.leaf(shapes=INDEXABLE)) if s.chance(50) else s.leaf(shapes=INDEXABLE)
    read = s.spelling(
        f"{a} * 2",
        f"{a}.detach()",
        f"{a}[0]",
        f"{a}.tolist()",
        f"print({a})",
        f"{a}.view(-1)",
        f"{a}.retain_grad()",
        f"{a}.clone()",
        f"{a}.register_hook(lambda grad: None)",
        f"{a}.sum().backward()",
        f"{a}.data",
        f"{a}.grad_fn",
        f"{a}.contiguous()",
        f"{a}.numel()",
        f"{a}.requires_grad_()",
    )
    if s.chance(50):
        s.let(read)
    else:
        s.do(read)
    s.claim(f"{a}._version == 0")
    s.do(f"print({a}._version)")


@scenario("versions.fresh-tensor-starts-at-zero")
def fresh_tensor_starts_at_zero(s: Scene) -> None:
    a = s.unary(s.leaf()) if s.chance(50) else s.constant()
    s.write(a, METHOD_WRITES)
    b = s.unary(a, SAVE_NOTHING + SAVE_RESULT + SAVE_INPUT)
    s.claim(f"{b}._version == 0 and {a}._version == 1")
    s.write(b, METHOD_WRITES[:4])
    s.do(f"print({a}._version, {b}._version)")


@scenario("versions.saved-output-modified-raises")
def saved_output_modified_raises(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a, SAVE_RESULT)
    s.write(b, LINEAR_WRITES if s.chance(40) else WRITES)
    s.claim(f"{b}._version >= 1")
    s.backward(b, raises=MODIFIED)


@scenario("versions.saved-input-modified-raises")
def saved_input_modified_raises(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a, LINEAR)
    c = s.unary(b, SAVE_INPUT)
    s.write(b)
    s.backward(c, raises=MODIFIED)


@scenario("versions.unsaved-may-be-modified")
def unsaved_may_be_modified(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a, LINEAR)
    c = s.unary(b, LINEAR[::-1])
    s.write(b, LINEAR_WRITES)
    error = s.backward(c)
    s.claim(f"{error is None}")


@scenario("versions.only-needed-inputs-are-saved")
def only_needed_inputs_are_saved(s: Scene) -> None:
    shape = s.one_of(*FILLED)
    a = s.unary(s.leaf(shape, "float32"))
    b = s.constant(shape, "float32")
    form, saved = s.spelling(
        ("{x} * {y}", "y"),
        ("{y} * {x}", "y"),
        ("{x} / {y}", "y"),
        ("torch.mul({x}, {y})", "y"),
        ("{x} + {y}", ""),
        ("{x}.mul({y})", "y"),
        ("{x} - {y}", ""),
    )
    c = s.let(form.format(x=a, y=b))
    victim = s.one_of("x", "y")
    s.write(a if victim == "x" else b, LINEAR_WRITES)
    s.backward(c, raises=MODIFIED if victim == saved else None)


@scenario("versions.saved-before-or-after")
def saved_before_or_after(s: Scene) -> None:
    a = s.unary(s.leaf(), LINEAR)
    s.write(a, LINEAR_WRITES)
    b = s.unary(a, SAVE_INPUT)
    if s.chance(50):
        s.write(a, LINEAR_WRITES)
        s.backward(b, raises=MODIFIED)
    else:
        error = s.backward(b)
        s.claim(f"{error is None}")


@scenario("versions.checked-only-where-used")
def checked_only_where_used(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a, SAVE_RESULT[:9])
    c = s.let(s.one_of(f"{b} + 1", f"-{b}", f"{b} - 1"))
    s.do(f"{b}.detach().zero_()")
    s.do(
        s.spelling(
            f"print(torch.autograd.grad({c}.sum(), {b}))", f"{c}.sum().backward(inputs=[{c}])"
        )
    )
    s.backward(c, raises=MODIFIED)
    s.claim(f"{a}.grad is None")


@scenario("versions.increment-version")
def increment_version(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a, SAVE_RESULT[:9])
    target = s.spelling(b, a, f"{b}.detach()", f"({a}, {b})", f"{b}.data")
    s.do(f"torch.autograd.graph.increment_version({target})")
    s.do(f"print({a}._version, {b}._version)")
    s.backward(b)


@scenario("versions.what-operators-save")
def what_operators_save(s: Scene) -> None:
    with s.sweeping_over(*OPERATORS) as operator:
        result, operands = operators.apply(s, operator)
    victim = s.one_of(result, *(each.leaf for each in operands))
    if s.chance(80):
        s.do(f"{victim}.detach().{s.one_of('add_(1)', 'zero_()', 'mul_(2)')}")
    if s.is_bound(result) and hasattr(s.value(result), "numel"):
        s.backward(result)


@scenario("versions.foreach-bumps")
def foreach_bumps(s: Scene) -> None:
    shape = s.one_of(*INDEXABLE)
    first, other = s.leaf(shape, "float32"), s.constant(shape, "float32")
    a = s.let(f"{first} * 2") if s.chance(60) else s.constant(shape, "float32")
    pair = s.one_of(f"[{a}, {other}]", f"[{a}]", f"({other}, {a})")
    s.do(
        s.spelling(
            f"torch._foreach_add_({pair}, 1)",
            f"torch._foreach_mul_({pair}, 2.0)",
            f"torch._foreach_add_({pair}, {pair})",
            f"torch._foreach_neg_({pair})",
            f"torch._foreach_zero_({pair})",
            f"torch._foreach_div_({pair}, 2.0)",
            f"torch._foreach_addcmul_({pair}, {pair}, {pair}, 0.5)",
            f"torch._foreach_sub_({pair}, 1)",
            f"torch._foreach_copy_([{other}], [torch.ones_like({other})])",
        )
    )
    s.do(f"print({a}._version, {other}._version)")
    if s.value(a).requires_grad:
        s.backward(a)
    if s.chance(30):
        s.do(f"torch._foreach_add_([{first}], 1)", raises="a leaf Variable that requires grad")
    if s.chance(40):
        c = s.let(s.one_of(f"torch._foreach_mul([{first}], 3.0)", f"torch._foreach_exp([{first}])"))
        s.backward(f"{c}[0]")


@scenario("versions.resize-refused")
def resize_refused(s: Scene) -> None:
    a = s.leaf(shapes=INDEXABLE)
    b = s.unary(a) if s.chance(50) else a
    call = s.spelling(f"{b}.resize_(1)", f"{b}.resize_(2, 2)", f"{b}.resize_as_(torch.ones(1))")
    if s.chance(50):
        s.do(call, raises="cannot resize variables that require grad")
    else:
        s.within("with torch.no_grad():", call, raises="cannot resize variables that require grad")
    s.claim(f"{b}._version == 0")
    if s.chance(40):
        c = s.detach(b)
        s.do(f"{c}.resize_(1)")
        s.claim(f"{b}._version == 1")
    s.backward(b)


@scenario("versions.resize-bumps-if-it-changes")
def resize_bumps_if_it_changes(s: Scene) -> None:
    a = s.constant((2, 3))
    if not s.value(a).is_contiguous():
        a = s.let(f"{a}.contiguous()")  # what is new in grown memory could be anything
    size, changes = s.spelling(
        ("2, 3", False), ("3", True), ("(2, 3)", False), ("1, 2", True), ("0", True), ("6", True)
    )
    s.do(f"{a}.resize_({size})")
    s.claim(f"{a}._version == {int(changes)}")
    s.do(f"print({a}._version, {a}.shape, {a})")


@scenario("versions.set-bumps")
def set_bumps(s: Scene) -> None:
    a = s.constant(shapes=INDEXABLE)
    b = s.like(a)
    if s.chance(30):
        a = s.let(f"{a} * torch.ones((), dtype={a}.dtype, requires_grad=True)")
        s.do(f"{a}.set_({b})")
        s.do(f"{a}.sum().backward()", raises="derivative for set_ is not implemented")
    else:
        s.do(
            s.spelling(
                f"{a}.set_({b})",
                f"{a}.set_({b}.untyped_storage())",
                f"{a}.set_({b}, 0, (2,), (1,))",
                f"{a}.set_()",
                f"{a}.set_({b}.untyped_storage(), 1, (1,))",
            )
        )
        s.claim(f"{a}._version == 1 and {b}._version == 0")
        s.do(f"{b}.add_(1)")
        s.claim(f"{a}._version == 1")
        s.do(f"print({a})")


@scenario("versions.optimizer-step-bumps")
def optimizer_step_bumps(s: Scene) -> None:
    a = s.leaf(dtype="float32")
    made, count = s.spelling(
        ("SGD([{a}], lr=0.1)", 1),
        ("SGD([{a}], lr=0.1, momentum=0.9)", 1),
        ("Adam([{a}])", 1),
        ("AdamW([{a}])", 2),
        ("RMSprop([{a}])", 1),
        ("Adagrad([{a}])", 1),
        ("SGD([{a}], lr=0.1, foreach=True)", 1),
        ("Adam([{a}], weight_decay=0.1)", 1),
    )
    o = s.let(f"torch.optim.{made.format(a=a)}")
    loss = s.let(f"({a} * {a}).sum()")
    s.do(f"{loss}.backward(retain_graph=True)")
    s.do(f"{o}.step()")
    s.claim(f"{a}._version == {count}")
    if s.chance(50):
        s.do(f"{loss}.backward()", raises=MODIFIED)
    s.do(f"{o}.step()")
