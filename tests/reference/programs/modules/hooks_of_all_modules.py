"""Hooks that run for every module, before its own."""

from torch.nn.modules.module import register_module_backward_hook, register_module_forward_hook, register_module_forward_pre_hook, register_module_full_backward_hook, register_module_full_backward_pre_hook

net = nn.Sequential(nn.Linear(2, 2), nn.ReLU())
x = torch.ones(1, 2, requires_grad=True)
handles = [
    register_module_forward_pre_hook(lambda m, i: print("pre", type(m).__name__)),
    register_module_forward_hook(lambda m, i, o: print("forward", type(m).__name__)),
    register_module_full_backward_pre_hook(lambda m, g: print("backward pre", type(m).__name__, len(g))),
    register_module_full_backward_hook(lambda m, i, g: print("backward", type(m).__name__, len(i), len(g))),
    net[0].register_forward_hook(lambda m, i, o: print("own forward")),
    net[0].register_forward_pre_hook(lambda m, i: print("own pre")),
    net[0].register_full_backward_hook(lambda m, i, g: print("own backward")),
]
net(x).sum().backward()
register_module_backward_hook(print)
for handle in handles:
    handle.remove()
net(x).sum().backward()
handle = register_module_forward_pre_hook(lambda m, i: (i[0] * 2,))
print(nn.Identity()(x))
handle.remove()
handle = register_module_forward_hook(lambda m, i, o: o + 1)
print(nn.Identity()(x))
handle.remove()
handle = register_module_forward_hook(lambda m, a, k, o: print(k), with_kwargs=True)
nn.Identity()(x)
handle.remove()
handle = register_module_forward_hook(lambda m, i, o: print("always"), always_call=True)
nn.Linear(3, 1)(x)
handle.remove()
