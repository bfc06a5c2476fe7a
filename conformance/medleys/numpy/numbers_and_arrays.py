import numpy as np
import torch

x=torch.ones(3,requires_grad=True)
x.numpy()
(x*2).numpy()
n=np.asarray(x)
f=float(torch.ones(1,requires_grad=True))
torch.ones(2).item()
float(torch.ones(2))
bool(torch.ones(2))
n=int(torch.tensor(3.7))
