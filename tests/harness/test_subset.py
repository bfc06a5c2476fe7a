# ruff: noqa: E501 (an attack a line)
"""The safe subset, from the point of view of somebody who wants out of it."""

import types

import pytest

from conformance import subjects
from conformance.programs import Program, Step, UnsafeProgram
from conformance.programs.namespaces import modules_for
from conformance.programs.subset import is_module
from conformance.programs.vocabulary import TORCH

BEGINNING = """\
import torch
import numpy as np
import torch.nn as nn
import pickle
import copy
import warnings
x = torch.ones(2)
"""

ATTACKS = r"""
# --- out through an object's class
().__class__
().__class__.__bases__[0].__subclasses__()
x.__class__
x.__dict__
x.__reduce__()
x.__getattribute__('__class__')
''.__class__.__mro__
(lambda: 0).__globals__
(lambda: 0).__code__
(lambda: 0).func_globals
type(x).mro()
x.__init__
torch.Tensor.__init__
x._make_subclass
x._typed_storage
x._cdata
x.__version__
torch.__version__
torch._C
torch._C._jit_clear_class_registry()
torch._utils
torch._dynamo
torch.Tensor._make_subclass
__import__('os')
__builtins__
__builtins__['open']
__name__
__loader__
__spec__
__build_class__
__look__()
__settable__(x)
# --- frames, generators, tracebacks
(i for i in [1]).gi_frame
(i for i in [1]).gi_frame.f_globals
(i for i in [1]).gi_code.co_consts
x.f_back
x.f_builtins
x.tb_frame
x.cr_frame
x.ag_frame
x.co_code
# --- builtins
eval('1')
exec('1')
compile('1', '', 'eval')
open('/etc/passwd')
input()
breakpoint()
getattr(x, '__class__')
setattr(x, 'grad', None)
delattr(x, 'grad')
hasattr(x, 'data')
globals()
locals()
vars(x)
dir(x)
help()
memoryview(x)
bytes(3)
bytearray(3)
object()
classmethod(print)
property(print)
exit()
quit()
SystemExit()
KeyboardInterrupt()
BaseException()
raise SystemExit
pow(10, 10)
iter(int, 1)
# --- modules
import os
import sys
import subprocess
import torch.os
import torch.utils.cpp_extension
import torch.utils.data
import torch.hub
import torch._C
import torch as os
import torch as t
import os as np
import numpy.lib as np
import builtins
import importlib
import ctypes
import operator
import functools
import inspect
import socket
import io
import pathlib
from os import system
from torch import os
from torch import *
from torch import load
from torch import hub
from torch import ops
from torch import _C
from torch import sys
from torch.os import path
from torch.serialization import load
from torch.utils import cpp_extension
from torch.utils.data import DataLoader
from torch.nn.functional import importlib
from torch.nn.functional import torch
from torch.autograd import torch
from torch.autograd.function import torch
from torch.autograd.graph import contextlib
from torch.autograd.graph import logging
from numpy import load
from numpy import ctypeslib
from pickle import Unpickler
from copy import copyreg
from warnings import sys
from collections import namedtuple
from collections import abc
from . import x
from .x import y
from __future__ import annotations
# --- through torch
torch.load('f')
torch.save(x, 'f')
torch.hub.load('a', 'b')
torch.ops.aten.add
torch.ops.load_library('f')
torch.classes.load_library('f')
torch.utils.cpp_extension.load_inline('f')
torch.utils.data.DataLoader
torch.utils.collect_env.run('ls')
torch.serialization.load('f')
torch.package.PackageImporter('f')
torch.jit.load('f')
torch.jit.script(x)
torch.compile(x)
torch.compiler
torch.onnx.export
torch.export.export
torch.fx.Interpreter
torch.library.Library('a', 'DEF')
torch.distributed.init_process_group()
torch.multiprocessing.spawn(x)
torch.os.system('ls')
torch.sys.modules
torch.builtins.open
torch.importlib.import_module('os')
torch.inspect
torch.ctypes
torch.functools
torch.threading
torch.platform
torch.textwrap
torch.glob.glob('*')
torch.math
torch.warnings
torch.types.builtins
torch.functional.torch
torch.nn.functional.torch
torch.nn.functional.importlib
torch.nn.functional.np
torch.nn.functional.handle_torch_function
torch.nn.modules.module.torch
torch.nn.parallel.DataParallel
torch.nn.DataParallel
torch.autograd.profiler
torch.autograd.os
torch.autograd.torch
torch.autograd.graph.torch
torch.autograd.graph.abc
torch.autograd.function.torch
torch.autograd.functional.torch
torch.autograd.forward_ad.os
torch.optim.torch
torch.utils.checkpoint.torch
torch.utils.checkpoint.platform
torch.random.torch
torch.linalg.torch
torch.special.torch
torch.cuda.os
torch.cuda.memory
torch.profiler
torch.testing._internal
torch.from_file('f', shared=True, size=10)
torch.PyTorchFileReader('f')
torch.PyTorchFileWriter('f')
torch.ScriptModule
torch.UntypedStorage.from_file('f')
torch.FloatStorage.from_file('f')
torch.FloatStorage
torch.import_ir_module
torch.get_file_path
torch.set_printoptions(precision=1)
torch.set_num_threads(3)
torch.set_default_device('meta')
torch.set_default_tensor_type('torch.DoubleTensor')
torch.set_warn_always(False)
torch.use_deterministic_algorithms(True)
torch.default_generator
torch.seed()
torch.fork(x)
torch.set_autocast_enabled(True)
x.untyped_storage().from_file('f', True)
x.storage().from_file('f')
x.share_memory_()
x.storage().share_memory_()
x.untyped_storage().from_buffer('f')
x.data_ptr.__self__
# --- through numpy
np.load('f')
np.save('f', x)
np.loadtxt('f')
np.savetxt('f', x)
np.genfromtxt('f')
np.memmap('f')
np.fromfile('f')
np.frombuffer('f')
np.ctypeslib
np.f2py
np.lib.npyio
np.lib.format
np.testing
np.core
np.random.rand(3)
np.os
np.sys
np.ones(3).tofile('f')
np.ones(3).dump('f')
np.ones(3).ctypes.data_as
np.ndarray.tofile
x.numpy().tofile('f')
x.numpy().ctypes
# --- through the other modules
pickle.Unpickler
pickle.load
pickle.loads(b'x')
copy.copyreg
copy.weakref
warnings.sys
warnings.linecache
warnings.showwarning
warnings.formatwarning
# --- text that reaches attributes
'{0.__class__}'.format(x)
'{0.__class__}'.format_map({})
str.format('{0.__class__}', x)
f'{x.__class__}'
f'{x:{x.__class__}}'
# --- modules as values, and under other names
t = torch
t = torch.nn
t = torch.nn.functional
print(torch)
[torch][0]
f = lambda m=torch: m
np
torch.nn
type(torch)
x = np
for m in [torch, np]:\n    pass
with torch as t:\n    pass
def f(torch):\n    pass
lambda torch: torch
torch = 3
nn = x
np = x
del torch
del np
for torch in [1]:\n    pass
[1 for np in [1]]
def torch():\n    pass
class torch(nn.Module):\n    pass
try:\n    pass\nexcept Exception as torch:\n    pass
def f():\n    global torch
def f():\n    import numpy as np
super = 3
torch.ones = None
torch.Tensor.add = None
torch.nn.Linear.forward = None
np.ones = None
del torch.ones
torch.ones += 1
for torch.ones in [1]:\n    pass
# --- what exceptions and warnings carry
try:\n    torch.autograd.graph.save_on_cpu(True, 'os')\nexcept AttributeError as e:\n    e.obj.unlink('f')
try:\n    x.y\nexcept AttributeError as e:\n    e.__traceback__
try:\n    x.y\nexcept AttributeError as e:\n    e.__context__
with warnings.catch_warnings(record=True) as w:\n    w[0].source
# --- settings that outlive a program
torch.autograd.set_multithreading_enabled(False)
torch.autograd.forward_ad.enter_dual_level()
torch.backends.cudnn
torch.set_deterministic_debug_mode(1)
# --- assignments to private names
x.__class__ = None
x.__dict__ = {}
x._base = None
x._version = 3
x._backward_hooks = None
del x.__class__
# --- classes and functions with powers
class A:\n    pass
class A(object):\n    pass
class A(dict):\n    pass
class A(torch.Tensor):\n    pass
class A(nn.Linear):\n    pass
class A(Exception):\n    pass
class A(nn.Module, metaclass=print):\n    pass
class A(nn.Module, dict):\n    pass
class A(nn.Module):\n    __slots__ = ()
class A(nn.Module):\n    def __reduce__(self):\n        pass
class A(nn.Module):\n    def __getattr__(self, name):\n        pass
class A(nn.Module):\n    def __del__(self):\n        pass
class A(nn.Module):\n    print(1)
class A(nn.Module):\n    import os
class A(nn.Module):\n    for i in [1]:\n        pass
def __getattr__(name):\n    pass
def __init__(self):\n    pass
def f(a: print):\n    pass
def f() -> print:\n    pass
def f(__builtins__):\n    pass
lambda __class__: 0
print(__class__=3)
dict(__class__=3)
async def f():\n    pass
def f():\n    return [(yield x) for x in [1]]
def f():\n    yield from [1]
class A(nn.Module):\n    x = (yield)
def f():\n    await x
@torch.load\ndef f():\n    pass
@eval\ndef f():\n    pass
def f(a=open):\n    pass
# --- syntax outside the subset
while True:\n    pass
(y := 3)
y: int = 3
match x:\n    case _:\n        pass
def f():\n    nonlocal __class__
def f():\n    global __builtins__
b'bytes'
# --- too much
9 ** 9 ** 9
10 ** 100
10 ** 8
2 ** 64
2 ** (2 ** 40)
1 << 40
1 << (1 << 10)
-10 ** 9
torch.ones(100000000000)
torch.ones(10000001)
x.eval
x.eval(1)
x.eval(a=1)
x.exec('1')
eval()
torch.eval()
np.eval()
"""
ATTACKS = [line for line in ATTACKS.splitlines() if line and not line.startswith("# ---")]


@pytest.mark.parametrize("attack", ATTACKS)
def test_refused(attack):
    """Anything but tensor work is refused, at the line it stands in, in one line."""
    text = BEGINNING + attack.replace(r"\n", "\n")
    with pytest.raises(UnsafeProgram) as refused:
        Program.from_source(text)
    lines = text.count("\n") + 1
    assert BEGINNING.count("\n") < refused.value.line <= lines
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("attack", ATTACKS)
def test_refused_anywhere(attack):
    """It is refused inside blocks and functions just as well."""
    body = "".join(f"        {line}\n" for line in attack.replace(r"\n", "\n").splitlines())
    with pytest.raises(UnsafeProgram):
        Program.from_source(f"{BEGINNING}def f(y):\n    with torch.no_grad():\n{body}")


ALLOWED = r"""
import torch.nn.functional as F
from torch import nn, optim
from torch.nn import functional as F, init
from torch.nn import Parameter
from torch.autograd import Variable, Function, grad
from torch.autograd.function import once_differentiable
from torch.utils.checkpoint import checkpoint
from torch import tensor as t
import torch.autograd
from collections import OrderedDict
import numpy
y = torch.tensor([1.0, -2.5, float('nan')], dtype=torch.float64, requires_grad=True)
y = torch.FloatTensor([1, 2])
y = x.detach().numpy().copy()
y = x._version, x._base, x._is_view(), (x * 1).grad_fn._saved_self
y = (x * 2).grad_fn.next_functions[0][0].name()
x.grad = None
x._grad = None
x._grad_fn = None
x.data = torch.zeros(2)
x.requires_grad = True
x[0] = 3
x[0:1] += 1
x[...].zero_()
x[0], y = 1, 2
a, (b, *c) = 1, (2, 3)
a = b = x
del x.grad
del x
print(f'{x.sum().item():.3f}', x.is_leaf, sep=' ')
print('%s %d' % (x, 3))
print(id(x), id(x.storage()), type(x), type(x).__name__)
with torch.no_grad(), torch.autograd.set_detect_anomaly(True):\n    y = x * 2
with torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: t):\n    y = x * 2
with warnings.catch_warnings(record=True) as w:\n    warnings.simplefilter('always')
for n, p in nn.Linear(2, 1).named_parameters():\n    print(n, p.requires_grad)
for i in range(3):\n    if i == 1:\n        continue\n    break\nelse:\n    pass
try:\n    x.backward()\nexcept RuntimeError as e:\n    print(type(e).__name__, e)\nfinally:\n    pass
assert x.is_leaf, 'a leaf'
raise ValueError('no')
y = [p for p in filter(lambda p: p.requires_grad, nn.Linear(2, 1).parameters())]
y = {k: v for k, v in zip('ab', [1, 2])}
y = {1, 2} | {i for i in range(3)}
y = sum(i for i in range(3)) if x.is_leaf else None
y = pickle.loads(pickle.dumps(x))
y = copy.deepcopy(x)
y = np.ones((2, 3), dtype=np.float32)
y = torch.from_numpy(np.ones(3))
y = nn.Sequential(nn.Linear(2, 2), nn.ReLU()).eval()
y = torch.linalg.norm(x), torch.fft.fft(x), torch.special.expit(x)
y = torch.func.grad(torch.sin)(x)
torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
torch._foreach_add_([x], 1)
y = 10 ** 3, 2 ** -1, 2.0 ** 0.5, x ** 2, 1 << 4, 1e30, -3
y = 'ab'.join(['c']).upper()
def hook(grad, *args, scale=2.0, **kwargs):\n    return grad * scale
@torch.no_grad()\ndef step(p):\n    p -= 0.1 * p.grad
def outer():\n    count = 0\n    def inner(g):\n        nonlocal count\n        count += 1\n    return inner
def g(grad):\n    global x\n    x = x + 1
class Square(torch.autograd.Function):\n    @staticmethod\n    def forward(ctx, a):\n        ctx.save_for_backward(a)\n        ctx.n = 2\n        return a * a\n    @staticmethod\n    def backward(ctx, g):\n        (a,) = ctx.saved_tensors\n        return 2 * a * g
class Net(nn.Module):\n    'A net.'\n    kind = 'small'\n    def __init__(self):\n        super().__init__()\n        self.fc = nn.Linear(2, 1)\n    def forward(self, x):\n        return self.fc(x)
class Net(nn.Module):\n    def __init__(self):\n        super(Net, self).__init__()
lambda: (yield_ for yield_ in [1])
def f(x):\n    y = yield x\n    yield [z for z in y]
"""
ALLOWED = [line for line in ALLOWED.splitlines() if line]


@pytest.mark.parametrize("text", ["yield 1", "x = yield", "lambda x=(yield): x"])
def test_nothing_yields_outside_of_a_function(text):
    with pytest.raises(UnsafeProgram, match="yield is in no function"):
        Step.from_source(text)


@pytest.mark.parametrize("text", ALLOWED)
def test_allowed(text):
    """What programs about autograd are made of is in the subset, and survives being written."""
    program = Program.from_source(BEGINNING + text.replace(r"\n", "\n"))
    assert Program.from_source(program.source()) == program


@pytest.mark.parametrize("subject", ["eager", "reference"])
def test_what_torch_offers_is_tensor_work(subject):
    """Nothing that a program can reach by name below torch is a module or comes from outside."""
    namespace = subjects.get(subject).namespace
    for path in TORCH:
        module = modules_for(namespace, compile=None)["torch"]
        for part in filter(None, path.split(".")):
            module = _offered(module, part)
        if module is None:
            continue  # of a later release, or not specified
        for name in dir(module._real):
            if name in TORCH[path] and not is_module(f"{module.__name__}.{name}"):
                offered = _offered(module, name)
                _assert_harmless(f"torch.{path}.{name}", offered)
                _assert_public_attributes_harmless(f"torch.{path}.{name}", offered)


def _offered(module, name):
    try:
        return getattr(module, name)
    except AttributeError:
        return None


def _assert_harmless(path, value):
    assert not isinstance(value, types.ModuleType), path
    origin = getattr(value, "__module__", None) or "torch"
    assert origin.partition(".")[0] in {"torch", "builtins", "reference_impl"}, path


def _assert_public_attributes_harmless(path, value):
    if isinstance(value, type):
        for name in dir(value):
            if not name.startswith("_"):
                attribute = getattr(value, name, None)
                assert not isinstance(attribute, types.ModuleType), f"{path}.{name}"
