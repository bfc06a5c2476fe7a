"""Compiled subjects: which part of a program is compiled, and that faults of compilers are seen."""

import pytest
import torch

from conformance import subjects
from conformance.comparing import NothingToCompile, shrink, verdict
from conformance.programs import Program
from conformance.programs.compiled import compiled_call, flattened, with_compiled_part

METHODS = frozenset(dir(torch.Tensor))


def arranged(text, raising=()):
    """The source of a program with its compiled part; None if there is none."""
    found = with_compiled_part(Program.from_source(text), raising, "aot_eager", METHODS)
    return found and found.source()


def test_a_program_is_taken_apart():
    """Leaves are made before; tensor work is the function; backward and what looks come after."""
    assert (
        arranged(
            "x = torch.ones(2, requires_grad=True)\n"
            "y = x * 2\n"
            "z = torch.zeros(2)\n"
            "with torch.no_grad():\n    z += y\n"
            "v = y[0]\n"
            "v.backward()\n"
            "print(x.grad)\n"
        )
        == "x = torch.ones(2, requires_grad=True)\n"
        "z = torch.zeros(2)\n"
        "@torch.compile(backend='aot_eager')\n"
        "def compiled(x, z):\n"
        "    y = x * 2\n"
        "    with torch.no_grad():\n"
        "        z += y\n"
        "    v = y[0]\n"
        "    return (y, z, v)\n"
        "y, z, v = compiled(x, z)\n"
        "v.backward()\n"
        "print(x.grad)\n"
    )


@pytest.mark.parametrize(
    "step",
    [
        "x.register_hook(print)",
        "x.requires_grad_()",
        "x.retain_grad()",
        "y = x.grad",
        "y = x.grad_fn",
        "y = x._version",
        "y = x.tolist()",
        "y = x.numpy()",
        "y = torch.autograd.grad(x.sum(), x)",
        "y = torch.rand_like(x)",
        "y = torch.nn.Parameter(x)",
        "y = torch.tensor(x, requires_grad=True)",
        "x.data = x",
        "print(x)",
        "y = float(x)",
        "with torch.inference_mode():\n    y = x * 2",
        "torch.manual_seed(0)",
    ],
)
def test_what_is_never_compiled(step):
    """What looks at autograd or memory from outside, draws numbers, or makes leaves."""
    assert arranged(f"x = torch.ones(2)\n{step}\n") is None


def test_functions_of_the_program_are_run_as_ever():
    text = "x = torch.ones(2)\ndef f(x):\n    return x * 2\ny = f(x)\n"
    assert arranged(text) is None


def test_errors_are_the_last_thing_a_function_does():
    """One in the middle is left out, and with it what needs what it would have bound."""
    text = "x = torch.ones(2)\ny = x * 2\nz = y.view(7)\nw = z + 1\nv = y + 1\n"
    assert "z = y.view(7)" not in arranged(text, {2, 3})
    assert "v = y + 1" in arranged(text, {2, 3})
    text = "x = torch.ones(2)\ny = x * 2\ny.view(7)\ny.sum().backward()\n"
    found = arranged(text, {2})
    assert "    y.view(7)\n" in found
    assert "backward" not in found


def test_it_can_be_undone():
    """The steps of the function take its place again; and a program that has one is left alone."""
    text = "x = torch.ones(2)\ny = x * 2\ny.add_(1)\nprint(y)\n"
    program = with_compiled_part(Program.from_source(text), (), "aot_eager", METHODS)
    assert compiled_call(program) == 2
    assert flattened(program).source() == text
    assert with_compiled_part(program, (), "aot_eager", METHODS) is program


def test_the_decorator_means_nothing_on_other_subjects():
    """A program with a compiled function runs on the specification and on eager torch."""
    program = Program.from_source(arranged("x = torch.ones(2)\ny = x * 2\n"))
    assert verdict(program, subjects.get("eager")) is None


@pytest.mark.parametrize(
    "text",
    [
        "f = torch.compile(print)",
        "@torch.compile(mode='max-autotune')\ndef f(x):\n    return x",
        "@torch.compile(backend=print)\ndef f(x):\n    return x",
        "def f(x):\n    @torch.compile\n    def g(y):\n        return y\n    return g(x)",
    ],
)
def test_compiling_is_a_decorator_and_nothing_else(text):
    with pytest.raises(ValueError, match="compile"):
        Program.from_source(text)


# --- planted faults --------------------------------------------------------------------------


def _drops_writes(graph, inputs):
    """Arguments are copied, so that writes in place to them are lost."""
    return lambda *args: graph(*[arg.clone() for arg in args])


def _copies_results(graph, inputs):
    """Results share no memory with anything."""
    return lambda *args: tuple(result.clone() for result in graph(*args))


def _doubles_gradients(graph, inputs):
    """What flows back into the function counts twice."""

    def run(*args):
        results = tuple(result * 1 for result in graph(*args))
        for result in results:
            if result.requires_grad:
                result.register_hook(lambda grad: 2 * grad)
        return results

    return run


def _detaches(graph, inputs):
    """Results have no history."""
    return lambda *args: tuple(result.detach() for result in graph(*args))


def _writes_unseen(graph, inputs):
    """Writes in place to arguments are not counted."""

    def run(*args):
        copies = [arg.clone() for arg in args]
        results = graph(*copies)
        for arg, copy in zip(args, copies, strict=True):
            arg.data.copy_(copy)
        return results

    return run


def _raises(graph, inputs):
    """It cannot do it."""

    def run(*args):
        raise RuntimeError("the planted compiler is broken")

    return run


def _leaves_grad_mode_off(graph, inputs):
    """A mode leaks."""

    def run(*args):
        results = graph(*args)
        torch.set_grad_enabled(False)
        return results

    return run


WRITE = "x = torch.ones(2)\nx.add_(1)\ny = x + 1\n"
VIEW = "x = torch.ones(2)\ny = x.view(2, 1)\n"
GRADIENT = "x = torch.ones(2, requires_grad=True)\ny = x * 2\ny.sum().backward()\n"

FAULTS = [
    (_drops_writes, WRITE, "values"),
    (_copies_results, VIEW, "aliasing"),
    (_doubles_gradients, GRADIENT, "values"),
    (_detaches, "x = torch.ones(2, requires_grad=True)\ny = x * 2\n", "flags"),
    (_writes_unseen, WRITE, "versions"),
    (_raises, GRADIENT, "errors"),
]


@pytest.fixture
def compiled_by():
    """A subject with a compiler of ours."""
    healthy = subjects.get("compile:eager")
    return lambda compiler: type(healthy)("planted", torch, compiler)


@pytest.mark.parametrize(
    ("compiler", "text", "level"), FAULTS, ids=[f.__name__ for f, *_ in FAULTS]
)
def test_a_faulty_compiler_is_seen(compiled_by, compiler, text, level):
    """Each at the level of what it does wrong; and without the fault, nothing is."""
    program = Program.from_source(text)
    for look in ("each", "end"):
        found = verdict(program, compiled_by(compiler), look)
        assert found is not None
        assert found.level == level, found
        for healthy in ("compile:eager", "compile:aot_eager"):
            assert verdict(program, subjects.get(healthy), look) is None


def test_a_mode_that_leaks_is_seen(compiled_by):
    """`dynamo` itself puts a mode back that the compiled code has changed: here it may not."""
    subject = compiled_by(lambda graph, inputs: graph)
    make = subject.compiled
    subject.compiled = lambda function: _leaves_grad_mode_off(make(function), ())
    assert verdict(Program.from_source(VIEW), subject).level == "modes"


def test_a_divergence_becomes_small(compiled_by):
    """The reducer works on the program as it was; what it gives is a program with a function."""
    text = "x = torch.ones(3, requires_grad=True)\nz = torch.ones(2)\na = z + 1\ny = x.exp() * 2\n"
    subject = compiled_by(_doubles_gradients)
    found = verdict(Program.from_source(text + "y.sum().backward()\n"), subject)
    smallest = shrink(found, subject).program
    assert len(flattened(smallest)) == 3, smallest.source()
    assert compiled_call(smallest) is not None


@pytest.mark.parametrize(
    "text", ["x = torch.ones(2)\nprint(x)\n", "x = torch.ones(2)\ny = x\n"], ids=["none", "empty"]
)
def test_what_has_nothing_to_compile_is_not_judged(text):
    """No step for the compiler, or nothing that reaches it: that is no conformance."""
    with pytest.raises(NothingToCompile):
        verdict(Program.from_source(text), subjects.get("compile:eager"))


# --- what compiled functions are not held to ---------------------------------------------------

LEAVES = "x = torch.tensor([0.0, 1.0], requires_grad=True)\nz = torch.ones(2, requires_grad=True)\n"


@pytest.mark.parametrize(
    "text",
    [
        "y = x * 2\nw = z * 2\ny.sum().backward()\n",
        "y = x * 2\nw = x.sqrt()\ny.sum().backward()\n",
        "y = x * 2\ny.sum().backward()\ny.sum().backward()\n",
        "y = x.exp()\ny.sum().backward(create_graph=True)\nx.grad.sum().backward()\n",
        "y = x.exp()\nw = y * 2\ng = torch.autograd.grad(w.sum(), y)\n",
    ],
    ids=["zeros", "zero times inf", "freed", "twice", "results"],
)
def test_what_is_left_open(text):
    """One node, saved and freed as one, differentiated as a whole: no divergence."""
    assert verdict(Program.from_source(LEAVES + text), subjects.get("compile:aot_eager")) is None


def test_a_function_whose_backward_would_raise_is_not_judged():
    """Eager torch runs it forward; a compiler looks at its backward first, and refuses it."""
    text = LEAVES + "y = x.exp()\ny.add_(1)\n"
    with pytest.raises(NothingToCompile, match="refuses"):
        verdict(Program.from_source(text), subjects.get("compile:aot_eager"))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("compile:no_such", "torch.compile knows no backend 'no_such'"),
        ("compile:", "torch.compile knows no backend ''"),
        ("compiles:eager", "compile:BACKEND"),
    ],
)
def test_a_backend_that_is_not_there(name, words):
    with pytest.raises(subjects.UnknownSubject) as unknown:
        subjects.get(name)
    assert words in str(unknown.value)
    assert "\n" not in str(unknown.value)
