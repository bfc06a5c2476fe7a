"""Scenarios of the area leaves: parameters, copies, the old Variable, reading values out."""

from __future__ import annotations

from conformance.scenarios import scenario
from conformance.scenarios.builder import INDEXABLE, SCALARS, Scene, dtype_of
from conformance.scenarios.spellings import LINEAR, LINEAR_WRITES, METHOD_WRITES, SAVE_INPUT


@scenario("leaves.parameter")
def parameter(s: Scene) -> None:
    a = s.constant()
    flag = s.spelling("", ", requires_grad=False", ", True", ", requires_grad=True")
    b = s.let(f"torch.nn.Parameter({a}{flag})")
    s.claim(f"{b}.is_leaf and {b}.requires_grad is {'False' not in flag}")
    s.claim(f"isinstance({b}, torch.nn.Parameter) and isinstance({b}, torch.Tensor)")
    if s.chance(60):
        s.write(a, METHOD_WRITES[:8])
        s.claim(f"{b}._version == 1")
    if s.chance(40):
        s.do(f"print({b})")
    s.backward(s.unary(b, SAVE_INPUT))


@scenario("leaves.deepcopy")
def deepcopy(s: Scene) -> None:
    a = s.leaf(requires_grad=s.one_of(True, True, False))
    s.do("import copy")
    if s.chance(30) and s.value(a).requires_grad:
        b = s.unary(a)
        s.do(f"copy.deepcopy({b})", raises="graph leaves")
        return
    if s.chance(50):
        s.backward(s.unary(a))
    b = s.let(f"copy.deepcopy({a})")
    s.claim(f"{b}.requires_grad is {a}.requires_grad and {b}.is_leaf and {b} is not {a}")
    if s.chance(50):
        s.do(s.spelling(f"{b}.data.zero_()", f"{a}.data.add_(1)", f"{b}.detach().add_(1)"))
    s.backward(s.unary(b, SAVE_INPUT))


@scenario("leaves.copy-of-non-leaf")
def copy_of_non_leaf(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a)
    s.do("import copy")
    c = s.let(f"copy.copy({b})")
    s.claim(f"{c}.is_leaf and {c}.requires_grad and {c}.grad_fn is None")
    s.do(s.spelling(f"{b}.detach().add_(1)", f"{c}.data.zero_()", f"print({c})"))
    s.backward(s.unary(c, SAVE_INPUT))


@scenario("leaves.clone-is-recorded")
def clone_is_recorded(s: Scene) -> None:
    a = s.leaf()
    b = s.let(
        s.spelling(
            f"{a}.clone()", f"torch.clone({a})", f"{a}.detach().clone()", f"{a}.clone().detach()"
        )
    )
    s.claim(f"{b}.data_ptr() != {a}.data_ptr() and {b}._version == 0")
    s.write(b, LINEAR_WRITES)
    s.claim(f"{a}._version == 0")
    s.backward(b)


@scenario("leaves.grad-assignment-checks")
def grad_assignment_checks(s: Scene) -> None:
    a = s.leaf((3,), "float32", requires_grad=s.one_of(True, True, False))
    value, text = s.spelling(
        ("torch.ones(2)", "attempting to assign a gradient of size"),
        ("3", "assigned grad expected to be a Tensor or None"),
        (a, "can't assign Variable as its own grad"),
        ("torch.ones(3, dtype=torch.float64)", "dtype 'double'"),
        ("None", None),
        ("torch.ones(3)", None),
        ("torch.tensor(1.0)", "attempting to assign a gradient of size"),
        ("[1.0, 2.0, 3.0]", "assigned grad expected to be a Tensor or None"),
        ("torch.ones(3, dtype=torch.int64)", "attempting to assign a gradient with dtype"),
    )
    s.do(f"{a}.grad = {value}", raises=text)
    s.do(f"print({a}.grad)")
    s.backward(s.unary(a))


@scenario("leaves.item-and-tolist")
def item_and_tolist(s: Scene) -> None:
    a = s.leaf(shapes=SCALARS + INDEXABLE, requires_grad=s.one_of(True, False))
    b = s.unary(a) if s.chance(50) else a
    s.let(s.spelling(f"{b}.tolist()", f"{b}.item()", f"{b}.sum().item()", f"{b}.detach().tolist()"))
    s.claim(f"isinstance({b}.sum().item(), float)")


@scenario("leaves.variable-is-tensor")
def variable_is_tensor(s: Scene) -> None:
    s.do("from torch.autograd import Variable")
    a = s.constant()
    b = s.let(
        f"Variable({a}{s.spelling('', ', requires_grad=True', ', requires_grad=False', ', True')})"
    )
    s.claim(f"type({b}) is torch.Tensor and isinstance({b}, Variable)")
    s.do(f"print(isinstance({b}, Variable), {b}.requires_grad)")
    s.write(a, METHOD_WRITES[:6])
    s.backward(s.unary(b, SAVE_INPUT))


@scenario("leaves.volatile-warns")
def volatile_warns(s: Scene) -> None:
    style = s.spelling("argument", "read", "set", "false")
    if style == "argument":
        s.do("from torch.autograd import Variable")
        a = s.let("Variable(torch.ones(2), volatile=True)")
        s.claim(f"not {a}.requires_grad")
        return
    a = s.leaf(requires_grad=s.one_of(False, True))
    s.do(f"print({a}.volatile)" if style == "read" else f"{a}.volatile = {style == 'set'}")
    s.do(f"b = {a} * 2")


@scenario("leaves.repr")
def repr_of_a_tensor(s: Scene) -> None:
    a = s.leaf(requires_grad=s.one_of(True, True, False))
    b = s.unary(a, LINEAR + SAVE_INPUT) if s.chance(60) else a
    s.do(s.spelling(f"print({b})", f"print(repr({b}))", f"print(str({b}))", f"print([{b}])"))
    if s.chance(30):
        s.do(f"print({b}.detach(), {b}.data)")


@scenario("leaves.tensor-copies")
def tensor_copies(s: Scene) -> None:
    a = s.leaf(requires_grad=s.one_of(True, False))
    b = s.let(f"torch.tensor({a}{s.spelling('', ', requires_grad=True')})")
    s.claim(f"{b}.is_leaf and {b} is not {a}")
    s.do(s.one_of(f"{b}.detach().add_(1)", f"{a}.detach().zero_()"))
    s.backward(s.unary(b, SAVE_INPUT))


@scenario("leaves.update-loop")
def update_loop(s: Scene) -> None:
    a = s.leaf()
    update = s.spelling(
        f"with torch.no_grad():\n    {a} -= 0.1 * {a}.grad",
        f"{a}.data -= 0.1 * {a}.grad",
        f"{a} = ({a} - 0.1 * {a}.grad).detach().requires_grad_()",
        f"{a}.data = {a}.data - 0.1 * {a}.grad",
        f"with torch.no_grad():\n    {a}.sub_({a}.grad, alpha=0.1)",
        f"{a} = {a} - 0.1 * {a}.grad",
        f"with torch.no_grad():\n    {a}.copy_({a} - 0.1 * {a}.grad)",
    )
    loss = s.one_of(f"({a} ** 2).sum().backward()", f"({a} * {a}).mean().backward()")
    for _ in range(s.integer(1, 2)):
        s.do(loss)
        s.do(update)
    if s.chance(30):
        s.do(f"{a}.grad = None")
    s.do(loss)
    s.claim(f"str({a}.dtype) == 'torch.{dtype_of(s.value(a))}'")


@scenario("leaves.to-device")
def to_device(s: Scene) -> None:
    a = s.leaf(requires_grad=s.one_of(True, False))
    b = s.unary(a) if s.chance(40) else a
    c = s.let(
        s.spelling(
            f'{b}.to("cpu")',
            f"{b}.cpu()",
            f'{b}.to(torch.device("cpu"))',
            f"{b}.to({b}.device)",
            f'{b}.to(device="cpu")',
            f"{b}.to({b}.dtype)",
            f"{b}.to({b})",
        )
    )
    s.claim(f"{c} is {b}")
    s.do(f"print({c} is {b})")
    s.backward(s.unary(c, SAVE_INPUT))


@scenario("leaves.grad-dtype")
def grad_dtype(s: Scene) -> None:
    a = s.leaf((3,), s.one_of("float32", "float64"), requires_grad=True)
    wanted = s.spelling("torch.float64", "torch.float32", "torch.float16", "None")
    b = s.unary(a) if s.chance(30) else None
    s.do(f"{a}.grad_dtype = {wanted}")
    s.claim(f"{a}.grad_dtype is {wanted}")
    if s.chance(30):
        s.do(f"{a}.backward(torch.ones(3, dtype=torch.float64))")
    s.backward(b or s.unary(a))
    if s.chance(30):
        s.do(f"{a}.grad = torch.ones(3, dtype={s.one_of('torch.float64', 'torch.float32')})")


@scenario("leaves.asarray")
def asarray(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a) if s.chance(50) else a
    arguments = s.spelling(
        "",
        ", requires_grad=False",
        ", requires_grad=True",
        ", copy=True",
        ", dtype=torch.float16",
        ", copy=True, requires_grad=False",
        ", dtype=torch.float16, requires_grad=False",
    )
    c = s.let(f"torch.asarray({b}{arguments})")
    s.do(f"print({c} is {b}, {b}.requires_grad, {c}.requires_grad)")
    if "False" in arguments:
        s.claim(f"not {c}.requires_grad and {c}.is_leaf")
    else:
        s.backward(c)


@scenario("leaves.questions")
def questions(s: Scene) -> None:
    a = s.leaf(shapes=SCALARS[:2] + INDEXABLE, requires_grad=s.one_of(True, False))
    b = s.laid_out(a) if s.chance(40) else a
    s.do(
        s.spelling(
            f"print(torch.is_tensor({b}), torch.numel({b}), {b}.nelement(), {b}.ndimension())",
            f"print(torch.is_complex({b}), torch.is_floating_point({b}), torch.is_signed({b}))",
            f"print(torch.is_conj({b}), torch.is_neg({b}), torch.is_inference({b}))",
            f"print({b}.is_set_to({b}.detach()), {b}.is_same_size({a}), {b}.dim_order())",
            f"print(torch.is_same_size({b}, {a}), torch.equal({b}, {a}), torch.allclose({b}, {a}))",
            f"print({b}.element_size(), {b}.nbytes, {b}.itemsize, {b}.get_device(), {b}.ndim)",
            f"print(torch.result_type({b}, 1.5), torch.result_type({b}, {a} > 0))",
            f"print({b}.is_pinned(), {b}.is_shared(), {b}.is_quantized, {b}.is_meta)",
            f"print(torch.is_nonzero({b}.sum()), {b}.sum().is_nonzero())",
            f"print({b}.type(), {b}.layout, {b}.is_contiguous(), {b}.is_sparse, {b}.is_cuda)",
            f"print({b}.untyped_storage().nbytes(), {b}.storage_offset(), {b}.stride(-1))",
            f"print(len({b}.reshape(-1)), {b}.new(2).shape, reversed({b}.reshape(-1)).shape)",
            f"del {b}[0]",
        )
    )
    s.claim(f"{b}._version == 0")
    s.backward(s.unary(b)) if s.value(b).requires_grad else s.do(f"print({b})")
