# rule: modules.layers
# source: own
# claim: whole channels are dropped of inputs of so many dimensions, with a warning of others
# since: >=2.0
import torch
import torch.nn.functional as F

x = torch.ones(2, 3, requires_grad=True)
print(F.dropout1d(x), F.feature_alpha_dropout(torch.ones(1, 2, 3), 0.5, True))
F.dropout1d(torch.ones(2))
F.dropout2d(torch.ones(2, 2))
F.dropout3d(torch.ones(2, 2))
F.dropout(x, 1.5)
F.dropout2d(x, -0.5)
