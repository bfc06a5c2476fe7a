import torch

x=torch.ones(2,requires_grad=True)
with torch.autograd.detect_anomaly():
    y=x*2
    z=(y/0).sum()
    w=(z*0).sum()
    w.backward()
