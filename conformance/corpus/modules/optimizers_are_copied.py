# rule: modules.optimizer-state
# source: own
# claim: a pickled optimizer comes back with its state, over parameters of its own
# since: >=2.0
import pickle
import torch

p = torch.ones(1, requires_grad=True)
o = torch.optim.SGD([p], lr=0.1, momentum=0.9)
p.sum().backward()
o.step()
new = pickle.loads(pickle.dumps(o))
print(new.param_groups[0]["params"][0] is p, len(new.state_dict()["state"]), new)
