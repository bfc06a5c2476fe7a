"""What a node shows of itself, and calling it."""

x = torch.ones(2, requires_grad=True)
y = x * 2
f = y.grad_fn
print(f.name(), f.next_functions, f.metadata, f.requires_grad)
f.metadata['a'] = 1
print(f.metadata, y.grad_fn.metadata, f is y.grad_fn)
print(f._sequence_nr() < (x * 3).grad_fn._sequence_nr(), f._input_metadata[0].shape, f._input_metadata[0].dtype)
print(f.next_functions[0][0]._sequence_nr())
f.foo
f.foo = 3
f()
f(torch.ones(2), torch.ones(2))
f(3)
print(f(torch.ones(2)), f(None))
print(f == y.grad_fn, hash(f) == hash(y.grad_fn), type(f))
