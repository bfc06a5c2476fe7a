"""Comparing traces: what counts as the same, what as different, and how it is said."""

import math

import msgspec
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from conformance import subjects
from conformance.comparing import BeyondSpecification, compare, verdict
from conformance.comparing.printed import fits, same_text
from conformance.comparing.tolerance import TOLERANCES, close
from conformance.comparing.verdict import operation, signature
from conformance.programs import Program, Step, run
from conformance.tracing import LEVELS
from conformance.tracing.observations import ANYTHING, TensorSeen
from conformance.tracing.trace import Ambient, ErrorSeen, Look, Trace
from tests.harness.fakes import Namespace, faulty, healthy

PROGRAM = Program.from_source(
    """
import warnings
import numpy as np
x = torch.tensor([1.0, float('nan'), 3.0], requires_grad=True)
y = (x * 2).sigmoid()
v = y[1:]
a = [y, 3, 'text', np.ones(2)]
node = y.grad_fn
y.sum().backward()
print(x.grad)
warnings.warn('careful')
y.backward()
"""
)


def test_equal_runs_do_not_differ():
    """Two runs of a program on one torch give traces that count as the same, NaN and all."""
    for look in ("each", "end"):
        expected = run(PROGRAM, healthy(), look)
        assert compare(expected, run(PROGRAM, healthy(), look)) == []


def _altered(trace, step, **changes):
    """The trace with one step changed."""
    steps = list(trace.steps)
    steps[step] = msgspec.structs.replace(steps[step], **changes)
    return msgspec.structs.replace(trace, steps=tuple(steps))


def _seen_otherwise(trace, name, /, **changes):
    """The trace with the first observation of a name changed, or with another in its place."""
    for place, step in enumerate(trace.steps):
        for number, look in enumerate(step.looks):
            if name in look.seen:
                what = msgspec.structs.replace(look.seen[name], **changes)
                looks = list(step.looks)
                looks[number] = msgspec.structs.replace(look, seen={**look.seen, name: what})
                return place, _altered(trace, place, looks=tuple(looks))
    raise KeyError(name)


FIELDS = [
    ("x", {"value": [1.0, math.nan, 3.1]}, "values", "x.value", "value"),
    ("x", {"value": [1.0, 2.0, 3.0]}, "values", "x.value", "value"),
    ("x", {"dtype": "torch.float64"}, "values", "x.dtype", "dtype"),
    ("x", {"device": "cuda"}, "values", "x.device", "device"),
    ("x", {"shape": (1, 3)}, "values", "x.shape", "shape"),
    ("x", {"requires_grad": False}, "flags", "x.requires_grad", "requires_grad"),
    ("y", {"is_leaf": True}, "flags", "y.is_leaf", "is_leaf"),
    ("y", {"retains_grad": True}, "flags", "y.retains_grad", "retains_grad"),
    ("y", {"is_inference": True}, "flags", "y.is_inference()", "is_inference()"),
    ("y", {"is_parameter": True}, "flags", "y.is a Parameter", "is a Parameter"),
    ("y", {"version": 1}, "versions", "y._version", "_version"),
    ("v", {"storage": "v"}, "aliasing", "v.memory", "memory"),
    ("v", {"storage_offset": 0}, "aliasing", "v.storage_offset()", "storage_offset()"),
    ("v", {"stride": (2,)}, "aliasing", "v.stride()", "stride()"),
    ("v", {"is_view": False}, "aliasing", "v._is_view()", "_is_view()"),
    ("v", {"base": None}, "aliasing", "v._base", "_base"),
    ("y", {"grad_fn": None}, "graph", "y.grad_fn", "grad_fn"),
    ("y", {"output_nr": 1}, "graph", "y.output_nr", "output_nr"),
    ("x.grad", {"value": [0.0, 0.0, 0.0]}, "values", "x.grad.value", "grad.value"),
    ("a[0]", {"name": "x"}, "aliasing", "a[0]", "variable"),
    ("a[1]", {"value": 4}, "values", "a[1]", "variable"),
    ("a[1]", {"value": True, "type": "bool"}, "values", "a[1]", "variable"),
    ("a[2]", {"value": "other"}, "values", "a[2]", "variable"),
    ("a[3]", {"value": [1.0, 2.0]}, "values", "a[3].value", "value"),
    ("a[3]", {"stride": (4,)}, "aliasing", "a[3].strides", "strides"),
    ("a", {"keys": ("0",)}, "values", "a", "variable"),
    ("node", {"grad_fn": None}, "graph", "node", "variable"),
]


@pytest.mark.parametrize(("name", "changes", "level", "where", "kind"), FIELDS)
def test_each_field_is_compared_in_its_level(name, changes, level, where, kind):
    """One thing altered is one difference, in the level that it belongs to and in no other."""
    expected = run(PROGRAM, healthy())
    step, actual = _seen_otherwise(expected, name, **changes)
    (difference,) = [each for each in compare(expected, actual) if each.where == where]
    assert (difference.step, difference.level, difference.kind) == (step, level, kind)
    assert difference.expected != difference.actual
    assert all(each.level == level for each in compare(expected, actual))
    assert compare(expected, actual, set(LEVELS) - {level}) == []
    assert compare(expected, actual, {level})


@pytest.mark.parametrize(
    ("level", "alter"),
    [
        ("errors", lambda trace: _altered(trace, -1, error=None)),
        ("warnings", lambda trace: _altered(trace, -2, warnings=())),
        ("printed", lambda trace: _altered(trace, -3, printed=("other",))),
        ("printed", lambda trace: _altered(trace, -3, printed=())),
        (
            "modes",
            lambda trace: msgspec.structs.replace(
                trace, ambient=msgspec.structs.replace(trace.ambient, grad_enabled=False)
            ),
        ),
    ],
)
def test_each_level_is_compared(level, alter):
    """What a step raised, warned of and printed, and what the program left on."""
    expected = run(PROGRAM, healthy())
    (difference,) = compare(expected, alter(expected))
    assert difference.level == level
    assert compare(expected, alter(expected), set(LEVELS) - {level}) == []


def test_a_missing_variable():
    """A variable that is not there is said to be missing; a gradient, to be None."""
    subject = faulty(ones=lambda *a, **k: torch.ones(*a))
    text = "x = torch.ones(2, requires_grad=True)\ny = x.sum()\ny.backward()\n"
    found = verdict(Program.from_source(text), subject, reference=healthy(), levels={"values"})
    assert (found.where, found.actual) == ("x.grad", "None")
    text = "x = torch.relu(torch.ones(2))"
    found = verdict(
        Program.from_source(text),
        faulty(relu=lambda x: 1 / 0),
        reference=healthy(),
        levels={"values"},
    )
    assert (found.where, found.actual) == ("x", "no variable of that name")


def test_differences_are_found_though_noted_at_other_times():
    """A value that is wrong for one step only is a difference at that step alone."""
    program = Program.from_source("x = torch.zeros(2)\nx.add_(1)\nx.add_(1)\ny = 1")
    expected = run(program, healthy())
    step, actual = _seen_otherwise(expected, "x", value=[5.0, 5.0])
    assert step == 0
    assert [each.step for each in compare(expected, actual)] == [0]
    late = _altered(
        expected, 1, looks=(msgspec.structs.replace(expected.steps[1].looks[0], seen={}),)
    )
    assert {each.step for each in compare(expected, late)} == {1}


def test_looking_is_part_of_the_program():
    """`look="end"` compares what is left at the end, `"each"` also what was on the way."""
    wrong_for_a_while = faulty(zeros=lambda n: torch.full((n,), 5.0))
    program = Program.from_source("x = torch.zeros(2)\nx = torch.ones(2)")
    assert verdict(program, wrong_for_a_while, "end", reference=healthy()) is None
    found = verdict(program, wrong_for_a_while, "each", reference=healthy())
    assert (found.step, found.where) == (0, "x.value")
    program = Program.from_source("x = torch.zeros(2)")
    found = verdict(program, wrong_for_a_while, "end", reference=healthy())
    assert (found.step, found.signature) == (1, "values: value after end")


def test_verdict_says_what_and_where():
    """A divergence names step, place, both sides; and the same fault has the same signature."""
    subject = faulty(sigmoid=lambda x: torch.sigmoid(x) + 1)
    text = "x = torch.zeros(1)\n{} = torch.sigmoid({})\nz = 1"
    found = verdict(Program.from_source(text.format("y", "x")), subject, reference=healthy())
    assert (found.step, found.level, found.where) == (1, "values", "y.value")
    assert (found.expected, found.actual) == ("[0.5]", "[1.5]")
    assert found.signature == "values: value after sigmoid"
    other = verdict(Program.from_source(text.format("b", "x + 1")), subject, reference=healthy())
    assert other.signature == found.signature
    assert verdict(Program.from_source("x = torch.ones(1)"), subject, reference=healthy()) is None


def test_verdict_with_a_trace_at_hand():
    """The expected trace need not be made again."""
    program = Program.from_source("x = torch.ones(1)")
    expected = run(program, healthy(), "end")
    assert verdict(program, healthy(), "end", expected=expected) is None
    other = run(Program.from_source("x = torch.zeros(1)"), healthy(), "end")
    assert verdict(program, healthy(), "end", expected=other).level == "values"


def test_errors_tell_most():
    """Of the differences of one step, the one that explains the others comes first."""
    subject = faulty(relu=lambda x: 1 / 0)
    found = verdict(
        Program.from_source("x = torch.relu(torch.ones(1))"), subject, "each", None, healthy()
    )
    assert found.level == "errors"
    assert found.expected == "no error"
    assert found.actual == "ZeroDivisionError: division by zero"
    assert found.signature == "errors: error none/ZeroDivisionError after relu"
    assert {each.level for each in found.differences} == {"errors", "values"}


def test_a_subject_is_held_to_its_levels():
    """Levels that a subject cannot match are left out."""
    subject = faulty(relu=lambda x: x.clamp(min=0))
    program = Program.from_source("y = torch.relu(torch.ones(1, requires_grad=True))")
    assert verdict(program, subject, reference=healthy()).level == "graph"
    subject.levels -= {"graph"}
    assert verdict(program, subject, reference=healthy()) is None


def test_what_the_specification_lacks_cannot_be_judged():
    """A name that only the subject has is no divergence: it is beyond the specification."""
    poorer = faulty()
    poorer.namespace = _Without("relu")
    program = Program.from_source("x = torch.ones(1)\ny = torch.relu(x)")
    with pytest.raises(BeyondSpecification, match="step 2: .*has no attribute 'relu'"):
        verdict(program, healthy(), reference=poorer)
    wrong_before = faulty(ones=torch.zeros)
    assert verdict(program, wrong_before, reference=poorer).step == 0


def test_what_the_specification_says_it_leaves_out_cannot_be_judged():
    """Its own complaint is no expectation; another NotImplementedError, which torch has too, is."""
    program = Program.from_source(
        "e = torch.nn.functional.embedding(torch.tensor([0]), torch.ones(2, 2), sparse=True)"
    )
    with pytest.raises(
        BeyondSpecification, match="sparse gradients are not part of this reference"
    ):
        verdict(program, healthy())
    program = Program.from_source("x = torch.ones(1)\ny = torch.relu(x)")
    refusing = faulty(relu=_not_implemented)
    assert verdict(program, healthy(), reference=refusing).level == "errors"
    program = Program.from_source("class Bare(torch.autograd.Function): pass\nBare.apply()")
    assert verdict(program, healthy()) is None


def _not_implemented(*args):
    raise NotImplementedError("of torch's own kind")


class _Without(Namespace):
    def __init__(self, name):
        self.__dict__["_missing"] = name

    def __getattr__(self, name):
        if name == self.__dict__["_missing"]:
            raise AttributeError(name)
        return getattr(torch, name)


# --- numbers and texts -----------------------------------------------------------------------

FLOATS = st.floats(width=32)


@given(FLOATS)
def test_a_number_is_close_to_itself(value):
    """NaN, infinities and zeros of either sign included, whatever the tolerance."""
    for tolerance in TOLERANCES.values():
        assert close([value], [value], tolerance)
        assert close(complex(value, value), complex(value, value), tolerance)


@given(st.sampled_from(sorted(TOLERANCES)), st.floats(-1e3, 1e3))
def test_tolerance_is_a_few_roundings(dtype, value):
    """A difference of one part in a hundred is told apart in every dtype but the coarsest."""
    tolerance = TOLERANCES[dtype]
    far = value + 0.1 + abs(value) / 10
    assert not close(value, far, tolerance)
    assert not close(value, math.nan, tolerance)
    assert not close(value, math.inf, tolerance)
    assert not close(math.inf, -math.inf, tolerance)


def test_values_of_other_kinds_are_exact():
    """Integers, bools and strings have no tolerance, and are not each other."""
    tolerance = TOLERANCES["torch.float16"]
    assert not close(1000, 1001, tolerance)
    assert not close(1, True, tolerance)
    assert not close(1, 1.0, tolerance)
    assert not close([1.0], [1.0, 1.0], tolerance)
    assert not close([1.0], 1.0, tolerance)


@pytest.mark.parametrize(
    ("expected", "actual", "same"),
    [
        ("tensor([1.0000, 2.3333])", "tensor([1.0000, 2.3334])", True),
        ("tensor([1.0000, 2.3333])", "tensor([1.0000, 2.3335])", False),
        ("tensor([1., 2.])", "tensor([1., 4.])", False),
        ("tensor([1., 2.])", "tensor([1., 3.])", False),
        ("tensor(0.)", "tensor(0.4881)", False),
        ("tensor(3.)", "tensor(3.0001)", True),
        ("0.5", "0.6", False),
        ("tensor([1., 2.])", "tensor([1., 2.], requires_grad=True)", False),
        ("tensor(1.2346e-05)", "tensor(1.2347e-05)", True),
        ("tensor(1.2346e-05)", "tensor(1.2346e-04)", False),
        ("1.2171018123626", "1.2171019315719604", True),
        ("1.2171018123626", "1.2171", True),
        ("1.2171018123626", "1.2172018123626", False),
        ("3", "4", False),
        ("True", "False", False),
        ("tensor(1., grad_fn=<MulBackward0>)", "tensor(1., grad_fn=<AddBackward0>)", False),
        ("tensor(1., grad_fn=<?>)", "tensor(1., grad_fn=<AddBackward0>)", True),
        ("tensor(1., grad_fn=<?>)", "tensor(1.)", False),
        ("(1., grad_fn=<?>) (2., grad_fn=<A>)", "(1., grad_fn=<B>) (2., grad_fn=<A>)", True),
        ("(1., grad_fn=<?>) (2., grad_fn=<A>)", "(1., grad_fn=<B>) (2., grad_fn=<B>)", False),
    ],
)
def test_printed_numbers(expected, actual, same):
    """The last digit printed may differ, nothing else may."""
    assert same_text(expected, actual) is same


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("a (3) at version 4; expected 3", True),
        ("a (3) at version 12; expected", False),
        ("a (2) at version 4; expected 3", False),
        ("a (3) at version ; expected 3", False),
    ],
)
def test_what_an_error_leaves_open(text, same):
    """Where an expected text leaves something open, anything stands for it; the rest is exact."""
    expected = "a (3) at version <any>; expected <any>"
    assert fits(expected, text) == same
    traces = [
        _altered(run(PROGRAM, healthy()), 9, error=ErrorSeen("RuntimeError", each))
        for each in (expected, text)
    ]
    assert (compare(*traces) == []) == same


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("y.backward()", "backward"),
        ("y = torch.autograd.grad(x, z)", "grad"),
        ("y = x * 2", "Mult"),
        ("y += 1", "Add="),
        ("x[0] = 1", "[]="),
        ("x.data = y", ".data="),
        ("x.grad", ".grad"),
        ("print(x)", "print"),
        ("with torch.no_grad():\n    x = 1\n    y.add_(1)", "add_"),
        ("for i in range(3):\n    y.add_(1)", "add_"),
        ("try:\n    y.mul_(1)\nexcept RuntimeError:\n    pass", "mul_"),
        ("import torch", "Import"),
        ("class A(torch.nn.Module):\n    pass", "ClassDef"),
        ("y = 3", "Constant"),
    ],
)
def test_operation(text, what):
    """A step goes by the last thing it does."""
    assert operation(Step.from_source(text)) == what


def test_signature_has_no_names_in_it():
    """Signatures group faults, so they are not made of the program's names."""
    expected = run(PROGRAM, healthy())
    _, actual = _seen_otherwise(expected, "x.grad", value=[0.0, 0.0, 0.0])
    (difference, *_) = compare(expected, actual)
    assert signature(PROGRAM, difference) == "values: grad.value after backward"


def test_deadly_programs_are_not_handed_to_the_subject():
    """What the reference notes to be deadly is not run on the subject."""
    program = Program.from_source("x = torch.ones(1)")
    expected = run(program, healthy())
    deadly = msgspec.structs.replace(expected, hazards=("some-hazard",))
    subject = faulty(ones=lambda n: pytest.fail("it was run"))
    assert verdict(program, subject, expected=deadly) is None


def test_the_stride_of_a_single_element_of_a_gradient_says_nothing():
    """Which operations made a gradient is open, and with it what they write there."""
    wide = trace_of_a_gradient((1, 3))
    tall = trace_of_a_gradient((1, 1))
    assert compare(wide, tall) == []
    assert compare(tall, wide) == []


def trace_of_a_gradient(stride):
    """A trace with one gradient of shape (3, 1) and this stride."""
    gradient = TensorSeen(
        value=[[0.0]] * 3, dtype="torch.float32", device="cpu", shape=(3, 1), stride=stride,
        storage_offset=0, storage="g", requires_grad=False, is_leaf=True, retains_grad=False,
        is_inference=False, is_parameter=False, grad_fn=ANYTHING, output_nr=ANYTHING,
        version=ANYTHING, is_view=ANYTHING, base=ANYTHING,
    )  # fmt: skip
    return Trace((), Look({"g": gradient}), Ambient())


def test_a_gradient_in_the_place_of_an_equal_tensor_is_news():
    """What a gradient leaves open is left open, also where all else looks as what was there."""
    program = Program.from_source(
        "x = torch.tensor([2.0], requires_grad=True)\n"
        "y = x ** 2\n"
        "(y,) = torch.autograd.grad(y, x, create_graph=True)"
    )

    assert verdict(program, subjects.get("eager")) is None
