"""`nn.MultiheadAttention`: the projections of attention with several heads, as a module.

In `eval()` and without a graph torch runs it in one kernel; what comes out is the same.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MultiheadAttention.html
"""

from ..factories import FACTORIES
from . import functional, init
from .linear import Linear
from .module import Module
from .parameter import Parameter


class NonDynamicallyQuantizableLinear(Linear):
    """A linear layer that quantization leaves as it is."""

    __module__ = "torch.nn.modules.linear"


class MultiheadAttention(Module):
    """Lets each head attend, and projects what they found."""

    __module__ = "torch.nn.modules.activation"

    def __init__(
        self,
        embed_dim,
        num_heads,
        dropout=0.0,
        bias=True,
        add_bias_kv=False,
        add_zero_attn=False,
        kdim=None,
        vdim=None,
        batch_first=False,
        device=None,
        dtype=None,
    ):
        if embed_dim <= 0 or num_heads <= 0:
            raise ValueError(
                "embed_dim and num_heads must be greater than 0, got "
                f"embed_dim={embed_dim} and num_heads={num_heads} instead"
            )
        super().__init__()
        self.embed_dim, self.num_heads, self.dropout = embed_dim, num_heads, dropout
        self.kdim = embed_dim if kdim is None else kdim
        self.vdim = embed_dim if vdim is None else vdim
        self._qkv_same_embed_dim = self.kdim == embed_dim and self.vdim == embed_dim
        self.batch_first, self.add_zero_attn = batch_first, add_zero_attn
        self.head_dim = embed_dim // num_heads
        if self.head_dim * num_heads != embed_dim:
            raise AssertionError("embed_dim must be divisible by num_heads")

        def parameter(name, is_there, *size):
            made = FACTORIES["empty"](size, device=device, dtype=dtype) if is_there else None
            self.register_parameter(name, Parameter(made) if is_there else None)

        same = self._qkv_same_embed_dim
        widths = {"q_proj_weight": embed_dim, "k_proj_weight": self.kdim}
        widths["v_proj_weight"] = self.vdim
        if same:
            parameter("in_proj_weight", True, 3 * embed_dim, embed_dim)
        for name, width in widths.items():
            parameter(name, not same, embed_dim, width)
        if not same:
            parameter("in_proj_weight", False)
        parameter("in_proj_bias", bias, 3 * embed_dim)
        made = {"device": device, "dtype": dtype}
        self.out_proj = NonDynamicallyQuantizableLinear(embed_dim, embed_dim, bias=bias, **made)
        self.bias_k = self.bias_v = None
        if add_bias_kv:
            del self.bias_k, self.bias_v
            parameter("bias_k", True, 1, 1, embed_dim)
            parameter("bias_v", True, 1, 1, embed_dim)
        self._reset_parameters()

    def _reset_parameters(self):
        weights = (self.in_proj_weight, self.q_proj_weight, self.k_proj_weight, self.v_proj_weight)
        for weight in weights:
            if weight is not None:
                init.xavier_uniform_(weight)
        if self.in_proj_bias is not None:
            init.constant_(self.in_proj_bias, 0.0)
            init.constant_(self.out_proj.bias, 0.0)
        for bias in (self.bias_k, self.bias_v):
            if bias is not None:
                init.xavier_normal_(bias)

    def forward(
        self,
        query,
        key,
        value,
        key_padding_mask=None,
        need_weights=True,
        attn_mask=None,
        average_attn_weights=True,
        is_causal=False,
    ):
        turned = self.batch_first and query.dim() == 3
        if turned:
            query, key, value = _turned(query, key, value)
        separate = {}
        if not self._qkv_same_embed_dim:
            separate = {"use_separate_proj_weight": True, "q_proj_weight": self.q_proj_weight}
            separate.update(k_proj_weight=self.k_proj_weight, v_proj_weight=self.v_proj_weight)
        if is_causal:  # releases before 2.0 cannot be told
            separate["is_causal"] = True
        # rule: modules.layers
        output, weights = functional.multi_head_attention_forward(
            query,
            key,
            value,
            self.embed_dim,
            self.num_heads,
            self.in_proj_weight,
            self.in_proj_bias,
            self.bias_k,
            self.bias_v,
            self.add_zero_attn,
            self.dropout,
            self.out_proj.weight,
            self.out_proj.bias,
            training=self.training,
            key_padding_mask=key_padding_mask,
            need_weights=need_weights,
            attn_mask=attn_mask,
            average_attn_weights=average_attn_weights,
            **separate,
        )
        return (output.transpose(1, 0) if turned else output), weights


def _turned(query, key, value):
    """Places first; what was one tensor stays one."""
    turned = {}
    for tensor in (query, key, value):
        if id(tensor) not in turned:
            turned[id(tensor)] = tensor.transpose(1, 0)
    return (turned[id(tensor)] for tensor in (query, key, value))
