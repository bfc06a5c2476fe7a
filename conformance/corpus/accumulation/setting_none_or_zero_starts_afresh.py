# rule: accumulation.zero-grad
# source: own
# claim: set .grad to None or zero it in place to keep old gradients out
import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
(w * 3).sum().backward()
w.grad = None
(w * 5).sum().backward()
print(w.grad)
w.grad.zero_()
(w * 7).sum().backward()
print(w.grad)
