# rule: functions.transforms
# source: own
# claim: `argnums` may count from the end, and a Jacobian may be computed in chunks
# since: >=2.1
import torch
from torch.func import grad, jacrev

x, y = torch.tensor([1.0, 2.0]), torch.tensor([3.0, 5.0])
print(grad(lambda a, b: (a * b).sum(), argnums=-1)(x, y))
print(grad(lambda a, b: (a * b).sum(), argnums=(1, -2))(x, y))
print(jacrev(lambda a, b: a**2 * b, argnums=-1)(x, y))
print(jacrev(lambda a, b: a**2 * b, chunk_size=1)(x, y))
jacrev(torch.sin, chunk_size=0)
torch.func.vmap(torch.sin, chunk_size=-1)
grad(lambda a: (a.sum(), "more"), has_aux=True)(x)
