# rule: modules.weight-norm
# source: own
# claim: a parameter is normalized once, also beside other hooks; what is not normalized cannot be
#   undone
# since: >=2.0
import torch
import torch.nn as nn

m = nn.utils.weight_norm(nn.Linear(3, 2), dim=None)
m.register_forward_pre_hook(lambda m, x: None)
nn.utils.weight_norm(m, "bias")
nn.utils.weight_norm(m)
print(m(torch.ones(3)).shape, [n for n, _ in m.named_parameters()])
nn.utils.remove_weight_norm(m, "bias")
nn.utils.remove_weight_norm(m, "bias")
