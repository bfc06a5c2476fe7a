# rule: modules.optimizer-state
# source: changes
# claim: `SGD` has a default for `lr`
# changes: sgd_has_a_rate
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
o = torch.optim.SGD([x])
print(o.state_dict())
