# rule: functions.forward-mode
# source: own
# claim: forward sees no tangents; where an output is a view of an input its tangent must be a view
#   of that input's tangent, where it is the input, written, the tangent must be written too, and
#   where it has no gradient it has no tangent
# since: >=2.9
import torch
from torch.autograd import forward_ad

class Row(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, answer):
        ctx.answer = answer
        print(x)
        return x[:1]
    @staticmethod
    def jvp(ctx, t, _):
        return ctx.answer(t)

class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, answer):
        ctx.mark_dirty(x)
        ctx.answer = answer
        return x.mul_(2)
    @staticmethod
    def jvp(ctx, t, _):
        return ctx.answer(t)

class Kept(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, answer):
        ctx.answer = answer
        out = x.clone()
        ctx.mark_non_differentiable(out)
        return out
    @staticmethod
    def jvp(ctx, t, _):
        return ctx.answer(t)

answers = (
    lambda t: t[:1], lambda t: t[:1].clone(), lambda t: t.clone()[:1],
    lambda t: t.mul_(2), lambda t: t * 2, lambda t: t, lambda t: None,
)
for function in (Row, Double, Kept):
    for view in (False, True):
        for answer in answers:
            with forward_ad.dual_level():
                x = forward_ad.make_dual(torch.tensor([3.0, 4.0]), torch.tensor([1.0, 2.0]))
                x = x[:] if view else x
                try:
                    out = function.apply(x, answer)
                    print(out, forward_ad.unpack_dual(x).tangent)
                except RuntimeError as error:
                    print(error)
