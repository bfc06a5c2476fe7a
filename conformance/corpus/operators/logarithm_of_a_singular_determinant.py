# rule: operators.det-of-singular
# source: own
# claim: the gradient of slogdet at a singular matrix is whatever a solver finds, and an error
#   where it is to be differentiated
import torch

x = torch.zeros(1, 1, requires_grad=True)
size = torch.linalg.slogdet(x)[1]
print(torch.autograd.grad(size, x, retain_graph=True))
torch.autograd.grad(size, x, create_graph=True)
