# rule: operators.masked-reductions
# source: own
# claim: masks must fit, dimensions come once, and means of integers have no dtype
# since: >=2.8
import torch

x = torch.tensor([[1, 2, 3], [4, 5, 6]])
mask = torch.tensor([[True, False, True], [False, False, False]])
f = x.float()
torch.masked.sum(f, 1, mask=mask.expand(2, 2, 3))
torch.masked.sum(f, (0, 0), mask=mask)
torch.masked.mean(x, 1, mask=mask)
torch.masked.median(x, 1, mask=mask)
print(torch.masked.median(x, 1, mask=mask[:1]))
print(torch.masked.var(x, 1, unbiased=False, mask=mask[:1]))
torch.masked.var(f, 1, unbiased=True, correction=1, mask=mask)
print(torch.masked.std(f, 1, dtype=torch.float64, mask=mask[:1]))
