# Assignment by indices to memory that is there several times warns (found by random programs).


import torch
d = torch.nn.Parameter(torch.tensor([1.0]))
e = torch.neg(d)
f = e.expand(2, *e.shape)
f[f > 1] = 1.0
g = torch.zeros(1).expand(2)
g[g > 1] = 1.0
g[[0]] = 1.0
g.masked_fill_(g > 1, 2.0)
g.index_fill_(0, torch.tensor([0]), 1.0)
h = torch.zeros(1, 2).expand(2, 2)
h[:, [0]] = 1.0
h[[0], :] = 1.0
h[0, [0]] = 1.0
h[h > 0] = torch.tensor(2.0)
