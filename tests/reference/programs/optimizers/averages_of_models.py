"""Averages of a model over its training, and the rates that go with them."""

model = nn.Linear(1, 1)
swa = torch.optim.swa_utils
averaged = swa.AveragedModel(model)
moving = swa.AveragedModel(model, multi_avg_fn=swa.get_ema_multi_avg_fn(0.9))
own = swa.AveragedModel(model, avg_fn=lambda average, value, count: average + value)
for value in [1.0, 2.0, 6.0]:
    model.weight.data.fill_(value)
    for each in (averaged, moving, own):
        each.update_parameters(model)
    print(averaged.module.weight, moving.module.weight, own.module.weight, averaged.n_averaged)
print([name for name, _ in averaged.named_buffers()], averaged.module.weight._version)
swa.AveragedModel(model, avg_fn=max, multi_avg_fn=max)
swa.get_ema_multi_avg_fn(2.0)
norm = nn.BatchNorm1d(1)
swa.update_bn([torch.tensor([[1.0], [3.0]])], norm)
print(norm.running_mean, norm.momentum, norm.training)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
schedule = swa.SWALR(optimizer, swa_lr=0.05, anneal_epochs=2)
for _ in range(3):
    optimizer.step()
    schedule.step()
    print(optimizer.param_groups[0]["lr"])
swa.SWALR(optimizer, [1.0, 2.0])
swa.SWALR(optimizer, 1.0, anneal_strategy="none")
swa.SWALR(optimizer, 1.0, anneal_epochs=-1)
