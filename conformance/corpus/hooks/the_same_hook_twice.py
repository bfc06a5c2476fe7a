# rule: hooks.order
# source: own
# claim: a hook that is registered twice is called twice, until each of its handles has removed it
import torch

x = torch.tensor([1.0], requires_grad=True)
double = lambda grad: grad * 2
first, second = x.register_hook(double), x.register_hook(double)
x.backward()
print(x.grad)
first.remove()
first.remove()
x.backward()
print(x.grad)
