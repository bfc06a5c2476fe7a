# rule: functions.backward-runs-in-no-grad
# source: own
# claim: a mode that a hook switches on is over with its node: the rest of the pass, and what
#   follows it, run as before
import torch

a = torch.tensor([2.0], requires_grad=True)
b = a * a
c = b * b
def on(grad):
    torch.set_grad_enabled(True)
c.register_hook(on)
b.register_hook(lambda grad: print(torch.is_grad_enabled(), grad.requires_grad))
with torch.no_grad():
    c.backward()
    print(torch.is_grad_enabled())
