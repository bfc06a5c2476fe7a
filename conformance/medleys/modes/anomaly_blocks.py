"""What blocks of anomaly mode put back: whether it is on, and whether it looks for NaN."""

import torch

x = torch.tensor([1.0, -1.0], requires_grad=True)
flags = lambda: print(torch.is_anomaly_enabled(), torch.is_anomaly_check_nan_enabled())
with torch.autograd.set_detect_anomaly(True, check_nan=False):
    flags()
flags()
with torch.autograd.detect_anomaly(check_nan=False):
    flags()
    with torch.autograd.set_detect_anomaly(True):
        flags()
    flags()
    with torch.autograd.set_detect_anomaly(False):
        flags()
    flags()
flags()
with torch.autograd.detect_anomaly():
    with torch.autograd.detect_anomaly(check_nan=False):
        flags()
        x.view(7)
    flags()
    x.sqrt().sum().backward()
flags()
with torch.autograd.set_detect_anomaly(True, check_nan=False):
    x.view(7)
flags()
torch.autograd.set_detect_anomaly(True, check_nan=False)
flags()
torch.autograd.set_detect_anomaly(False)
flags()
with torch.autograd.detect_anomaly():
    flags()
    x.sqrt().sum().backward()
flags()
print(x.grad)
