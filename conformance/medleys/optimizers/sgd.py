"""SGD with momentum, dampening, weight decay, Nesterov, maximizing."""

import torch

x = torch.tensor([1.0, -2.0, 3.0], requires_grad=True)
y = torch.tensor([1.0, -2.0, 3.0], requires_grad=True)
opt = torch.optim.SGD([x], lr=0.1)
for i in range(3): opt.zero_grad(); (x * x).sum().backward(); opt.step()
print(x, x._version, opt.state, opt)
opt = torch.optim.SGD([x, y], lr=0.1, momentum=0.9, weight_decay=0.1, dampening=0.2)
for i in range(3): opt.zero_grad(); (x * x).sum().backward(); opt.step()
b = opt.state[x]["momentum_buffer"]
print(x, x._version, y, b, b._version)
opt = torch.optim.SGD([x, y], lr=0.1, momentum=0.9, nesterov=True, maximize=True)
for i in range(3): opt.zero_grad(); (x * y).sum().backward(); opt.step()
print(x, x._version, y)
