# rule: graph.checkpoint-computes-again-in-backward
# source: own
# claim: a backward inside a checkpointed function runs it again before its first run is over
# since: >=2.13
import torch
from torch.utils.checkpoint import checkpoint

x = torch.ones(2, requires_grad=True)
def f(t):
    (g,) = torch.autograd.grad(t.exp().sum(), t)
    return (t.exp() * g).sin()
for stop in (True, False):
    checkpoint(f, x * 1, use_reentrant=False, early_stop=stop).sum().backward()
    print(x.grad)
