# rule: graph.arguments-are-checked
# source: own
# claim: a reentrant checkpoint takes no contexts
# since: >=2.1
import torch
from torch.utils.checkpoint import checkpoint

x = torch.ones(2, requires_grad=True)
checkpoint(torch.exp, x, use_reentrant=True, context_fn=lambda: (1, 2))
