"""What `_backward_hooks` shows of copies: an empty table, or none."""

x = torch.ones(2, requires_grad=True)
p = nn.Parameter(torch.ones(1))
m = torch.ones(1, device="meta", requires_grad=True)
def unpickled(value): return pickle.loads(pickle.dumps(value))
for made in (copy.copy(x), copy.copy(x * 2), unpickled(x), unpickled(x * 2), unpickled(x.detach()), copy.copy(p), unpickled(p)):
    print(made._backward_hooks, made.requires_grad, made.is_leaf)
for made in (copy.deepcopy(x), copy.deepcopy(p), copy.copy(m), unpickled(m), x.clone(), x.detach()):
    print(made._backward_hooks)
c = copy.copy(x)
h = c.register_hook(lambda grad: grad * 2)
c.sum().backward()
print(c.grad, len(c._backward_hooks))
h.remove()
print(c._backward_hooks)
d = copy.copy(torch.ones(2))
d.mul_(x)
d.register_hook(lambda grad: grad * 3)
d.sum().backward()
print(x.grad)
