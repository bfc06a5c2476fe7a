# rule: errors.failed-step-leaves-state
# source: own
# claim: a failed backward leaves .grad None here, and the leaf can be used again
import torch

x = torch.tensor([1.0, 4.0], requires_grad=True)
y = x.sqrt()
y.zero_()
y.sum().backward()
print(x.grad)
x.sqrt().sum().backward()
print(x.grad)
