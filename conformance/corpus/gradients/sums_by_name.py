# rule: gradients.sums-and-means
# source: own
# claim: None names all dimensions, which is another node than no dimension at all
# since: >=2.0
import torch

x = torch.ones(2, 3, requires_grad=True)
print(x.sum().grad_fn.name(), x.sum(None).grad_fn.name(), torch.sum(x, dim=None).grad_fn.name())
print(x.mean().grad_fn.name(), x.mean(None).grad_fn.name(), x.mean(dim=None).grad_fn.name())
(x.sum(None) * 2 + x.mean(dim=None)).backward()
print(x.grad)
