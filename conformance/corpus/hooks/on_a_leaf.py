# rule: hooks.leaf-hook-before-accumulation
# source: own
# claim: a hook on a leaf runs before the gradient is added to .grad
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
handle = x.register_hook(lambda grad: -grad)
(x * 2).sum().backward()
print(x.grad)
(x * 3).sum().backward()
print(x.grad)
