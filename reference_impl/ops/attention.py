"""Attention: the mean of values, weighted by how well each key answers a query.

    S = a Q K' + M,   P = softmax(S),   O = P V

torch computes it either step by step, or on a CPU in one operation that never holds all of P. Which
of the two it takes is torch's own choice, and visible: the one operation is one node, and has no
second derivative.
"""

import math

import torch

from .. import hazards, semantics
from ..dual_numbers import level
from ..storage import arithmetic
from ..tensor import Tensor
from .contractions import matmul
from .declare import OPERATORS, Derivative
from .normalizations import precise
from .not_implemented import only_once, refuse_without_forward
from .number_forms import over_number, times_number
from .overloads import overload
from .softmax import safe_softmax, softmax

_HALF = (torch.float16, torch.bfloat16)


# -- in one operation --------------------------------------------------------------------------


class ScaledDotProductFlashAttentionForCpuBackward0(Derivative):
    """With G the gradient of O:  dV = P' G,  dP = G V',  dS = P (dP - sum P dP),
    dQ = a dS K,  dK = a dS' Q.
    """

    inputs = ("query", "key", "value")
    saves = {
        "query": True,
        "key": True,
        "value": True,
        "attn_mask": True,
        "output": True,
        "logsumexp": True,
    }

    def save_results(self, results):
        self.save("logsumexp", results[1])
        self.save("output", results[0], is_output=True)

    def _once(self, grad, s, gradient):
        inputs = (grad, s.query, s.key, s.value, s.output)
        operation = "_scaled_dot_product_flash_attention_for_cpu_backward"
        return only_once(operation, inputs, lambda: _laid_out(gradient(precise(grad), s)))

    def vjp_query(self, grad, s):
        return self._once(grad, s, self._gradient_of_query)

    def vjp_key(self, grad, s):
        return self._once(grad, s, self._gradient_of_key)

    def vjp_value(self, grad, s):
        return self._once(grad, s, self._gradient_of_value)

    def _weights(self, s):
        """P, the keys, the values and a; keys and values for each head of the query."""
        query, key, value = (precise(x) for x in (s.query, s.key, s.value))
        copies = query.size(1) // key.size(1)
        key, value = (x.repeat_interleave(copies, 1) for x in (key, value))
        factor = 1 / math.sqrt(query.size(-1)) if s.scale is None else s.scale
        scores = query.matmul(key.mT) * factor
        for mask in (s.attn_mask, _causal_mask(scores) if s.is_causal else None):
            if mask is not None:
                scores = scores + as_numbers(mask, scores.dtype)
        return _softmax(scores), key, value, factor

    def _gradient_of_scores(self, grad, s):
        weights, key, value, factor = self._weights(s)
        of_weights = grad.matmul(value.mT)
        inner = (of_weights * weights).sum(-1, True)
        return weights * (of_weights - inner) * factor, key

    def _gradient_of_query(self, grad, s):
        of_scores, key = self._gradient_of_scores(grad, s)
        return of_scores.matmul(key)

    def _gradient_of_key(self, grad, s):
        of_scores, _ = self._gradient_of_scores(grad, s)
        return _by_group(of_scores.mT.matmul(precise(s.query)), s.key.size(1))

    def _gradient_of_value(self, grad, s):
        return _by_group(self._weights(s)[0].mT.matmul(grad), s.value.size(1))


def _softmax(scores):
    """Each row's. Where everything is masked out it is 0, or NaN."""
    function = safe_softmax if semantics.current().attention_is_safe else softmax
    return function(scores, -1)


def _laid_out(grad):
    """In memory the head is the last dimension but one."""
    return grad.transpose(1, 2).contiguous().transpose(1, 2)


def _by_group(grad, heads):
    """The sum over the heads of the query that share a head of the keys."""
    return grad.unflatten(1, (heads, grad.size(1) // heads)).sum(2)


def _flash_kernel(query, key, value, dropout_p, is_causal, attn_mask, scale):
    kernel = torch.ops.aten._scaled_dot_product_flash_attention_for_cpu
    return kernel(query, key, value, dropout_p, is_causal, attn_mask=attn_mask, scale=scale)


_flash_attention = overload(
    "_scaled_dot_product_flash_attention_for_cpu",
    "default",
    _flash_kernel,
    "query, key, value, dropout_p, is_causal, attn_mask, scale",
    ScaledDotProductFlashAttentionForCpuBackward0,
)


# -- step by step ------------------------------------------------------------------------------


def as_numbers(mask, dtype):
    """A mask of booleans as numbers to add: 0 where it lets through, -infinity elsewhere."""
    if mask.dtype != torch.bool:
        return mask
    zeros = Tensor._wrap(arithmetic(torch.zeros_like, mask.raw, dtype=dtype))
    return zeros.masked_fill(mask.logical_not(), -math.inf)


def _causal_mask(scores):
    """A query sees the keys up to its own place."""
    size = scores.shape[-2:]
    return Tensor._wrap(torch.ones(size, dtype=torch.bool, device=scores.device).tril())


def _step_by_step(query, key, value, attn_mask, dropout_p, is_causal, scale, enable_gqa):
    dtype = query.dtype
    if dtype in _HALF:
        query, key, value = (x.to(torch.float32) for x in (query, key, value))
    if enable_gqa:
        key, value = (x.repeat_interleave(query.size(-3) // x.size(-3), -3) for x in (key, value))
    # Each side is scaled by the root, for the sake of the half types.
    if semantics.current().attention_multiplies:
        factor = 1 / math.sqrt(max(query.size(-1), 1)) if scale is None else scale
        root = math.sqrt(abs(factor))
        query = times_number(query, math.copysign(root, factor))
        scores = matmul(query, times_number(key.transpose(-2, -1), root))
    else:
        root = math.sqrt(math.sqrt(query.size(-1)))
        scores = matmul(over_number(query, root), over_number(key.transpose(-2, -1), root))
    mask = _causal_mask(scores) if is_causal else attn_mask
    if mask is not None:
        scores = scores + as_numbers(mask, query.dtype)
    weights = _softmax(scores)
    if dropout_p > 0.0:
        weights = OPERATORS["dropout"](weights, dropout_p, True)
    return matmul(weights, value).to(dtype)


def scaled_dot_product_attention(
    query,
    key,
    value,
    attn_mask=None,
    dropout_p=0.0,
    is_causal=False,
    scale=None,
    enable_gqa=False,
):
    """softmax(Q K' / sqrt(E) + mask) V."""
    tensors = (query, key, value)
    settings = (dropout_p, is_causal, scale, enable_gqa)
    if hazards.attending(*(x.raw for x in tensors), enable_gqa):
        return _step_by_step(*tensors, attn_mask, *settings)
    forward = torch._C._nn.scaled_dot_product_attention
    _asked(forward, *tensors, attn_mask, 0.0, *settings[1:])  # refuses
    no_batch = all(x.dim() == 3 for x in tensors)
    if no_batch and semantics.current().attention_without_batch_is_a_batch_of_one:
        while attn_mask is not None and attn_mask.dim() < 4:
            attn_mask = attn_mask.unsqueeze(0)
        batch = (x.unsqueeze(0) for x in tensors)
        of_batch = _attention(*batch, attn_mask, *settings)
        if level.running_again:
            refuse_without_forward([of_batch], False)
        return of_batch.squeeze(0)
    return _attention(*tensors, attn_mask, *settings)


def _attention(query, key, value, attn_mask, *settings):
    """In the way that torch takes."""
    dropout_p, is_causal, scale, _ = settings
    if semantics.current().attention_of_nothing_is_zero:
        forward = torch._C._nn.scaled_dot_product_attention
        zeros = torch.zeros_like(_asked(forward, query, key, value, attn_mask, 0.0, *settings[1:]))
        if key.size(-2) == 0 or zeros.numel() == 0:
            return Tensor._wrap(zeros) + times_number(query.sum() + key.sum() + value.sum(), 0)
    is_flash = _asked(torch._fused_sdp_choice, query, key, value, attn_mask, *settings) == 1
    if is_flash and not (attn_mask is not None and attn_mask.requires_grad):
        mask = None if attn_mask is None else as_numbers(attn_mask, query.dtype)
        return _flash_attention(query, key, value, dropout_p, is_causal, mask, scale)[0]
    return _step_by_step(query, key, value, attn_mask, *settings)


def _asked(kernel, query, key, value, attn_mask, dropout_p, is_causal, scale, enable_gqa):
    """What a function of torch says of these arguments; it refuses some."""
    raws = (query.raw, key.raw, value.raw, None if attn_mask is None else attn_mask.raw)
    options = {"scale": scale, "enable_gqa": enable_gqa}
    options = {name: value for name, value in options.items() if value not in (None, False)}
    return arithmetic(kernel, *raws, dropout_p, is_causal, **options)
