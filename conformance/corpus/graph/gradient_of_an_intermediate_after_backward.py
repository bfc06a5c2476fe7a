# rule: graph.second-backward-raises
# source: seeds/002
# claim: asked after backward it works only where the path to the intermediate saved nothing
import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
w = torch.tensor([0.5, 0.25, 2.0], requires_grad=True)
y = x * w
z = y.sum()
z.backward()
print(torch.autograd.grad(z, y))
print(torch.autograd.grad(z, x))
