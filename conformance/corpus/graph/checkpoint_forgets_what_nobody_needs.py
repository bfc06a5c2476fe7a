# rule: graph.checkpoint-gives-the-same-gradients
# source: own
# claim: what the first run saved for an output that is gone is not kept by the second run either
# since: >=2.1
import torch
from torch.utils.checkpoint import checkpoint

x = torch.ones(2, requires_grad=True)
y, z = checkpoint(lambda t: (t.exp(), t.sin()), x, use_reentrant=False)
del y
z.sum().backward()
print(x.grad)
