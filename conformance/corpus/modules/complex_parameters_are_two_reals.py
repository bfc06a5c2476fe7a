# rule: modules.optimizers
# source: own
# claim: an optimizer treats a complex parameter as pairs of reals
# since: >=2.0
import torch

for make in (torch.optim.Adam, torch.optim.Adagrad, torch.optim.Rprop, torch.optim.SGD):
    z = torch.tensor([1 + 2j, -3j], requires_grad=True)
    o = make([z], lr=0.1)
    for _ in range(2):
        o.zero_grad()
        z.abs().square().sum().backward()
        o.step()
    print(z)
