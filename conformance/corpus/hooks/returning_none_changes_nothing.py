# rule: hooks.tensor-hook-replaces-gradient
# source: seeds/002
# claim: a hook without a return value leaves the gradient as it was
import torch

seen = []
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 3
handle = y.register_hook(lambda grad: seen.append(grad))
(y * torch.tensor([1.0, -1.0])).sum().backward()
print(seen, x.grad)
