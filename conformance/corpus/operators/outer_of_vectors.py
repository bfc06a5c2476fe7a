# rule: operators.outer
# source: own
# claim: outer, diag, flips and repeats refuse tensors of other dimensions than theirs
# since: >=2.0
import torch

x = torch.ones(2, 2)
v = torch.ones(2, requires_grad=True)
torch.outer(x, v)
torch.outer(v, x)
torch.diag(torch.ones(2, 2, 2))
print(torch.diag(v), torch.diag(x, out=torch.empty(0)), torch.fliplr(x), torch.flipud(v))
torch.fliplr(v)
torch.flipud(torch.tensor(1.0))
v.repeat()
print(torch.repeat_interleave(x[0, 0], 2), torch.ones(5, 2).fill_diagonal_(3.0, wrap=True))
print(torch.cross(torch.ones(3), torch.tensor([1.0, 2.0, 3.0]), out=torch.empty(3), dim=0))
