# rule: versions.foreach-bumps
# source: changes
# claim: `_foreach_add_` and its like return their list
# changes: foreach_gives_its_list
import torch

x = [torch.ones(2)]
print(torch._foreach_add_(x, 1))
