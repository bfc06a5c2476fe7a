# rule: graph.jacobian
# source: own
# claim: in strict mode each kind of independence is refused in words of its own
# since: >=2.0
import torch
from torch.autograd.functional import hessian, hvp, jacobian, vhp, vjp

x = torch.tensor([1.0, 2.0], dtype=torch.float64)
one = torch.tensor(2.0, dtype=torch.float64)
jacobian(lambda a: a * 2, x, strict=True, create_graph=True)
jacobian(lambda a: torch.ones(2), x, strict=True)
vjp(lambda a, b: a.sum(), (x, x), strict=True)
vjp(lambda a: a.sum() * 2, x, strict=True, create_graph=True)
vhp(lambda a, b: (a * a).sum(), (x, x), (x, x), strict=True)
hvp(lambda a: a.sum(), x, x, strict=True)
hessian(lambda a: (a * a).sum() * 2, x, strict=True, create_graph=True)
