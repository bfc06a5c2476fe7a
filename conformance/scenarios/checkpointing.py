"""Scenarios of the area graph: what is computed again instead of being saved."""

from __future__ import annotations

from conformance.scenarios import scenario
from conformance.scenarios.builder import Scene
from conformance.scenarios.spellings import SAVE_INPUT, SAVE_RESULT

IMPORT = "from torch.utils.checkpoint import checkpoint, checkpoint_sequential"


def _function(s: Scene) -> str:
    body = s.one_of(*SAVE_INPUT[:5], *SAVE_RESULT[:3]).format(x="t")
    return f"lambda t: ({body}).sin()"


@scenario("graph.checkpoint-gives-the-same-gradients")
def checkpoint_gives_the_same_gradients(s: Scene) -> None:
    s.do(IMPORT)
    a = s.leaf((3,), "float32", requires_grad=True)
    way = s.spelling("use_reentrant=False", "use_reentrant=True")
    more = s.one_of("", ", preserve_rng_state=False")
    function = "lambda t: torch.nn.functional.dropout(t * t)" if s.chance(30) else _function(s)
    b = s.let(f"checkpoint({function}, {a}, {way}{more})")
    s.backward(b, s.one_of("", "retain_graph=True"))
    if s.chance(50):
        s.do(f"print(checkpoint(lambda t: t * 2, {a}.detach(), {way}).requires_grad)")


@scenario("graph.checkpoint-computes-again-in-backward")
def checkpoint_computes_again(s: Scene) -> None:
    s.do(IMPORT)
    a = s.leaf((3,), "float32", requires_grad=True)
    way = s.spelling("use_reentrant=False", "use_reentrant=True")
    b = s.let(f"checkpoint(lambda t: print(t) or t.exp().cos(), {a}, {way})")
    if s.chance(50):
        s.do(f"{a}.data.zero_()")
    s.backward(b)


@scenario("graph.reentrant-checkpoint-refuses-inputs")
def reentrant_checkpoint_refuses_inputs(s: Scene) -> None:
    s.do(IMPORT)
    a = s.leaf((3,), "float32", requires_grad=True)
    b = s.let(f"checkpoint({_function(s)}, {a}, use_reentrant=True)")
    call = s.spelling(f"torch.autograd.grad({b}.sum(), {a})", f"{b}.sum().backward(inputs=[{a}])")
    s.do(call, raises="torch.utils.checkpoint is incompatible")


@scenario("graph.checkpoint-notices-another-computation")
def checkpoint_notices_another_computation(s: Scene) -> None:
    s.do(IMPORT)
    a = s.leaf((3,), "float32", requires_grad=True)
    s.do("sizes = [1, 2, 3]")
    body = s.spelling("t[: sizes.pop()].exp()", "t.exp().exp() if sizes.pop() == 3 else t.exp()")
    check = s.one_of("", ', determinism_check="none"')
    b = s.let(f"checkpoint(lambda t: {body}, {a}, use_reentrant=False{check})")
    s.backward(b)


@scenario("graph.checkpoint-sequential")
def sequential(s: Scene) -> None:
    s.do(IMPORT)
    a = s.leaf((3,), "float32", requires_grad=True)
    parts = "[torch.exp, torch.sin, torch.cos, torch.tanh]"
    count = s.spelling("1", "2", "3", "4")
    way = s.one_of("False", "True")
    s.backward(s.let(f"checkpoint_sequential({parts}, {count}, {a}, use_reentrant={way})"))


@scenario("graph.checkpoint-early-stop")
def early_stop(s: Scene) -> None:
    s.do(IMPORT)
    a = s.leaf((3,), "float32", requires_grad=True)
    stop = s.spelling("True", "False")
    function = "lambda t: t.exp() * 2 if print(1) else t.exp() * 2"
    b = s.let(f"checkpoint({function}, {a}, use_reentrant=False, early_stop={stop})")
    s.backward(b, s.one_of("", "retain_graph=True"))
