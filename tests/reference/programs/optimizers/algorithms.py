"""Adadelta, Adamax, NAdam, RAdam, Rprop, ASGD: values, state and counters."""

settings = [
    ("Adadelta", {}), ("Adadelta", {"lr": 0.5, "weight_decay": 0.1, "maximize": True}),
    ("Adamax", {}), ("Adamax", {"weight_decay": 0.1}),
    ("NAdam", {}), ("NAdam", {"weight_decay": 0.1, "decoupled_weight_decay": True}),
    ("RAdam", {}), ("RAdam", {"weight_decay": 0.1, "decoupled_weight_decay": True, "betas": (0.5, 0.6)}),
    ("Rprop", {}), ("Rprop", {"lr": 1.0}), ("ASGD", {}), ("ASGD", {"t0": 1, "weight_decay": 0.1}),
]
for name, kw in settings:
    for start in ([1.0, -2.0, 3.0], [1.0 + 2j, -2.0]):
        x = torch.tensor(start, requires_grad=True)
        opt = getattr(torch.optim, name)([x], **kw)
        for i in range(7):
            opt.zero_grad()
            ((x * x.conj()).real ** 2).sum().backward()
            opt.step()
        print(name, kw, x.tolist(), x._version)
        print({k: (v.tolist(), v._version) for k, v in opt.state[x].items()})
    print(opt)
p = torch.ones(1, requires_grad=True)
torch.optim.Adadelta([p], rho=2.0)
torch.optim.Adadelta([p], eps=-1.0)
torch.optim.Adamax([p], betas=(1.0, 0.5))
torch.optim.NAdam([p], momentum_decay=-1.0)
torch.optim.RAdam([p], eps=-1.0)
torch.optim.Rprop([p], etas=(2.0, 3.0))
torch.optim.ASGD([p], weight_decay=-1.0)
