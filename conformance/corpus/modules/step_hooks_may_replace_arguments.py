# rule: modules.step-hooks-and-closures
# source: own
# claim: what a hook before a step returns stands for the arguments; anything but two values is
#   refused
# since: >=2.4
import torch

p = torch.ones(1, requires_grad=True)
o = torch.optim.SGD([p], lr=0.1)
p.sum().backward()
handle = o.register_step_pre_hook(lambda o, a, k: ((o, lambda: 3), {}))
print(o.step(), p)
handle.remove()
o.register_step_pre_hook(lambda o, a, k: (1, 2, 3))
print(o.step(), p)
