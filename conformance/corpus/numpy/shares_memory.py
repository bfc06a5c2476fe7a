# rule: numpy.shares-memory
# source: seeds/001
# claim: on the CPU the array is the tensor's memory: writes go both ways, also to the leaf
#   behind detach()
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
a = x.detach().numpy()
a[0] = 50.0
print(x)
x.data[1] = 60.0
print(a)
