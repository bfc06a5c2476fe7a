# rule: modules.finding-parts
# source: own
# claim: a module or parameter that is found twice is named once, unless asked for otherwise
# since: >=2.0
import torch
import torch.nn as nn

a = nn.Linear(1, 1, bias=False)
m = nn.Sequential(a, a)
m.extra = None
m.add_module("none", None)
print([name for name, _ in m.named_modules()], [name for name, _ in m.named_children()])
print([name for name, _ in m.named_modules(remove_duplicate=False)])
print([name for name, _ in m.named_parameters(remove_duplicate=False)], len(list(m.parameters())))
