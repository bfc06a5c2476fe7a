"""What a session records: on torch itself, so that what is right is not in question."""

import gc
import warnings

import pytest
import torch

from conformance import subjects
from conformance.programs import Program, Session, Step, run
from conformance.tracing import Ambient, ErrorSeen, TensorSeen, WarningSeen
from conformance.tracing.observations import (
    ELSEWHERE,
    ArraySeen,
    ContainerSeen,
    GraphSeen,
    ModuleSeen,
    NodeSeen,
    OptimizerSeen,
    OtherSeen,
    SameAs,
    ValueSeen,
)
from tests.harness.fakes import Namespace, faulty, healthy


def trace_of(text, look="each", subject=None):
    return run(Program.from_source(text), subject or healthy(), look)


def seen_in(text, look="each", subject=None):
    """All that is known of the program's variables at its end, by name."""
    trace = trace_of(text, look, subject)
    known = {}
    for changes in (*(look for step in trace.steps for look in step.looks), trace.end):
        for name in changes.gone:
            del known[name]
        known.update(changes.seen)
    return known


def test_tensor():
    """Everything about a tensor that a program can ask for."""
    seen = seen_in(
        """
x = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
y = x.t()[1:] * 2
"""
    )
    assert seen["x"] == TensorSeen(
        value=[[1.0, 2.0], [3.0, 4.0]],
        dtype="torch.float32",
        device="cpu",
        shape=(2, 2),
        stride=(2, 1),
        storage_offset=0,
        storage="x",
        requires_grad=True,
        is_leaf=True,
        retains_grad=False,
        is_inference=False,
        is_parameter=False,
        grad_fn=None,
        output_nr=0,
        version=0,
        is_view=False,
        base=None,
    )
    leaf = GraphSeen("torch::autograd::AccumulateGrad", "x")
    transposed = GraphSeen("TBackward0", None, ((leaf, 0),))
    sliced = GraphSeen("SliceBackward0", None, ((transposed, 0),))
    assert seen["y"].grad_fn.name == "MulBackward0"
    assert seen["y"].grad_fn.edges[0][0].name == "SliceBackward0"
    assert str(sliced) == "SliceBackward0(TBackward0(AccumulateGrad of x))"
    assert seen["y"].storage == "y"


def test_views_share_memory_and_name_their_base():
    """Aliasing is told by names: whose memory, whose view."""
    seen = seen_in("x = torch.ones(4)\nv = x[1:3]\nw = torch.ones(2)[1:]\nd = x.detach()")
    assert (seen["v"].storage, seen["v"].base, seen["v"].is_view) == ("x", "x", True)
    assert seen["v"].storage_offset == 1
    assert (seen["w"].storage, seen["w"].base) == ("w", ELSEWHERE)
    assert (seen["d"].storage, seen["d"].base) == ("x", None)


def test_in_place():
    """A write is seen in all that share the memory, and so is its version."""
    seen = seen_in("x = torch.ones(3)\nv = x[1:]\nd = x.data\nv.add_(1)")
    assert seen["x"].value == seen["d"].value == [1.0, 2.0, 2.0]
    assert (seen["x"].version, seen["v"].version, seen["d"].version) == (1, 1, 0)


def test_same_object_under_two_names():
    """A second name for an object is told from another object like it."""
    seen = seen_in("x = torch.ones(2)\ny = x.add_(1)\nz = x.detach()")
    assert seen["y"] == SameAs("x")
    assert isinstance(seen["z"], TensorSeen)


def test_grad_is_followed():
    """`.grad` is observed in full, and so is its own."""
    seen = seen_in(
        """
x = torch.tensor([2.0], requires_grad=True)
(x ** 3).sum().backward(create_graph=True)
g = x.grad
g.retain_grad()
(g * x).sum().backward()
"""
    )
    assert seen["x.grad"].value[0] == 48.0
    assert seen["x.grad"].grad_fn is not None
    assert seen["g"] == SameAs("x.grad")
    assert seen["x.grad.grad"].value == [2.0]


def test_result_of_an_expression():
    """What an expression statement evaluates to is observed, as the interactive prompt shows it."""
    trace = trace_of("x = torch.ones(2)\nx.sum()\nx.add_(1)\nx.requires_grad\nx = 3")
    results = [step.looks[-1].seen.get("<result>") for step in trace.steps]
    assert results[1].value == 2.0
    assert results[2] == SameAs("x")
    assert results[3] == ValueSeen("bool", False)
    assert trace.steps[4].looks[-1].gone == {"<result>"}


def test_other_values():
    """Numbers, strings, containers, sizes, dtypes, arrays, nodes, modules and optimizers."""
    seen = seen_in(
        """
import numpy as np
import torch.nn as nn
n = 3
f = 0.5
t = None
s = f'{n}'
a = [torch.ones(1), (2, {'k': torch.zeros(1)})]
size = torch.ones(2, 3).size()
dtype = torch.float16
array = np.ones((2, 1), dtype=np.float32)
shared = torch.from_numpy(array)
part = array[1:]
x = torch.ones(2, requires_grad=True)
node = (x * 2).grad_fn
net = nn.Linear(2, 1)
opt = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
net(x).backward()
opt.step()
def f2():
    pass
e = ValueError('no')
"""
    )
    assert seen["n"] == ValueSeen("int", 3)
    assert seen["f"] == ValueSeen("float", 0.5)
    assert seen["t"] == ValueSeen("NoneType", None)
    assert seen["s"] == ValueSeen("str", "3")
    assert seen["a"] == ContainerSeen("list", ("0", "1"))
    assert seen["a[0]"].value == [1.0]
    assert seen["a[1][0]"] == ValueSeen("int", 2)
    assert seen["a[1][1]['k']"].value == [0.0]
    assert seen["size"] == ValueSeen("Size", (2, 3))
    assert seen["dtype"] == ValueSeen("dtype", "torch.float16")
    assert seen["array"] == ArraySeen([[1.0], [1.0]], "float32", (2, 1), (4, 4), "shared")
    assert seen["part"].storage == "shared"
    assert seen["shared"].storage == "shared"
    assert isinstance(seen["node"], NodeSeen)
    assert seen["node"].grad_fn.name == "MulBackward0"
    assert seen["net"] == ModuleSeen(True, ("weight", "bias"))
    assert seen["net.weight"].is_parameter
    assert seen["net.weight.grad"].value == [[1.0, 1.0]]
    assert seen["opt"] == OptimizerSeen((2,))
    assert seen["opt.state[0]['momentum_buffer']"].value == [[1.0, 1.0]]
    assert seen["f2"] == OtherSeen()
    assert seen["e"] == ValueSeen("ValueError", "no")


def test_what_hooks_gather_is_observed():
    """A hook that appends to a list: each gradient it saw, under the list's name."""
    seen = seen_in(
        """
seen = []
x = torch.ones(2, requires_grad=True)
y = x * 3
y.register_hook(lambda g: seen.append(g))
y.sum().backward()
"""
    )
    assert seen["seen[0]"].value == [1.0, 1.0]


def test_only_changes_are_kept():
    """A trace is as small as what happened."""
    trace = trace_of("x = torch.ones(2)\ny = x + 1\nx.add_(1)\ny = 2\ndel x\npass")
    assert [set(step.looks[-1].seen) - {"<result>"} for step in trace.steps] == [
        {"x"},
        {"y"},
        {"x"},
        {"y"},
        set(),
        set(),
    ]
    assert [step.looks[-1].gone for step in trace.steps][4:] == [{"x"}, frozenset()]


def test_look_at_the_end():
    """`look="end"` looks once, and finds what looking after each step finds last."""
    text = "x = torch.ones(2)\ny = x + 1\nx.add_(1)\n"
    trace = trace_of(text, "end")
    assert all(step.looks == () for step in trace.steps)
    assert set(trace.end.seen) == {"x", "y"}
    final = seen_in(text)
    assert trace.end.seen["x"] == final["x"]
    with pytest.raises(ValueError, match="look is"):
        Session(healthy(), look="never")


def test_looks_inside_with_blocks():
    """Inside a `with` block there is a look after each statement, in the block's own modes."""
    trace = trace_of(
        """
x = torch.ones(2, requires_grad=True)
with torch.no_grad():
    y = x * 2
    with torch.enable_grad():
        z = x * 2
    y.add_(1)
"""
    )
    looks = trace.steps[1].looks
    assert [set(look.seen) for look in looks] == [{"y"}, {"z"}, set(), {"y"}, set()]
    assert looks[0].seen["y"].version == 0
    assert looks[3].seen["y"].version == 1
    assert not looks[0].seen["y"].requires_grad
    assert looks[1].seen["z"].requires_grad


def test_looking_at_the_end_of_a_block_that_raised():
    """A block that is left by an exception has been looked at as far as it went, and then again."""
    trace = trace_of(
        "with torch.no_grad():\n    y = torch.ones(1)\n    torch.ones(2) @ y\n    z = 1"
    )
    step = trace.steps[0]
    assert step.error.type == "RuntimeError"
    assert [set(look.seen) for look in step.looks] == [{"y"}, set()]


def test_errors():
    """A step that raises is recorded with the type and the text, and the program goes on."""
    trace = trace_of("x = torch.ones(2)\nx.backward()\ny = x + 1")
    assert trace.steps[1].error == ErrorSeen(
        "RuntimeError", "element 0 of tensors does not require grad and does not have a grad_fn"
    )
    assert trace.steps[2].error is None


def test_warnings():
    """Each warning, each time it is due; but none of the observer's own."""
    text = "x = torch.ones(2, requires_grad=True)\ny = x * 2\ny.grad\ny.grad\nz = y + 1"
    trace = trace_of(text)
    assert [len(step.warnings) for step in trace.steps] == [0, 0, 1, 1, 0]
    assert trace.steps[2].warnings[0].category == "UserWarning"
    assert "is not a leaf Tensor is being accessed" in trace.steps[2].warnings[0].text
    assert "Triggered internally" not in trace.steps[2].warnings[0].text
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert trace_of(text) == trace


def test_a_programs_own_filters_do_not_reach_the_observer():
    """A program may turn warnings into errors: for itself, and for this step."""
    trace = trace_of(
        """
import warnings
y = torch.ones(2, requires_grad=True) * 2
warnings.simplefilter('error')
with warnings.catch_warnings():
    warnings.simplefilter('error')
    z = y * 2
    y.grad
with warnings.catch_warnings(record=True) as heard:
    warnings.simplefilter('always')
    y.grad
    z = z + 1
n = len(heard)
warnings.warn('mine')
"""
    )
    assert [step.error and step.error.type for step in trace.steps] == [
        *[None] * 3,
        "UserWarning",
        *[None] * 3,
    ]
    assert trace.steps[5].looks[-1].seen["n"] == ValueSeen("int", 1)
    assert trace.steps[6].warnings == (WarningSeen("UserWarning", "mine"),)


def test_prints():
    """What is printed is recorded and not shown, line by line."""
    trace = trace_of("x = torch.ones(2)\nprint(x, 3, sep='|')\nfor i in range(2):\n    print(i)")
    assert trace.steps[1].printed == ("tensor([1., 1.])|3",)
    assert trace.steps[2].printed == ("0", "1")


def test_identities_and_addresses_are_told_by_pattern(capsys):
    """Which ids and addresses are equal is recorded; what they are is not."""
    text = """
x = torch.ones(2)
y = x.detach()
print(id(x), id(y), id(x), id(x.storage()), id(y.storage()))
print(x.data_ptr() == y.data_ptr(), x.data_ptr(), f'{y.data_ptr()}', y[1:].data_ptr())
p = x.data_ptr()
q = y.data_ptr()
r = x.grad_fn, print, (x.requires_grad_() * 2).grad_fn
print(r[2], 2 ** 20, 1e20)
"""
    trace = trace_of(text)
    assert trace.steps[2].printed == ("1 2 1 3 3",)
    assert trace.steps[3].printed == ("True <address 1> <address 1> <address 2>",)
    seen = seen_in(text)
    assert seen["p"] == seen["q"] == ValueSeen("int", "<address 1>")
    assert trace.steps[-1].printed == ("<MulBackward0 object at 0x...> 1048576 1e+20",)
    assert trace_of(text) == trace
    assert capsys.readouterr().out == ""


def test_runs_repeat():
    """The same program gives the same trace: random numbers start over, modes are put back."""
    text = """
import torch.nn as nn
x = torch.randn(3)
torch.set_grad_enabled(False)
net = nn.Linear(3, 1)
torch.set_default_dtype(torch.float64)
y = torch.ones(2)
torch.autograd.set_detect_anomaly(True)
"""
    first = trace_of(text)
    assert first.ambient == Ambient(grad_enabled=False, anomaly=True, default_dtype="torch.float64")
    assert trace_of(text) == first
    assert torch.is_grad_enabled()
    assert torch.get_default_dtype() is torch.float32
    assert not torch.is_anomaly_enabled()
    assert not torch.is_warn_always_enabled()


def test_modes_left_on_by_a_faulty_build_are_put_back():
    """Also what no program could leave behind on a healthy torch."""

    kept = []

    class Leaky:
        def __init__(self, mode):
            self.mode = mode
            kept.append(mode)  # a mode that is dropped is left

        def __enter__(self):
            self.mode.__enter__()

        def __exit__(self, *exception):
            pass

    hooks = torch.autograd.graph.saved_tensors_hooks
    can_tell = hasattr(torch._C._autograd, "_top_saved_tensors_default_hooks")
    subject = faulty(
        inference_mode=lambda on=True: Leaky(torch.inference_mode(on)),
        no_grad=lambda: Leaky(torch.no_grad()),
        autograd=AutogradNamespace(saved_tensors_hooks=lambda *both: Leaky(hooks(*both))),
    )
    text = """
with torch.inference_mode():
    x = torch.ones(2)
with torch.no_grad():
    pass
"""
    if can_tell:  # older releases do not let us see the hooks that are pushed
        text += """
with torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: t):
    pass
"""
    ambient = trace_of(text, subject=subject).ambient
    assert ambient.inference_mode
    assert not ambient.grad_enabled
    assert ambient.saved_tensors_hooks == can_tell
    assert torch.is_grad_enabled()
    assert not torch.is_inference_mode_enabled()
    assert not subject.has_saved_tensors_hooks()
    assert not torch.ones(2).is_inference()
    assert trace_of("x = torch.ones(2)").ambient == Ambient()


def test_autocast_left_on_is_seen_and_put_back():
    """An autocast that nobody leaves, and a NaN check that stays off, end with their program."""
    text = """
torch.autograd.set_detect_anomaly(False, check_nan=False)
@torch.autocast("cpu")
def again(n):
    return n if n == 0 else again(n - 1)
again(1)
"""
    for subject in (healthy(), subjects.get("reference")):
        assert trace_of(text, subject=subject).ambient == Ambient(check_nan=False, autocast=True)
        assert trace_of("x = torch.ones(2)", subject=subject).ambient == Ambient()


class AutogradNamespace(Namespace):
    """torch.autograd with its graph module replaced in parts."""

    def __init__(self, **graph):
        super().__init__(graph=Namespace(**graph))

    def __getattr__(self, name):
        return getattr(torch.autograd, name)


def test_inference_tensors():
    """What an inference tensor refuses to tell is recorded as refused, nothing else is lost."""
    seen = seen_in("with torch.inference_mode():\n    x = torch.ones(2)")
    assert seen["x"].value == [1.0, 1.0]
    assert seen["x"].is_inference
    assert seen["x"].version.text == "Inference tensors do not track version counter."


def test_looking_keeps_nothing_alive():
    """The observer holds on to no tensor or node of the program after a look."""
    import gc
    import weakref

    session = Session(healthy())
    session.run_step(Step.from_source("x = torch.ones(2, requires_grad=True)"))
    session.run_step(Step.from_source("y = x * 2"))
    y = weakref.ref(session.namespace["y"])
    session.run_step(Step.from_source("y = None"))
    gc.collect()
    assert y() is None
    session.finish()


def test_the_program_sees_the_subject():
    """`torch` is the subject, however it is imported."""
    subject = faulty(sigmoid=lambda x: "wrong", nn=NnNamespace())
    seen = seen_in(
        """
import torch
import torch.nn as nn
from torch import sigmoid
import torch.nn.functional as F
a = torch.sigmoid(1)
b = sigmoid(1)
c = torch.nn.functional.relu(1)
d = F.relu(1)
e = nn.functional.relu(1)
""",
        subject=subject,
    )
    assert [seen[name].value for name in "abcde"] == ["wrong"] * 5


class NnNamespace(Namespace):
    """torch.nn with a relu of its own."""

    def __init__(self):
        super().__init__(functional=Namespace(relu=lambda x: "wrong"))

    def __getattr__(self, name):
        return getattr(torch.nn, name)


def test_replaced_functions_are_noticed_between_sessions():
    """A build that is made faulty after it was first used is seen to be."""
    subject = faulty()
    assert seen_in("a = torch.square(torch.ones(1))", subject=subject)["a"].value == [1.0]
    subject.namespace.square = lambda x: 3
    assert seen_in("a = torch.square(torch.ones(1))", subject=subject)["a"].value == 3


@pytest.mark.parametrize(
    "text",
    [
        "T = torch.Tensor\nT.grad = 3",
        "type(torch.ones(1)).grad = 3",
        "for T in [torch.Tensor]:\n    T.requires_grad = True",
        "f = torch.ones\nf.x = 3",
        "from torch import nn\nM = nn.Linear\nM.training = 3",
        "type(torch.Tensor)",
        "type(print)",
        "type(lambda: 0)",
        "import pickle\npickle.loads(f'x')",
        "import pickle\nimport numpy as np\npickle.loads(np.ones(1).tobytes())",
        "type('A', (), {})",
        "f = print\nf.x = 3",
    ],
)
def test_the_second_lock(text):
    """What only running can tell to be out of bounds is refused then, as an error of the step."""
    trace = trace_of(text)
    assert trace.steps[-1].error is not None
    assert torch.Tensor.grad is not 3  # noqa: F632
    assert not hasattr(torch.ones, "x")


def test_programs_may_set_attributes_of_their_own_objects():
    """Modules, ctx, and functions of the program's own are theirs to change."""
    trace = trace_of(
        """
import torch.nn as nn
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(torch.ones(1))
net = Net()
net.w = nn.Parameter(torch.zeros(1))
Net.kind = 3
def hook(g):
    hook.count = hook.count + 1
hook.count = 0
hook(1)
net.w.grad = torch.ones(1)
"""
    )
    assert [step.error for step in trace.steps] == [None] * len(trace.steps)


def test_pickle_of_what_the_program_has_written():
    """A program can pickle and unpickle its tensors."""
    seen = seen_in(
        """
import pickle
import copy
x = torch.ones(2, requires_grad=True)
y = pickle.loads(pickle.dumps(x))
z = copy.deepcopy(x)
"""
    )
    assert seen["y"].requires_grad
    assert seen["y"].storage == "y"
    assert seen["z"].storage == "z"


def test_a_thread_of_a_program():
    """It is over when it was started, in modes of its own; what it raises is its step's error."""
    trace = trace_of(
        """
import threading
def work(x, y):
    print(torch.is_grad_enabled(), x / y)
one = threading.Thread(target=work, args=(6, 3))
with torch.no_grad():
    one.start()
    print(torch.is_grad_enabled())
    one.join()
threading.Thread(target=work, args=(1,), kwargs={"y": 0}).start()
"""
    )
    *_, started, failed = trace.steps
    assert started.printed == ("True 2.0", "False")
    assert failed.error == ErrorSeen("ZeroDivisionError", "division by zero")


def test_a_session_is_finished_once():
    """Leaving the context finishes the session; finishing it again changes nothing."""
    with Session(healthy()) as session:
        session.run_step(Step.from_source("torch.set_grad_enabled(False)"))
    assert torch.is_grad_enabled()
    assert not session.finish().grad_enabled
    assert len(session.trace().steps) == 1


def test_a_program_that_was_run_leaves_nothing_behind():
    """A hook in torch's graph would keep the whole program, and campaigns would fill the memory."""
    program = Program.from_source(
        "x = torch.ones(2, requires_grad=True)\n"
        "y = x * 2\n"
        "y.register_hook(lambda grad: print(y))\n"
        "y.grad_fn.register_hook(lambda *grads: print(x))\n"
        "y.sum().backward()\n"
    )
    before = _sessions()
    for _ in range(3):
        run(program, healthy())

    assert _sessions() == before


def _sessions():
    """How many sessions are alive."""
    gc.collect()
    return sum(type(each) is Session for each in gc.get_objects())
