"""Scenarios of the area data: the same memory, behind autograd's back."""

from __future__ import annotations

from conformance.scenarios import scenario
from conformance.scenarios.builder import ANY_SHAPE, INDEXABLE, Scene, dtype_of
from conformance.scenarios.spellings import SAVE_INPUT, SAVE_NOTHING, SAVE_RESULT, WRITES


@scenario("data.shares-memory")
def shares_memory(s: Scene) -> None:
    b = s.something()
    c = s.let(f"{b}.data")
    s.write(c)
    s.claim(f"str({b}.tolist()) == str({c}.tolist())")
    if s.chance(30):
        s.do(f"print({b})")


@scenario("data.own-version-counter")
def own_version_counter(s: Scene) -> None:
    b = s.something()
    if s.chance(40):
        s.do(f"{b}.detach().add_(1)")
    c = s.let(f"{b}.data")
    s.claim(f"{c}._version == 0")
    s.write(c)
    s.do(f"print({b}._version, {c}._version)")
    s.claim(f"{b}._version <= 1")


@scenario("data.silent-corruption")
def silent_corruption(s: Scene) -> None:
    a = s.leaf()
    if s.chance(30):
        a = s.laid_out(s.unary(a))
    b = s.unary(a, SAVE_RESULT + SAVE_INPUT)
    victim = s.one_of(b, a)
    if s.chance(50):
        c = s.let(f"{victim}.data")
        s.write(c)
    else:
        s.do(
            s.spelling(
                f"{victim}.data.zero_()",
                f"{victim}.data.add_(1)",
                f"{victim}.data.mul_(2)",
                f"{victim}.data *= 0.5",
                f"{victim}.data.copy_(torch.ones_like({victim}))",
                f"{victim}.data.fill_(3.0)",
                f"{victim}.data[...] = 2.0",
                f"{victim}.data.sub_(1)",
            )
        )
    s.claim(f"{victim}._version == 0")
    error = s.backward(b)
    s.claim(f"{error is None}")


@scenario("data.result-requires-no-grad")
def result_requires_no_grad(s: Scene) -> None:
    b = s.something(ANY_SHAPE)
    c = s.let(f"{b}.data")
    s.claim(f"not {c}.requires_grad and {c}.is_leaf and {c}.grad_fn is None and {c} is not {b}")
    s.do(f"print({c}, {b}.data is {c}, {b}.data is {b}.data)")


@scenario("data.cuts-gradient")
def cuts_gradient(s: Scene) -> None:
    b = s.something()
    c = s.let(s.spelling(f"{b} * {b}.data", f"{b}.data * {b}", f"{b} + {b}.data * 2"))
    s.backward(c)


@scenario("data.assignment")
def assignment(s: Scene) -> None:
    a = s.leaf(shapes=INDEXABLE)
    if s.chance(40):
        s.backward(s.unary(a))
    b = s.like(a)
    s.do(s.spelling(f"{a}.data = {b}", f"{a}.data = {b} * 2", f"{a}.data = {b}.clone()"))
    s.claim(f"{a}.requires_grad and {a}._version == 0 and {a}.is_leaf")
    s.do(s.one_of(f"{b}.add_(1)", f"{a}.data.zero_()", f"{a}.detach().add_(1)"))
    s.backward(s.unary(a, SAVE_INPUT))


@scenario("data.assignment-checks")
def assignment_checks(s: Scene) -> None:
    a = s.leaf(shapes=INDEXABLE)
    refused, text = s.spelling(
        ("3", "Variable data has to be a tensor"),
        ("None", ""),
        ("torch.tensor([1, 2])", "must be floating point or complex"),
        ("[1.0, 2.0]", "Variable data has to be a tensor"),
    )
    s.do(f"{a}.data = {refused}", raises=text)
    s.claim(f"{a}.requires_grad")
    if s.chance(50):
        s.do(f"{a}.data = torch.ones(5, dtype=torch.{dtype_of(s.value(a))})")
    s.backward(s.unary(a, SAVE_NOTHING + SAVE_INPUT))


@scenario("data.write-to-a-leaf")
def write_to_a_leaf(s: Scene) -> None:
    a = s.leaf(shapes=INDEXABLE)
    b = s.let(f"{a}.data")
    s.write(b, WRITES)
    s.claim(f"{a}.is_leaf and {a}.requires_grad and {a}._version == 0")
    s.backward(s.unary(a, SAVE_INPUT))


@scenario("data.storage-write-unnoticed")
def storage_write_unnoticed(s: Scene) -> None:
    a = s.leaf(shapes=INDEXABLE)
    b = s.unary(a, SAVE_RESULT + SAVE_INPUT)
    victim = s.one_of(b, a)
    s.do(s.spelling(f"{victim}.untyped_storage().fill_(0)", f"{victim}.untyped_storage()[0] = 1"))
    s.claim(f"{victim}._version == 0")
    s.backward(b)


@scenario("data.python-functions-unnoticed")
def python_functions_unnoticed(s: Scene) -> None:
    a = s.leaf(shapes=INDEXABLE)
    refused = s.spelling("apply_(abs)", "map_(torch.ones(1), max)")
    s.do(f"{a}.{refused}", raises=f"Can't call {refused.partition('(')[0]}() on Variable")
    k = s.like(a)
    b = s.let(f"{a} * {k}")
    call = s.spelling("apply_(abs)", "apply_(float)", f"map_({k}, max)", f"map_({k}, min)")
    s.do(f"{k}.{call}")
    s.claim(f"{k}._version == 0")
    s.backward(b)
