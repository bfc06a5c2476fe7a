# rule: leaves.grad-dtype
# source: own
# claim: grad_dtype is set on leaves only, to a dtype, and not against a gradient that is there
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
y.grad_dtype = torch.float64
x.grad_dtype = "float64"
x.grad = torch.ones(2)
x.grad_dtype = torch.float64
x.grad = None
x.grad_dtype = torch.float64
y.sum().backward()
print(x.grad)
