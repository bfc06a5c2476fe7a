# rule: modules.optimizers
# source: own
# claim: ASGD begins to average after t0 steps
# since: >=2.0
import torch

p = torch.tensor([1.0, -2.0], requires_grad=True)
o = torch.optim.ASGD([p], lr=0.1, t0=1, alpha=0.5)
for _ in range(4):
    p.grad = p.detach() * 2
    o.step()
    print(p, o.state[p]["ax"], o.state[p]["mu"])
