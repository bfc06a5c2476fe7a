"""Adam, AdamW, Adagrad and RMSprop with their settings."""

x = torch.tensor([1.0, -2.0, 3.0], requires_grad=True)
for O, kw in [("Adam", {}), ("Adam", dict(amsgrad=True)), ("Adam", dict(weight_decay=0.1, betas=(0.5, 0.6))), ("AdamW", {}), ("AdamW", dict(amsgrad=True, maximize=True)), ("Adagrad", {}), ("Adagrad", dict(lr_decay=0.1, weight_decay=0.1, initial_accumulator_value=1)), ("RMSprop", {}), ("RMSprop", dict(momentum=0.9, centered=True, weight_decay=0.1)), ("RMSprop", dict(centered=True)), ("Adam", dict(lr=torch.tensor(0.1))), ("SGD", dict(lr=torch.tensor(0.1), momentum=0.5)), ("AdamW", dict(lr=torch.tensor(0.1))), ("RMSprop", dict(lr=torch.tensor(0.1))), ("Adagrad", dict(lr=torch.tensor(0.1)))]:
    x = torch.tensor([1.0, -2.0, 3.0], requires_grad=True)
    opt = getattr(torch.optim, O)([x], **kw)
    print(opt, opt.state_dict())
    for i in range(4):
        opt.zero_grad()
        (x * x * x).sum().backward()
        opt.step()
    print(O, kw, x.tolist(), x._version, {k: (v.tolist(), v._version) for k, v in opt.state[x].items()})
    print(opt.state_dict())
