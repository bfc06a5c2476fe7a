"""Discrete Fourier transforms: the names of `torch.fft`, made of three operators.

F is the matrix with the elements exp(-2 pi i j k / n), s a scale. The three are x -> s F x of
complex numbers (or with conj(F), the other direction), the same of real numbers, and the way back
to real numbers from one half of a spectrum.
"""

import torch

from ..geometry import wrap_dim
from ..storage import arithmetic
from .arithmetic import conj
from .declare import OPERATORS, Derivative, Operator
from .overloads import overload
from .solvers import refuse

# How torch numbers the scales 1, 1 / sqrt(n) and 1 / n.
NO_SCALE, BY_ROOT_N, BY_N = 0, 1, 2


class FftC2CBackward0(Derivative):
    """y = s F x: F is symmetric, so the adjoint is the other direction with the same scale."""

    def vjp_self(self, grad, s):
        return c2c(grad, s.dim, s.normalization, not s.forward)


class FftR2CBackward0(Derivative):
    """The same of real numbers. One sided: the last dimension keeps the first n // 2 + 1 only."""

    saves = {"self": True}

    def vjp_self(self, grad, s):
        last, whole = s.dim[-1], grad
        if s.onesided and grad.size(last) < s.self.size(last):
            # What was dropped has no gradient.
            shape = [s.self.size(d) if d == last else grad.size(d) for d in range(grad.dim())]
            whole = grad.new_zeros(shape)
            whole.narrow(last, 0, grad.size(last)).copy_(grad)
        return OPERATORS["real"](c2c(whole, s.dim, s.normalization, False))


class FftC2RBackward0(Derivative):
    """Real numbers from the first half x of a spectrum; the other half is its mirror image.

    y_j = s (Re x_0 + 2 sum_k Re(x_k e^(2 pi i j k / n)) + (-1)^j Re x_(n/2)), the last for even n:
    what has a mirror image counts twice.
    """

    def vjp_self(self, grad, s):
        last = s.dim[-1]
        spectrum = r2c(grad, s.dim, s.normalization, True)
        mirrored = grad.size(last) - spectrum.size(last)
        if mirrored > 0:
            spectrum.narrow(last, 1, mirrored).mul_(2)
        return spectrum


c2c = overload(
    "_fft_c2c", "default", torch._fft_c2c, "self, dim, normalization, forward", FftC2CBackward0
)
r2c = overload(
    "_fft_r2c", "default", torch._fft_r2c, "self, dim, normalization, onesided", FftR2CBackward0
)
c2r = overload(
    "_fft_c2r",
    "default",
    torch._fft_c2r,
    "self, dim, normalization, last_dim_size",
    FftC2RBackward0,
)


# -- arguments ---------------------------------------------------------------------------------


def scale_of(norm, forward):
    """Which direction is scaled: `norm` names it, and without a name it is the way back."""
    if norm == "ortho":
        return BY_ROOT_N
    scaled = (norm == "forward") == forward
    return BY_N if scaled else NO_SCALE


def as_floating(x):
    """Integers as floating point numbers."""
    if x.is_floating_point() or x.is_complex():
        return x
    return x.to(torch.get_default_dtype())


def as_complex(x):
    """Real numbers as complex ones."""
    x = as_floating(x)
    return x if x.is_complex() else x.to(torch.result_type(x.raw, 1j))


def pad_at_end(x, amounts):
    """Zeros appended: how many, by dimension."""
    if not any(amounts.values()):
        return x
    pads = [0] * (2 * x.dim())
    for dim, amount in amounts.items():
        pads[2 * (x.dim() - 1 - dim) + 1] = amount
    return OPERATORS["constant_pad_nd"](x, pads)


def resized(x, sizes, dims):
    """Cut or filled with zeros to these sizes."""
    missing = {}
    for size, dim in zip(sizes, dims, strict=True):
        if x.size(dim) < size:
            missing[dim] = size - x.size(dim)
        elif x.size(dim) > size:
            x = x.narrow(dim, 0, size)
    return pad_at_end(x, missing)


def sizes_and_dims(x, s, dim):
    """The sizes to transform to, and the dimensions: those given, the last ones, or all."""
    s = (s,) if isinstance(s, int) else s
    dim = (dim,) if isinstance(dim, int) else dim
    if dim is None:
        dim = range(x.dim()) if s is None else range(x.dim() - len(s), x.dim())
    dims = [wrap_dim(d, x.dim()) for d in dim]
    if s is None:
        return [x.size(d) for d in dims], dims
    return [x.size(d) if size == -1 else size for size, d in zip(s, dims, strict=True)], dims


def half(size):
    """How much of a spectrum of real numbers is kept."""
    return size // 2 + 1


# -- one dimension -----------------------------------------------------------------------------


def _in_one_dimension(x, n, dim, norm, forward):
    """To complex numbers, and the full spectrum."""
    x, dim = as_floating(x), wrap_dim(dim, x.dim())
    if n is not None:
        x = resized(x, [n], [dim])
    scale = scale_of(norm, forward)
    if x.is_complex():
        return c2c(x, [dim], scale, forward)
    spectrum = r2c(x, [dim], scale, False)
    return spectrum if forward else conj(spectrum)


def fft(input, n=None, dim=-1, norm=None):
    """The spectrum."""
    return _in_one_dimension(input, n, dim, norm, True)


def ifft(input, n=None, dim=-1, norm=None):
    """The way back."""
    return _in_one_dimension(input, n, dim, norm, False)


def _to_half(x, n, dim, norm, forward):
    x, dim = as_floating(x), wrap_dim(dim, x.dim())
    if n is not None:
        x = resized(x, [n], [dim])
    spectrum = r2c(x, [dim], scale_of(norm, forward), True)
    return spectrum if forward else conj(spectrum)


def rfft(input, n=None, dim=-1, norm=None):
    """Half of the spectrum of real numbers."""
    return _to_half(input, n, dim, norm, True)


def ihfft(input, n=None, dim=-1, norm=None):
    """The way back to half of a signal, from real numbers."""
    return _to_half(input, n, dim, norm, False)


def _from_half(x, n, dim, norm, forward):
    x, dim = as_complex(x), wrap_dim(dim, x.dim())
    size = 2 * (x.size(dim) - 1) if n is None else n
    if n is not None:
        x = resized(x, [half(n)], [dim])
    if forward:
        x = conj(x)
    return c2r(x, [dim], scale_of(norm, forward), size)


def irfft(input, n=None, dim=-1, norm=None):
    """Real numbers from half of their spectrum."""
    return _from_half(input, n, dim, norm, False)


def hfft(input, n=None, dim=-1, norm=None):
    """The real spectrum of half of a signal."""
    return _from_half(input, n, dim, norm, True)


# -- several dimensions ------------------------------------------------------------------------


def _in_several(x, s, dim, norm, forward):
    sizes, dims = sizes_and_dims(x, s, dim)
    x = resized(as_complex(x), sizes, dims)
    return c2c(x, dims, scale_of(norm, forward), forward)


def fftn(input, s=None, dim=None, norm=None):
    """The spectrum over several dimensions."""
    return _in_several(input, s, dim, norm, True)


def ifftn(input, s=None, dim=None, norm=None):
    """The way back."""
    return _in_several(input, s, dim, norm, False)


def rfftn(input, s=None, dim=None, norm=None):
    """Half of the spectrum of real numbers: the half is that of the last dimension."""
    sizes, dims = sizes_and_dims(input, s, dim)
    x = resized(as_floating(input), sizes, dims)
    return r2c(x, dims, scale_of(norm, True), True)


def ihfftn(input, s=None, dim=None, norm=None):
    """The way back to half of a signal, from real numbers."""
    sizes, dims = sizes_and_dims(input, s, dim)
    x = resized(as_floating(input), sizes, dims)
    scale = scale_of(norm, False)
    made = r2c(x, dims[-1:], scale, True)
    if len(dims) == 1:
        return conj(made)
    return c2c(OPERATORS["conj_physical"](made), dims[:-1], scale, False)


def _half_sizes(x, s, dim):
    """Sizes of the result, sizes of what is transformed, and the dimensions."""
    sizes, dims = sizes_and_dims(x, s, dim)
    last = None if s is None else ((s,) if isinstance(s, int) else s)[-1]
    if last is None or last == -1:
        sizes[-1] = 2 * (x.size(dims[-1]) - 1)
    return sizes, [*sizes[:-1], half(sizes[-1])], dims


def irfftn(input, s=None, dim=None, norm=None):
    """Real numbers from half of their spectrum."""
    made, sizes, dims = _half_sizes(input, s, dim)
    x = resized(as_complex(input), sizes, dims)
    return c2r(x, dims, scale_of(norm, False), made[-1])


def hfftn(input, s=None, dim=None, norm=None):
    """The real spectrum of half of a signal."""
    made, sizes, dims = _half_sizes(input, s, dim)
    x = resized(as_complex(input), sizes, dims)
    scale = scale_of(norm, True)
    if len(dims) > 1:
        x = c2c(x, dims[:-1], scale, True)
    return c2r(conj(x), dims[-1:], scale, made[-1])


# -- the middle of a spectrum ------------------------------------------------------------------


def fftshift(input, dim=None):
    """The frequency 0 in the middle."""
    dims = _all_or(dim, input)
    return input.roll([input.size(d) // 2 for d in dims], dims)


def ifftshift(input, dim=None):
    """The way back."""
    dims = _all_or(dim, input)
    return input.roll([(input.size(d) + 1) // 2 for d in dims], dims)


def _all_or(dim, x):
    if dim is None:
        return list(range(x.dim()))
    return [dim] if isinstance(dim, int) else list(dim)


# -- the public names --------------------------------------------------------------------------

_ONE = "input, n=None, dim=-1, norm=None"
_TWO = "input, s=None, dim=(-2, -1), norm=None"
_SEVERAL = "input, s=None, dim=None, norm=None"
TRANSFORMS = {}  # what becomes `torch.fft.<name>`


def _public(name, body, params, last_step):
    """Refuses what torch refuses, writes into `out`, and else calls `body`."""
    kernel = getattr(torch.fft, name)
    binding = Operator("fft_" + name, kernel, params)
    writing = Operator(last_step, kernel, params)

    def call(*args, out=None, **kwargs):
        values = binding.bind(args, kwargs)
        given = [values[n] for n in binding.names]
        if out is not None:
            refuse(kernel, *given, out=arithmetic(torch.empty_like, out.raw))
            return writing.into(out, values)
        refuse(kernel, *given)
        return body(**values)

    call.__name__, call.__doc__ = name, body.__doc__
    TRANSFORMS[name] = call


for _body, _last in (
    (fft, "_fft_r2c"),
    (ifft, "_fft_r2c"),
    (rfft, "_fft_r2c"),
    (ihfft, "_fft_r2c"),
    (irfft, "_fft_c2r"),
    (hfft, "_fft_c2r"),
):
    _public(_body.__name__, _body, _ONE, _last)
for _body, _last in (
    (fftn, "_fft_c2c"),
    (ifftn, "_fft_c2c"),
    (rfftn, "_fft_r2c"),
    (ihfftn, "_fft_c2c"),
    (irfftn, "_fft_c2r"),
    (hfftn, "_fft_c2r"),
):
    _public(_body.__name__, _body, _SEVERAL, _last)
    _public(_body.__name__[:-1] + "2", _body, _TWO, _last)
for _body in (fftshift, ifftshift):
    _public(_body.__name__, _body, "input, dim=None", None)
