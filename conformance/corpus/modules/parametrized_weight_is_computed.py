# rule: modules.weight-norm
# source: own
# claim: a parametrized weight is computed at each reading, or once in a cached() block; the
#   original is the parameter that gets the gradient
# since: >=2.0
import torch
import torch.nn as nn

class Symmetric(nn.Module):
    def forward(self, x):
        return x.triu() + x.triu(1).T
    def right_inverse(self, a):
        return a.triu()

m = nn.Linear(2, 2)
torch.nn.utils.parametrize.register_parametrization(m, "weight", Symmetric())
print(m, [n for n, _ in m.named_parameters()], m.weight.is_leaf, m.weight is m.weight)
with torch.nn.utils.parametrize.cached():
    print(m.weight is m.weight)
m(torch.ones(1, 2)).sum().backward()
print(m.parametrizations.weight.original.grad)
m.weight = torch.tensor([[1., 2.], [2., 3.]])
print(m.weight, m.parametrizations.weight.original)
