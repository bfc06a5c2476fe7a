# rule: modes.block-is-a-constant
# source: seeds/000
# claim: a stage computed under no_grad counts in the value and not in the gradient
import torch

x = torch.tensor([3.0, -2.0], requires_grad=True)
a = x**3
with torch.no_grad():
    b = a * 0.5
c = a + b
print(a, a.requires_grad)
print(b, b.requires_grad, b.grad_fn)
print(c, c.requires_grad)
c.backward(torch.ones(c.shape))
print(x.grad)
