import torch

x=torch.tensor([1.,2.],requires_grad=True)
order=[]
a=x*2
b=a*3
a.register_hook(lambda g: order.append('a'))
b.register_hook(lambda g: order.append('b'))
x.register_hook(lambda g: order.append('x'))
x.register_post_accumulate_grad_hook(lambda t: order.append('post'))
a.grad_fn.register_hook(lambda i,o: order.append('node'))
a.grad_fn.register_prehook(lambda o: order.append('pre'))
b.sum().backward()
