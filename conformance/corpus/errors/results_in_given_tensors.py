# rule: errors.out-not-differentiable
# source: own
# claim: functions of linear algebra write into a given tensor, and refuse where anything requires
#   grad in the name of the operator that would write; those that copy are differentiable
import torch

a = torch.tensor([[4.0, 1.0], [1.0, 3.0]])
given = torch.empty(0)
print(torch.linalg.det(a, out=given) is given, given, given._version)
a.requires_grad_()
torch.linalg.matrix_norm(a, out=given)
given.backward()
print(given, a.grad)
torch.linalg.inv(a, out=torch.empty(2, 2))
