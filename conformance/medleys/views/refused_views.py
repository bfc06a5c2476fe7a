"""What view operations refuse."""

import torch

a = torch.ones(2, 3)
a.t().view(6)
a.view(4)
a.view(-1, -1)
a.view(-2)
a.view(0, -1)
a.expand(3, 3)
a.expand(2)
a.expand(-1, 2, 3)
a.squeeze(5)
a.unsqueeze(5)
a.transpose(0, 2)
a.permute(0)
a.permute(0, 0)
a.select(0, 5)
a.select(3, 0)
a.narrow(0, 1, 5)
a.narrow(0, 5, 1)
a.split(0)
a.split(-1)
a.split([1, 2])
a.chunk(0)
a.unbind(4)
a[5]
a[0, 0, 0]
a['a']
a[1.0]
a[:, 5]
a[::-1]
a.diagonal(0, 0, 0)
a.unfold(0, 3, 1)
a.unfold(0, 1, 0)
a.as_strided((2,), (1,), 100)
a.flatten(1, 0)
a.unflatten(0, (3, 1))
a.reshape(5)
a.T.t_().view(3)
torch.ones(2, 2, 2).t()
torch.ones(2, 2, 2).T
torch.ones(3).mT
torch.ones(2,2,2).H
a.movedim(0, 5)
a.tensor_split(0)
a.hsplit(2)
torch.ones(3).vsplit(1)
a.swapaxes(0, 3)
a.view()
a.view_as(torch.ones(4))
a.expand_as(torch.ones(4))
