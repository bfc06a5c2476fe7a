# rule: modules.layers
# source: own
# claim: each head attends, and what they found is projected
# since: >=2.4
import torch
import torch.nn as nn

torch.manual_seed(0)
x = torch.randn(2, 3, 4)
heads = nn.MultiheadAttention(4, 2, batch_first=True)
heads(x, x, x)[0].sum().backward()
odd = nn.MultiheadAttention(4, 2, bias=False, kdim=3, vdim=5, add_bias_kv=True)
odd(x, torch.ones(2, 3, 3), torch.ones(2, 3, 5))[1].sum().backward()
print(heads, odd)
nn.MultiheadAttention(3, 2)
nn.MultiheadAttention(0, 2)
