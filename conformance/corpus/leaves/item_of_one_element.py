# rule: leaves.item-and-tolist
# source: seeds/001
# claim: item() gives the one value as a Python number, whatever the shape, dtype or history
import torch

a = torch.tensor(2.5, requires_grad=True)
b = torch.tensor([[7]])
c = torch.tensor([True])
print((a * 2).item(), b.item(), c.item())
print(isinstance((a * 2).item(), float), isinstance(b.item(), int))
