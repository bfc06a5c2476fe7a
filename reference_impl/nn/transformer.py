"""`nn.Transformer`, its encoder and decoder, and their layers.

In `eval()` and without a graph torch runs a layer of the encoder in one kernel; what comes out is
the same.

Source: https://docs.pytorch.org/docs/stable/nn.html#transformer-layers
"""

import copy
import math
import warnings

from ..factories import FACTORIES
from . import functional, init
from .activation import GELU, ReLU
from .attention import MultiheadAttention
from .containers import ModuleList
from .dropout import Dropout
from .linear import Linear
from .module import Module
from .normalization import LayerNorm

_MODULE = "torch.nn.modules.transformer"


class _Layer(Module):
    """What the layers share: attention, two linear layers, and what is around them."""

    __module__ = _MODULE
    attentions = ()

    def __init__(
        self,
        d_model,
        nhead,
        dim_feedforward=2048,
        dropout=0.1,
        activation=functional.relu,
        layer_norm_eps=1e-5,
        batch_first=False,
        norm_first=False,
        bias=True,
        device=None,
        dtype=None,
    ):
        super().__init__()
        made = {"bias": bias, "device": device, "dtype": dtype}
        for name in self.attentions:
            heads = MultiheadAttention(
                d_model, nhead, dropout=dropout, batch_first=batch_first, **made
            )
            setattr(self, name, heads)
        self.linear1 = Linear(d_model, dim_feedforward, **made)
        self.dropout = Dropout(dropout)
        self.linear2 = Linear(dim_feedforward, d_model, **made)
        self.norm_first = norm_first
        places = range(1, len(self.attentions) + 2)
        for place in places:
            setattr(self, f"norm{place}", _norm(d_model, layer_norm_eps, **made))
        for place in places:
            setattr(self, f"dropout{place}", Dropout(dropout))
        self.activation = _activation(activation)

    def _around(self, place, x, block):
        """x + block(x), normalized before or after."""
        norm, drop = getattr(self, f"norm{place}"), getattr(self, f"dropout{place}")
        if self.norm_first:
            return x + drop(block(norm(x)))
        return norm(x + drop(block(x)))

    def _feed_forward(self, x):
        return self.linear2(self.dropout(self.activation(self.linear1(x))))


def _norm(size, eps, bias, **made):
    """A normalization, which not every release can have without bias."""
    return LayerNorm(size, eps=eps, **made, **({} if bias else {"bias": False}))


def _activation(activation):
    if not isinstance(activation, str):
        return activation
    if activation not in ("relu", "gelu"):
        raise RuntimeError(f"activation should be relu/gelu, not {activation}")
    return getattr(functional, activation)


class TransformerEncoderLayer(_Layer):
    """Places attend to each other, then each is transformed by itself."""

    __module__ = _MODULE
    attentions = ("self_attn",)

    def forward(self, src, src_mask=None, src_key_padding_mask=None, is_causal=False):
        masks = _masks(src_mask, src_key_padding_mask, is_causal)
        x = self._around(1, src, lambda x: self.self_attn(x, x, x, need_weights=False, **masks)[0])
        return self._around(2, x, self._feed_forward)


class TransformerDecoderLayer(_Layer):
    """Places attend to each other, then to the memory, then each is transformed by itself."""

    __module__ = _MODULE
    attentions = ("self_attn", "multihead_attn")

    def forward(
        self,
        tgt,
        memory,
        tgt_mask=None,
        memory_mask=None,
        tgt_key_padding_mask=None,
        memory_key_padding_mask=None,
        tgt_is_causal=False,
        memory_is_causal=False,
    ):
        own = _masks(tgt_mask, tgt_key_padding_mask, tgt_is_causal)
        of_memory = _masks(memory_mask, memory_key_padding_mask, memory_is_causal)
        look = self.multihead_attn
        x = self._around(1, tgt, lambda x: self.self_attn(x, x, x, need_weights=False, **own)[0])
        x = self._around(
            2, x, lambda x: look(x, memory, memory, need_weights=False, **of_memory)[0]
        )
        return self._around(3, x, self._feed_forward)


def _masks(mask, padding, is_causal):
    masks = {"attn_mask": mask, "key_padding_mask": padding}
    return {**masks, "is_causal": True} if is_causal else masks


# -- stacks of layers --------------------------------------------------------------------------


class TransformerEncoder(Module):
    """Copies of a layer, one after the other."""

    __module__ = _MODULE

    def __init__(
        self, encoder_layer, num_layers, norm=None, enable_nested_tensor=True, mask_check=True
    ):
        super().__init__()
        self.layers = _copies(encoder_layer, num_layers)
        self.num_layers, self.norm = num_layers, norm
        self.enable_nested_tensor, self.mask_check = enable_nested_tensor, mask_check
        why_not = _why_not_nested(encoder_layer)
        self.use_nested_tensor = enable_nested_tensor and not why_not
        if enable_nested_tensor and why_not:
            warnings.warn(
                "enable_nested_tensor is True, but self.use_nested_tensor is False because "
                f"{why_not}",
                stacklevel=2,
            )

    def forward(self, src, mask=None, src_key_padding_mask=None, is_causal=None):
        is_causal = _is_causal(mask, is_causal, _places(src, self.layers[0]))
        x = src
        for layer in self.layers:
            masks = {"src_mask": mask, "src_key_padding_mask": src_key_padding_mask}
            x = layer(x, is_causal=is_causal, **masks)
        return x if self.norm is None else self.norm(x)


def _why_not_nested(layer):
    """Why torch would not pack padded sequences, which it says when the encoder is made."""
    name = "encoder_layer"
    if not isinstance(layer, TransformerEncoderLayer):
        return f"{name} was not TransformerEncoderLayer"
    attention = layer.self_attn
    if layer.norm_first:
        return f"{name}.norm_first was True"
    if not attention.batch_first:
        return (
            f"{name}.self_attn.batch_first was not True(use batch_first for better inference "
            "performance)"
        )
    if not attention._qkv_same_embed_dim:
        return f"{name}.self_attn._qkv_same_embed_dim was not True"
    if attention.in_proj_bias is None:
        return f"{name}.self_attn was passed bias=False"
    known = (functional.relu, functional.gelu)
    if layer.activation not in known and not isinstance(layer.activation, (ReLU, GELU)):
        return f"{name}.activation_relu_or_gelu was not True"
    if layer.norm1.eps != layer.norm2.eps:
        return f"{name}.norm1.eps was not equal to {name}.norm2.eps"
    return f"{name}.self_attn.num_heads is odd" if attention.num_heads % 2 else ""


class TransformerDecoder(Module):
    """Copies of a layer, one after the other."""

    __module__ = _MODULE

    def __init__(self, decoder_layer, num_layers, norm=None):
        super().__init__()
        self.layers = _copies(decoder_layer, num_layers)
        self.num_layers, self.norm = num_layers, norm

    def forward(
        self,
        tgt,
        memory,
        tgt_mask=None,
        memory_mask=None,
        tgt_key_padding_mask=None,
        memory_key_padding_mask=None,
        tgt_is_causal=None,
        memory_is_causal=False,
    ):
        masks = {
            "tgt_mask": tgt_mask,
            "memory_mask": memory_mask,
            "tgt_key_padding_mask": tgt_key_padding_mask,
            "memory_key_padding_mask": memory_key_padding_mask,
            "tgt_is_causal": _is_causal(tgt_mask, tgt_is_causal, _places(tgt, self.layers[0])),
            "memory_is_causal": memory_is_causal,
        }
        x = tgt
        for layer in self.layers:
            x = layer(x, memory, **masks)
        return x if self.norm is None else self.norm(x)


class Transformer(Module):
    """An encoder, and a decoder that looks at what it made."""

    __module__ = _MODULE

    def __init__(
        self,
        d_model=512,
        nhead=8,
        num_encoder_layers=6,
        num_decoder_layers=6,
        dim_feedforward=2048,
        dropout=0.1,
        activation=functional.relu,
        custom_encoder=None,
        custom_decoder=None,
        layer_norm_eps=1e-5,
        batch_first=False,
        norm_first=False,
        bias=True,
        device=None,
        dtype=None,
    ):
        super().__init__()
        made = {"bias": bias, "device": device, "dtype": dtype}
        settings = (d_model, nhead, dim_feedforward, dropout, activation, layer_norm_eps)

        def stack(kind, layer, count):
            one = layer(*settings, batch_first, norm_first, **made)
            return kind(one, count, _norm(d_model, layer_norm_eps, **made))

        encoder, decoder = custom_encoder, custom_decoder
        if encoder is None:
            encoder = stack(TransformerEncoder, TransformerEncoderLayer, num_encoder_layers)
        self.encoder = encoder
        if decoder is None:
            decoder = stack(TransformerDecoder, TransformerDecoderLayer, num_decoder_layers)
        self.decoder = decoder
        self._reset_parameters()
        self.d_model, self.nhead, self.batch_first = d_model, nhead, batch_first

    def _reset_parameters(self):
        for parameter in self.parameters():
            if parameter.dim() > 1:
                init.xavier_uniform_(parameter)

    def forward(
        self,
        src,
        tgt,
        src_mask=None,
        tgt_mask=None,
        memory_mask=None,
        src_key_padding_mask=None,
        tgt_key_padding_mask=None,
        memory_key_padding_mask=None,
        src_is_causal=None,
        tgt_is_causal=None,
        memory_is_causal=False,
    ):
        batch_dim = 0 if self.batch_first else 1
        if src.dim() == 3 and src.size(batch_dim) != tgt.size(batch_dim):
            raise RuntimeError("the batch number of src and tgt must be equal")
        if src.size(-1) != self.d_model or tgt.size(-1) != self.d_model:
            raise RuntimeError("the feature number of src and tgt must be equal to d_model")
        memory = self.encoder(src, src_mask, src_key_padding_mask, src_is_causal)
        padding = (tgt_key_padding_mask, memory_key_padding_mask)
        causal = (tgt_is_causal, memory_is_causal)
        return self.decoder(tgt, memory, tgt_mask, memory_mask, *padding, *causal)

    @staticmethod
    def generate_square_subsequent_mask(sz, device=None, dtype=None):
        """A mask under which each place sees only those before it, and itself."""
        full = FACTORIES["full"]((sz, sz), -math.inf, dtype=dtype, device=device)
        return full.triu(diagonal=1)


def _copies(layer, count):
    return ModuleList([copy.deepcopy(layer) for _ in range(count)])


def _places(x, layer):
    """How many places a sequence has."""
    return x.size(1 if x.dim() == 3 and layer.self_attn.batch_first else 0)


def _is_causal(mask, is_causal, size):
    """Whether a mask is the one under which each place sees only those before it."""
    if is_causal is not None or mask is None:
        return is_causal is True
    made = {"device": mask.device, "dtype": mask.dtype}
    causal = Transformer.generate_square_subsequent_mask(size, **made)
    return mask.size() == causal.size() and bool((mask == causal).all())
