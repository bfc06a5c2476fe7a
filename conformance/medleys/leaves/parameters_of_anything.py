"""Parameters made of results, leaves, views, parameters and constants, with either flag and in modes."""

import copy
import pickle

import torch
from torch import nn

x = torch.tensor([1.0, 2.0], requires_grad=True)
sources = [
    lambda: x,
    lambda: x * 2,
    lambda: x[0],
    lambda: (x * 2)[:1],
    lambda: x.detach(),
    lambda: x.data,
    lambda: torch.ones(2),
    lambda: torch.ones(2)[1:],
    lambda: torch.tensor(3.0),
    lambda: torch.empty(0),
    lambda: torch.ones(2, 3).t(),
    lambda: torch.ones(1).expand(3),
    lambda: torch.tensor([1j]),
    lambda: torch.tensor([1j]).conj(),
    lambda: torch.ones(2, dtype=torch.float16),
    lambda: nn.Parameter(torch.ones(2)),
    lambda: nn.Parameter(torch.ones(2), requires_grad=False),
    lambda: nn.Parameter(torch.ones(2)) * 2,
    lambda: nn.Buffer(torch.ones(2)),
]


def made(source, flag):
    t = source()
    p = nn.Parameter(t, flag)
    print(type(p) is nn.Parameter, p is t, p.requires_grad, p.is_leaf, p.grad_fn, p.grad, p.dtype)
    print(p.data_ptr() == t.data_ptr(), p._version, p._base is None, p._is_view(), p.stride(), p.is_conj())
    print(t.requires_grad, t.is_leaf, isinstance(p, torch.Tensor))
    if p.numel() and p.requires_grad:
        (p * p.detach().abs()).abs().sum().backward()
        print(p.grad, t.grad if t.is_leaf else None, x.grad)
    with torch.no_grad():
        p.zero_()
    print(p._version, t._version)
    return p


for source in sources:
    for flag in (True, False):
        p = made(source, flag)
        print(copy.deepcopy(p).requires_grad, copy.copy(p).requires_grad, pickle.loads(pickle.dumps(p)).requires_grad)
with torch.no_grad():
    for source in sources[:8]:
        p = made(source, False)
    print(nn.Parameter(x * 2).requires_grad, nn.Parameter(x * 2, False).requires_grad, nn.Parameter(x).is_leaf)
with torch.inference_mode():
    p, q = nn.Parameter(torch.ones(2)), nn.Parameter(torch.ones(2), requires_grad=False)
    print(p.is_inference(), p.requires_grad, q.is_inference(), q.requires_grad)
    r = nn.Parameter(x * 2)
    print(r.is_inference(), r.requires_grad, r.is_leaf)
p * 2
nn.Parameter(q).is_inference()

nn.Parameter(torch.ones(2, dtype=torch.int64))
print(nn.Parameter(torch.ones(2, dtype=torch.int64), requires_grad=False))
nn.Parameter(torch.ones(2, dtype=torch.bool))
print(nn.Parameter(torch.tensor([True]), requires_grad=False).dtype)
nn.Parameter([1.0])
nn.Parameter(2.0)
print(nn.Parameter(), nn.Parameter(None, False).requires_grad, nn.Parameter(data=torch.ones(1)))
nn.Parameter(torch.ones(1), torch.ones(1))
nn.Parameter(torch.ones(1), 1)
nn.Parameter(torch.tensor([1]), None)
nn.Parameter([1.0], requires_grad="no")

y = x * 2
hooked = []
y.register_hook(hooked.append)
y.retain_grad()
p = nn.Parameter(y)
(p * 3).sum().backward()
print(p.grad, y.grad, hooked, p.retains_grad)
x.register_hook(hooked.append)
p = nn.Parameter(x)
(p * 3).sum().backward()
print(p.grad, hooked)
x.grad = torch.ones(2)
print(nn.Parameter(x).grad, nn.Parameter(x.detach()).grad)
p = nn.Parameter(x)
p.requires_grad = False
print(x.requires_grad, p.requires_grad, isinstance(p, nn.Parameter))
net = nn.Linear(2, 1)
net.weight = nn.Parameter(net.weight.detach()[:, :1].clone())
net.weight = nn.Parameter(net.weight * 2)
net.bias = net.bias * 2
net.bias = nn.Parameter(net.bias * 2, requires_grad=False)
print([(name, each.requires_grad, each.is_leaf, each.shape) for name, each in net.named_parameters()])
net.register_parameter("extra", nn.Parameter(x * 2))
net.register_parameter("other", x * 2)
net.register_parameter("third", x)
print([name for name, each in net.named_parameters()])
