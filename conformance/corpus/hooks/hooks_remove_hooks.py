# rule: hooks.removed-hook-not-called
# source: own
# claim: a hook that is removed by another one, in the middle of a pass, is called once more
import torch

x = torch.ones(1, requires_grad=True)
handles = []
handles.append(x.register_hook(lambda grad: handles[1].remove()))
handles.append(x.register_hook(lambda grad: grad * 2))
(x * 3).backward()
print(x.grad)
(x * 3).backward()
print(x.grad)
