# rule: modules.layers
# source: own
# claim: transformers are attention, normalization and linear maps, with sums around them
# since: >=2.4
import torch
import torch.nn as nn

torch.manual_seed(0)
x = torch.randn(2, 3, 4)
mask = nn.Transformer.generate_square_subsequent_mask(3)
layer = nn.TransformerEncoderLayer(4, 2, 8, dropout=0.0, batch_first=True)
(nn.TransformerEncoder(layer, 2, nn.LayerNorm(4))(x, mask) * x).sum().backward()
both = nn.Transformer(4, 2, 1, 1, 8, 0.0, "gelu", norm_first=True)
(both(x, x[:2], tgt_mask=mask[:2, :2]) * x[:2]).sum().backward()
print(layer, both, nn.Transformer(4, 2, custom_encoder=layer, custom_decoder=layer))
both(x, torch.ones(3, 1, 4))
both(x, torch.ones(3, 3, 3))
