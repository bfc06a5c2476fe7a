"""Attention with several heads as a module, and the layers and stacks made of it."""

import copy
import torch
from torch import nn

torch.manual_seed(0)
x = torch.randn(2, 3, 4, requires_grad=True)
heads = nn.MultiheadAttention(4, 2, batch_first=True)
print(heads, [name for name, _ in heads.named_parameters()])
out, weights = heads(x, x, x)
print(out.grad_fn.name(), weights.grad_fn.name(), out.stride())
out.sum().backward()
heads(x, x, x, need_weights=False, attn_mask=nn.Transformer.generate_square_subsequent_mask(3))[0].sum().backward()
other = nn.MultiheadAttention(4, 2, kdim=3, vdim=5, add_bias_kv=True, add_zero_attn=True)
print([(name, tuple(p.shape)) for name, p in other.named_parameters()])
other(x, torch.ones(2, 3, 3), torch.ones(2, 3, 5))[0].sum().backward()
layer = nn.TransformerEncoderLayer(4, 2, 8, dropout=0.0, batch_first=True)
print(layer)
out = layer(x, src_key_padding_mask=torch.tensor([[False, False, True], [False, False, False]]))
out.sum().backward()
stack = nn.TransformerEncoder(layer, 2, nn.LayerNorm(4))
stack(x, mask=nn.Transformer.generate_square_subsequent_mask(3)).pow(2).sum().backward()
nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 8), 1)
nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 1, 8, batch_first=True), 1)
nn.TransformerEncoderLayer(4, 2, 8, activation="tanh")
both = nn.Transformer(4, 2, 1, 1, 8, dropout=0.0, activation="gelu", norm_first=True, batch_first=True)
both(x, x[:, :2]).pow(2).sum().backward()
both(x, torch.ones(1, 2, 4))
both(x, torch.ones(2, 2, 3))
nn.MultiheadAttention(3, 2)
nn.MultiheadAttention(0, 2)
same = copy.deepcopy(both)
frozen = nn.TransformerDecoderLayer(4, 2, 8).requires_grad_(False)
frozen(x, x).requires_grad
