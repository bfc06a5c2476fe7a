# rule: functions.forward-mode
# source: own
# claim: functions of nn.functional and special carry tangents on too, in place where they are told
#   to; what has no second derivative has a tangent all the same
# since: >=2.4
import torch
import torch.nn.functional as F
from torch.autograd import forward_ad

with forward_ad.dual_level():
    x = forward_ad.make_dual(torch.tensor([[0.5, -2.0], [3.0, -0.5]]), torch.ones(2, 2))
    print(F.relu(x.clone(), inplace=True), F.silu(x.clone(), True), F.avg_pool2d(x[None], 2))
    print(F.hardsigmoid(x), torch.special.entr(x.abs()), torch.multiply(x, 2))
    print((x * x).logcumsumexp(0))
    print(x.clone().index_fill_(0, torch.tensor([0]), 0.0))
    y = forward_ad.make_dual(torch.ones(2, 1), torch.ones(2, 1) * 5)
    print(torch.broadcast_tensors(x[0], y, torch.ones(2)))
