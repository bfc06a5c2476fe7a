# rule: graph.checkpoint-notices-another-computation
# source: changes
# claim: a checkpoint refuses to run again on an input that was detached in place since
# changes: checkpoints_miss_detached_inputs
# since: >=2.0
import torch
from torch.utils.checkpoint import checkpoint

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
z = checkpoint(torch.exp, y, use_reentrant=False)
y.detach_()
z.sum().backward()
