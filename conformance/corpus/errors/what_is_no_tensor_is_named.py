# rule: errors.gradient-is-no-tensor
# source: own
# claim: what is no tensor is refused with the name of its class, and wrong arguments as Python
#   does
import numpy as np
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
x.grad = np.ones(2)
x.data = np.ones(2)
torch.sin(x, x, x)
torch.sin(x, base=2)
torch.add(x)
torch.sin(out=torch.ones(2))
x.detach().sin(out=torch.ones(2))
torch.ones(2).set_(1)
torch.nn.init.uniform(torch.ones(2))
