"""Scenarios of the area numpy: arrays on the memory of tensors."""

from __future__ import annotations

from conformance.scenarios import scenario
from conformance.scenarios.builder import INDEXABLE, Scene
from conformance.scenarios.spellings import METHOD_WRITES, OUT_WRITES, SAVE_INPUT, SAVE_RESULT

ARRAYS = (
    "np.array([1.0, 2.0, 3.0])",
    'np.array([1.0, 2.0], dtype="float32")',
    "np.ones((2, 2))",
    "np.arange(3.0)",
    "np.zeros((0,))",
)


@scenario("numpy.needs-detach")
def needs_detach(s: Scene) -> None:
    a = s.leaf(requires_grad=s.one_of(True, True, False))
    b = s.unary(a) if s.chance(50) else a
    refused = "Can't call numpy() on Tensor that requires grad"
    s.do(f"{b}.numpy()", raises=refused if s.value(b).requires_grad else None)
    s.do(s.spelling(f"print({b}.detach().numpy())", f"print({b}.data.numpy())"))


@scenario("numpy.shares-memory")
def shares_memory(s: Scene) -> None:
    s.do("import numpy as np")
    if s.chance(50):
        a = s.constant(shapes=INDEXABLE)
        b = s.let(s.one_of(f"{a}.numpy()", f"{a}.detach().numpy()", f"np.asarray({a})"))
    else:
        b = s.let(s.one_of(*ARRAYS[:4]))
        a = s.let(s.one_of(f"torch.from_numpy({b})", f"torch.as_tensor({b})"))
    s.do(
        s.spelling(f"{b}[0] = 5.0", f"{a}.add_(1)", f"{b}[:] = 0", f"{a}.zero_()", f"{a}[0] = 7.0")
    )
    s.do(f"print({a}, {b})")


@scenario("numpy.from-numpy-fresh-counter")
def from_numpy_fresh_counter(s: Scene) -> None:
    s.do("import numpy as np")
    a = s.let(s.one_of(*ARRAYS))
    b = s.let(f"torch.from_numpy({a})")
    c = s.let(f"torch.from_numpy({a})")
    s.write(b, METHOD_WRITES[:8] + OUT_WRITES[:2])
    s.claim(f"{b}._version == 1 and {c}._version == 0 and not {b}.requires_grad")
    s.do(f"print({b}._version, {c}._version, {c})")


@scenario("numpy.writes-are-not-counted")
def writes_are_not_counted(s: Scene) -> None:
    a = s.leaf(shapes=INDEXABLE)
    b = s.unary(a, SAVE_RESULT + SAVE_INPUT)
    victim = s.one_of(b, a)
    c = s.let(s.one_of(f"{victim}.detach().numpy()", f"{victim}.data.numpy()"))
    s.do(s.spelling(f"{c}[0] = 0.0", f"{c}[:] = 2.0", f"{c} *= 0.5", f"{c} += 1"))
    s.claim(f"{victim}._version == 0")
    s.backward(b)


@scenario("numpy.dtype-follows-the-array")
def dtype_follows_the_array(s: Scene) -> None:
    s.do("import numpy as np")
    kind = s.spelling("float32", "float64", "int64", "int32", "bool", "uint8", "int16", "int8")
    a = s.let(f"np.ones(2, dtype={kind!r})".replace("'", '"'))
    b = s.let(f"torch.from_numpy({a})")
    s.claim(f"str({b}.dtype) == 'torch.{kind}'")
    s.do(f"print({b}.dtype, {b}.numpy().dtype)")


@scenario("numpy.cpu-only")
def cpu_only(s: Scene) -> None:
    shape = s.one_of("2", "2, 3", "()")
    tensor = s.spelling(
        f'torch.ones({shape}, device="meta")',
        f'torch.zeros({shape}, device="meta")',
        f'torch.ones({shape}).to("meta")',
        f'torch.empty({shape}, device="meta", dtype=torch.float64)',
    )
    s.do(f"{tensor}.numpy()", raises="can't convert meta device type tensor to numpy")


@scenario("numpy.dlpack-needs-detach")
def dlpack_needs_detach(s: Scene) -> None:
    a = s.leaf()
    b = s.unary(a) if s.chance(50) else a
    call = f"torch.from_dlpack({b})"
    refused = "Can't export tensors that require gradient, use tensor.detach()"
    if s.chance(30):
        s.within("with torch.no_grad():", call, raises=refused)
    else:
        s.do(call, raises=refused)
    s.do(f"print(torch.from_dlpack({s.detach(b)}))")


@scenario("numpy.dlpack-fresh-counter")
def dlpack_fresh_counter(s: Scene) -> None:
    a = s.leaf(shapes=INDEXABLE)
    b = s.unary(a, SAVE_RESULT + SAVE_INPUT)
    victim = s.one_of(b, a)
    c = s.let(f"torch.from_dlpack({s.detach(victim)})")
    s.do(s.one_of(f"{c}.zero_()", f"{c}[0] = 2.0", f"{c}.mul_(0.5)"))
    s.claim(f"{victim}._version == 0 and {c}._version == 1 and not {c}.requires_grad")
    s.backward(b)
