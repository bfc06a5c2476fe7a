"""Optimizers of complex parameters."""

x = torch.tensor([1.0 + 2j, -2.0], requires_grad=True)
for O in ["SGD", "Adam", "AdamW", "Adagrad", "RMSprop"]:
    x = torch.tensor([1.0 + 2j, -2.0], requires_grad=True)
    opt = getattr(torch.optim, O)([x], lr=0.1)
    for i in range(3):
        opt.zero_grad()
        (x * x.conj()).real.sum().backward()
        opt.step()
    print(O, x.tolist(), x._version)
