# rule: modes.block-is-a-constant
# source: seeds/003
# claim: of three summands two are made under no_grad: only the third has a gradient
import torch

x = torch.tensor([2.0, 3.0], requires_grad=True)
a = x**2
with torch.no_grad():
    b = a * 10
    c = x**4
total = a + b + c
print(a.requires_grad, b.requires_grad, c.requires_grad, total.requires_grad)
print(b, c, total)
total.backward(torch.ones(total.shape))
print(x.grad)
