# rule: modules.state-dict
# source: own
# claim: state_dict takes its arguments by position, deprecated, and a plain dict to fill
# since: >=2.4
import torch
import torch.nn as nn

m = nn.Sequential(nn.Linear(1, 1), nn.ReLU())
m.add_module("none", None)
mine = {}
print(m.state_dict(destination=mine, prefix="a.") is mine, sorted(mine))
print(m.state_dict(mine, "b."), m.state_dict(keep_vars=True)["0.bias"] is m[0].bias)
print(m.load_state_dict(m.state_dict()))
m.load_state_dict(3)
