"""The gradients of base, value and view after each kind of write through each kind of view."""

import torch

x = torch.arange(1.0, 10.0).reshape(3, 3).requires_grad_()
v = torch.tensor(2.0, requires_grad=True)
weights = torch.arange(1.0, 10.0).reshape(3, 3).sqrt()

views = [
    lambda b: b[0],
    lambda b: b[-1:],
    lambda b: b[1, 2],
    lambda b: b[:, 1],
    lambda b: b[::2, 1:],
    lambda b: b[..., None],
    lambda b: b[None, 0],
    lambda b: b.diagonal(),
    lambda b: b.diagonal(1),
    lambda b: b.diagonal(-1, 1, 0),
    lambda b: b.t(),
    lambda b: b.mT[1:],
    lambda b: b.select(-1, 0),
    lambda b: b.narrow(1, 1, 2),
    lambda b: b.view(9)[2:7],
    lambda b: b.view(-1)[::4],
    lambda b: b.reshape(1, 9),
    lambda b: b.flatten()[3:5],
    lambda b: b.unflatten(1, (3, 1)),
    lambda b: b.unsqueeze(1).squeeze(1)[2],
    lambda b: b.permute(1, 0)[0],
    lambda b: b.movedim(0, 1)[:2],
    lambda b: b.unfold(0, 1, 2),
    lambda b: b.unfold(1, 1, 1)[1],
    lambda b: b.as_strided((2, 2), (3, 1), 4),
    lambda b: b.view(9).as_strided((3,), (4,)),
    lambda b: b.view_as(x)[1],
    lambda b: b.tensor_split(2)[1],
    lambda b: b.expand(3, 3)[0],
    lambda b: b[0].expand(1, 3),
    lambda b: b.diagonal()[1:],
    lambda b: b.t()[0].view(3, 1)[1:],
    lambda b: b[1:][1:].t(),
    lambda b: b.swapaxes(0, 1).diagonal()[:2],
]

writes = [
    lambda w: w.mul_(3),
    lambda w: w.mul_(v),
    lambda w: w.copy_(v),
    lambda w: w.fill_(v),
    lambda w: w.sub_(v).pow_(2),
    lambda w: w.zero_(),
    lambda w: w.add_(v, alpha=2),
    lambda w: w.copy_(x[0, 0] * 2),
    lambda w: w.exp_(),
    lambda w: w.div_(w),
    lambda w: w.masked_fill_(w.detach() > 4, v),
    lambda w: w.clamp_(2, 6),
    lambda w: w.addcmul_(w, v, value=-1),
    lambda w: w.lerp_(v, 0.5),
    lambda w: w[...].mul_(2),
]



def told(grad):
    return None if grad is None else grad.tolist()


def passes(view, write):
    x.grad = v.grad = None
    base = x * 1
    part = view(base)
    try:
        write(part)
        (base * weights).sum().backward(retain_graph=True)
        print(told(x.grad), told(v.grad), base._version, part._base is base)
        (view(base) * part).sum().backward()
        print(told(x.grad), told(v.grad), part.requires_grad)
    except RuntimeError as error:
        print(error, told(x.grad))


for view in views:
    for write in writes[:3]:
        passes(view, write)
for view in views[::7]:
    for write in writes[3:]:
        passes(view, write)

for view in views:
    v.grad = None
    base = torch.zeros(3, 3)
    part, other = view(base), view(base)
    part.copy_(v)
    other.add_(v)
    (base * weights).sum().backward()
    print(told(v.grad), part.requires_grad, part._version)
