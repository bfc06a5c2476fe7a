# rule: modules.full-backward-hooks
# source: changes
# claim: what a full backward pre-hook returns counts also if no input of its module requires
#   grad
# since: >=2.0
# changes: prehooks_alone_replace
import torch

m = torch.nn.Linear(1, 1)
m.register_full_backward_pre_hook(lambda m, o: (o[0] * 2,))
m(torch.ones(1)).sum().backward()
print(m.weight.grad)
