# rule: operators.index
# source: own
# claim: arrays and lists are keys, False selects nothing, and numbers that do not fit are refused
# since: >=2.9
import numpy as np
import torch

x = torch.arange(6.0).view(2, 3)
print(x[np.array([1, 0])], x[np.array(1)], x[[slice(0, 1), 1]], 4.0 in x, torch.tensor(9.0) in x)
x[False] = 7.0
x[torch.tensor([True, False]), torch.tensor([0])] = 5.0
x[torch.tensor([0]), torch.tensor([1])] = 3
x.long()[0] = 9999999 * 9999999 * 9999999
list(x[0, 0])
"a" in x
x.index_put_(torch.tensor([0]), torch.tensor(1.0))
print(x)
