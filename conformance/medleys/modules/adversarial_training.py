"""Generator and discriminator, with and without `detach`."""

import torch
from torch import nn

torch.manual_seed(1)
G = nn.Sequential(nn.Linear(2, 3), nn.LeakyReLU(0.2), nn.Linear(3, 2))
D = nn.Sequential(nn.Linear(2, 3), nn.LeakyReLU(0.2), nn.Linear(3, 1), nn.Sigmoid())
oG = torch.optim.Adam(G.parameters(), lr=0.01, betas=(0.5, 0.999))
oD = torch.optim.Adam(D.parameters(), lr=0.01, betas=(0.5, 0.999))
bce = nn.BCELoss()
real = torch.randn(4, 2)
for i in range(2):
    z = torch.randn(4, 2)
    fake = G(z)
    oD.zero_grad()
    lr_ = bce(D(real), torch.ones(4, 1))
    lf = bce(D(fake.detach()), torch.zeros(4, 1))
    (lr_ + lf).backward()
    print([p.grad is None for p in G.parameters()], [round(p.grad.sum().item(), 4) for p in D.parameters()])
    oD.step()
    oG.zero_grad()
    lg = bce(D(fake), torch.ones(4, 1))
    lg.backward()
    oG.step()
    print(round(lr_.item(), 4), round(lf.item(), 4), round(lg.item(), 4))
