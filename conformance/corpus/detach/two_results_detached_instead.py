# rule: detach.cuts-gradient
# source: seeds/003
# claim: recorded first and detached afterwards, the two summands give the same values, flags
#   and gradient
import torch

x = torch.tensor([2.0, 3.0], requires_grad=True)
a = x**2
b = (a * 10).detach()
c = (x**4).detach()
total = a + b + c
print(a.requires_grad, b.requires_grad, c.requires_grad, total.requires_grad)
print(b, c, total)
total.backward(torch.ones(total.shape))
print(x.grad)
