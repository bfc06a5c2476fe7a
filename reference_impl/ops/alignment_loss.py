"""Connectionist temporal classification: the likelihood of a text, however it is spread over time.

At each time t one of the classes is emitted, with logarithmic probability x[t, k]; class `blank`
stands for nothing. A text is read off by dropping repeats and then blanks. The loss is -ln of the
sum over all paths that read as the target. With the target written with blanks around each letter,
a path goes from place to place of it, staying, moving on by one, or jumping over a blank between
two different letters. For each place one sums the paths up to it, and those from there on.

Source: A. Graves et al., Connectionist temporal classification, ICML 2006.
"""

import math

import torch

from ..storage import arithmetic
from ..tensor import Tensor
from .declare import OPERATORS, Derivative
from .losses import MEAN, SUM
from .not_implemented import only_once
from .overloads import overload


class CtcLossBackward0(Derivative):
    """d loss / d x[t, k] = e^x[t, k] - p[t, k], p the share of the paths that emit k at time t.

    -p is the derivative; e^x is added by torch, for which the probabilities of each time are a
    softmax: it is the derivative of their logarithmic sum, which is 0.
    """

    inputs = ("log_probs",)
    saves = {"log_probs": True, "targets": True, "loss": True, "log_alpha": True}

    def save_results(self, results):
        self.save("loss", results[0], is_output=True)
        self.save("log_alpha", results[1])

    def vjp_log_probs(self, grad, s):
        inputs = (grad, s.log_probs, s.loss)
        return only_once("_ctc_loss_backward", inputs, lambda: self._gradient(grad, s))

    def _gradient(self, grad, s):
        lengths = (s.input_lengths, s.target_lengths)
        raws = (s.log_probs.raw, s.targets.raw, s.loss.raw, grad.raw)
        return Tensor._wrap(arithmetic(_gradient, *raws, *lengths, s.blank, s.zero_infinity))


def _gradient(x, targets, loss, grad, input_lengths, target_lengths, blank, zero_infinity):
    """Plain arithmetic: it has no derivative of its own."""
    result, start = torch.zeros_like(x, memory_format=torch.contiguous_format), 0
    for n, (times, letters) in enumerate(zip(input_lengths, target_lengths, strict=True)):
        if targets.dim() == 1:
            text = targets[start : start + letters]
            start += letters
        else:
            text = targets[n, :letters]
        if zero_infinity and loss[n] == math.inf:
            continue
        emitted = _emitted(x[:times, n], text, blank, loss[n])
        result[:times, n] = grad[n] * (x[:times, n].exp() - emitted)
    return result


def _emitted(x, text, blank, loss):
    """The share of the paths that emit each class at each time."""
    places = text.new_full((2 * len(text) + 1,), blank)
    places[1::2] = text
    jumps = torch.zeros(len(places), dtype=torch.bool)
    jumps[3::2] = text[1:] != text[:-1]
    letters = x[:, places]
    up_to = _paths(letters, jumps)
    # The same from the end: time and places run backwards.
    jumps_back = torch.zeros_like(jumps)
    jumps_back[2:] = jumps[2:].flip(0)
    from_there = _paths(letters.flip((0, 1)), jumps_back).flip((0, 1))
    share = (up_to + from_there - letters + loss).exp()
    return torch.zeros_like(x).index_add(1, places, share)


def _paths(letters, jumps):
    """The logarithmic sum of the paths to each place at each time, this emission included."""
    times, count = letters.shape
    nothing = letters.new_full((count,), -math.inf)
    reached, rows = nothing.clone(), []
    for time in range(times):
        if not time:
            reached[:2] = 0
        else:
            one = torch.cat([nothing[:1], reached[:-1]])
            two = torch.cat([nothing[:2], reached[:-2]])[:count]
            two = torch.where(jumps, two, nothing)
            reached = torch.stack([reached, one, two]).logsumexp(0)
        reached = reached + letters[time]
        rows.append(reached)
    return torch.stack(rows) if rows else letters


_ctc_loss = overload(
    "_ctc_loss",
    "default",
    torch._ctc_loss,
    "log_probs, targets, input_lengths, target_lengths, blank, zero_infinity",
    CtcLossBackward0,
)


def ctc_loss(log_probs, targets, input_lengths, target_lengths, blank, reduction, zero_infinity):
    """The loss of each sample of the batch, or one of all of them."""
    raws = [getattr(x, "raw", x) for x in (log_probs, targets, input_lengths, target_lengths)]
    arithmetic(torch.ctc_loss, *raws, blank, reduction, zero_infinity)  # refuses
    is_batched = log_probs.dim() == 3
    x = log_probs if is_batched else log_probs.unsqueeze(1)
    lengths = [torch.as_tensor(known).flatten().tolist() for known in raws[2:]]
    loss = _ctc_loss(x, targets.to(torch.int64), *lengths, blank, zero_infinity)[0]
    if zero_infinity:
        zero = Tensor._wrap(torch.zeros((), dtype=loss.dtype))
        loss = OPERATORS["where"](loss == math.inf, zero, loss)
    if reduction == MEAN:
        count = torch.tensor(lengths[1]).clamp(min=1).to(loss.dtype)
        return (loss / Tensor._wrap(count)).mean()
    if reduction == SUM:
        return loss.sum()
    return loss if is_batched else loss.squeeze(0)
