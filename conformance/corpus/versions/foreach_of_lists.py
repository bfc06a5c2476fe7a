# rule: versions.foreach-bumps
# source: own
# claim: lists must be as long, and not empty; the results of one call share a node
# since: >=2.4
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = torch.tensor([3.0])
a, b = torch._foreach_norm([x, y])
c, d = torch._foreach_max([x, y])
print(a, b, c, d, torch._foreach_norm([y]), torch._foreach_max([y]), torch._foreach_exp([y]))
torch._foreach_mul([x, y], 2.0)[0].sum().backward()
torch._foreach_add([x, y], torch.tensor(1.0))
torch._foreach_add([x, y], [x])
torch._foreach_exp([])
z = x * 1
torch._foreach_mul_([z, y], 2.0)
