# rule: leaves.grad-dtype
# source: changes
# claim: `grad_dtype` can be read of a non-leaf
# since: 2.10
# changes: non_leaves_show_their_grad_dtype
import torch

x = torch.tensor([1.0], requires_grad=True)
print((x * 2).grad_dtype)
print((x * 2).double().grad_dtype)
