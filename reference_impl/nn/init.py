"""`torch.nn.init`: fills parameters in place, unrecorded, drawing numbers exactly as torch does.

Source: https://pytorch.org/docs/stable/nn.init.html
"""

import math
import warnings

from .. import semantics
from ..factories import FACTORIES
from ..grad_mode import no_grad
from ..messages import warn_of_old_name
from ..ops.factorizations import linalg_qr

_LINEAR = ("linear", "sigmoid", *(f"conv{t}{n}d" for t in ("", "_transpose") for n in (1, 2, 3)))


def calculate_gain(nonlinearity, param=None):
    """By how much the standard deviation must grow to survive the nonlinearity."""
    if nonlinearity in _LINEAR:
        return 1
    if nonlinearity == "tanh":
        return 5.0 / 3
    if nonlinearity == "relu":
        return math.sqrt(2.0)
    if nonlinearity == "selu":
        return 3.0 / 4
    if nonlinearity == "leaky_relu":
        slope = 0.01 if param is None else param
        if isinstance(slope, bool) or not isinstance(slope, (int, float)):
            raise ValueError(f"negative_slope {param} not a valid number")
        return math.sqrt(2.0 / (1 + slope**2))
    raise ValueError(f"Unsupported nonlinearity {nonlinearity}")


def _calculate_fan_in_and_fan_out(tensor):
    """How many numbers each output is made of, and how many outputs each input goes into."""
    if tensor.dim() < 2:
        raise ValueError(
            "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions"
        )
    receptive_field = math.prod(tensor.shape[2:])
    return tensor.size(1) * receptive_field, tensor.size(0) * receptive_field


def _fan(tensor, mode):
    modes = ["fan_in", "fan_out"]
    if mode.lower() not in modes:
        raise ValueError(f"Mode {mode.lower()} not supported, please use one of {modes}")
    return _calculate_fan_in_and_fan_out(tensor)[modes.index(mode.lower())]


@no_grad()
def uniform_(tensor, a=0.0, b=1.0, generator=None):
    # rule: modules.initialization
    return tensor.uniform_(a, b, generator=generator)


@no_grad()
def normal_(tensor, mean=0.0, std=1.0, generator=None):
    return tensor.normal_(mean, std, generator=generator)


@no_grad()
def constant_(tensor, val):
    return tensor.fill_(val)


def ones_(tensor):
    return constant_(tensor, 1.0)


@no_grad()
def zeros_(tensor):
    return tensor.zero_()


@no_grad()
def eye_(tensor):
    """Ones on the diagonal of a matrix."""
    if tensor.dim() != 2:
        raise ValueError("Only tensors with 2 dimensions are supported")
    return tensor.copy_(FACTORIES["eye"](*tensor.shape))


@no_grad()
def trunc_normal_(tensor, mean=0.0, std=1.0, a=-2.0, b=2.0, generator=None):
    """Normal numbers between `a` and `b`: those outside are drawn again.

    In earlier releases: uniform ones, through the inverse of the distribution.
    """
    if mean < a - 2 * std or mean > b + 2 * std:
        warnings.warn(FAR_OFF, stacklevel=2)

    def below(bound):
        return (1.0 + math.erf((bound - mean) / std / math.sqrt(2.0))) / 2.0

    if semantics.current().truncated_normal_is_drawn_again:
        again = _drawn_again if below(b) - below(a) > 0.3 else _drawn_by_density
        return again(tensor, mean, std, a, b, generator)
    tensor.uniform_(2 * below(a) - 1, 2 * below(b) - 1, generator=generator)
    tensor.erfinv_().mul_(std * math.sqrt(2.0)).add_(mean)
    return tensor.clamp_(min=a, max=b)


def _drawn_again(tensor, mean, std, a, b, generator):
    result = tensor.normal_(mean, std, generator=generator)
    while True:
        outside = (result < a) | (result > b)
        if not outside.any():
            break
        fresh = FACTORIES["empty_like"](result).normal_(mean, std, generator=generator)
        result = fresh.where(outside, result)
    return tensor if result is tensor else tensor.copy_(result)


def _drawn_by_density(tensor, mean, std, a, b, generator):
    """Uniform numbers, each kept with the probability that its density has beside the highest."""
    highest = -0.5 * ((max(a, min(mean, b)) - mean) / std) ** 2

    def refused(drawn):
        density = drawn.sub(mean).div_(std).pow_(2).mul_(-0.5).sub_(highest)
        return FACTORIES["empty_like"](drawn).uniform_(generator=generator).log_() > density

    result = tensor.uniform_(a, b, generator=generator)
    pending = refused(result)
    while pending.any():
        fresh = FACTORIES["empty_like"](result).uniform_(a, b, generator=generator)
        result = fresh.where(pending, result)
        pending = pending & refused(fresh)
    return tensor if result is tensor else tensor.copy_(result)


FAR_OFF = (
    "mean is more than 2 std from [a, b] in nn.init.trunc_normal_. The distribution of values may "
    "be incorrect."
)


@no_grad()
def orthogonal_(tensor, gain=1, generator=None):
    """A matrix with orthonormal rows or columns, whichever are fewer."""
    if tensor.ndimension() < 2:
        raise ValueError("Only tensors with 2 or more dimensions are supported")
    if tensor.numel() == 0:
        return tensor
    rows, columns = tensor.size(0), tensor.numel() // tensor.size(0)
    drawn = tensor.new_empty((rows, columns)).normal_(0, 1, generator=generator)
    if rows < columns:
        drawn.t_()
    q, r = linalg_qr(drawn)
    q = q * r.diagonal().sign()  # so that it is uniformly distributed
    if rows < columns:
        q = q.t()
    tensor.view_as(q).copy_(q)
    return tensor.mul_(gain)


@no_grad()
def dirac_(tensor, groups=1):
    """Convolution kernels that hand on what comes in, as many channels as there are."""
    if tensor.ndimension() not in (3, 4, 5):
        raise ValueError("Only tensors with 3, 4, or 5 dimensions are supported")
    if tensor.size(0) % groups != 0:
        raise ValueError("dim 0 must be divisible by groups")
    per_group = tensor.size(0) // groups
    middle = tuple(size // 2 for size in tensor.shape[2:])
    tensor.zero_()
    for group in range(groups):
        for channel in range(min(per_group, tensor.size(1))):
            tensor[(group * per_group + channel, channel, *middle)] = 1
    return tensor


@no_grad()
def sparse_(tensor, sparsity, std=0.01, generator=None):
    """Normal numbers, of which that part of each column is zero."""
    if tensor.ndimension() != 2:
        raise ValueError("Only tensors with 2 dimensions are supported")
    rows, columns = tensor.shape
    tensor.normal_(0, std, generator=generator)
    for column in range(columns):
        shuffled = FACTORIES["randperm"](rows)
        tensor[shuffled[: math.ceil(sparsity * rows)], column] = 0
    return tensor


def xavier_uniform_(tensor, gain=1.0, generator=None):
    bound = math.sqrt(3.0) * _xavier_std(tensor, gain)
    return uniform_(tensor, -bound, bound, generator)


def xavier_normal_(tensor, gain=1.0, generator=None):
    return normal_(tensor, 0.0, _xavier_std(tensor, gain), generator)


def _xavier_std(tensor, gain):
    fan_in, fan_out = _calculate_fan_in_and_fan_out(tensor)
    return gain * math.sqrt(2.0 / float(fan_in + fan_out))


def kaiming_uniform_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    if _is_empty(tensor):
        return tensor
    bound = math.sqrt(3.0) * _kaiming_std(tensor, a, mode, nonlinearity)
    return uniform_(tensor, -bound, bound, generator)


def kaiming_normal_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    if _is_empty(tensor):
        return tensor
    return normal_(tensor, 0, _kaiming_std(tensor, a, mode, nonlinearity), generator)


def _kaiming_std(tensor, a, mode, nonlinearity):
    fan = _fan(tensor, mode)
    return calculate_gain(nonlinearity, a) / math.sqrt(fan)


def _is_empty(tensor):
    if 0 in tensor.shape:
        warnings.warn("Initializing zero-element tensors is a no-op", stacklevel=3)
        return True
    return False


def _under_old_name(function):
    """The name without the underscore, from before names said that they write in place."""
    new, old = function.__name__, function.__name__[:-1]

    def deprecated(*args, **kwargs):
        warn_of_old_name(f"nn.init.{old}", f"nn.init.{new}", stacklevel=3)
        return function(*args, **kwargs)

    deprecated.__name__ = old
    return deprecated


for _function in (
    constant_, dirac_, eye_, kaiming_normal_, kaiming_uniform_, normal_, orthogonal_, sparse_,
    uniform_, xavier_normal_, xavier_uniform_,
):  # fmt: skip
    globals()[_function.__name__[:-1]] = _under_old_name(_function)
