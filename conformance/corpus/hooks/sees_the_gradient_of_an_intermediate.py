# rule: hooks.tensor-hook-sees-gradient
# source: seeds/002
# claim: a hook on a computed tensor is given its gradient during backward, though .grad keeps
#   none
import torch

def show(grad):
    print("gradient of y:", grad)

x = torch.tensor([1.0, 2.0], requires_grad=True)
w = torch.tensor([5.0, 0.5], requires_grad=True)
y = x * w
handle = y.register_hook(show)
(y**2).sum().backward()
handle.remove()
print(x.grad, w.grad)
