"""`set_`, `resize_`, and what they do to those who share."""

a = torch.ones(3)
b = torch.zeros(2)
a.set_(b)
print(a, a._version, b._version, a.data_ptr() == b.data_ptr())
b.add_(1)
print(a, a._version)
c = torch.ones(4).requires_grad_()
c.set_(b)
with torch.no_grad():
    c.set_(b)
print(c, c._version)
d = (c * 2)
d.set_(torch.zeros(2))
print(d.grad_fn)
d.sum().backward()
e = torch.zeros(4)
e.set_(torch.arange(6.).untyped_storage())
print(e)
e.set_(torch.arange(6.).storage(), 1, (2, 2), (2, 1))
print(e)
e.set_(torch.arange(6.), 1, (2,), (1,))
e.set_(torch.ones(2, dtype=torch.int64))
e.set_(torch.ones(2).untyped_storage(), 0, (5,))
e.set_()
print(e)

a = torch.ones(3, requires_grad=True)
b = a * 1
c = b * b
b.detach().set_(torch.zeros(3))
c.sum().backward()
v = torch.zeros(4)[1:]
v.set_(torch.ones(2))
print(v, v._is_view(), v._base)
w = b[:2]
with torch.no_grad():
    w.set_(torch.zeros(2))
print(w, w.grad_fn)

a = torch.ones(4, requires_grad=True)
d = a.detach()
d.resize_(2)
print(a.shape, d.shape, a._version)
d.resize_(8)
print(a.shape, d.shape)
d.unsqueeze_(0); print(a.shape, a._version)
d.set_(torch.zeros(3)); print(a, a._version, d)
d.t_() if d.dim() == 2 else None
e = a.data
e.resize_(2)
e.unsqueeze_(0)
print(a.shape, a._version)
