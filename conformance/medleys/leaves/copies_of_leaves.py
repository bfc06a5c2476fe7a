import torch
from torch import nn
import copy
x=torch.ones(2,requires_grad=True)
x.grad=torch.ones(2)
y=copy.deepcopy(x)
z=copy.copy(x*2)
w=copy.copy(x)
copy.deepcopy(x*2)
p=nn.Parameter(torch.ones(2))
q=copy.deepcopy(p)
