# rule: detach.original-keeps-its-graph
# source: seeds/004
# claim: after y.detach() the original y can still be used to train A
import torch
import torch.nn as nn

A = nn.Linear(2, 3)
B = nn.Linear(3, 1)
x = torch.tensor([[2.0, -1.0]])
y = A(x)
B(y.detach()).backward()
y.sum().backward()
print(A.weight.grad, A.bias.grad)
print(B.bias.grad)
