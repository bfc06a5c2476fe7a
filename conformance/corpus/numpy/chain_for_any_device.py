# rule: numpy.needs-detach
# source: seeds/001
# claim: detach().cpu().numpy() and cpu().detach().numpy() both give the array
import torch

x = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
a = x.detach().cpu().numpy()
b = x.cpu().detach().numpy()
print(a)
print((a == b).all(), a.shape, a.dtype)
