# rule: leaves.to-device
# source: seeds/001
# claim: to(device) with the device the tensor is on returns the tensor itself, still a leaf
import torch

device = torch.device("cpu")
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x.to(device)
print(y is x, y.is_leaf, x.device)
print(x.cpu() is x)
