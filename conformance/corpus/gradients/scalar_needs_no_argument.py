# rule: gradients.one-element-is-implicit
# source: seeds/000
# claim: a result with one element needs no argument, whatever its number of dimensions
import torch

x = torch.tensor([[3.0]], requires_grad=True)
y = x * x
y.backward()
print(y, x.grad)
s = (x * 2).sum()
s.backward()
print(s, x.grad)
