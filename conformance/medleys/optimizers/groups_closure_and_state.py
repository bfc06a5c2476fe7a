"""Groups, a closure, saving and loading the state."""

import copy
import torch

x = torch.tensor([1.0, -2.0], requires_grad=True)
y = torch.tensor([1.0, -2.0], requires_grad=True)
o = torch.optim.Adam([{"params": [x], "lr": 0.1}, {"params": [y]}], lr=0.01)
def closure():
    o.zero_grad()
    print("grad", torch.is_grad_enabled())
    l = (x * y).sum()
    l.backward()
    return l
r = o.step(closure)
print(r, torch.is_grad_enabled())
o.zero_grad(set_to_none=False)
print(x.grad, x.grad._version)
sd = o.state_dict()
print(sd)
o2 = torch.optim.Adam([{"params": [x], "lr": 0.1}, {"params": [y]}], lr=0.01)
o2.load_state_dict(sd)
print(o2, o2.state_dict(), o2.state[x]["exp_avg"] is o.state[x]["exp_avg"], o2.state[x]["step"] is o.state[x]["step"])
o3 = torch.optim.Adam([x])
o3.load_state_dict(sd)
o4 = torch.optim.Adam([{"params": [x, y]}, {"params": [torch.ones(1)]}])
o4.load_state_dict(sd)
c = copy.deepcopy(o)
print(c, len(c.state))
