# rule: numpy.shares-memory
# source: own
# claim: `numpy.asarray` of a tensor shares its memory, and so does `numpy(force=True)` on the CPU
# since: >=2.0
import numpy as np
import torch

x = torch.ones(3)
np.asarray(x)[0] = 5
x.numpy(force=True)[1] = 6
np.array(x)[2] = 7
print(x, x._version)
