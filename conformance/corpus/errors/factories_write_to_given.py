# rule: errors.out-not-differentiable
# source: own
# claim: a factory with out= resizes, counts as a write, and leaves a leaf with the flag it was
#   called with
# since: >=2.4
import torch

given = torch.ones(3)
print(torch.zeros(2, out=given) is given, given, given._version)
print(torch.arange(3, out=given), torch.empty(3, out=given)._version, given._version)
x = torch.ones(2, requires_grad=True)
torch.zeros(2, out=x)
torch.empty(2, out=x)
y = x * 2
torch.ones(2, out=y)
y.sum().backward()
with torch.no_grad():
    print(torch.full((2,), 3.0, out=x), x._version)
