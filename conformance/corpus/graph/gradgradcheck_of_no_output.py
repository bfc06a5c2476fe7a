# rule: graph.gradcheck
# source: own
# claim: where no output requires grad, gradgradcheck calls its function without arguments
import torch

x = torch.tensor([1.0], dtype=torch.float64, requires_grad=True)
with torch.no_grad():
    torch.autograd.gradgradcheck(torch.sin, x)
