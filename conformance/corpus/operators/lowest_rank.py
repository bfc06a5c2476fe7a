# rule: operators.svd
# source: own
# claim: svd_lowrank and pca_lowrank find the largest singular values, differentiably
# since: >=2.4
import torch

a = torch.arange(12.0).view(3, 4).sin()
u, s, v = torch.svd_lowrank(a, q=2)
print((u @ torch.diag(s) @ v.t() - a).norm() < 0.5, u.shape, s.shape, v.shape)
m = a.mean(0, keepdim=True)
print(torch.svd_lowrank(a, q=1, niter=0, M=m)[1].shape, torch.svd_lowrank(a.t(), q=3)[1])
print(torch.pca_lowrank(a)[1].shape, torch.pca_lowrank(a, q=2, center=False)[1].shape)
torch.pca_lowrank(a, q=5)
torch.pca_lowrank(a, niter=-1)
x = a.clone().requires_grad_()
torch.svd_lowrank(x, q=3)[1].sum().backward()
print(x.grad.shape)
