"""Running a program on a subject, step by step.

    session = Session(subjects.get("eager"), look="each")   # or look="end"
    step_trace = session.run_step(Step.from_source("x = torch.ones(2)"))
    session.namespace["x"]                                  # the program's variables
    ambient = session.finish()                              # modes left behind; then they are reset
    trace = session.trace()

    trace = run(program, subject, look="each")              # all of it at once

A step that raises is an observation as any other, and the program goes on. `look="each"` looks at
the program's variables after each step (and each statement inside `with` blocks), `look="end"` once
after the last: looking can change what happens next, so both are worth running.
"""

import builtins
import types
import warnings
from collections.abc import Iterable
from typing import Any, Literal

from conformance.programs import vocabulary
from conformance.programs.namespaces import Module, modules_for, plain
from conformance.programs.program import LOOK, SETTABLE, Program, Step
from conformance.subjects.subject import Subject
from conformance.tracing import Ambient, ErrorSeen, Look, Observer, StepTrace, Trace, WarningSeen
from conformance.tracing.text import Normaliser, printed, told
from conformance.tracing.trace import NOTHING

When = Literal["each", "end"]

# The value of an expression statement is observed under this name.
RESULT = "<result>"

_PLAIN = {name: getattr(builtins, name) for name in vocabulary.PLAIN_BUILTINS}
_FUNCTIONS = (types.FunctionType, types.MethodType, types.BuiltinFunctionType)
# What functions and classes of a program say they come from.
_PROGRAM = "program"


class Session:
    """One program, run on one subject. Also a context manager, which finishes it.

    Attributes:
        subject: what it runs on.
        look: when its variables are observed.
        namespace: its variables by name, and `torch`.
    """

    def __init__(self, subject: Subject, look: When = "each"):
        if look not in ("each", "end"):
            raise ValueError(f"look is 'each' or 'end', not {look!r}")
        self.subject = subject
        self.look = look
        self._modules = modules_for(subject.namespace, self._compile)
        self._normaliser = Normaliser()
        self._observer = Observer(subject.namespace, self._normaliser)
        self._printed: list[str] = []
        self._inner_looks: list[Look] = []
        self._identities = _Identities()
        self._steps: list[StepTrace] = []
        self._end = NOTHING
        self._ambient: Ambient | None = None
        self.namespace: dict[str, Any] = {
            "__builtins__": self._builtins(),
            "__name__": _PROGRAM,
            "torch": self._modules["torch"],
        }
        self._hazards_before = len(subject.hazards())
        subject.prepare()

    def run_step(self, step: Step) -> StepTrace:
        """Run one step; what it did."""
        each = self.look == "each"
        code = step.looking_code if each else step.code
        self._printed, self._inner_looks = [], []
        error = result = None
        with warnings.catch_warnings(record=True) as heard:
            warnings.simplefilter("always")
            try:
                result = eval(code, self.namespace)
            except Exception as raised:
                error = self._error(raised)
            told = tuple(map(self._warning, heard))
            looks = ()
            if each:
                # Looking warns (reading `.grad` of a non-leaf does): not the program's doing.
                warnings.simplefilter("ignore")
                looks = (*self._inner_looks, self._look(result))
        trace = StepTrace(error, told, tuple(self._printed), looks)
        self._steps.append(trace)
        return trace

    def finish(self) -> Ambient:
        """End the program: the last look if it is due, the modes left behind, and their reset."""
        if self._ambient is None:
            try:
                if self.look == "end":
                    self._end = self._quiet_look()
                self._ambient = self.subject.ambient()
            finally:
                self.subject.reset()
        return self._ambient

    def trace(self) -> Trace:
        """The trace of the steps run, once the session is finished."""
        ambient = self.finish()
        hazards = tuple(self.subject.hazards()[self._hazards_before :])
        return Trace(tuple(self._steps), self._end, ambient, hazards)

    def forget(self) -> None:
        """Let go of everything the program has made; it cannot be asked for any more.

        A hook on a tensor would keep all of it: it knows the program's names, which know the
        tensor, and the way from the tensor to the hook leads through torch's graph, where Python's
        garbage collector does not see it.
        """
        self.namespace["__builtins__"].clear()
        self.namespace.clear()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.finish()

    # --- observing ---------------------------------------------------------------------------

    def variables(self) -> dict[str, Any]:
        """What the program has bound, by name, in the order it was first bound."""
        return {
            name: value
            for name, value in self.namespace.items()
            if type(value) is not Module and name[:2] != "__"
        }

    def _look(self, result=None):
        variables = self.variables()
        if result is not None:
            variables[RESULT] = result
        return self._observer.look(variables)

    def _quiet_look(self):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return self._look()

    def _error(self, raised):
        return ErrorSeen(type(raised).__name__, self._normaliser.text(told(raised)))

    def _warning(self, warning):
        text = self._normaliser.text(str(warning.message))
        return WarningSeen(warning.category.__name__, text)

    # --- what a program finds in place of builtins ---------------------------------------------

    def _builtins(self):
        return {
            **_PLAIN,
            "print": self._print,
            "id": self._identities.of,
            "type": _type,
            LOOK: lambda: self._inner_looks.append(self._quiet_look()),
            SETTABLE: _settable,
            "__import__": self._import,
            "__build_class__": builtins.__build_class__,
        }

    def _import(self, name, globals=None, locals=None, fromlist=(), level=0):
        """The module of that name, or the first part of it, as the `import` statement needs."""
        first, *rest = name.split(".")
        module = self._modules[first]
        if fromlist:
            for part in rest:
                module = getattr(module, part)
        return module

    def _compile(self, function=None, *, backend=None):
        """`torch.compile`, as a decorator. The subject says what is made of the function.

        What the program has bound by the time of a call is what the function sees.
        """
        if function is None:
            return self._compile
        make = self.subject.compiled
        if make is None:
            return function

        def call(*arguments):
            names = _names_in(function.__code__)
            seen = {
                name: plain(value, names) if type(value) is Module else value
                for name, value in self.namespace.items()
            }
            return make(types.FunctionType(function.__code__, seen, function.__name__))(*arguments)

        return call

    def _print(self, *values, sep=" ", end="\n"):
        text = (" " if sep is None else sep).join(map(printed, values))
        self._printed.append(self._normaliser.text(text + ("" if end == "\n" else end or "\n")))


def _names_in(code: types.CodeType) -> set[str]:
    """The global names and attributes that a piece of code mentions."""
    inner = (each for each in code.co_consts if isinstance(each, types.CodeType))
    return set(code.co_names).union(*map(_names_in, inner))


class _Identities:
    """`id`, in numbers that are the same in each run: 1 for the first object asked for, then 2 ...

    Objects that stand for a tensor's memory are made anew whenever they are asked for; these go by
    the memory.
    """

    def __init__(self):
        self._numbers: dict[Any, int] = {}
        self._kept: list[Any] = []  # so that no id is used twice

    def of(self, value: Any, /) -> int:
        """The number of the object."""
        key = id(value)
        if type(value).__name__.endswith("Storage"):
            # Asking a typed storage itself would warn.
            key = ("memory", getattr(value, "_untyped_storage", value).data_ptr())
        else:
            self._kept.append(value)
        return self._numbers.setdefault(key, len(self._numbers) + 1)


def _type(value: Any, /) -> type:
    """`type`, of one object that is no class: it makes none."""
    if isinstance(value, (type, types.GeneratorType, *_FUNCTIONS)):
        raise TypeError("type: programs may ask for the type of values only")
    return type(value)


def _settable(value: Any) -> Any:
    """The object, if a program may set attributes of it: it may not of torch's own classes."""
    theirs = isinstance(value, (type, Module, *_FUNCTIONS))
    if theirs and getattr(value, "__module__", None) != _PROGRAM:
        raise TypeError("programs may set attributes of their own objects only")
    return value


def run(program: Program | Iterable[Step], subject: Subject, look: When = "each") -> Trace:
    """Run a whole program on a subject."""
    with Session(subject, look) as session:
        for step in program:
            session.run_step(step)
    trace = session.trace()
    session.forget()
    return trace
