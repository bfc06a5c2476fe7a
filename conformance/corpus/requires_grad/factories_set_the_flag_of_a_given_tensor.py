# rule: requires-grad.factory-argument
# source: own
# claim: a factory sets the flag of the tensor that is given as out=, too
import torch

x = torch.ones(2, requires_grad=True)
with torch.no_grad():
    torch.zeros(2, out=x)
print(x.requires_grad)
torch.ones(2, out=x, requires_grad=True)
print(x)
