# rule: modules.optimizer-step
# source: changes
# claim: `SGD` and `Adagrad` take `fused`; `RMSprop` takes `capturable`, counts in a tensor, and
#   writes once to its mean in a step
# changes: optimizers_run_otherwise
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
x.sum().backward()
make = torch.optim.RMSprop, torch.optim.Rprop, torch.optim.Adagrad
for o in (make[0]([x], centered=True), make[1]([x]), make[2]([x])):
    o.step()
    print(o.state_dict())
