# rule: graph.autograd-grad
# source: seeds/002
# claim: autograd.grad gives the gradient of a computed tensor, which .grad does not keep
import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
w = torch.rand(3, requires_grad=True)
y = x * w
z = (y * torch.tensor([2.0, 4.0, 8.0])).sum()
print(torch.autograd.grad(z, y))
print(x.grad, w.grad)
