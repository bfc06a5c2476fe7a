# rule: detach.in-place-detach
# source: seeds/004
# claim: y.detach_() before B(y) has the same effect on B's and A's gradients
import torch
import torch.nn as nn

A = nn.Linear(2, 3)
B = nn.Linear(3, 1)
y = A(torch.tensor([[1.0, -1.0]]))
y.detach_()
z = B(y)
z.backward()
print(A.weight.grad, A.bias.grad)
print(torch.equal(B.weight.grad, y), B.bias.grad)
