# rule: leaves.to-device
# source: seeds/001
# claim: one line at the start chooses the device, and all else follows with to(device) or
#   device=
import torch

wanted = "cuda" if torch.cuda.is_available() else "cpu"
device = torch.device(wanted)
x = torch.tensor([1.0, 2.0]).to(device)
w = torch.ones(2, device=device, requires_grad=True)
(x * w).sum().backward()
print(w.grad.device.type == wanted, w.grad.tolist())
