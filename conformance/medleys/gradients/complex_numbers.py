import torch

x=torch.tensor([1+2j,3-1j],requires_grad=True)
y=x*x.conj()
y.sum().real.backward()
a=x.abs()
a.sum().backward()
b=x.real
c=x.imag
(b*c).sum().backward()
d=torch.view_as_real(x)
e=(x**2).sum()
e.backward(torch.tensor(1+0j))
e.backward()
