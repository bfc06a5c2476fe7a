# rule: gradients.same-tensor-twice
# source: seeds/000, seeds/003
# claim: each result prints the operation that made it, and the gradient of both paths adds up
import torch

x = torch.tensor([3.0, -2.0], requires_grad=True)
a = x**3
b = a * 0.5
c = a + b
print(a, a.requires_grad)
print(b, b.requires_grad)
print(c, c.requires_grad)
c.backward(torch.ones(c.shape))
print(x.grad)
