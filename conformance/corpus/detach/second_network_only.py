# rule: detach.cuts-gradient
# source: seeds/004
# claim: B(A(x).detach()): backward trains B's parameters and leaves A's without gradient
import torch
import torch.nn as nn

A = nn.Linear(2, 3)
B = nn.Linear(3, 1)
x = torch.tensor([[1.0, -1.0]])
y = A(x)
z = B(y.detach())
z.backward()
print(A.weight.grad, A.bias.grad)
print(torch.equal(B.weight.grad, y), B.bias.grad)
