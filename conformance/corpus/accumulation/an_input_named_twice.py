# rule: accumulation.inputs-argument
# source: own
# claim: an input that is named twice is accumulated into once
import torch

x = torch.tensor([2.0], requires_grad=True)
y = torch.tensor([3.0], requires_grad=True)
(x * y).backward(inputs=[x, x])
print(x.grad, y.grad)
print(torch.autograd.grad(x * y, [x, x]))
