# rule: functions.forward-mode
# source: own
# claim: a tangent that lies in memory as its tensor does is kept itself, another is copied; a
#   tangent has none of its own, is not seen in inference mode, has no history that nobody recorded,
#   and an operation that writes into a given tensor is refused after it wrote
# since: >=2.4
import torch
from torch.autograd import forward_ad

square, row = torch.ones(2, 2), torch.ones(2)
with forward_ad.dual_level():
    for x, t in (
        (square, square * 2), (square, square.t()), (square.t(), square), (row, torch.ones(1).expand(2)),
        (row, torch.ones(4)[::2]), (torch.ones(5)[:2].detach(), row), (row, row.double()),
    ):
        tangent = forward_ad.unpack_dual(forward_ad.make_dual(x, t)).tangent
        print(tangent is t, tangent.stride(), tangent.dtype)
    d = forward_ad.make_dual(row, torch.tensor([1.0, 2.0], requires_grad=True))
    with torch.no_grad():
        print(d * 2)
    with torch.inference_mode():
        print(d, forward_ad.unpack_dual(d), d * 2)
    cut = d.clone()
    print(cut.detach_() * 2, d)
    w = torch.ones(2, requires_grad=True)
    (w * d).sum().backward()
    print(w.grad)
    out = torch.zeros(2)
    try:
        torch.add(d, row, out=out)
    except NotImplementedError as error:
        print(error, out)
    forward_ad.make_dual(torch.zeros(2), d)
