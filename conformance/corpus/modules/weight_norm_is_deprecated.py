# rule: modules.conversion
# source: changes
# claim: `nn.utils.weight_norm` warns
# changes: weight_norm_is_deprecated
import torch

m = torch.nn.utils.weight_norm(torch.nn.Linear(1, 1))
print(m.weight_g.requires_grad)
