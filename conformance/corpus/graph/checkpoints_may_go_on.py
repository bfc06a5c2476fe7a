# rule: graph.checkpoint-early-stop
# source: changes
# claim: `checkpoint` takes `early_stop`
# since: 2.1
# changes: checkpoints_may_go_on
import torch

x = torch.tensor([0.5, 1.5], requires_grad=True)
y = torch.utils.checkpoint.checkpoint(torch.exp, x, use_reentrant=False, early_stop=False)
y.sum().backward()
print(x.grad)
