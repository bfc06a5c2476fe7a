# rule: graph.autograd-grad-leaves-grad-alone
# source: seeds/002
# claim: torch.autograd.grad returns a tuple of gradients and does not touch .grad
import torch

a = torch.tensor([1.0, 2.0], requires_grad=True)
b = torch.tensor([3.0, 4.0], requires_grad=True)
loss = (a * a * b).sum()
grads = torch.autograd.grad(loss, [a, b])
print(grads)
print(a.grad, b.grad)
