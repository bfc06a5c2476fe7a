# rule: leaves.parameter
# source: own
# claim: swap_tensors refuses tensors that others hold, and poisons the graph of a swapped leaf
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = torch.tensor([3.0], requires_grad=True)
b = x.exp()
torch.utils.swap_tensors(x, y)
b.sum().backward()
c = x * x
torch.utils.swap_tensors(x, y)
