# rule: hooks.in-place-leaves-hooks-on-old-node
# source: changes
# claim: a hook registered after an in-place write belongs to the new history, also if there was
#   a hook before
# changes: written_tensors_start_new_hooks
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 1
y.register_hook(lambda g: print("old", g))
y.mul_(2)
y.register_hook(lambda g: print("new", g))
y.sum().backward()
