# rule: functions.forward-mode
# source: own
# claim: a tangent is not seen in inference mode, has no history that nobody recorded, and goes with
#   detach_; a gradient that carries one is taken without it
# since: >=2.4
import torch
from torch.autograd import forward_ad

with forward_ad.dual_level():
    d = forward_ad.make_dual(torch.ones(2), torch.tensor([1.0, 2.0], requires_grad=True))
    with torch.no_grad():
        print(d * 2)
    with torch.inference_mode():
        print(d, forward_ad.unpack_dual(d), d * 2)
    print(d.clone().detach_() * 2, d)
    w = torch.ones(2, requires_grad=True)
    (w * d).sum().backward()
    print(w.grad)
