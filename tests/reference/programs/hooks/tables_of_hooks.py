"""Handles, and the tables they remove from."""

x = torch.ones(1, requires_grad=True)
h = x.register_hook(lambda g: g * 2)
print(type(h), isinstance(h, torch.utils.hooks.RemovableHandle), h.id >= 0)
with h: 
    (x * 1).backward()
    print(x.grad)
(x * 1).backward()
print(x.grad)
h.remove(); h.remove()
print(x._backward_hooks)
h2 = x.register_hook(print)
print(len(x._backward_hooks))

x = torch.ones(1, requires_grad=True)
print(x._backward_hooks, x._post_accumulate_grad_hooks)
x.register_hook(print)
print(type(x._backward_hooks), len(x._backward_hooks))
x.register_post_accumulate_grad_hook(lambda p: None)
print(type(x._post_accumulate_grad_hooks), len(x._post_accumulate_grad_hooks))
