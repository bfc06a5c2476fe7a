# rule: modules.optimizer-state
# source: own
# claim: load_state_dict refuses another number of groups, and of parameters in a group
# since: >=2.0
import torch

p, q = torch.ones(1, requires_grad=True), torch.ones(1, requires_grad=True)
o = torch.optim.SGD([p], lr=0.1)
two = torch.optim.SGD([{"params": [p]}, {"params": [q]}], lr=0.1)
o.load_state_dict(two.state_dict())
o.load_state_dict(torch.optim.SGD([p, q], lr=0.1).state_dict())
two.load_state_dict(two.state_dict())
print(two)
