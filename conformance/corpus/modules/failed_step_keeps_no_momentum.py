# rule: modules.optimizer-state
# source: own
# claim: SGD keeps new momentum buffers once all of a group is updated, so none when the step fails
import torch

p = torch.ones(1, requires_grad=True)
q = torch.ones(1, 1).expand(2, 1).requires_grad_()
(p * q).sum().backward()
o = torch.optim.SGD([p, q], lr=0.5, momentum=0.5)
o.step()
print(p, len(o.state), o.state[p], o.state[q])
