# In a tuple, a slice that says it takes everything is no slice; one that only comes to that is
# (found by random programs).


import torch
a = torch.ones(2, requires_grad=True)
b = a[0:,], a[:,], a[:5,], a[-2:,], a[-5:2,], a[:]
c = torch.ones(0, 3, requires_grad=True)
d = c[1:, :], c[-1:, 0:], c[0:, 0:5], c[1:]
