# rule: functions.forward-mode
# source: own
# claim: functions of nn.functional, special and masked carry tangents on too, in place where they
#   are told to; each of several views has a view of its own operand's tangent; what has no second
#   derivative has a tangent all the same, and a few operators have none
# since: >=2.4
import torch
import torch.nn.functional as F
from torch.autograd import forward_ad

with forward_ad.dual_level():
    make = lambda: forward_ad.make_dual(torch.tensor([[0.5, -2.0], [3.0, -0.5]]), torch.ones(2, 2))
    for function in (F.relu, F.silu, F.leaky_relu):
        x = make()
        print(function(x, inplace=True) is x, x)
    x = make()
    print(F.relu(x, True), F.avg_pool2d(x[None], 2), F.hardsigmoid(x), x.logcumsumexp(0))
    print(torch.special.entr(x.abs()), torch.special.expit(x), torch.multiply(x, 2))
    print(make().index_fill_(0, torch.tensor([0]), 0.0))
    print(torch.broadcast_tensors(x[0], forward_ad.make_dual(torch.ones(2, 1), torch.ones(2, 1) * 5), torch.ones(2)))
    for refused in (
        lambda x: torch.cdist(x, x), lambda x: torch.heaviside(x, x),
        lambda x: F.multi_margin_loss(x, torch.tensor([0, 1])),
        lambda x: x.index_reduce_(0, torch.tensor([0, 1]), torch.ones(2, 2), "mean"),
        lambda x: x.asinh_(),
    ):
        try:
            print(refused(make()))
        except NotImplementedError as error:
            print(error)
