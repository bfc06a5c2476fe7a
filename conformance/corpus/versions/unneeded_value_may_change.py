# rule: versions.unsaved-may-be-modified
# source: seeds/000
# claim: addition saves nothing, so its inputs and its result may be changed in place
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
k = torch.tensor([3.0, 4.0])
y = x + k
k.zero_()
y.mul_(2)
y.sum().backward()
print(x.grad)
