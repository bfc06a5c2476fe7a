"""Grad modes: whether operations are recorded, per thread.

Source: https://pytorch.org/docs/stable/notes/autograd.html#locally-disabling-gradient-computation
"""

import functools
import inspect
import threading


class _Mode(threading.local):
    """The modes of one thread. A new thread starts from these defaults."""

    grad = True
    inference = False


mode = _modes = _Mode()  # `mode` elsewhere; two classes here have a parameter of that name


def is_grad_enabled():
    """Whether operations on tensors that require grad are recorded."""
    return mode.grad


def is_inference_mode_enabled():
    return mode.inference


class _ModeContext:
    """A context manager that is also a decorator, of functions and of generator functions."""

    def clone(self):
        return type(self)()

    def __call__(self, function):
        if inspect.isclass(function):
            function.__init__ = self(function.__init__)
            return function
        if inspect.isgeneratorfunction(function):
            return self._wrap_generator(function)

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            # rule: modes.decorator
            with self.clone():
                return function(*args, **kwargs)

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
                    except BaseException as error:
                        with self.clone():
                            response = generator.throw(error)
                    else:
                        with self.clone():
                            response = generator.send(request)
            except StopIteration as stop:
                return stop.value

        return wrapper


class _GradMode(_ModeContext):
    enabled = True

    def __enter__(self):
        self.previous = mode.grad
        mode.grad = self.enabled

    def __exit__(self, *exception):
        # rule: modes.restored-after-exception
        mode.grad = self.previous


class no_grad(_GradMode):
    """Within it, nothing is recorded: results do not require grad."""

    enabled = False

    # `@torch.no_grad` without parentheses decorates too.
    def __new__(cls, function=None):
        self = super().__new__(cls)
        return self if function is None else self(function)


class enable_grad(_GradMode):
    """Within it, operations are recorded, also inside a `no_grad` block."""

    enabled = True

    def __new__(cls, function=None):
        self = super().__new__(cls)
        return self if function is None else self(function)


class set_grad_enabled(_ModeContext):
    """Sets the mode at once, as a function; as a context manager it restores it at the end."""

    def __init__(self, mode):
        self.previous = _modes.grad
        self.enabled = bool(mode)
        _modes.grad = self.enabled

    def __call__(self, function):
        # As a decorator it must not change the mode at decoration time.
        mode.grad = self.previous
        return super().__call__(function)

    def __enter__(self):
        mode.grad = self.enabled

    def __exit__(self, *exception):
        mode.grad = self.previous

    def clone(self):
        return type(self)(self.enabled)


class inference_mode(_ModeContext):
    """`no_grad`, and new tensors are inference tensors: no version counter, no use in autograd."""

    def __new__(cls, mode=True):
        if isinstance(mode, bool):
            return super().__new__(cls)
        return cls()(mode)

    def __init__(self, mode=True):
        self.inference = mode

    def __enter__(self):
        self.previous = (mode.grad, mode.inference)
        mode.inference = self.inference
        mode.grad = not self.inference

    def __exit__(self, *exception):
        mode.grad, mode.inference = self.previous

    def clone(self):
        return type(self)(self.inference)
