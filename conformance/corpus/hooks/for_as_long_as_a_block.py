# rule: hooks.removed-hook-not-called
# source: own
# claim: a handle is a context: its hook is removed at the end of the block
import torch

x = torch.tensor([1.0], requires_grad=True)
with x.register_hook(lambda grad: grad * 10):
    x.backward()
print(x.grad)
x.backward()
print(x.grad)
