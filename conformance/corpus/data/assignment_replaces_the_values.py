# rule: data.assignment
# source: own
# claim: assigning .data gives the leaf other memory, unrecorded; flag, identity and .grad stay
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
src = torch.tensor([7.0, 8.0, 9.0])
x.data = src
print(x, x.is_leaf, x._version)
src[0] = -1.0
print(x, x.data_ptr() == src.data_ptr())
