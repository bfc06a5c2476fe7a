"""Every hook of a leaf, in order."""

import torch

x = torch.ones(2, requires_grad=True)
acc = (x * 2).grad_fn.next_functions[0][0]
acc.register_hook(lambda gi, go: print("acc post", gi, go))
acc.register_prehook(lambda go: print("acc pre", go))
x.register_hook(lambda g: print("x", g))
x.register_post_accumulate_grad_hook(lambda t: print("post", t.grad))
(x * 3).sum().backward()
print(acc.variable is x, acc.name(), acc)
