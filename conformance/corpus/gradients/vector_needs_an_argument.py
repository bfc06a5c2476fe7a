# rule: gradients.vector-needs-argument
# source: seeds/000
# claim: backward() of a result with several elements raises, and asks for a scalar
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 5
y.backward()
print(x.grad)
y.sum().backward()
print(x.grad)
