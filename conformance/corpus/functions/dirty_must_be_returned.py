# rule: functions.mark-dirty
# source: own
# claim: what is marked dirty must be an input and be returned; a view of an input only alone
# since: >=2.8
import torch

class Write(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, what):
        made = x.clone()
        view = made[:1]
        ctx.mark_dirty({"made": made, "view": view}.get(what, x))
        return {"made": made, "lost": made, "view": view, "two": (x, made)}[what]
    @staticmethod
    def backward(ctx, *g):
        return g[0], None

x = torch.tensor([1.0, 2.0], requires_grad=True)
print(Write.apply(x * 1, "made"))
Write.apply(x * 1, "lost")
Write.apply(x * 1, "view")
Write.apply((x * 1)[:1], "two")
