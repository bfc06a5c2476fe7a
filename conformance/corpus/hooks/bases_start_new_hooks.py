# rule: hooks.in-place-leaves-hooks-on-old-node
# source: changes
# claim: the same where the write went through a view of the tensor; its retained gradient is
#   that of the new history then
# changes: bases_start_new_hooks
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 1
y.register_hook(lambda g: print("old", g))
y[:1].mul_(2)
y.register_hook(lambda g: print("new", g))
y.sum().backward()
