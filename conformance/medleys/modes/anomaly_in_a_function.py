"""Anomaly mode and a custom function."""

import torch

class Fn(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x * 2
    @staticmethod
    def backward(ctx, g): return g * float("nan")
x = torch.ones(2, requires_grad=True)
with torch.autograd.set_detect_anomaly(True):
    try: Fn.apply(x).sum().backward()
    except RuntimeError as e: print(e)
