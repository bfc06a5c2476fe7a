# rule: modules.state-dict
# source: own
# claim: assign=True takes the tensors themselves: buffers as they are, parameters with the flag
#   that was there
# since: >=2.3
import torch
import torch.nn as nn

m = nn.BatchNorm1d(1).requires_grad_(False)
w = nn.Parameter(torch.ones(1))
state = {"weight": w, "bias": torch.zeros(1), "running_mean": torch.ones(1)}
m.load_state_dict(state, strict=False, assign=True)
print(m.weight is w, w.requires_grad, m.bias, m.running_mean is state["running_mean"])
