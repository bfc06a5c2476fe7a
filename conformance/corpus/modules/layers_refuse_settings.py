# rule: modules.layers
# source: own
# claim: layers refuse settings that they do not have, in the words of Python, and sizes that do not
#   fit
# since: >=2.4
import torch.nn as nn

nn.Sigmoid(3)
nn.ELU(1.0, False, 3)
nn.ELU(beta=1.0)
nn.ELU(1.0, alpha=1.0)
nn.Dropout(1.5)
nn.GroupNorm(2, 3)
nn.Unflatten(1, 3)
nn.Unflatten(1, (1, 2.0))
nn.functional.hardtanh(None, 2.0, 1.0)
print(nn.ReLU(inplace=True), nn.ELU(0.5, inplace=True), nn.GroupNorm(1, 2, affine=False))
print(nn.LayerNorm((2, 3), elementwise_affine=False), nn.LayerNorm(3), nn.Unflatten(1, (1, 2)))
