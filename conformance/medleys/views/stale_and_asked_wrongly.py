# A view that may not be brought up to date is refused for that, before its arguments are looked at:
# by what makes views of it, and not by what first does arithmetic on sizes (found by random programs).
import torch

ops = dict(
    view=lambda v: v.view(5, 1), reshape=lambda v: v.reshape(5, 1), view_as=lambda v: v.view_as(torch.ones(5)),
    expand=lambda v: v.expand(2, 3, 7), unsqueeze=lambda v: v.unsqueeze(9), squeeze=lambda v: v.squeeze(9),
    several=lambda v: v.squeeze((0, 9)), transpose=lambda v: v.transpose(0, 9), permute=lambda v: v.permute(0, 1, 2),
    movedim=lambda v: v.movedim(0, 9), index=lambda v: v.select(0, 9), dim=lambda v: v.select(9, 0),
    narrow=lambda v: v.narrow(0, 0, 9), split=lambda v: v.split(-1), sections=lambda v: v.split([3, 4]),
    chunk=lambda v: v.chunk(0), unbind=lambda v: v.unbind(9), diagonal=lambda v: v.diagonal(0, 0, 0),
    unfold=lambda v: v.unfold(0, 9, 1), flatten=lambda v: v.flatten(5), unflatten=lambda v: v.unflatten(0, (7, 3)),
    key=lambda v: v[:, 9], in_place=lambda v: v.unsqueeze_(9), add=lambda v: v + torch.ones(7), sum=lambda v: v.sum(9),
)
for stale in (True, False):
    for turned in (False, True):
        for name, op in ops.items():
            x = torch.ones(3, 2, requires_grad=True)
            with torch.no_grad():
                v = x[0:2].t() if turned else x[0:2]
            if stale:
                x.detach().add_(1)
            try:
                op(v)
            except (RuntimeError, IndexError) as e:
                print(name, e)
