"""What may be given for retain_graph and create_graph."""

import torch

x = torch.ones(2, requires_grad=True)
for flag in ("a", 1, 0, 2.5, None, torch.ones(2), torch.tensor(1), torch.tensor(1.0), [], True):
    y = (x * x).sum()
    try:
        y.backward(retain_graph=flag)
        y.backward()
    except Exception as error:
        print(flag, type(error).__name__, error)
    y = (x * x).sum()
    try:
        print(torch.autograd.grad(y, x, create_graph=flag)[0].requires_grad)
    except Exception as error:
        print(flag, type(error).__name__, error)
    print(x.grad)
torch.ones(1).backward(retain_graph="a")
