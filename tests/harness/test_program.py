"""Programs and steps: their source, and what is not one."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conformance.programs import Program, Step, UnsafeProgram

NAMES = st.sampled_from(["x", "y", "z", "b_"])
NUMBERS = st.one_of(
    st.integers(-100, 100), st.floats(allow_nan=False, allow_infinity=False, width=32)
)
EXPRESSIONS = st.recursive(
    st.one_of(NAMES, NUMBERS.map(repr)),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "//", "@"]), inner).map(" ".join),
        inner.map("({}).sin()".format),
        inner.map("-({})".format),
        inner.map("torch.ones({}) ** -2".format),
        inner.map("({}).sum(dim=0, keepdim=True)".format),
        st.lists(inner, max_size=3).map(", ".join).map("torch.tensor([{}])".format),
        st.tuples(inner, inner).map("({0[0]}, {0[1]})[0]".format),
        inner.map("({})[..., 1:, None]".format),
        st.tuples(inner, inner).map("torch.where({0[0]} > 0, {0[1]}, 'a')".format),
        NAMES.map("f'{{{}.dim()!r:>10}}: {{{{'".format),
    ),
    max_leaves=6,
)
SIMPLE = st.one_of(
    st.tuples(NAMES, EXPRESSIONS).map(" = ".join),
    st.tuples(NAMES, EXPRESSIONS).map(" += ".join),
    st.tuples(NAMES, EXPRESSIONS).map("{0[0]}.grad = {0[1]}".format),
    st.tuples(NAMES, EXPRESSIONS).map("{0[0]}[0] *= {0[1]}".format),
    EXPRESSIONS,
    EXPRESSIONS.map("print({})".format),
)


def _block(header):
    return st.lists(SIMPLE, min_size=1, max_size=3).map(
        lambda lines: header + ":\n" + "".join(f"    {line}\n" for line in lines)
    )


STATEMENTS = st.one_of(
    SIMPLE,
    _block("with torch.no_grad()"),
    _block("for i in range(3)"),
    _block("if x.requires_grad"),
    _block("def hook(grad, scale=2, *, keep=None)"),
    _block("try").map("{}except RuntimeError as e:\n    print(e)\n".format),
)
BINDING = "import torch\nx = y = z = b_ = torch.ones(2)\n"
PROGRAMS = st.lists(STATEMENTS, max_size=5).map(lambda lines: BINDING + "\n".join(lines))


@given(PROGRAMS)
def test_source_and_program_convert_both_ways(text):
    """The canonical source of a program is read back as an equal program."""
    program = Program.from_source(text)
    again = Program.from_source(program.source())
    assert again == program
    assert again.source() == program.source()
    assert hash(again) == hash(program)
    assert [step.binds for step in again] == [step.binds for step in program]


def test_a_step_is_canonical():
    """However a statement is written, its step is the same."""
    assert Step.from_source("y=x*  2  # twice") == Step.from_source("y = x * 2")
    assert Step.from_source("y = x * 2").source == "y = x * 2"


def test_a_step_is_made_once():
    """Writing a statement again costs nothing: step, tree and code are shared."""
    assert Step.from_source("y = x * 3") is Step.from_source("y = x * 3")
    assert Step.from_source("y = x * 3").code is Step.from_source("y = x * 3").code


def test_step_names():
    """A step knows what it binds and what it needs."""
    step = Step.from_source("a, b = torch.max(x, dim=0)")
    assert step.binds == {"a", "b"}
    assert step.needs == {"torch": 1, "x": 1}
    assert Step.from_source("x += 1").binds == set()
    assert Step.from_source("x = x + 1").needs == {"x": 1}
    assert Step.from_source("z = [x for x in y]").needs == {"y": 1}
    assert Step.from_source("z = list(map(lambda g: g * w, y))").needs == {"y": 1, "w": 1}
    assert Step.from_source("def hook(g):\n    seen.append(g)").needs == {"seen": 1 + 1}


def test_a_name_may_be_bound_later_in_the_text():
    """A hook may use what is bound when it runs."""
    Program.from_source("import torch\ndef hook(g):\n    seen.append(g)\nseen = []")


def test_append():
    """A program grows by a step, and stays what it was."""
    program = Program.from_source("x = torch.ones(2)")
    longer = program.append(Step.from_source("y = x + 1"))
    assert len(program) == 1
    assert longer == Program.from_source("x = torch.ones(2)\ny = x + 1")
    with pytest.raises(UnsafeProgram, match=r"line 3: the name 'q' has no meaning"):
        longer.append(Step.from_source("z = q"))


def test_script_runs_by_itself():
    """`script` adds the import that a person pasting it would miss."""
    program = Program.from_source("x = torch.ones(2)")
    assert program.script() == "import torch\nx = torch.ones(2)\n"
    assert Program.from_source(program.script()).script() == program.script()


def test_programs_can_be_sent_to_other_processes():
    """Programs and steps survive pickling."""
    program = Program.from_source("x = torch.ones(2)\ny = x + 1")
    assert pickle.loads(pickle.dumps(program)) == program


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("x = torch.ones(2)\ny = q + 1", 2, "the name 'q' has no meaning"),
        ("x = torch.ones(2)\n\n\ndef f():\n    return q", 5, "the name 'q' has no meaning"),
        ("x = np.ones(2)", 1, "the name 'np' has no meaning; import numpy first"),
        ("x = nn.Linear(1, 1)", 1, "import torch.nn first"),
        ("y += 1", 1, "the name 'y' has no meaning"),
        ("x = torch.ones(2)\nx = (", 2, "not Python"),
        ("x = 1\n  y = 2", 2, "not Python"),
        ("x = torch.ones(2)\nwhile True:\n    pass", 2, "a while loop"),
        ("x = '\0'", 1, "not "),
        ("(" * 300 + ")" * 300, 1, "not "),
        ("x = " + "-" * 300 + "1", 1, "nested too deeply"),
        ("x = 1" + ".real" * 3000, 1, ""),
        ("x = '" + "a" * 200_000 + "'", 1, "characters"),
    ],
)
def test_what_is_no_program(text, line, what):
    """What cannot be read is refused in one line that says where and why."""
    with pytest.raises(UnsafeProgram) as refused:
        Program.from_source(text)
    message = str(refused.value)
    assert message.startswith(f"line {line}: ")
    assert what in message
    assert "\n" not in message
    assert len(message) < 300


def test_a_step_is_one_statement():
    """Text of none or several statements is no step."""
    for text in ("", "# nothing", "x = 1; y = 2"):
        with pytest.raises(UnsafeProgram, match="statements where one is meant"):
            Step.from_source(text)
