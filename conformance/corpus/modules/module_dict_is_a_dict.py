# rule: modules.containers
# source: own
# claim: ModuleDict is filled and emptied like a dict; what it is updated with are modules by key
# since: >=2.0
import torch.nn as nn

d = nn.ModuleDict({"a": nn.Linear(1, 1), "b": nn.ReLU()})
d.update([("q", nn.Flatten())])
d.update(nn.ModuleDict({"r": nn.Tanh()}))
print(d, d.pop("q"), list(d.items()), "a" in d, nn.ModuleDict())
del d["a"]
d["zz"]
d.update(3)
d.update([3])
d.update([(3,)])
d.clear()
print(len(d))
