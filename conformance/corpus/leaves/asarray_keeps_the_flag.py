# rule: leaves.asarray
# source: changes
# claim: `asarray` of a tensor that requires grad requires grad, unless told otherwise
# changes: asarray_keeps_the_flag
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
print(torch.asarray(x).requires_grad)
