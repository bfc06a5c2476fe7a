# rule: graph.arguments-are-checked
# source: own
# claim: a reentrant checkpoint takes no keywords, and none a check that it does
#   not know
# since: >=2.1
import torch
from torch.utils.checkpoint import checkpoint, checkpoint_sequential

x = torch.ones(2, requires_grad=True)
checkpoint(torch.exp, x, use_reentrant=True, out=3)
checkpoint(torch.exp, x, use_reentrant=False, determinism_check="other")
checkpoint_sequential([torch.exp], 1, x, use_reentrant=False, other=3)
with torch.no_grad():
    print(checkpoint(torch.exp, x, use_reentrant=False))
