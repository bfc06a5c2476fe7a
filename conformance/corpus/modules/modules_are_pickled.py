# rule: modules.state-dict
# source: own
# claim: a pickled module comes back with parameters of its own
# since: >=2.0
import pickle
import torch
import torch.nn as nn

m = nn.Sequential(nn.Linear(1, 2), nn.BatchNorm1d(2))
new = pickle.loads(pickle.dumps(m))
print(new, torch.equal(new[0].weight, m[0].weight), new[0].weight is m[0].weight)
print(new[0].weight.requires_grad, new.training, list(new.state_dict()))
