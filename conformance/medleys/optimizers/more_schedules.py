"""Schedules by formula, restarts, plateaus, and schedules made of schedules."""

import torch
from torch.optim.lr_scheduler import ChainedScheduler, ConstantLR, CosineAnnealingLR, CosineAnnealingWarmRestarts, ExponentialLR, LinearLR, MultiplicativeLR, PolynomialLR, ReduceLROnPlateau, SequentialLR

p = torch.ones(1, requires_grad=True)
makers = [
    lambda o: ConstantLR(o), lambda o: ConstantLR(o, 0.5, 2), lambda o: LinearLR(o), lambda o: LinearLR(o, 0.5, 0.1, 3),
    lambda o: PolynomialLR(o), lambda o: PolynomialLR(o, 3, 2.0), lambda o: CosineAnnealingLR(o, 3), lambda o: CosineAnnealingLR(o, 1, 0.1), lambda o: CosineAnnealingLR(o, 4, 0.1),
    lambda o: MultiplicativeLR(o, lambda e: 1 / e), lambda o: CosineAnnealingWarmRestarts(o, 2), lambda o: CosineAnnealingWarmRestarts(o, 2, 2, 0.1),
    lambda o: SequentialLR(o, [ConstantLR(o, 0.1, 2), ExponentialLR(o, 0.5)], [3]),
    lambda o: SequentialLR(o, [LinearLR(o, 0.1), CosineAnnealingLR(o, 4), ExponentialLR(o, 0.5)], [2, 4]),
    lambda o: ChainedScheduler([ConstantLR(o, 0.1, 2), ExponentialLR(o, 0.5)]),
]
for make in makers:
    o = torch.optim.SGD([p], lr=1.0)
    s = make(o)
    rates = [o.param_groups[0]["lr"]]
    for _ in range(9):
        o.step()
        s.step()
        rates.append(o.param_groups[0]["lr"])
    print(type(s).__name__, rates, s.get_last_lr(), sorted(s.state_dict()))
    s.load_state_dict(s.state_dict())
for closed in [ConstantLR(o), LinearLR(o), PolynomialLR(o), CosineAnnealingLR(o, 3), CosineAnnealingWarmRestarts(o, 2, 2), CosineAnnealingWarmRestarts(o, 2)]:
    for epoch in (1, 7, 2.5):
        closed.step(epoch)
        print(closed.get_last_lr(), closed.last_epoch)
closed.step(-1)
for kw in [{}, {"mode": "max", "threshold": 0.1}, {"threshold_mode": "abs", "cooldown": 1}, {"min_lr": 0.5}, {"min_lr": [0.2], "factor": 0.5}]:
    o = torch.optim.SGD([p], lr=1.0)
    s = ReduceLROnPlateau(o, patience=1, **kw)
    for loss in (1.0, 0.99999, 0.5, 0.5, 0.6, torch.tensor(0.7), 0.4, 0.4, 0.4, 0.4):
        s.step(loss)
        print(o.param_groups[0]["lr"], s.num_bad_epochs, s.best, s.cooldown_counter)
ReduceLROnPlateau(o, factor=1.5)
ReduceLROnPlateau(o, mode="other")
ReduceLROnPlateau(o, threshold_mode="other")
ReduceLROnPlateau(o, min_lr=[1, 2])
ConstantLR(o, factor=2.0)
LinearLR(o, start_factor=0)
LinearLR(o, end_factor=2)
CosineAnnealingWarmRestarts(o, 0)
CosineAnnealingWarmRestarts(o, 1, 0.5)
SequentialLR(o, [], [])
SequentialLR(o, [ConstantLR(o)], [3])
SequentialLR(o, [3], [])
SequentialLR(o, [s], [])
SequentialLR(torch.optim.SGD([p], lr=1.0), [ConstantLR(o)], [])
ChainedScheduler([])
ChainedScheduler([s])
ConstantLR(o).get_lr()
