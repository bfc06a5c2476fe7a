# rule: graph.checkpoint-notices-another-computation
# source: own
# claim: saving more in the second run than in the first is an error, unless the run ends early
# since: >=2.13
import torch
from torch.utils.checkpoint import checkpoint

x = torch.ones(2, requires_grad=True)
sizes = [2, 1, 2, 1]
def f(t):
    return t.exp().sin().cos() if sizes.pop() == 2 else t.exp()
for stop in (True, False):
    torch.autograd.grad(checkpoint(f, x, use_reentrant=False, early_stop=stop).sum(), x)
