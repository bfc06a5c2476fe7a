# rule: detach.in-place-detach
# source: seeds/004
# claim: after y.detach_() the way back to A is gone: backward from y raises
import torch
import torch.nn as nn

A = nn.Linear(2, 3)
y = A(torch.tensor([[2.0, -1.0]]))
y.detach_()
y.sum().backward()
print(A.weight.grad)
