# rule: graph.gradcheck
# source: changes
# claim: errors and warnings are reworded
# changes: texts_of_2_13
import torch

x = torch.tensor([1.0], dtype=torch.float64)
torch.autograd.gradcheck(torch.exp, x)
