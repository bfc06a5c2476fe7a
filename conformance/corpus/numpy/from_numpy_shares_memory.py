# rule: numpy.from-numpy-fresh-counter
# source: own
# claim: from_numpy makes a plain leaf on the array's memory and keeps the dtype
import numpy as np
import torch

a = np.array([1.0, 2.0])
x = torch.from_numpy(a)
a[0] = 9.0
print(x, x.requires_grad, x.is_leaf)
x.mul_(2)
print(a)
