"""`torch.nn.functional`: attention with several heads."""

import math
import warnings

import torch

from .. import semantics
from ..factories import zeros_like
from ..ops.attention import scaled_dot_product_attention
from ..ops.contractions import linear
from ..ops.declare import OPERATORS

__all__ = ["multi_head_attention_forward", "scaled_dot_product_attention"]


def multi_head_attention_forward(
    query,
    key,
    value,
    embed_dim_to_check,
    num_heads,
    in_proj_weight,
    in_proj_bias,
    bias_k,
    bias_v,
    add_zero_attn,
    dropout_p,
    out_proj_weight,
    out_proj_bias,
    training=True,
    key_padding_mask=None,
    need_weights=True,
    attn_mask=None,
    use_separate_proj_weight=False,
    q_proj_weight=None,
    k_proj_weight=None,
    v_proj_weight=None,
    static_k=None,
    static_v=None,
    average_attn_weights=True,
    is_causal=False,
):
    """Projects query, key and value, lets each head attend, and projects what they found.

    Dimensions: place, sample (of the batch), element of the embedding.
    """
    is_batched = query.dim() == 3
    _check_shapes(query, key, value, key_padding_mask, attn_mask, num_heads)
    if not is_batched:
        query, key, value = query.unsqueeze(1), key.unsqueeze(1), value.unsqueeze(1)
        key_padding_mask = None if key_padding_mask is None else key_padding_mask.unsqueeze(0)
    places, batch, embed_dim = query.shape
    known_places = key.size(0)
    key_padding_mask = _padding_as_numbers(key_padding_mask, attn_mask, query.dtype)
    if is_causal and attn_mask is None:
        raise RuntimeError(
            "Need attn_mask if specifying the is_causal hint. You may use the Transformer module "
            "method `generate_square_subsequent_mask` to create this mask."
        )
    if is_causal and key_padding_mask is None and not need_weights:
        attn_mask = None
    else:
        attn_mask = _as_numbers(attn_mask, "attn_mask", query.dtype)
        is_causal = is_causal and key_padding_mask is None
    head_dim = _head_dim(embed_dim, embed_dim_to_check, num_heads)
    if not use_separate_proj_weight and key.shape != value.shape:
        raise AssertionError(f"key shape {key.shape} does not match value shape {value.shape}")
    if use_separate_proj_weight:
        weights = (q_proj_weight, k_proj_weight, v_proj_weight)
        biases = (None,) * 3 if in_proj_bias is None else in_proj_bias.chunk(3)
        q, k, v = map(linear, (query, key, value), weights, biases)
    else:
        q, k, v = _projected(query, key, value, in_proj_weight, in_proj_bias)
    attn_mask = _with_heads(attn_mask, batch * num_heads, places, known_places)
    _check_both(bias_k, bias_v)
    if bias_k is not None:
        k = OPERATORS["cat"]([k, bias_k.repeat(1, batch, 1)])
        v = OPERATORS["cat"]([v, bias_v.repeat(1, batch, 1)])
        attn_mask, key_padding_mask = _one_wider(attn_mask), _one_wider(key_padding_mask)
    by_head = (batch * num_heads, head_dim)
    q = q.view(places, *by_head).transpose(0, 1)
    k = k.view(k.size(0), *by_head).transpose(0, 1) if static_k is None else static_k
    v = v.view(v.size(0), *by_head).transpose(0, 1) if static_v is None else static_v
    if add_zero_attn:
        k, v = (OPERATORS["cat"]([x, x.new_zeros((x.size(0), 1, head_dim))], 1) for x in (k, v))
        attn_mask, key_padding_mask = _one_wider(attn_mask), _one_wider(key_padding_mask)
    known_places = k.size(1)
    if key_padding_mask is not None:
        _check_padding(key_padding_mask, batch, known_places)
        spread = key_padding_mask.view(batch, 1, 1, known_places).expand(-1, num_heads, -1, -1)
        padding = spread.reshape(batch * num_heads, 1, known_places)
        attn_mask = padding if attn_mask is None else attn_mask + padding
    dropout_p = dropout_p if training else 0.0
    sizes = (places, batch, num_heads, known_places)
    project = (out_proj_weight, out_proj_bias)
    is_one_operation = semantics.current().heads_attend_in_one_operation
    if not need_weights and is_one_operation:
        found = _without_weights(q, k, v, attn_mask, dropout_p, is_causal, sizes)
        output, weights = _projected_back(found, *project, places, batch), None
    else:
        found, weights = _with_weights(q, k, v, attn_mask, dropout_p, sizes)
        output = _projected_back(found, *project, places, batch)
        weights = weights.view(batch, num_heads, places, known_places)
        weights = _averaged(weights) if average_attn_weights else weights
    if not need_weights:
        weights = None
    if not is_batched:
        output = output.squeeze(1)
        weights = None if weights is None else weights.squeeze(0)
    return output, weights


# -- the steps ---------------------------------------------------------------------------------


def _projected(query, key, value, weight, bias):
    """The three projections, whose weights are the thirds of one matrix."""
    size = query.size(-1)
    if key is value and query is key:
        return _several_at_once(linear(query, weight, bias), 3, size)
    if key is value:
        sections = [size, 2 * size]
        weights = weight.split(sections)
        biases = (None, None) if bias is None else bias.split(sections)
        both = _several_at_once(linear(key, weights[1], biases[1]), 2, size)
        return linear(query, weights[0], biases[0]), *both
    q_weight, k_weight, v_weight = weight.chunk(3)
    q_bias, k_bias, v_bias = (None,) * 3 if bias is None else bias.chunk(3)
    weights, biases = (q_weight, k_weight, v_weight), (q_bias, k_bias, v_bias)
    return tuple(map(linear, (query, key, value), weights, biases))


def _several_at_once(projected, count, size):
    parts = projected.unflatten(-1, (count, size)).unsqueeze(0).transpose(0, -2).squeeze(-2)
    parts = parts.contiguous()
    return tuple(parts[place] for place in range(count))


def _with_weights(q, k, v, mask, dropout_p, sizes):
    """What each head found, and the weights by which."""
    places, batch, num_heads, _ = sizes
    width = float(q.size(-1))
    multiplies = semantics.current().heads_are_multiplied
    scaled = q * math.sqrt(1.0 / width) if multiplies else q / math.sqrt(width)
    if mask is not None:
        weights = OPERATORS["baddbmm"](mask, scaled, k.transpose(-2, -1))
    else:
        weights = scaled.bmm(k.transpose(-2, -1))
    weights = OPERATORS["softmax"](weights, -1)
    if dropout_p > 0.0:
        weights = OPERATORS["dropout"](weights, dropout_p, True)
    found = weights.bmm(v).transpose(0, 1)
    return _side_by_side(found, (places * batch, num_heads * q.size(-1))), weights


def _side_by_side(found, size):
    """What the heads found, as one row a place and sample."""
    if semantics.current().heads_are_reshaped:
        return found.reshape(size)
    return found.contiguous().view(size)


def _averaged(weights):
    """Over the heads."""
    if semantics.current().attention_weights_are_averaged:
        return weights.mean(1)
    return weights.sum(1) / weights.size(1)


def _without_weights(q, k, v, mask, dropout_p, is_causal, sizes):
    places, batch, num_heads, known_places = sizes
    if mask is not None:
        one = mask.size(0) == 1 and mask.dim() == 3
        mask = mask.unsqueeze(0) if one else mask.view(batch, num_heads, -1, known_places)
    q = q.view(batch, num_heads, places, q.size(-1))
    k = k.view(batch, num_heads, known_places, q.size(-1))
    v = v.view(batch, num_heads, known_places, q.size(-1))
    found = scaled_dot_product_attention(q, k, v, mask, dropout_p, is_causal)
    return _side_by_side(found.permute(2, 0, 1, 3), (batch * places, num_heads * q.size(-1)))


def _projected_back(found, weight, bias, places, batch):
    output = linear(found, weight, bias)
    return output.view(places, batch, output.size(1))


# -- masks -------------------------------------------------------------------------------------


def _as_numbers(mask, name, dtype):
    """A mask of booleans (True: not to be seen) as numbers to add."""
    if mask is None or mask.is_floating_point():
        return mask
    if mask.dtype != torch.bool:
        raise AssertionError(f"only bool and floating types of {name} are supported")
    return zeros_like(mask, dtype=dtype).masked_fill_(mask, -math.inf)


def _padding_as_numbers(padding, mask, dtype):
    if padding is not None and mask is not None and padding.dtype != mask.dtype:
        warnings.warn(
            "Support for mismatched key_padding_mask and attn_mask is deprecated. Use same type "
            "for both instead.",
            stacklevel=3,
        )
    return _as_numbers(padding, "key_padding_mask", dtype)


def _one_wider(mask):
    return None if mask is None else OPERATORS["constant_pad_nd"](mask, (0, 1), 0)


def _with_heads(mask, heads, places, known_places):
    if mask is None:
        return None
    wanted = {2: (places, known_places), 3: (heads, places, known_places)}[mask.dim()]
    if mask.shape != wanted:
        raise RuntimeError(
            f"The shape of the {mask.dim()}D attn_mask is {mask.shape}, but should be {wanted}."
        )
    return mask.unsqueeze(0) if mask.dim() == 2 else mask


# -- refusals ----------------------------------------------------------------------------------


def _check_padding(mask, batch, places):
    wanted = (batch, places)
    if not semantics.current().texts_of_2_8 and mask.shape != wanted:
        raise AssertionError(f"expecting key_padding_mask shape of {wanted}, but got {mask.shape}")
    for dim, (size, found) in enumerate(zip(wanted, mask.shape, strict=True)):
        if size != found:
            raise AssertionError(
                f"Expected key_padded_mask.shape[{dim}] to be {size}, but got {found}"
            )


def _check_both(bias_k, bias_v):
    if (bias_k is None) != (bias_v is None):
        names = ("bias_k", "bias_v") if bias_v is None else ("bias_v", "bias_k")
        text = "{} is set but {} is None".format(*names)
        raise AssertionError(text if semantics.current().texts_of_2_13 else "")


def _check_shapes(query, key, value, key_padding_mask, attn_mask, num_heads):
    ndim = query.dim()
    if ndim not in (2, 3):
        raise AssertionError(
            f"query should be unbatched 2D or batched 3D tensor but received {ndim}-D query tensor"
        )
    kind = f"For {'batched' if ndim == 3 else 'unbatched'} ({ndim}-D) `query`, expected"
    if key.dim() != ndim or value.dim() != ndim:
        raise AssertionError(
            f"{kind} `key` and `value` to be {ndim}-D but found {key.dim()}-D and {value.dim()}-D "
            "tensors respectively"
        )
    if key_padding_mask is not None and key_padding_mask.dim() != ndim - 1:
        raise AssertionError(
            f"{kind} `key_padding_mask` to be `None` or {ndim - 1}-D but found "
            f"{key_padding_mask.dim()}-D tensor instead"
        )
    if attn_mask is not None and attn_mask.dim() not in (2, 3):
        raise AssertionError(
            f"{kind} `attn_mask` to be `None`, 2-D or 3-D but found {attn_mask.dim()}-D tensor "
            "instead"
        )
    if ndim == 2 and attn_mask is not None and attn_mask.dim() == 3:
        expected = (num_heads, query.shape[0], key.shape[0])
        if attn_mask.shape != expected:
            raise AssertionError(
                f"Expected `attn_mask` shape to be {expected} but got {attn_mask.shape}"
            )


def _head_dim(embed_dim, expected, num_heads):
    if embed_dim != expected:
        raise AssertionError(
            f"was expecting embedding dimension of {expected}, but got {embed_dim}"
        )
    if embed_dim % num_heads:
        raise AssertionError(f"embed_dim {embed_dim} not divisible by num_heads {num_heads}")
    return embed_dim // num_heads
