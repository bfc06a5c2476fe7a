"""Constants that become leaves, and every way to copy or cast."""

import torch

a = torch.randn(2, 2)
a = ((a * 3) / (a - 1))
print(a.requires_grad)
a.requires_grad_(True)
print(a.requires_grad)
b = (a * a).sum()
print(b.grad_fn)
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x + 2
y[0] = 5
print(y, y.grad_fn)
y.sum().backward()
print(x.grad)
x[0] = 3
x.data[0] = 3
print(x)
x.detach()[1] = 7
print(x, x._version)
with torch.no_grad():
    x[0] = 9
print(x, x._version)
m = x.detach()
m += 1
print(x, m)
n = x.clone().detach()
n += 1
print(x)
k = x.detach().clone().requires_grad_(True)
k2 = torch.tensor(x)
k3 = torch.as_tensor(x)
print(k2.requires_grad, k3 is x)
k4 = x.new_tensor([1.0])
k5 = torch.Tensor(x)
print(k5.requires_grad, k5)
k6 = torch.from_numpy(x.detach().numpy())
k6[0] = 100
print(x, x._version)
l = [x, y]
s = torch.stack([x, x])
print(s.grad_fn, torch.cat([x, x.detach()]).grad_fn)
t = torch.tensor([x[0], x[1]])
print(t)
t = torch.tensor([x[0].item(), 2.0], requires_grad=True)
print(torch.tensor(x.tolist()), x.detach().cpu().numpy().tolist())
print(x.cpu() is x, x.to("cpu") is x, x.float() is x, x.double().grad_fn, x.to(torch.float64).grad_fn, x.type(torch.float64).requires_grad, x.long().requires_grad, x.half().grad_fn)
print(torch.is_tensor(x), isinstance(x, torch.Tensor), isinstance(x, torch.FloatTensor), isinstance(x, torch.DoubleTensor))
print(torch.cuda.is_available(), torch.device("cuda" if torch.cuda.is_available() else "cpu"))
