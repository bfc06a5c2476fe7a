"""Passes from several roots, one of which lies below another or leads nowhere that is wanted."""

import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
w = torch.tensor([3.0, 4.0], requires_grad=True)
y = x * 2
z = y.exp()
u = w.sin()
ones = torch.ones(2)
y.register_hook(lambda g: print("y", g))
y.grad_fn.register_hook(lambda inputs, outputs: print("node of y", inputs, outputs))
u.register_hook(lambda g: print("u", g))
torch.autograd.backward([y, z], [ones, ones], retain_graph=True)
print(x.grad, x.grad._version)
torch.autograd.backward([z, y], [ones, ones], retain_graph=True)
torch.autograd.backward([y, y, z], [ones, 2 * ones, ones], retain_graph=True)
print(x.grad, x.grad._version)
print(torch.autograd.grad([y, z], [x], [ones, ones], retain_graph=True))
print(torch.autograd.grad([y, z], [y], [ones, ones], retain_graph=True))
print(torch.autograd.grad([z, y], [y, z, x], [ones, ones], retain_graph=True))
print(torch.autograd.grad([z, u], [x], [ones, ones], retain_graph=True))
print(torch.autograd.grad([u, z], [w], [ones, ones], retain_graph=True))
print(torch.autograd.grad([u, y, z], [y], [ones, ones, ones], retain_graph=True))
torch.autograd.backward([u, z], [ones, ones], inputs=[x], retain_graph=True)
print(x.grad, w.grad)
torch.autograd.backward([u, y, z], [ones, ones, ones], inputs=[w, y], retain_graph=True)
print(x.grad, w.grad, y.grad)
all_of = torch.autograd.graph.register_multi_grad_hook((y, u), lambda gs: print("all", gs))
any_of = torch.autograd.graph.register_multi_grad_hook(
    (y, u), lambda g: print("any", g), mode="any"
)
torch.autograd.backward([z], [ones], retain_graph=True)
torch.autograd.backward([u], [ones], retain_graph=True)
torch.autograd.backward([y, z], [ones, ones], retain_graph=True)
torch.autograd.backward([y, u], [ones, ones], retain_graph=True)
torch.autograd.backward([u, z], [ones, ones], inputs=[x], retain_graph=True)
print(torch.autograd.grad([u, y, z], [x, w], [ones, ones, ones]))
