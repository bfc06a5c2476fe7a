# rule: operators.matmul
# source: own
# claim: a batch of one is repeated or left out, a vector has no batch, and a number is refused
import torch

x = torch.ones(1, 2, 3, requires_grad=True)
y = torch.ones(2, 3, 2, requires_grad=True)
(x @ y).sum().backward()
print(x.grad, (y @ x[0]).sum(), (y.repeat(2, 1, 1) @ x).sum(), (y @ x.detach()).sum())
print(torch.ones(2, 2, 3).expand(2, 2, 3) @ torch.ones(3), torch.ones(2, 1, 2, 3) @ torch.ones(3))
torch.ones(2) @ torch.tensor(1.0)
given = torch.empty(0)
print(torch.matmul(torch.ones(2, 3), torch.ones(3), out=given), given._version)
torch.inner(torch.ones(2), torch.ones(3))
print(torch.tensordot(torch.ones(2, 3), torch.ones(1, 4), dims=([0], [0])))
print(torch.linalg.multi_dot([torch.ones(2), torch.ones(2, 3), torch.ones(3)]))
