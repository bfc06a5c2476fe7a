# rule: gradients.chain-rule
# source: seeds/000
# claim: backward may start from any computed tensor; it gives the derivative of that one alone
import torch

def stages():
    x = torch.tensor([2.0, 5.0], requires_grad=True)
    a = x**2
    return x, a, a * 10

x1, a1, b1 = stages()
a1.backward(torch.ones(2))
x2, a2, b2 = stages()
b2.backward(torch.ones(2))
print(x1.grad, x2.grad)
