"""`torch.autograd.anomaly_mode`."""

# ruff: noqa: F401
from ..anomaly import detect_anomaly, set_detect_anomaly
