"""Switching anomaly mode."""

import torch

x = torch.ones(2, requires_grad=True)
with torch.autograd.detect_anomaly():
    y = x * 2
    print(torch.is_anomaly_enabled())
    y.sum().backward()
print(torch.is_anomaly_enabled())
torch.autograd.set_detect_anomaly(True)
print(torch.is_anomaly_enabled())
torch.autograd.set_detect_anomaly(False)
with torch.autograd.set_detect_anomaly(True): print(torch.is_anomaly_enabled(), torch.is_anomaly_check_nan_enabled())
print(torch.is_anomaly_enabled())
with torch.autograd.set_detect_anomaly(True, check_nan=False): print(torch.is_anomaly_enabled(), torch.is_anomaly_check_nan_enabled())
