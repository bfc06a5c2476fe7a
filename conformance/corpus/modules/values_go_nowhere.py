# rule: modules.state-dict
# source: own
# claim: values that are loaded into a parameter without memory are lost, which is warned of
# changes: loading_into_no_memory_warns
# since: >=2.0
import torch
import torch.nn as nn

m = nn.Linear(1, 1, bias=False, device="meta")
print(m.load_state_dict(nn.Linear(1, 1, bias=False).state_dict()), m.weight)
m.load_state_dict(m.state_dict())
