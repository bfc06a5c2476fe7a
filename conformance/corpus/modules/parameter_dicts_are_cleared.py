# rule: modules.containers
# source: own
# claim: clearing a ParameterDict takes the parameters out of the module
# since: >=2.0
import torch
import torch.nn as nn

p = nn.ParameterDict({"a": torch.ones(2), "b": torch.ones(1)})
del p["a"]
print(p.keys(), list(p.values()), list(p.parameters()))
p.clear()
print(len(p), list(p.parameters()), p)
