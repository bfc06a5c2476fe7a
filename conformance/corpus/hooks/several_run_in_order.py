# rule: hooks.order
# source: own
# claim: several hooks run in the order of registration, each on the result of the one before
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 1
a = y.register_hook(lambda grad: grad + 1)
b = y.register_hook(lambda grad: grad * 10)
y.sum().backward()
print(x.grad)
