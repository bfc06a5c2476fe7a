import numpy as np
import torch

n=np.ones(3,dtype=np.float32)
x=torch.from_numpy(n)
x.add_(1)
n[0]=7
y=torch.as_tensor(n)
y.mul_(2)
m=y.numpy()
m[1]=9
