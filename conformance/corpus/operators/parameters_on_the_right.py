# rule: operators.maximum-ties
# source: own
# claim: a formula compares in the order it is written in, also where Python's operators would ask
#   a parameter on the right first, as the layout of the gradient shows
import torch

x = torch.nn.Parameter(torch.ones(2, 2))
made = torch.maximum(x.t(), x)
print(torch.autograd.grad(made.sum(), x)[0].stride(), (x.t() == x).stride())
