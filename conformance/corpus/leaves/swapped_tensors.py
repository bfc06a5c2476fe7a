# rule: leaves.parameter
# source: own
# claim: swap_tensors exchanges class, values, flags and attributes of two tensors
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = torch.nn.Parameter(torch.tensor([[3.0]]), requires_grad=False)
y.note = "mine"
torch.utils.swap_tensors(x, y)
print(x, y, x.note)
torch.utils.swap_tensors(x, 1)
