# rule: hooks.register-needs-requires-grad
# source: own
# claim: a hook on a tensor that does not require grad is refused
import torch

seen = []
x = torch.tensor([1.0, 2.0], requires_grad=True)
d = x.detach()
d.register_hook(lambda grad: seen.append(grad))
print(seen)
