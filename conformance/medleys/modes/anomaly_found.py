"""Anomaly mode finds NaN and a modified tensor."""

import torch

x = torch.tensor([0.0, -1.0], requires_grad=True)
with torch.autograd.set_detect_anomaly(True):
    try:
        (x / x).sum().backward()
    except RuntimeError as e: print(e)
print(x.grad)
with torch.autograd.set_detect_anomaly(True, check_nan=False):
    (x / x).sum().backward()
print(x.grad)
a = torch.ones(2, requires_grad=True)
with torch.autograd.set_detect_anomaly(True):
    b = a.exp()
    b.add_(1)
    try: b.sum().backward()
    except RuntimeError as e: print(e)
