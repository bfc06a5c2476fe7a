# rule: detach.in-place-detach
# source: own
# claim: `detach_` acts in no_grad mode as outside of it
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
with torch.no_grad():
    print(y.detach_() is y)
print(y.requires_grad, y.grad_fn, y.is_leaf)
