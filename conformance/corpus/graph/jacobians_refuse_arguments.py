# rule: graph.products-with-the-hessian
# source: own
# claim: a vector may be left out for one number only; it has the shape of the input, and
#   functions give one tensor
# since: >=2.0
import torch
from torch.autograd.functional import hessian, hvp, jacobian, jvp, vjp

x = torch.tensor([1.0, 2.0])
one = torch.tensor(2.0)
print(hvp(lambda a: a**3, one), vjp(lambda a: a * a, one))
hvp(lambda a: (a**3).sum(), x)
jvp(lambda a: a, x, (x, x))
vjp(lambda a: a, (x,), (x, x))
hessian(lambda a: (a.sum(), a.sum()), x)
jacobian(lambda a: a, x, vectorize=True, strict=True)
jacobian(lambda a: a, x, strategy="forward")
print(jacobian(lambda a: (a.exp(), a.sum()), x, vectorize=True))
