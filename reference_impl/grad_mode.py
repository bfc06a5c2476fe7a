"""Grad modes: whether operations are recorded, per thread.

Source: https://pytorch.org/docs/stable/notes/autograd.html#locally-disabling-gradient-computation
"""

import functools
import inspect
import sys
import threading
import warnings

from . import semantics


class _Mode(threading.local):
    """The modes of one thread. A new thread starts from these defaults."""

    grad = True
    inference = False
    multithreading = True
    grad_layout = True  # whether `.grad` must be laid out as the leaf is

    @property
    def recording(self):
        """Inference mode records nothing, whatever the grad mode within it."""
        # rule: modes.inference-mode-records-nothing
        return self.grad and not self.inference


mode = _modes = _Mode()  # `mode` elsewhere; two classes here have a parameter of that name


def is_grad_enabled():
    """Whether operations on tensors that require grad are recorded."""
    # rule: modes.is-grad-enabled
    return mode.grad


def is_inference_mode_enabled():
    return mode.inference


class _ModeContext:
    """A context manager that is also a decorator, of functions and of generator functions."""

    __module__ = "torch.autograd.grad_mode"

    def clone(self):
        return type(self)()

    def __call__(self, function):
        if inspect.isclass(function):
            if semantics.current().decorated_classes_warn:
                category = FutureWarning if semantics.current().texts_of_2_4 else UserWarning
                warnings.warn(CLASS_DECORATED, category, stacklevel=2)
            return self._wrap_class(function)
        if inspect.isgeneratorfunction(function):
            return self._wrap_generator(function)

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            # rule: modes.decorator
            with self.clone():
                return function(*args, **kwargs)

        return wrapper

    def _wrap_class(self, cls):
        """What makes an instance under the mode: a function, no longer a class."""

        @functools.wraps(lambda *args, **kwargs: None)
        def wrapper(*args, **kwargs):
            with self.clone():
                return cls(*args, **kwargs)

        return wrapper

    def _wrap_generator(self, function):
        """The mode holds while the generator runs, and not while it is suspended."""

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            generator = function(*args, **kwargs)
            try:
                with self.clone():
                    response = generator.send(None)
                while True:
                    try:
                        request = yield response
                    except GeneratorExit:
                        with self.clone():
                            generator.close()
                        raise
                    except BaseException:
                        with self.clone():
                            # As torch spells it, of which Python 3.12 and later warn.
                            response = generator.throw(*sys.exc_info())
                    else:
                        with self.clone():
                            response = generator.send(request)
            except StopIteration as stop:
                return stop.value

        return wrapper


CLASS_DECORATED = (
    "Decorating classes is deprecated and will be disabled in future versions. You should only "
    "decorate functions or methods. To preserve the current behavior of class decoration, you can "
    "directly decorate the `__init__` method and nothing else."
)


class _GradMode(_ModeContext):
    __module__ = "torch.autograd.grad_mode"
    enabled = True
    prev = False

    def __enter__(self):
        # rule: modes.nested
        self.prev = mode.grad
        # rule: modes.no-grad-nested-enable-grad
        mode.grad = self.enabled

    def __exit__(self, *exception):
        # rule: modes.restored-after-exception
        mode.grad = self.prev


def _decorated(kind, function):
    if not semantics.current().grad_modes_decorate_without_parentheses:
        raise TypeError(
            "no_grad.__init__() takes 1 positional argument but 2 were given"
            if kind is no_grad
            else f"{kind.__name__}() takes no arguments"
        )
    return kind()(function)


class no_grad(_GradMode):
    """Within it, nothing is recorded: results do not require grad."""

    __module__ = "torch.autograd.grad_mode"
    enabled = False

    # `@torch.no_grad` without parentheses decorates too.
    def __new__(cls, function=None):
        return super().__new__(cls) if function is None else _decorated(cls, function)


class enable_grad(_GradMode):
    """Within it, operations are recorded, also inside a `no_grad` block."""

    __module__ = "torch.autograd.grad_mode"
    enabled = True

    def __new__(cls, function=None):
        return super().__new__(cls) if function is None else _decorated(cls, function)


class set_grad_enabled(_ModeContext):
    """Sets the mode at once, as a function; as a context manager it restores it at the end."""

    __module__ = "torch.autograd.grad_mode"

    def __init__(self, mode):
        # rule: modes.set-grad-enabled
        self.prev = _modes.grad
        if not isinstance(mode, bool):
            given = type(mode).__name__
            if not semantics.current().texts_of_2_4:
                raise TypeError(f"enabled must be a bool (got {given})")
            raise TypeError(
                f"set_grad_enabled(): argument 'enabled' (position 1) must be bool, not {given}"
            )
        self.mode = _modes.grad = mode

    def __repr__(self):
        if not semantics.current().texts_of_2_8:
            return object.__repr__(self)
        return f"torch.autograd.grad_mode.set_grad_enabled(mode={self.mode})"

    def __call__(self, function):
        # As a decorator it must not change the mode at decoration time.
        if semantics.current().set_grad_enabled_waits:
            mode.grad = self.prev
        return super().__call__(function)

    def __enter__(self):
        if semantics.current().set_grad_enabled_waits:
            mode.grad = self.mode

    def __exit__(self, *exception):
        mode.grad = self.prev

    def clone(self):
        return type(self)(self.mode)


class inference_mode(_ModeContext):
    """`no_grad`, and new tensors are inference tensors: no version counter, no use in autograd."""

    __module__ = "torch.autograd.grad_mode"

    # `@torch.inference_mode` without parentheses decorates too.
    def __new__(cls, mode=True):
        if (
            isinstance(mode, bool)
            or not semantics.current().grad_modes_decorate_without_parentheses
        ):
            return super().__new__(cls)
        return cls()(mode)

    def __init__(self, mode=True):
        self.mode = mode

    def __enter__(self):
        # rule: modes.inference-mode
        self.prev = (mode.grad, mode.inference)
        mode.inference = self.mode
        mode.grad = not self.mode

    def __exit__(self, *exception):
        mode.grad, mode.inference = self.prev

    def clone(self):
        return type(self)(self.mode)


class _Setting(_ModeContext):
    """A setting that is made at once, and undone at the end of a `with` block."""

    __module__ = "torch.autograd.grad_mode"
    name = None

    def __init__(self, mode):
        self.prev = getattr(_modes, self.name)
        self.mode = mode
        setattr(_modes, self.name, mode)

    def __enter__(self):
        return None

    def __exit__(self, *exception):
        setattr(_modes, self.name, self.prev)

    def clone(self):
        return type(self)(self.mode)


class set_multithreading_enabled(_Setting):
    """Whether backward may run on threads of its own, which nothing but its speed shows."""

    __module__ = "torch.autograd.grad_mode"
    name = "multithreading"


def is_multithreading_enabled():
    return mode.multithreading


class enforce_grad_layout_policy(_Setting):
    """False: a gradient that may become `.grad` does so with the strides it has."""

    __module__ = "torch.autograd.grad_mode"
    name = "grad_layout"

    def __init__(self, enable=True):
        super().__init__(enable)

    def __call__(self, function):
        mode.grad_layout = self.prev
        return super().__call__(function)
