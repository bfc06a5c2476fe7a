"""Hooks of one saved tensor: of a number, of nothing, of an output, of a tensor in a list; refused."""

import re
def without_address(e): return re.sub("0x[0-9a-f]+", "0x", str(e))
x = torch.tensor([2.], requires_grad=True)
c = torch.tensor([3.])
def refused(s, *hooks):
    try: s.register_hooks(*hooks)
    except Exception as e: print(type(e).__name__, without_address(e), hex(id(s)) in str(e))
f = lambda t: t
kept = [x * 2, x * 2, x * c]  # what a node has saved is gone with the node
number = kept[0].grad_fn._raw_saved_other
refused(number, 3, f)
refused(number, f, 4)
refused(number, 3, 4)
number.register_hooks(f, f)
refused(number, f, f)
nothing = kept[1].grad_fn._raw_saved_self
for hooks in ((3, f), (f, 4), (f, f)): refused(nothing, *hooks)
some = kept[2].grad_fn._raw_saved_other
for hooks in ((3, f), (f, 4), (3, 4)): refused(some, *hooks)
print(some.data, some.unpack_hook)
some.register_hooks(lambda t: t * 2, f)
print(some.data, some.unpack_hook is f)
y = x * 2
y.grad_fn._raw_saved_other.register_hooks(lambda t: (print(t, t.dtype, t.device), t * 5)[1], lambda t: t)
print(y.grad_fn._raw_saved_other)
y.backward(); print(x.grad)
y = x.exp()
out = y.grad_fn._raw_saved_result
print(out.data)
out.register_hooks(lambda t: (print(t.requires_grad, t.grad_fn), t * 2)[1], lambda t: (print(t), t)[1])
print(out.data, y.grad_fn._saved_result)
g, = torch.autograd.grad(y, x, create_graph=True)
print(g)
y = x.exp() * 1
z = y * y
saved = z.grad_fn._raw_saved_self
saved.register_hooks(lambda t: (print(t.requires_grad, t.grad_fn), t * 2)[1], lambda t: t)
print(z.grad_fn._saved_self.grad_fn)
g, = torch.autograd.grad(z, x, create_graph=True)
print(g)
leaf = x * c
saved = leaf.grad_fn._raw_saved_other
saved.register_hooks(f, f)
c2 = torch.tensor([3.], requires_grad=True)
both = x * c2
both.grad_fn._raw_saved_other.register_hooks(lambda t: t * 1, f)
print(both.grad_fn._saved_other, both.grad_fn._saved_other is c2, both.grad_fn._saved_other.is_leaf)
t = torch.stack([x, x]).prod(0)
many = torch.meshgrid(x, x, indexing="ij")[0]
idx = torch.tensor([0])
y = x[idx]
print(type(y.grad_fn._saved_indices), y.grad_fn._raw_saved_indices)
y.grad_fn._raw_saved_indices[0].register_hooks(f, f)
y.sum().backward()
print(y.grad_fn._saved_indices)
y = x[idx]
y.sum().backward()
y.grad_fn._saved_indices
y.sum().backward()
y = x[idx]
idx.add_(0)
y.sum().backward()
with torch.autograd.graph.saved_tensors_hooks(lambda t: t * 2, lambda t: t):
    y = x.exp()
    z = x * c
    w = (x * 1) * (x * 1)
print(y.grad_fn._saved_result.grad_fn is y.grad_fn, z.grad_fn._saved_other, w.grad_fn._saved_self.grad_fn)
print(y.grad_fn._raw_saved_result.data, y.grad_fn._raw_saved_result.unpack_hook is None)
y.backward(); z.backward(); w.backward()
print(x.grad)
with torch.autograd.graph.saved_tensors_hooks(lambda t: t.detach(), lambda t: t):
    y = x * c2
print(y.grad_fn._saved_self.is_leaf, y.grad_fn._saved_self.requires_grad)
y.backward()
y.grad_fn._raw_saved_self.data
