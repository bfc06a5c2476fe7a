# rule: leaves.item-and-tolist
# source: seeds/001
# claim: item() of a tensor with several elements, or none, raises
import torch

torch.tensor([1.0, 2.0, 3.0]).item()
torch.zeros(0).item()
print(torch.tensor([1.0, 2.0, 3.0])[1].item())
