# rule: errors.out-not-differentiable
# source: own
# claim: given tensors must have the dtype of the result; eigvals writes, and has no derivative
#   then
# since: >=2.8
import torch

a = torch.tensor([[2.0, 1.0], [1.0, 3.0]], requires_grad=True)
b = a.detach()
given = torch.empty(0, dtype=torch.complex64)
print(torch.linalg.eigvals(a, out=given), torch.linalg.multi_dot([b, b], out=torch.empty(0)))
torch.linalg.eigvals(b, out=torch.empty(0, dtype=torch.complex64, requires_grad=True))
print(torch.linalg.eigvals(b, out=torch.empty(2, dtype=torch.complex64)))
torch.tensordot(b, b, out=torch.empty(0, dtype=torch.float64))
torch.linalg.tensorinv(b, ind=1, out=torch.empty(0, dtype=torch.int64))
torch.tensordot(b, b, out=torch.empty(3, requires_grad=True))
print(torch.tensordot(a, b, out=torch.empty(())), torch.linalg.norm(b, out=torch.empty(3)))
given.sum().backward()
