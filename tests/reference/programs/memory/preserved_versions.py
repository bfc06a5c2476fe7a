"""A block of writes that do not count, to one tensor or to several."""

a = torch.ones(2)
b = torch.zeros(2)
a.add_(1)
with torch.autograd._unsafe_preserve_version_counter((a, b)):
    a.mul_(2)
    b.add_(1).add_(1)
    print(a._version, b._version)
print(a._version, b._version)
with torch.autograd._unsafe_preserve_version_counter(b):
    b.add_(1)
print(a._version, b._version)
x = torch.ones(2, requires_grad=True)
y = x.exp()
with torch.autograd._unsafe_preserve_version_counter(y):
    y.detach().zero_()
y.sum().backward()
print(x.grad)
