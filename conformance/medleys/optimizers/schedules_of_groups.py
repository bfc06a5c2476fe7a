"""Schedules over several groups: each has a rate of its own, and all of them move."""

import torch

a = torch.tensor([1.0], requires_grad=True)
b = torch.tensor([1.0], requires_grad=True)
c = torch.tensor(1.0, requires_grad=True)
for make in (
    lambda o: torch.optim.lr_scheduler.StepLR(o, 1, gamma=0.5),
    lambda o: torch.optim.lr_scheduler.MultiStepLR(o, [1, 2], gamma=0.5),
    lambda o: torch.optim.lr_scheduler.ExponentialLR(o, 0.5),
    lambda o: torch.optim.lr_scheduler.ConstantLR(o, factor=0.5, total_iters=2),
    lambda o: torch.optim.lr_scheduler.LinearLR(o, start_factor=0.5, total_iters=2),
    lambda o: torch.optim.lr_scheduler.PolynomialLR(o, total_iters=4),
    lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, T_max=4),
    lambda o: torch.optim.lr_scheduler.LambdaLR(o, lambda e: 0.5 ** e),
    lambda o: torch.optim.lr_scheduler.LambdaLR(o, [lambda e: 0.5 ** e, lambda e: 1.0, lambda e: e]),
    lambda o: torch.optim.lr_scheduler.MultiplicativeLR(o, lambda e: 0.5),
    lambda o: torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(o, T_0=2),
):
    o = torch.optim.SGD([{"params": [a]}, {"params": [b], "lr": 2.0}, {"params": [c], "lr": 4.0}], lr=1.0)
    s = make(o)
    for i in range(3):
        o.step()
        s.step()
        print([g["lr"] for g in o.param_groups], s.get_last_lr())
o = torch.optim.Adam([{"params": [a]}, {"params": [b, c], "lr": 2.0}], lr=1.0)
s = torch.optim.lr_scheduler.ReduceLROnPlateau(o, factor=0.5, patience=0, min_lr=[0.0, 1.0])
for loss in (1.0, 2.0, 3.0, 4.0):
    s.step(loss)
    print([g["lr"] for g in o.param_groups], s.num_bad_epochs)
(a * b * c).sum().backward()
o.step()
print(a, b, c, o.state[c]["step"])
