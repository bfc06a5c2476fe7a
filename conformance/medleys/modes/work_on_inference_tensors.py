# What is made of inference tensors outside of the mode is normal, and has no history (found by
# random programs).


import torch
with torch.inference_mode():
    f = torch.ones(2, 2)
a = f.sum()
b = torch.stack([f])
c = f.clone()
c.add_(1)
d = c.requires_grad_() * 2
d.sum().backward()
