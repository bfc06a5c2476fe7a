"""Runs a small program on torch and on the reference, and says where what they show differs.

A program is Python source that says `import torch` (or nothing: `torch`, `nn`, `np`, `copy`,
`pickle`, `warnings` and `Function` are there). Each top-level statement is a step: one that raises
is an observation, and the program goes on. What is observed: what is printed, what is raised, what
is warned of, and at the end every tensor, module and optimizer the program named.
"""

import ast
import builtins
import contextlib
import copy
import importlib
import io
import pickle
import re
import sys
import textwrap
import warnings
from pathlib import Path

import numpy
import pytest
import torch

import reference_impl
from conformance import subjects
from conformance.comparing.printed import fits, same_text
from conformance.medleys import FOLDER
from conformance.tracing.text import told

LEFT_OPEN = "..."  # what the specification says nothing about
TOLERANCE = {
    "torch.float16": 1e-3,
    "torch.bfloat16": 1.6e-2,
    "torch.float32": 2e-6,
    "torch.complex64": 2e-6,
}


def differences(source):
    """Each difference as one line of text; an empty list where the two agree."""
    expected = run(source, torch)
    actual = run(source, reference_impl)
    found = []
    for (label, wanted), (other_label, got) in zip(expected, actual, strict=False):
        if label != other_label or not _equal(wanted, got):
            found.append(f"{label}\n    torch:     {wanted}\n    reference: {got}")
    if len(expected) != len(actual):
        found.append(f"{len(expected)} observations by torch, {len(actual)} by the reference")
    return found


def programs(area):
    """The medleys of an area and the programs of a folder here, as parameters of a test.

    Here are those that reach beyond what programs may do.
    """
    folders = (FOLDER / area, Path(__file__).parent / "programs" / area)
    paths = sorted(path for folder in folders for path in folder.glob("[!_]*.py"))
    return [pytest.param(path, id=path.stem) for path in paths]


def assert_same(source):
    found = differences(source)
    assert not found, "\n".join(["", textwrap.dedent(source), *found])


# -- running -----------------------------------------------------------------------------------


def run(source, subject):
    """The observations of one run, as (what, value) pairs."""
    tree = ast.parse(textwrap.dedent(source))
    names = _namespace(subject)
    given = set(names)
    seen = []
    _reset(subject)
    _judged(subject).prepare()
    try:
        for step in tree.body:
            code = compile(ast.Module([step], []), "program", "exec")
            seen.extend(_step(code, names, ast.unparse(step).split("\n")[0]))
        seen.append(("grad mode", subject.is_grad_enabled()))
        seen.append(("inference mode", subject.is_inference_mode_enabled()))
        own = {k: v for k, v in names.items() if k not in given}
        seen.extend(_quietly(_observe_names, own, subject))
    finally:
        _reset(subject)
    return seen


def _judged(subject):
    return subjects.get("eager" if subject is torch else "reference")


def _reset(subject):
    """Hooks that a failing program left pushed would see the saved tensors of the next."""
    torch.set_default_dtype(torch.float32)
    _judged(subject).reset()


def _namespace(subject):
    def import_(name, globals=None, locals=None, fromlist=(), level=0):
        if name.split(".")[0] != "torch":
            return builtins.__import__(name, globals, locals, fromlist, level)
        target = subject.__name__ + name[len("torch") :]
        if not fromlist:
            importlib.import_module(target) if _is_module(target) else None
            return subject
        found = _lookup(subject, name)
        return found

    own = {**vars(builtins), "__import__": import_}
    return {
        "__builtins__": own,
        "__name__": "program",
        "torch": subject,
        "nn": subject.nn,
        "Function": subject.autograd.Function,
        "np": numpy,
        "copy": copy,
        "pickle": pickle,
        "warnings": warnings,
        "roundtrip": lambda value: _roundtrip(value),
    }


def _is_module(name):
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def _lookup(subject, name):
    """`torch.nn.functional` of the subject: as a module, or as an attribute of what it has."""
    target = subject.__name__ + name[len("torch") :]
    if target in sys.modules or _is_module(target):
        return importlib.import_module(target)
    found = subject
    for part in name.split(".")[1:]:
        found = getattr(found, part)
    return found


def _roundtrip(value):
    return pickle.loads(pickle.dumps(value))


def _step(code, names, label):
    printed = io.StringIO()
    raised = None
    with warnings.catch_warnings(record=True) as caught, contextlib.redirect_stdout(printed):
        warnings.simplefilter("always")
        # torch says this to itself, once a process, when forward mode first loads its compiler.
        warnings.filterwarnings("ignore", "`torch.jit.script` is deprecated")
        try:
            exec(code, names)
        except Exception as error:
            raised = f"{type(error).__name__}: {_tidy(told(error))}"
    # A warning of numpy or Python about the harness itself says nothing about the program.
    warned = [f"{w.category.__name__}: {_tidy(str(w.message))}" for w in caught]
    yield f"{label!r} printed", _tidy(printed.getvalue())
    yield f"{label!r} raised", raised
    yield f"{label!r} warned", warned


def _tidy(text):
    text = text.replace("reference_impl.", "torch.").replace("reference_impl", "torch")
    text = re.sub(r"0x[0-9a-f]+", "0x", text)
    text = re.sub(r" ?\(Triggered internally at .*?\)", "", text)
    # Anomaly mode quotes the frames of this harness.
    text = re.sub(r"(Traceback of forward call that \w+ [\w ]+:).*", r"\1", text, flags=re.DOTALL)
    # Where a C++ check failed, and its call stack, say nothing about the rule.
    return re.sub(r"\nException raised from .*", "", text, flags=re.DOTALL).rstrip()


def _quietly(function, *args):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return list(function(*args))


# -- observing ---------------------------------------------------------------------------------


def _observe_names(names, subject):
    tensors = _tensors(names, subject)
    storages = {}
    for label, tensor in tensors.items():
        yield from _observe_tensor(label, tensor, storages, tensors)
    for name, value in names.items():
        if isinstance(value, (int, float, complex, str, bool, type(None))):
            yield name, value


def _tensors(names, subject):
    found = {}
    for name, value in names.items():
        _collect(found, name, value, subject, depth=0)
    return found


def _collect(found, label, value, subject, depth):
    if isinstance(value, subject.Tensor):
        if any(value is other for other in found.values()):
            return
        found[label] = value
        if depth < 3 and value.grad is not None:
            _collect(found, label + ".grad", value.grad, subject, depth + 1)
    elif isinstance(value, (list, tuple)) and depth < 3:
        for place, item in enumerate(value):
            _collect(found, f"{label}[{place}]", item, subject, depth + 1)
    elif isinstance(value, dict) and depth < 3:
        for key, item in value.items():
            _collect(found, f"{label}[{key!r}]", item, subject, depth + 1)
    elif isinstance(value, subject.nn.Module):
        for name, item in [*value.named_parameters(), *value.named_buffers()]:
            _collect(found, f"{label}.{name}", item, subject, depth)


def _observe_tensor(label, tensor, storages, tensors):
    open_ = getattr(tensor, "unspecified", ())  # of the reference's tensors only

    def reading(what, read):
        if what.removeprefix("_") in open_:
            return f"{label}.{what}", LEFT_OPEN
        try:
            return f"{label}.{what}", read()
        except Exception as error:
            return f"{label}.{what}", f"{type(error).__name__}: {_tidy(str(error))}"

    yield reading("values", lambda: Values(tensor))
    yield f"{label}.shape", tuple(tensor.shape)
    yield f"{label}.stride", tuple(tensor.stride())
    yield f"{label}.offset", tensor.storage_offset()
    yield reading("memory", lambda: storages.setdefault(_address(tensor), label))
    yield reading("requires_grad", lambda: tensor.requires_grad)
    yield reading("is_leaf", lambda: tensor.is_leaf)
    yield reading("retains_grad", lambda: tensor.retains_grad)
    yield reading("output_nr", lambda: tensor.output_nr)
    yield reading("_version", lambda: tensor._version)
    yield reading("is_inference", lambda: tensor.is_inference())
    yield reading("_is_view", lambda: tensor._is_view())
    yield reading("_base", lambda: _name_of(tensor._base, tensors))
    yield reading("grad_fn", lambda: _graph(tensor.grad_fn))
    yield f"{label}.type", f"{type(tensor).__module__}.{type(tensor).__name__}"


def _address(tensor):
    return tensor.untyped_storage().data_ptr() if tensor.numel() else None


def _name_of(tensor, tensors):
    if tensor is None:
        return None
    return next((name for name, other in tensors.items() if other is tensor), "unnamed")


def _graph(node, depth=3):
    """The names of a node and of those below it."""
    if node is None:
        return None
    if not getattr(node, "specified", True):
        return node.name().split("::")[-1] + "..."
    if depth == 0:
        return node.name()
    below = [(_graph(n, depth - 1), nr) for n, nr in node.next_functions]
    return node.name(), below


class Values:
    """The values of a tensor, equal to others within the tolerance of its dtype."""

    def __init__(self, tensor):
        self.dtype = str(tensor.dtype)
        self.values = tensor.tolist()

    def __eq__(self, other):
        if not isinstance(other, Values):  # reading one of the two raised
            return NotImplemented
        tolerance = TOLERANCE.get(self.dtype, 1e-12)
        return self.dtype == other.dtype and _close(self.values, other.values, tolerance)

    __hash__ = None

    def __repr__(self):
        return f"{self.values} {self.dtype}"


def _close(one, other, tolerance):
    if isinstance(one, list) or isinstance(other, list):
        return (
            isinstance(one, list)
            and isinstance(other, list)
            and len(one) == len(other)
            and all(_close(a, b, tolerance) for a, b in zip(one, other, strict=True))
        )
    if one == other or (one != one and other != other):
        return True
    if isinstance(one, (float, complex)) and isinstance(other, (float, complex)):
        return abs(one - other) <= tolerance + tolerance * abs(one)
    return False


def _equal(wanted, got):
    """Graphs may differ below a node that is not part of the specification."""
    if isinstance(got, str) and got.endswith(LEFT_OPEN):
        return True
    if isinstance(wanted, (tuple, list)) and type(wanted) is type(got):
        return len(wanted) == len(got) and all(
            _equal(a, b) for a, b in zip(wanted, got, strict=True)
        )
    if isinstance(wanted, str) and isinstance(got, str):
        return fits(got, wanted) or same_text(wanted, got)
    return wanted == got
