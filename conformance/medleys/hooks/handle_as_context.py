"""A handle as a context manager."""

import torch

x = torch.ones(2, requires_grad=True)
with x.register_hook(lambda g: print("in with")) as h:
    (x * 2).sum().backward()
(x * 2).sum().backward()
print(type(h).__name__)
