# rule: modules.what-may-be-registered
# source: own
# claim: names of children are strings without dots that are free; values are modules or None
# since: >=2.0
import torch.nn as nn

m = nn.Linear(1, 1)
m.add_module("a", None)
m.add_module(3, nn.ReLU())
m.add_module("weight", nn.ReLU())
m.add_module("a.b", nn.ReLU())
m.add_module("", nn.ReLU())
m.add_module("b", 3)
m.a = 3
m.a = None
m.weight = 3
print(list(m.named_children()), list(m.named_modules()))
