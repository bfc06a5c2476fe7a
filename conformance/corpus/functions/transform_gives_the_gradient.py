# rule: functions.transforms
# source: own
# claim: grad gives the gradient of its argument and leaves .grad alone; what it gives can be
#   differentiated by the caller, and it nests
# since: >=2.0
import torch
from torch.func import grad, grad_and_value

x = torch.tensor([1.0, 2.0], requires_grad=True)
w = torch.tensor([3.0, -1.0], requires_grad=True)
cube = grad(lambda t: (t**3).sum())
print(cube(x), x.grad)
both = grad_and_value(lambda a, b: ((a * b).sum(), b), argnums=(0, 1), has_aux=True)(x, w)
both[0][1].sum().backward()
print(x.grad, w.grad)
with torch.no_grad():
    print(grad(lambda t, u: ((t * w * u).sum(), t * w), has_aux=True)(x, w))
print(grad(grad(lambda t: t**4))(torch.tensor(2.0)), grad(lambda t: w.sum())(torch.tensor(2.0)))
