"""Hooks around a step."""

import torch

x = torch.tensor([1.0, -2.0], requires_grad=True)
o = torch.optim.SGD([x], lr=0.1)
h = o.register_step_pre_hook(lambda opt, args, kw: print("pre", len(args), kw))
h2 = o.register_step_post_hook(lambda opt, args, kw: print("post", len(args), kw))
x.grad = torch.ones(2)
o.step()
h.remove()
o.step()
