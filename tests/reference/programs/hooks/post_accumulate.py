"""Hooks after accumulation."""

x = torch.ones(2, requires_grad=True)
x.register_post_accumulate_grad_hook(lambda t: print("acc", t.grad, t is x))
(x * 3).sum().backward()
(x * 3).sum().backward()
torch.autograd.grad((x * 3).sum(), x)
y = x * 2
y.register_post_accumulate_grad_hook(lambda t: None)
torch.ones(2).register_post_accumulate_grad_hook(lambda t: None)
z = torch.ones(2, requires_grad=True)
h = z.register_post_accumulate_grad_hook(lambda t: 3)
(z * 2).sum().backward()
print(z.grad)
h.remove()
z.register_post_accumulate_grad_hook(lambda t: setattr(t, "grad", None))
(z * 2).sum().backward()
print(z.grad)
