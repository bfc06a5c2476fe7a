# rule: graph.checkpoint-computes-again-in-backward
# source: own
# claim: a reentrant checkpoint of what has no gradient is not necessary, and refused in backward
# since: >=2.1
import torch
from torch.utils.checkpoint import checkpoint

x = torch.ones(2, requires_grad=True)
y = checkpoint(lambda t: t.detach(), x, use_reentrant=True)
y.sum().backward()
print(y.requires_grad, x.grad)
