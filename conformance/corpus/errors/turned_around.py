# rule: errors.bad-view
# source: own
# claim: T, mT and H turn matrices around; for other dimensions they warn or refuse
# since: >=2.0
import torch

x = torch.ones(2, 3, 4)
n = torch.tensor(1.0, requires_grad=True)
print(n.T, n.mT, n.H, n.mH, x.T.shape, x.mT.shape)
x.H
x[0, 0].mT
x[0, 0].H
print(x[0, 0].T.shape, x[0].H.shape)
print(n.adjoint())
