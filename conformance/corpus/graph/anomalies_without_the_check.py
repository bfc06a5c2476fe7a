# rule: graph.anomaly-mode
# source: own
# claim: with check_nan=False, NaN is no anomaly
# since: >=2.0
import torch

x = torch.tensor([0.0], requires_grad=True)
with torch.autograd.set_detect_anomaly(True, check_nan=False):
    (x * 0 / x).backward()
print(x.grad)
with torch.autograd.detect_anomaly():
    (x * 0 / x).backward()
