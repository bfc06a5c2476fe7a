# rule: modules.optimizer-step
# source: changes
# claim: `SGD` and `Adagrad` take `fused`; `RMSprop` takes `capturable`, counts in a tensor, and
#   writes once to its mean in a step
# changes: optimizers_run_otherwise
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
o = torch.optim.RMSprop([x], lr=0.5)
x.sum().backward()
o.step()
print(o.state_dict())
