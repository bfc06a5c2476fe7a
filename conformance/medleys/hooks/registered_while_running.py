"""A hook that registers another."""

import torch

x = torch.ones(2, requires_grad=True)
y = x * 2
h = y.register_hook(lambda g: print("a"))
def dynamic(g):
    print("dyn")
    y.register_hook(lambda g: print("late"))
y.register_hook(dynamic)
y.sum().backward(retain_graph=True)
y.sum().backward()

