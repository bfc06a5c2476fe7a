"""What `vars` shows of a tensor: the attributes that the program has set, and no others."""

x = torch.ones(2, requires_grad=True)
p = nn.Parameter(torch.ones(1))
y = x * 2
print(vars(x), vars(p), vars(y), x.detach().__dict__, torch.zeros(0).__dict__)
x.note, p.note, y._mark = "kept", [1], 5
print(vars(x), p.__dict__, vars(y))
print(copy.copy(x).__dict__, copy.deepcopy(x).__dict__, pickle.loads(pickle.dumps(x)).__dict__)
print(copy.copy(p).__dict__, copy.deepcopy(p).__dict__, pickle.loads(pickle.dumps(p)).__dict__)
print(copy.copy(y).__dict__, x.clone().__dict__, x[0].__dict__)
y.sum().backward()
y.retain_grad()
x.register_hook(lambda grad: grad)
print(vars(x), vars(y), vars(x.grad))
del x.note
print(vars(x), hasattr(x, "note"))
