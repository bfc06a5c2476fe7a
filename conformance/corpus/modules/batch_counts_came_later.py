# rule: modules.state-dict
# source: own
# claim: a state that does not say how old it is may lack the count of batches of a BatchNorm
# since: >=2.4
import torch
import torch.nn as nn

m = nn.BatchNorm1d(1)
state = m.state_dict()
del state["num_batches_tracked"]
m.load_state_dict(state)
m.num_batches_tracked += 3
print(m.load_state_dict(dict(state)), m.num_batches_tracked)
