# rule: accumulation.first-gradient-not-aliased
# source: changes
# claim: the gradients that several uses of a tensor bring are summed in place, which shows in
#   the version of `.grad`
# changes: gradients_are_summed_in_place
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
(x * 2 + x * 3 + x * 4).sum().backward()
print(x.grad._version)
