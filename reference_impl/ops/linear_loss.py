"""The cross entropy of a linear layer, without ever holding the outputs of the layer.

torch goes through the batch in chunks and computes the gradient along with the loss. In backward
that is multiplied by what comes in, as if it were a constant: there is no second derivative with
respect to input and weight.
"""

import torch

from ..grad_mode import mode
from ..storage import arithmetic
from ..tensor import Tensor
from ..views import bump_version
from .declare import Derivative, edge_of
from .overloads import overload

_TWICE = (
    "linear_cross_entropy chunked backward called twice; retain_graph=True / double backward are "
    "not supported."
)
_OUT = (
    "div(): functions with out=... arguments don't support automatic differentiation, but one of "
    "the arguments requires grad."
)


class _Chunked(Derivative):
    """dx = c (P - T) W,  dW = (c (P - T))' x,  db = sum of c (P - T).

    P is the softmax of x W' + b, T the targets as rows of 0 and 1, c the weight of each sample.
    """

    __slots__ = ("settings", "raws", "spent")

    operation = None
    inputs = ("input", "linear_weight", "linear_bias")

    @classmethod
    def record(cls, values, in_place=False):
        names = ("input", "linear_weight", "target", "linear_bias", "weight")
        given = [name for name in names if values[name] is not None]
        node = cls([edge_of(values[name]) for name in given])
        node.places = [(name, place, 0) for place, name in enumerate(given)]
        node.saved, node.spent = {}, set()
        node.settings = {name: values[name] for name in ("reduction", "ignore_index", "options")}
        node.raws = {n: None if values[n] is None else values[n].raw.clone() for n in names}
        for name in names if values["reduction"] == "none" else ():
            if values[name] is not None:
                node.save(name, values[name].detach())
        return node

    def name(self):
        return f"GeneratedBackwardFor_torch_nn__{self.operation}_defaultBackward"

    def vjp_input(self, grad, s):
        return self._gradient("input", grad)

    def vjp_linear_weight(self, grad, s):
        return self._gradient("linear_weight", grad)

    def vjp_linear_bias(self, grad, s):
        return self._gradient("linear_bias", grad)

    def vjp_target(self, grad, s):
        return None

    def vjp_weight(self, grad, s):
        return None

    def _slopes(self):
        """c (P - T)."""
        raws, ignored = self.raws, self.raws["target"] == self.settings["ignore_index"]
        target = raws["target"].masked_fill(ignored, 0)
        logits = torch.nn.functional.linear(
            raws["input"], raws["linear_weight"], raws["linear_bias"]
        )
        weights = raws["weight"]
        share = torch.ones_like(logits[:, 0]) if weights is None else weights[target]
        share = share.masked_fill(ignored, 0)
        if self.settings["reduction"] == "mean":
            share = share / share.sum()
        ones = torch.nn.functional.one_hot(target, logits.size(1))
        return share.unsqueeze(1) * (logits.softmax(1) - ones)

    def _of(self, name, slopes):
        if name == "input":
            return slopes @ self.raws["linear_weight"]
        return slopes.t() @ self.raws["input"] if name == "linear_weight" else slopes.sum(0)


class OfOneNumberBackward(_Chunked):
    """The sum or the mean."""

    __slots__ = ()

    operation = "linear_cross_entropy_batch_chunked"

    def _gradient(self, name, grad):
        if not self.settings["options"].allow_retain_graph:
            if name in self.spent:
                raise RuntimeError(_TWICE)
            self.spent.add(name)
        made = arithmetic(lambda: self._of(name, self._slopes()))
        return Tensor._wrap(made) * grad


class OfEachSampleBackward(_Chunked):
    """A loss for each sample: not even differentiable with respect to what comes in."""

    __slots__ = ()

    operation = "linear_cross_entropy_batch_chunked_no_reduction"

    def _gradient(self, name, grad):
        if mode.grad and grad.requires_grad and grad.numel():
            raise RuntimeError(_OUT)
        raw = grad.raw.unsqueeze(1)
        return Tensor._wrap(arithmetic(lambda: self._of(name, self._slopes() * raw)))


def _kernel(input, linear_weight, target, linear_bias, weight, reduction, ignore_index, options):
    loss = torch.nn.functional.linear_cross_entropy
    given = {"linear_bias": linear_bias, "weight": weight, "reduction": reduction}
    return loss(input, linear_weight, target, ignore_index=ignore_index, options=options, **given)


_PARAMS = "input, linear_weight, target, linear_bias, weight, reduction, ignore_index, options"
_number = overload("linear_cross_entropy", "number", _kernel, _PARAMS, OfOneNumberBackward)
_each = overload("linear_cross_entropy", "each", _kernel, _PARAMS, OfEachSampleBackward)


def chunked(input, linear_weight, target, linear_bias, weight, reduction, ignore_index, options):
    """The loss; `options` say how large the chunks are. Each writes to it, twice for a sum.

    The mean of no samples is written as NaN.
    """
    operator, writes = (_each, 1) if reduction == "none" else (_number, 2)
    samples, features = input.shape
    options = options._adjust(
        num_batches=samples,
        in_features=features,
        num_classes=linear_weight.size(0),
        dtype=input.dtype,
        device=input.device,
    )
    settings = (linear_bias, weight, reduction, ignore_index, options)
    loss = operator(input, linear_weight, target, *settings)
    count = writes * -(-samples // options.batch_chunk_size) or int(reduction == "mean")
    if reduction != "none" and input.dtype == torch.float16 != options.acc_dtype:
        count = 1  # the sum was kept in another dtype
    for _ in range(count):
        bump_version(loss)
    return loss
