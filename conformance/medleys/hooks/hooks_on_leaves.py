import torch

x=torch.ones(2,requires_grad=True)
x.register_hook(lambda g: g+1)
x.sum().backward()
x.sum().backward()
h=x.register_post_accumulate_grad_hook(lambda p: p.grad.mul_(10))
x.sum().backward()
h.remove()
x.sum().backward()
(x*1).register_post_accumulate_grad_hook(print)
torch.ones(1).register_post_accumulate_grad_hook(print)
