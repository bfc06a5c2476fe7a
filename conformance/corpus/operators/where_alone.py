# rule: operators.index
# source: own
# claim: where without branches, and nonzero, give places; what is written several times can be
#   added up
import torch

x = torch.tensor([[1.0, 0.0], [0.0, 2.0]], requires_grad=True)
print(torch.where(x), x.nonzero(), x[0, 0].nonzero(as_tuple=True))
print(torch.nonzero(x, as_tuple=True), torch.eq(x, 1, out=torch.ones(2, 2, requires_grad=True)))
print(torch.nonzero(x, out=torch.empty(0, dtype=torch.int64)))
y = torch.zeros(1).expand(2)
y.index_put_((torch.tensor([0]),), torch.tensor(1.0))
z = torch.zeros(3)
z.index_put_((torch.tensor([0, 0]),), x[0], accumulate=True).sum().backward()
print(x.grad)
