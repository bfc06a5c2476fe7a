# rule: detach.in-place-detach
# source: own
# claim: what was computed before detach_() keeps its graph: the gradient still flows through
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 3
z = (y + 1).sum()
y.detach_()
z.backward()
print(x.grad, y.requires_grad)
