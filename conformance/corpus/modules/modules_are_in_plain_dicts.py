# rule: modules.finding-parts
# source: changes
# claim: a module's tables are plain dicts
# changes: modules_are_in_plain_dicts
import torch

m = torch.nn.ModuleDict({"a": torch.nn.ReLU()})
print(m.keys())
