# rule: modules.state-dict
# source: own
# claim: a value that is no tensor is an error of loading; one element fits a parameter without
#   dimensions
# since: >=2.0
import torch
import torch.nn as nn

m = nn.Linear(1, 1)
m.load_state_dict({"weight": 3, "bias": torch.ones(1)})
m.scale = nn.Parameter(torch.tensor(2.0))
m.load_state_dict({"scale": torch.ones(1)}, strict=False)
print(m.scale, m.bias)
