# rule: requires-grad.change-acts-from-then-on
# source: seeds/000
# claim: outdated worry: the flag need not be set at definition; setting it any time before the
#   forward works
import torch

x = torch.tensor([1.0, 3.0])
unused = x + 1
x.requires_grad = True
(x**2).sum().backward()
print(x.grad)
