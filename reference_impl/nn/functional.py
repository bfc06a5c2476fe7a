"""`torch.nn.functional`: activations and dropout as functions.

Losses are in `functional_losses`, `linear` and what goes with it in `functional_linear`.
"""

import warnings

import torch as _torch

from .. import semantics as _semantics
from ..factories import FACTORIES as _FACTORIES
from ..ops.argument_errors import made_public as _made_public
from ..ops.declare import OPERATORS as _OPERATORS
from .functional_attention import *  # noqa: F403
from .functional_convolution import *  # noqa: F403
from .functional_linear import *  # noqa: F403
from .functional_linear_loss import *  # noqa: F403
from .functional_losses import *  # noqa: F403
from .functional_pooling import *  # noqa: F403
from .functional_resampling import *  # noqa: F403


def _call(name, inplace, input, *args):
    """The operator, or its in-place form."""
    return _OPERATORS[name + "_" if inplace else name](input, *args)


# -- straight lines ------------------------------------------------------------------------------


def relu(input, inplace=False):
    """max(x, 0)."""
    return _call("relu", inplace, input)


def relu6(input, inplace=False):
    """min(max(x, 0), 6)."""
    return _call("hardtanh", inplace, input, 0, 6)


def hardtanh(input, min_val=-1.0, max_val=1.0, inplace=False):
    """min(max(x, min_val), max_val)."""
    if min_val > max_val and _semantics.current().hardtanh_refuses_crossed_bounds:
        raise ValueError("min_val cannot be greater than max_val")
    return _call("hardtanh", inplace, input, min_val, max_val)


def threshold(input, threshold, value, inplace=False):
    """x where it is above `threshold`, and `value` elsewhere."""
    return _call("threshold", inplace, input, threshold, value)


def hardshrink(input, lambd=0.5):
    """x, and 0 where |x| is at most `lambd`."""
    return _OPERATORS["hardshrink"](input, lambd)


def softshrink(input, lambd=0.5):
    """x drawn towards 0 by `lambd`."""
    return _OPERATORS["softshrink"](input, lambd)


def hardsigmoid(input, inplace=False):
    """x/6 + 1/2, kept within 0 and 1."""
    return _call("hardsigmoid", inplace, input)


def hardswish(input, inplace=False):
    """x times `hardsigmoid(x)`."""
    return _call("hardswish", inplace, input)


def leaky_relu(input, negative_slope=0.01, inplace=False):
    """x above 0, and a small multiple of it below."""
    return _call("leaky_relu", inplace, input, negative_slope)


def prelu(input, weight):
    """`leaky_relu` with a learnt slope."""
    return _OPERATORS["prelu"](input, weight)


def rrelu(input, lower=1.0 / 8, upper=1.0 / 3, training=False, inplace=False):
    """`leaky_relu` with a random slope in training."""
    return _call("rrelu", inplace, input, lower, upper, training)


# -- smooth --------------------------------------------------------------------------------------


def sigmoid(input):
    """1 / (1 + e^-x)."""
    _warn_of_deprecated("sigmoid")
    return input.sigmoid()


def tanh(input):
    """The hyperbolic tangent."""
    _warn_of_deprecated("tanh")
    return input.tanh()


def _warn_of_deprecated(name):
    if not _semantics.current().functional_sigmoid_is_kept:
        text = f"nn.functional.{name} is deprecated. Use torch.{name} instead."
        warnings.warn(text, UserWarning, stacklevel=3)


def logsigmoid(input):
    """The logarithm of the sigmoid."""
    return _OPERATORS["log_sigmoid"](input)


def softplus(input, beta=1, threshold=20):
    """ln(1 + e^(beta x)) / beta."""
    return _OPERATORS["softplus"](input, beta, threshold)


def softsign(input):
    """x / (1 + |x|)."""
    return input / (input.abs() + 1)


def tanhshrink(input):
    """x - tanh(x)."""
    return input - input.tanh()


def elu(input, alpha=1.0, inplace=False):
    """x above 0, alpha (e^x - 1) below."""
    return _call("elu", inplace, input, alpha)


def selu(input, inplace=False):
    """`elu` with the constants that keep mean and variance from layer to layer."""
    return _call("selu", inplace, input)


def celu(input, alpha=1.0, inplace=False):
    """x above 0, alpha (e^(x/alpha) - 1) below."""
    return _call("celu", inplace, input, alpha)


def gelu(input, *, approximate="none"):
    """x Φ(x), or its tanh approximation."""
    return _OPERATORS["gelu"](input, approximate=approximate)


def silu(input, inplace=False):
    """x sigmoid(x)."""
    return _call("silu", inplace, input)


def mish(input, inplace=False):
    """x tanh(softplus(x))."""
    return _call("mish", inplace, input)


def glu(input, dim=-1):
    """One half of x, gated by the sigmoid of the other."""
    if not input.dim():
        raise RuntimeError("glu does not support scalars because halving size must be even")
    return _OPERATORS["glu"](input, dim)


def _in_place_form(function):
    def in_place(input, *args, **kwargs):
        return function(input, *args, inplace=True, **kwargs)

    in_place.__name__ = function.__name__ + "_"
    return in_place


relu_, hardtanh_, threshold_ = map(_in_place_form, (relu, hardtanh, threshold))
leaky_relu_, rrelu_ = map(_in_place_form, (leaky_relu, rrelu))
elu_, selu_, celu_ = map(_in_place_form, (elu, selu, celu))


# -- softmax -------------------------------------------------------------------------------------


def softmax(input, dim=None, _stacklevel=3, dtype=None):
    """e^x over its sum along `dim`."""
    dim = _implicit_dim("softmax", input) if dim is None else dim
    return input.softmax(dim, dtype=dtype)


def softmin(input, dim=None, _stacklevel=3, dtype=None):
    """`softmax` of -x."""
    dim = _implicit_dim("softmin", input) if dim is None else dim
    return (-input).softmax(dim, dtype=dtype)


def log_softmax(input, dim=None, _stacklevel=3, dtype=None):
    """The logarithm of `softmax`."""
    dim = _implicit_dim("log_softmax", input) if dim is None else dim
    return input.log_softmax(dim, dtype=dtype)


def gumbel_softmax(logits, tau=1, hard=False, eps=1e-10, dim=-1):
    """`softmax` of logits with Gumbel noise; `hard` gives one-hot values and the soft gradient."""
    if eps != 1e-10:
        warnings.warn("`eps` parameter is deprecated and has no effect.", stacklevel=2)
    noise = -_FACTORIES["empty_like"](logits).exponential_().log()
    soft = _OPERATORS["softmax"]((logits + noise) / tau, dim)
    if not hard:
        return soft
    index = soft.max(dim, keepdim=True)[1]
    one_hot = _FACTORIES["zeros_like"](logits).scatter_(dim, index, 1.0)
    return one_hot - soft.detach() + soft


def _implicit_dim(name, input):
    warnings.warn(
        f"Implicit dimension choice for {name} has been deprecated. Change the call to include "
        "dim=X as an argument.",
        stacklevel=3,
    )
    return 0 if input.dim() in (0, 1, 3) else 1


# -- dropout -------------------------------------------------------------------------------------


def dropout(input, p=0.5, training=True, inplace=False):
    """Sets elements to 0 with probability `p`, and scales the others up."""
    return _drop("dropout", input, p, training, inplace)


def alpha_dropout(input, p=0.5, training=False, inplace=False):
    """Dropout that keeps the mean and variance that `selu` gives."""
    return _drop("alpha_dropout", input, p, training, inplace)


def feature_alpha_dropout(input, p=0.5, training=False, inplace=False):
    """`alpha_dropout` of whole channels."""
    return _drop("feature_alpha_dropout", input, p, training, inplace)


def dropout1d(input, p=0.5, training=True, inplace=False):
    """Dropout of whole channels of sequences."""
    _check_probability(p)
    ndim = input.dim()
    if ndim not in (2, 3):
        raise RuntimeError(
            f"dropout1d: Expected 2D or 3D input, but received a {ndim}D input. Note that "
            "dropout1d exists to provide channel-wise dropout on inputs with 1 spatial dimension, "
            "a channel dimension, and an optional batch dimension (i.e. 2D or 3D inputs)."
        )
    return _drop_channels(input, p, training, inplace, batched=ndim == 3)


def dropout2d(input, p=0.5, training=True, inplace=False):
    """Dropout of whole channels of images."""
    _check_probability(p)
    ndim = input.dim()
    if ndim not in (3, 4):
        _warn_dimensions("dropout2d", ndim, 2, "3D or 4D")
    if ndim == 3:
        warnings.warn(_DROPOUT2D_OF_3D, stacklevel=2)
    return _drop_channels(input, p, training, inplace, batched=True)


def dropout3d(input, p=0.5, training=True, inplace=False):
    """Dropout of whole channels of volumes."""
    _check_probability(p)
    ndim = input.dim()
    if ndim not in (4, 5):
        _warn_dimensions("dropout3d", ndim, 3, "4D or 5D")
    return _drop_channels(input, p, training, inplace, batched=ndim == 5)


def _drop(name, input, p, training, inplace):
    _check_probability(p)
    return _call(name, inplace, input, p, training)


def _check_probability(p):
    if p < 0.0 or p > 1.0:
        raise ValueError(f"dropout probability has to be between 0 and 1, but got {p}")


def _drop_channels(input, p, training, inplace, batched):
    """Without a batch dimension there is a batch of one."""
    if batched:
        return _call("feature_dropout", inplace, input, p, training)
    input = input.unsqueeze_(0) if inplace else input.unsqueeze(0)
    result = _call("feature_dropout", inplace, input, p, training)
    return result.squeeze_(0) if inplace else result.squeeze(0)


def _warn_dimensions(name, ndim, spatial, accepted):
    warnings.warn(
        f"{name}: Received a {ndim}-D input to {name}, which is deprecated and will result in an "
        "error in a future release. To retain the behavior and silence this warning, please use "
        f"dropout instead. Note that {name} exists to provide channel-wise dropout on inputs with "
        f"{spatial} spatial dimensions, a channel dimension, and an optional batch dimension (i.e. "
        f"{accepted} inputs).",
        stacklevel=3,
    )


_DROPOUT2D_OF_3D = (
    "dropout2d: Received a 3D input to dropout2d and assuming that channel-wise 1D dropout "
    "behavior is desired - input is interpreted as shape (N, C, L), where C is the channel dim. "
    "This behavior will change in a future release to interpret the input as one without a batch "
    "dimension, i.e. shape (C, H, W). To maintain the 1D channel-wise dropout behavior, please "
    "switch to using dropout1d instead."
)


globals().update(_made_public(_torch.nn.functional, dict(globals())))
