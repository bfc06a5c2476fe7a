"""Nodes without their tensors: hooks, calls, walks."""

x = torch.ones(2, requires_grad=True)
y = x * 2
n = y.grad_fn
del y
n.register_hook(lambda gi, go: print("post", gi, go))
z = torch.ones(2, requires_grad=True)
acc = torch.autograd.graph.get_gradient_edge(z).node
acc.register_prehook(lambda g: (g[0] * 2,))
(z * 3).sum().backward()
print(z.grad)
w = (z * 3).sum()
r = w.grad_fn.next_functions[0][0]
h = r.register_hook(lambda gi, go: (gi[0] * 10, gi[1]))
w.backward()
print(z.grad)
h.remove()
class M(Function):
    @staticmethod
    def forward(ctx, a, b): return a * b
    @staticmethod
    def backward(ctx, g): return g, g
o = M.apply(z, x)
o.grad_fn.register_hook(lambda gi, go: print("fn", gi, go))
o.grad_fn.register_prehook(lambda go: print("fnpre", go))
o.sum().backward()
print(o.grad_fn.name(), o.grad_fn.metadata)
o.grad_fn.metadata["a"] = 1
print(o.grad_fn.metadata)
p = z.exp()
p.grad_fn.register_hook(lambda gi, go: (gi[0], gi[0]))
p.sum().backward()
q = (z * z * x).sum()
for d in range(3):
    print(q.grad_fn.name() if d == 0 else f"{fn.name()}")
    fn = q.grad_fn if d == 0 else fn.next_functions[0][0]
print(acc is torch.autograd.graph.get_gradient_edge(z).node, acc.next_functions, acc.variable is z)
print((z * 2).grad_fn == (z * 2).grad_fn, hash(n) == hash(n))
torch.autograd.grad((z * 3).sum(), z)
print(n(torch.ones(2)))
print((x * z).grad_fn(torch.ones(2)))
