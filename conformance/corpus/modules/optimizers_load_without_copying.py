# rule: modules.optimizer-state
# source: changes
# claim: what `Optimizer.load_state_dict` loads is not copied
# changes: optimizers_load_without_copying
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
o = torch.optim.SGD([x], lr=0.5, momentum=0.9)
x.sum().backward()
o.step()
s = o.state_dict()
o.load_state_dict(s)
o.step()
print(s)
