# rule: graph.anomaly-mode
# source: own
# claim: the warning names where forward was, if the mode was on then, and which backward it was
#   itself part of
import torch

x = torch.tensor([-1.0], requires_grad=True)
with torch.autograd.detect_anomaly():
    (g,) = torch.autograd.grad(x**0.5 * 0 + x, x, torch.ones(1), create_graph=True)
z = x.sqrt()
with torch.autograd.detect_anomaly():
    z.backward()
with torch.autograd.detect_anomaly():
    w = torch.tensor([0.0], requires_grad=True)
    (g,) = torch.autograd.grad((w * w).sqrt(), w, torch.zeros(1), create_graph=True)
torch.autograd.set_detect_anomaly(1)
