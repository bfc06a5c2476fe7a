"""The spectrum of a signal piece by piece, and the way back: made of other operators."""

import warnings

import torch

from .. import semantics
from ..storage import arithmetic
from ..tensor import Tensor
from .declare import OPERATORS, Derivative, composite
from .fft import BY_N, BY_ROOT_N, NO_SCALE, c2c, c2r, half, r2c
from .overloads import overload
from .padding import reflection_pad, replication_pad
from .solvers import refuse


@composite()
def stft(
    self,
    n_fft,
    hop_length=None,
    win_length=None,
    window=None,
    center=True,
    pad_mode="reflect",
    normalized=False,
    onesided=None,
    return_complex=None,
    align_to_window=None,
):
    """The spectra of pieces of `n_fft` numbers, one every `hop_length`, as columns."""
    options = (hop_length, win_length, window, center, pad_mode)
    refuse(torch.stft, self, n_fft, *options, normalized, onesided, return_complex)
    hop_length = n_fft // 4 if hop_length is None else hop_length
    win_length = n_fft if win_length is None else win_length
    x = _padded(self, n_fft // 2, pad_mode) if center else self
    x = x.unsqueeze(0) if self.dim() == 1 else x
    window = _window_of_length(x, window, win_length, n_fft)
    pieces = 1 + (x.size(1) - (win_length if align_to_window else n_fft)) // hop_length
    first, second = x.stride()
    x = x.as_strided((x.size(0), pieces, n_fft), (first, hop_length * second, second))
    if window is not None:
        x = x * window
    scale = BY_ROOT_N if normalized else NO_SCALE
    if x.is_complex():
        spectrum = c2c(x, [2], scale, True)
    else:
        spectrum = r2c(x, [2], scale, onesided is None or onesided)
    spectrum.transpose_(1, 2)
    if self.dim() == 1:
        spectrum.squeeze_(0)
    if return_complex is None:
        return_complex = x.is_complex()
    return spectrum if return_complex else OPERATORS["view_as_real"](spectrum)


def _padded(x, size, pad_mode):
    """With a border at both ends of the last dimension."""
    shape = x.view((*[1] * (3 - x.dim()), *x.shape))
    if pad_mode == "constant":
        made = OPERATORS["constant_pad_nd"](shape, [size, size])
    else:
        made = {"reflect": reflection_pad, "replicate": replication_pad}[pad_mode][1](
            shape, [size, size]
        )
    return made.view(made.shape[-x.dim() :])


def _window_of_length(x, window, length, n_fft):
    """The window in the middle of `n_fft` numbers."""
    if length == n_fft:
        return window
    whole = x.new_zeros((n_fft,)) if window is None else window.new_zeros((n_fft,))
    middle = whole.narrow(0, (n_fft - length) // 2, length)
    if window is None:
        middle.fill_(1)
    else:
        middle.copy_(window)
    return whole


# -- and back ----------------------------------------------------------------------------------


class UnfoldBackwardBackward0(Derivative):
    """Pieces added up where they overlap; the adjoint cuts out the pieces."""

    inputs = ("grad_in",)

    def vjp_grad_in(self, grad, s):
        return grad.unfold(s.dim, s.size, s.step)


_overlap = overload(
    "unfold_backward",
    "default",
    torch.ops.aten.unfold_backward,
    "grad_in, input_sizes, dim, size, step",
    UnfoldBackwardBackward0,
)


PAIRS = (
    "istft will require a complex-valued input tensor in a future PyTorch release. Matching the "
    "output from stft with return_complex=True. "
)


@composite()
def istft(
    self,
    n_fft,
    hop_length=None,
    win_length=None,
    window=None,
    center=True,
    normalized=False,
    onesided=None,
    length=None,
    return_complex=False,
):
    """The signal from its spectra: pieces are added up, and divided by the sum of the windows."""
    options = (hop_length, win_length, window, center, normalized, onesided, length, return_complex)
    # Spectra of real numbers, with a last dimension of pairs, were taken once.
    pairs = not self.is_complex() and not semantics.current().spectra_are_complex
    checked = arithmetic(torch.view_as_complex, self.raw) if pairs else self
    if pairs:
        warnings.warn(PAIRS, UserWarning, stacklevel=2)
    refuse(torch.istft, checked, n_fft, *options)  # and warns
    hop_length = n_fft // 4 if hop_length is None else hop_length
    win_length = n_fft if win_length is None else win_length
    x = self if pairs else OPERATORS["view_as_real"](self)
    several = x.dim() == 4
    pieces = x.size(-2)
    whole = n_fft + hop_length * (pieces - 1)
    onesided = x.size(-3) != n_fft if onesided is None else onesided
    if window is None:
        kind = self.dtype if return_complex else x.dtype
        window = Tensor._wrap(arithmetic(torch.ones, win_length, dtype=kind, device=x.device))
    if win_length != n_fft:
        left = (n_fft - win_length) // 2
        window = OPERATORS["constant_pad_nd"](window, [left, n_fft - win_length - left])
    x = x if several else x.unsqueeze(0)
    x = OPERATORS["view_as_complex"](x.transpose(1, 2))
    scale = BY_ROOT_N if normalized else BY_N
    if return_complex:
        x = c2c(x, [2], scale, False)
    else:
        x = x if onesided else x.narrow(2, 0, half(n_fft))
        x = c2r(x, [2], scale, n_fft)
    x = x * window.view((1, 1, n_fft))
    weights = window.pow(2).expand((1, pieces, n_fft))
    start = n_fft // 2 if center else 0
    end = whole - n_fft // 2 if center else whole
    if length is not None:
        end = start + length
    stop = min(end, whole)
    signal, weight = (
        _overlap(part, [part.size(0), whole], 1, n_fft, hop_length).narrow(1, start, stop - start)
        for part in (x, weights)
    )
    signal = signal / weight
    if not several:
        signal = signal.squeeze(0)
    if end > whole:
        signal = OPERATORS["constant_pad_nd"](signal, [0, end - whole])
    return signal
