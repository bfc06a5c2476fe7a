"""Whatever can be called may be a hook."""

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
class Cls:
    def __call__(self, g): print("cls", g)
    def method(self, g): print("method", g); return g * 2
c = Cls()
y.register_hook(c)
y.register_hook(c.method)
y.register_hook(print)
y.register_hook(torch.neg)
y.register_hook(lambda g: None)
y.sum().backward()
print(x.grad)
y.register_hook()
y.register_hook(None)
x.register_hook("abc")
x.register_hook(5)
y.sum().backward()
