# rule: hooks.tensor-hook-replaces-gradient
# source: seeds/002
# claim: wrong: a hook may return a value; it replaces the gradient for all that comes after
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 3
handle = y.register_hook(lambda grad: grad * 100)
y.sum().backward()
print(x.grad)
