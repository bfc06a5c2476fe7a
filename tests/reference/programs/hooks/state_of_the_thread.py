"""What a hook switches on and leaves on is over with its node."""

x = torch.ones(2, requires_grad=True)
pairs = torch.autograd.graph.saved_tensors_hooks(lambda t: print("pack") or t, lambda t: t)
y = x.exp()
y.register_hook(lambda g: pairs.__enter__())
torch.autograd.grad(y.sum(), x, create_graph=True)
z = x * x
inference = torch.inference_mode()
y = x * 2
z = y * 3
z.register_hook(lambda g: inference.__enter__() and None)
y.register_hook(lambda g: print(torch.is_inference_mode_enabled(), g.is_inference()))
z.sum().backward()
print(torch.is_inference_mode_enabled(), x.grad.is_inference())
m = torch.ones(2, 2, requires_grad=True)
lower = torch.autocast("cpu", dtype=torch.bfloat16)
y = m @ m
z = y @ m
z.register_hook(lambda g: lower.__enter__() and None)
y.register_hook(lambda g: print(torch.is_autocast_enabled("cpu"), (g @ m).dtype))
z.sum().backward()
print(torch.is_autocast_enabled("cpu"), (m @ m).dtype)
lower.__exit__(None, None, None)  # casts are remembered as long as a block is open
m.register_post_accumulate_grad_hook(lambda t: torch.set_grad_enabled(False) and None)
n = torch.ones(2, 2, requires_grad=True)
(m * n * n).sum().backward(create_graph=True)
print(n.grad.requires_grad, torch.is_grad_enabled())
