# rule: modules.optimizers
# source: changes
# claim: `NAdam` multiplies the momentum of a step into its product once
# changes: nadam_counts_momentum_once
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
o = torch.optim.NAdam([x], lr=0.5)
for step in range(2):
    x.sum().backward()
    o.step()
print(x)
