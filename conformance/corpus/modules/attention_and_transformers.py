# rule: modules.layers
# source: own
# claim: transformers are layers of attention, normalization and linear maps, with sums around them
# since: >=2.4
import torch
import torch.nn as nn

torch.manual_seed(0)
x = torch.randn(2, 3, 4)
heads = nn.MultiheadAttention(4, 2, batch_first=True)
heads(x, x, x)[0].sum().backward()
odd = nn.MultiheadAttention(4, 2, bias=False, kdim=3, vdim=5, add_bias_kv=True)
odd(x, torch.ones(2, 3, 3), torch.ones(2, 3, 5))[1].sum().backward()
mask = nn.Transformer.generate_square_subsequent_mask(3)
layer = nn.TransformerEncoderLayer(4, 2, 8, dropout=0.0, batch_first=True)
(nn.TransformerEncoder(layer, 2, nn.LayerNorm(4))(x, mask) * x).sum().backward()
(layer(x) * x).sum().backward()
both = nn.Transformer(4, 2, 1, 1, 8, dropout=0.0, activation="gelu", norm_first=True)
(both(x, x[:2], tgt_mask=mask[:2, :2]) * x[:2]).sum().backward()
print(heads, odd, both)
nn.Transformer(4, 2, custom_encoder=both.encoder, custom_decoder=both.decoder, batch_first=True)
both(x, torch.ones(3, 1, 4))
both(x, torch.ones(3, 3, 3))
nn.TransformerEncoder(nn.Linear(2, 2), 1)
nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 8), 1)
nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 1, 8, batch_first=True), 1)
nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 8, norm_first=True), 1)
nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 8, bias=False, batch_first=True), 1)
nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 8, activation=nn.Tanh(), batch_first=True), 1)
nn.TransformerEncoderLayer(4, 2, 8, activation="tanh")
nn.TransformerDecoder(nn.TransformerDecoderLayer(4, 2, 8), 1)
nn.MultiheadAttention(3, 2)
nn.MultiheadAttention(0, 2)
