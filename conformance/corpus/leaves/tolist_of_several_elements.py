# rule: leaves.item-and-tolist
# source: seeds/001
# claim: tolist() gives nested lists of Python numbers, and a bare number for a zero-dimensional
#   tensor
import torch

x = torch.tensor([[1.0, 2.0], [3.0, 4.5]], requires_grad=True)
print(x.tolist(), x[1].tolist(), x[1, 1].tolist())
print(torch.tensor([1, 2]).tolist(), torch.zeros(0).tolist())
