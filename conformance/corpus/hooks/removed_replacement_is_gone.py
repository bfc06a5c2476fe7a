# rule: hooks.removed-hook-not-called
# source: seeds/002
# claim: after handle.remove() the hook neither sees nor changes the gradient; removing again is
#   harmless
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 3
handle = y.register_hook(lambda grad: grad * 0)
handle.remove()
handle.remove()
y.sum().backward()
print(x.grad)
