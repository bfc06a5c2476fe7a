# rule: numpy.needs-detach
# source: seeds/001
# claim: what is computed in numpy is unknown to autograd: made into a tensor again it is a
#   constant
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
outside = torch.from_numpy(x.detach().numpy() * 10)
loss = (outside * x).sum()
loss.backward()
print(outside, outside.requires_grad)
print(x.grad)
