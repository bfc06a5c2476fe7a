# rule: functions.transforms
# source: own
# claim: jacrev and jacfwd give the same Jacobians: a tree of outputs, of trees of inputs
# since: >=2.0
import torch
from torch.func import hessian, jacfwd, jacrev

x = torch.tensor([1.0, 2.0])
y = torch.tensor([3.0])
print(jacrev(lambda a, b: (a * b, a.sum()), argnums=(0, 1))(x, y))
print(jacfwd(lambda a, b: (a * b, a.sum()), argnums=(0, 1))(x, y))
print(jacrev(lambda a: (a**2, a), has_aux=True)(x), jacfwd(lambda a: (a**2, a), has_aux=True)(x))
print(hessian(lambda a: (a**3).sum())(x))
print(jacfwd(lambda a, b: {"p": a * b}, argnums=1)(x, y), jacrev(lambda a: a * 2)(y))
