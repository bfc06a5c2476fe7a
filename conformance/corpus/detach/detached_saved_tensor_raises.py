# rule: detach.in-place-detach
# source: changes
# claim: an in-place detach of a saved tensor is an error one can read
# changes: detached_saved_tensor_raises
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 1
z = y * y
y.detach_()
z.sum().backward()
