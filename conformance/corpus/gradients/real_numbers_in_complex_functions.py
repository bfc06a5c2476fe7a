# rule: gradients.real-input-of-complex-function
# source: own
# claim: the logarithm in the gradient of a power is complex if the power is, and the imaginary
#   part of the gradient of what was copied into complex numbers is left out without a warning
# since: >=2.4
import torch

y = torch.tensor([1 + 1j, 2 - 1j], dtype=torch.complex128, requires_grad=True)
power = torch.tensor([-1.0, -2.0], dtype=torch.float64) ** y
print(torch.autograd.grad(power.abs().sum(), y))
x = torch.ones(2, requires_grad=True)
z = torch.zeros(2, dtype=torch.complex64)
z.copy_(x)
(z * 1j).sum().abs().backward()
print(x.grad)
