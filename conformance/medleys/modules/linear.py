"""`nn.Linear`: nodes, errors, and writes to its weight."""

import torch
from torch import nn

l = nn.Linear(2, 2)
x = torch.ones(3, 2, requires_grad=True)
y = l(x)
print(y.grad_fn, y.grad_fn.next_functions, y.shape)
print(l(torch.ones(2)), l(torch.ones(2)).grad_fn, l(torch.ones(2, 2, 2)).grad_fn)
l(torch.ones(3))
l(torch.ones(1, 3))
l(torch.ones(2, dtype=torch.float64))
l(torch.ones(2, dtype=torch.int64))
nb = nn.Linear(2, 3, bias=False)
print(nb(x).grad_fn, nb(torch.ones(2)).grad_fn, nb(torch.ones(2, 2, 2)).grad_fn)
y.sum().backward()
print(x.grad, l.weight.grad, l.bias.grad)
l.weight.grad.zero_()
l.weight.grad = None
l.weight = torch.nn.Parameter(torch.eye(2))
print(l(x))
l.bias.data.fill_(3)
print(l(x))
with torch.no_grad(): l.weight[0, 0] = 7
print(l.weight, l.weight._version)
l.weight[0, 0] = 7
l.weight += 1
l.weight = l.weight + 1
l.weight.requires_grad = False
l.weight[0, 0] = 9
print(l.weight)
