"""Activations as modules: each calls the function of the same name.

Source: https://pytorch.org/docs/stable/nn.html#non-linear-activations-weighted-sum-nonlinearity
"""

from .. import semantics
from ..factories import FACTORIES
from ..ops.declare import FUNCTIONS
from . import functional, init
from .module import Module
from .parameter import Parameter

_MODULE = "torch.nn.modules.activation"


class _Activation(Module):
    """`settings` are the arguments of `__init__`, with defaults; `function` is in nn.functional.

    `shown` writes them for `repr`, `inplace` only where it is True.
    """

    __module__ = _MODULE
    function = None
    settings = {}
    shown = ()

    def __init__(self, *args, **kwargs):
        super().__init__()
        names = list(self.settings)
        given = dict(zip(names, args, strict=False))
        _check_settings(self, names, args, given, kwargs)
        for name, value in {**self.settings, **given, **kwargs}.items():
            setattr(self, name, value)

    def forward(self, input):
        arguments = {name: getattr(self, name) for name in self.settings}
        # rule: modules.layers
        return getattr(functional, self.function)(input, **arguments)

    def extra_repr(self):
        parts = [f"{name}={getattr(self, name)!r}" for name in self.shown]
        if getattr(self, "inplace", False):
            parts.append("inplace=True")
        return ", ".join(parts)


def _check_settings(module, names, args, given, kwargs):
    name = f"{type(module).__name__}.__init__()"
    if len(args) > len(names):
        least = 1 if not names else f"from 1 to {len(names) + 1}"
        noun = "argument" if not names else "arguments"
        raise TypeError(f"{name} takes {least} positional {noun} but {len(args) + 1} were given")
    for key in kwargs:
        if key not in names:
            raise TypeError(f"{name} got an unexpected keyword argument '{key}'")
        if key in given:
            raise TypeError(f"{name} got multiple values for argument '{key}'")


class ReLU(_Activation):
    """`max(x, 0)`; the gradient at 0 is 0."""

    __module__ = _MODULE
    function = "relu"
    settings = {"inplace": False}


class LeakyReLU(_Activation):
    __module__ = _MODULE
    function = "leaky_relu"
    settings = {"negative_slope": 0.01, "inplace": False}
    shown = ("negative_slope",)


class ELU(_Activation):
    __module__ = _MODULE
    function = "elu"
    settings = {"alpha": 1.0, "inplace": False}
    shown = ("alpha",)


class CELU(_Activation):
    __module__ = _MODULE
    function = "celu"
    settings = {"alpha": 1.0, "inplace": False}
    shown = ("alpha",)


class SELU(_Activation):
    __module__ = _MODULE
    function = "selu"
    settings = {"inplace": False}


class Hardtanh(_Activation):
    __module__ = _MODULE
    function = "hardtanh"
    settings = {"min_val": -1.0, "max_val": 1.0, "inplace": False}
    shown = ("min_val", "max_val")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.max_val <= self.min_val:
            told = f"max_val ({self.max_val}) must be greater than min_val ({self.min_val})"
            raise AssertionError(*[told][: semantics.current().texts_of_2_11])


class ReLU6(_Activation):
    __module__ = _MODULE
    function = "relu6"
    settings = {"inplace": False}


class SiLU(_Activation):
    __module__ = _MODULE
    function = "silu"
    settings = {"inplace": False}


class Mish(_Activation):
    __module__ = _MODULE
    function = "mish"
    settings = {"inplace": False}


class Hardswish(_Activation):
    __module__ = _MODULE
    function = "hardswish"
    settings = {"inplace": False}

    def extra_repr(self):
        return ""


class Hardsigmoid(_Activation):
    __module__ = _MODULE
    function = "hardsigmoid"
    settings = {"inplace": False}

    def extra_repr(self):
        return ""


class GELU(_Activation):
    __module__ = _MODULE
    function = "gelu"
    settings = {"approximate": "none"}
    shown = ("approximate",)


class Softplus(_Activation):
    __module__ = _MODULE
    function = "softplus"
    settings = {"beta": 1.0, "threshold": 20.0}
    shown = ("beta", "threshold")


class Sigmoid(_Activation):
    __module__ = _MODULE
    function = "sigmoid"

    def forward(self, input):
        return FUNCTIONS["sigmoid"](input)


class Tanh(_Activation):
    __module__ = _MODULE

    def forward(self, input):
        return FUNCTIONS["tanh"](input)


class LogSigmoid(_Activation):
    __module__ = _MODULE
    function = "logsigmoid"


class Softsign(_Activation):
    __module__ = _MODULE
    function = "softsign"


class Tanhshrink(_Activation):
    __module__ = _MODULE
    function = "tanhshrink"


class Hardshrink(_Activation):
    __module__ = _MODULE
    function = "hardshrink"
    settings = {"lambd": 0.5}

    def extra_repr(self):
        return f"{self.lambd}"


class Softshrink(Hardshrink):
    __module__ = _MODULE
    function = "softshrink"


class GLU(_Activation):
    __module__ = _MODULE
    function = "glu"
    settings = {"dim": -1}
    shown = ("dim",)


class Softmax(_Activation):
    __module__ = _MODULE
    function = "softmax"
    settings = {"dim": None}
    shown = ("dim",)


class LogSoftmax(Softmax):
    __module__ = _MODULE
    function = "log_softmax"


class Softmin(Softmax):
    __module__ = _MODULE
    function = "softmin"


class PReLU(Module):
    """`leaky_relu` whose slope is a parameter."""

    __module__ = _MODULE

    def __init__(self, num_parameters=1, init=0.25, device=None, dtype=None):
        super().__init__()
        self.num_parameters, self.init = num_parameters, init
        empty = FACTORIES["empty"]
        self.weight = Parameter(empty(num_parameters, device=device, dtype=dtype))
        self.reset_parameters()

    def reset_parameters(self):
        init.constant_(self.weight, self.init)

    def forward(self, input):
        return functional.prelu(input, self.weight)

    def extra_repr(self):
        return f"num_parameters={self.num_parameters}"


class Threshold(Module):
    """x where it is above `threshold`, and `value` elsewhere."""

    __module__ = _MODULE

    def __init__(self, threshold, value, inplace=False):
        super().__init__()
        self.threshold, self.value, self.inplace = threshold, value, inplace

    def forward(self, input):
        return functional.threshold(input, self.threshold, self.value, self.inplace)

    def extra_repr(self):
        inplace = ", inplace=True" if self.inplace else ""
        return f"threshold={self.threshold}, value={self.value}{inplace}"


class RReLU(Module):
    """A leaky ReLU whose slope is drawn while training."""

    __module__ = _MODULE

    def __init__(self, lower=1.0 / 8, upper=1.0 / 3, inplace=False):
        super().__init__()
        self.lower, self.upper, self.inplace = lower, upper, inplace

    def forward(self, input):
        return functional.rrelu(input, self.lower, self.upper, self.training, self.inplace)

    def extra_repr(self):
        inplace = ", inplace=True" if self.inplace else ""
        return f"lower={self.lower}, upper={self.upper}{inplace}"


class Softmax2d(Module):
    """Softmax over the channels of an image."""

    __module__ = _MODULE

    def forward(self, input):
        if input.dim() not in (3, 4):
            raise ValueError(
                f"Softmax2d: expected input to be 3D or 4D, got {input.dim()}D instead"
            )
        return functional.softmax(input, -3)
