# rule: graph.checkpoint-computes-again-in-backward
# source: changes
# claim: each second run of a checkpoint warns that `torch.cpu.amp.autocast` is deprecated
# since: >=2.1
# changes: checkpoint_warns_of_its_own_autocast
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = torch.utils.checkpoint.checkpoint(torch.exp, x, use_reentrant=False)
y.sum().backward()
print(x.grad)
