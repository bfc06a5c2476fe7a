# rule: hooks.removed-hook-not-called
# source: seeds/002
# claim: a hook stays registered and is called on every backward, until removed
import torch

seen = []
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 3
handle = y.register_hook(lambda grad: seen.append(grad.sum().item()))
z = y.sum()
z.backward(retain_graph=True)
z.backward(retain_graph=True)
handle.remove()
z.backward()
print(seen, x.grad)
