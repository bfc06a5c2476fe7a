"""Assignments to every kind of index, and those refused."""

import numpy as np
import torch

a = torch.zeros(3, 4)
v = [a._version]
a[0] = 1; v.append(a._version)
a[0, 1] = 2.; v.append(a._version)
a[:, 1] = torch.ones(3); v.append(a._version)
a[...] = 3; v.append(a._version)
a[:] = 3; v.append(a._version)
a[a > 2] = 0; v.append(a._version)
a[torch.tensor([0, 1])] = 5; v.append(a._version)
a[torch.tensor([0, 1]), torch.tensor([1, 2])] = torch.ones(2); v.append(a._version)
a[[0, 1]] = 5; v.append(a._version)
a[None, 0] = 5; v.append(a._version)
a[True] = 5; v.append(a._version)
a[False] = 5; v.append(a._version)
a[0:0] = 5; v.append(a._version)
a[torch.tensor([], dtype=torch.int64)] = 5; v.append(a._version)
a[0] += 1; v.append(a._version)
a[0:2] += 1; v.append(a._version)
a[a > 100] += 1; v.append(a._version)
a[torch.tensor(0)] = 3; v.append(a._version)
a[0][1] = 3; v.append(a._version)
a[::2, 1:3] = 3; v.append(a._version)
a[np.array([0, 1])] = 3; v.append(a._version)
a[torch.tensor([True, False, True])] = 1; v.append(a._version)
a[torch.tensor([True, False, True]), 0] = 1; v.append(a._version)
a[1, torch.tensor([0, 1])] = 1; v.append(a._version)
a[slice(None), [0, 1]] = 1; v.append(a._version)
print(v)
print(a)

a = torch.zeros(3, 4)
a[5] = 1
a[0, 9] = 1
a[0, 0, 0] = 1
a['x'] = 1
a[0] = 'x'
a[0] = torch.ones(3)
a[1.5] = 3
a[torch.tensor([9])] = 1
a[torch.tensor([1.5])] = 1
a[torch.tensor([True, False])] = 1
a[0] = [1., 2., 3., 4.]
a[0] = (1, 2)
a[0] = np.ones(4)
a[0] = None
a[0] = 1j
print(a._version)
b = torch.zeros(3, dtype=torch.int64)
b[0] = 1.7
b[1] = torch.tensor(2.7)
b[2] = float('inf')
print(b, b._version)
