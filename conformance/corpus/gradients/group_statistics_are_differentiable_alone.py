# rule: gradients.of-operators
# source: changes
# claim: mean and deviation that `native_group_norm` gives have a gradient where its result has
#   none
# changes: group_statistics_are_differentiable_alone
import torch

x = torch.tensor([[[1.0, 2.0, 4.0]]], requires_grad=True)
y, mean, deviation = torch.native_group_norm(x, None, None, 1, 1, 3, 1, 1e-5)
mean.sum().backward()
print(x.grad)
