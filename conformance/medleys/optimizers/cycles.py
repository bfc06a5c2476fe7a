"""Schedules that move the momentum against the rate."""

import torch
from torch.optim.lr_scheduler import CyclicLR, OneCycleLR

p = torch.ones(2, requires_grad=True)
q = torch.ones(1, requires_grad=True)
makers = [
    lambda o: CyclicLR(o, 0.1, 1.0, 2), lambda o: CyclicLR(o, 0.1, 1.0, 2, 3, mode="triangular2"),
    lambda o: CyclicLR(o, [0.1, 0.2], [1.0, 0.5], 2, mode="exp_range", gamma=0.9, base_momentum=[0.1, 0.2]),
    lambda o: CyclicLR(o, 0.1, 1.0, 2, scale_fn=lambda x: 1 / (1 + x), scale_mode="iterations"),
    lambda o: CyclicLR(o, 0.1, 1.0, 2, cycle_momentum=False),
    lambda o: OneCycleLR(o, 1.0, 9), lambda o: OneCycleLR(o, [1.0, 0.1], epochs=3, steps_per_epoch=3, anneal_strategy="linear"),
    lambda o: OneCycleLR(o, 1.0, 9, three_phase=True, pct_start=0.4), lambda o: OneCycleLR(o, 1.0, 9, cycle_momentum=False, div_factor=2.0, final_div_factor=5.0),
]
for make in makers:
    for o in (torch.optim.SGD([{"params": [p]}, {"params": [q]}], lr=1.0, momentum=0.5), torch.optim.AdamW([{"params": [p]}, {"params": [q]}])):
        s = make(o)
        seen = []
        for _ in range(9):
            (p.sum() * q).sum().backward()
            o.step()
            s.step()
            seen.append([(g["lr"], g["momentum"] if "momentum" in g else g["betas"]) for g in o.param_groups])
        print(type(s).__name__, seen, s.get_last_lr(), sorted(s.state_dict()), sorted(o.param_groups[0]))
        print(p, q)
s.step()
print(s.last_epoch)
s.step()
o = torch.optim.SGD([p], lr=1.0)
CyclicLR(o, 0.1, 1.0, mode="square")
CyclicLR(o, [0.1, 0.2], 1.0)
OneCycleLR(o, 1.0)
OneCycleLR(o, 1.0, 0)
OneCycleLR(o, 1.0, epochs=1, steps_per_epoch=1.5)
OneCycleLR(o, 1.0, epochs=-1, steps_per_epoch=1)
OneCycleLR(o, 1.0, 5, pct_start=2.0)
OneCycleLR(o, 1.0, 5, anneal_strategy="square")
OneCycleLR(p, 1.0, 5)
CyclicLR(torch.optim.Adagrad([p]), 0.1, 1.0)
OneCycleLR(torch.optim.Adagrad([p]), 0.1, 5)
s = CyclicLR(o, 0.1, 1.0, 2)
for _ in range(3):
    o.step()
    s.step()
state = s.state_dict()
t = CyclicLR(torch.optim.SGD([p], lr=1.0, momentum=0.1), 0.3, 0.4)
t.load_state_dict(state)
t.step()
print(t.get_last_lr(), t.last_epoch, t.optimizer.param_groups[0]["momentum"])
