# rule: graph.checkpoint-computes-again-in-backward
# source: own
# claim: what a checkpoint saved is there once for each backward, also when it is looked at in
#   between
# since: >=2.1
import torch
from torch.utils.checkpoint import checkpoint

x = torch.ones(2, requires_grad=True)
y = checkpoint(lambda t: t.exp(), x, use_reentrant=False)
print(y.grad_fn._saved_result)
print(y.grad_fn._saved_result)
y.sum().backward()
print(x.grad)
