"""Random fills: versions and nodes."""

import torch

a = torch.ones(3, requires_grad=True)
out = []
for f in [lambda b: b.normal_(), lambda b: b.uniform_(), lambda b: b.random_(), lambda b: b.random_(5), lambda b: b.random_(1, 5), lambda b: b.exponential_(), lambda b: b.bernoulli_(), lambda b: b.bernoulli_(0.5), lambda b: b.bernoulli_(torch.full((3,), .5)), lambda b: b.cauchy_(), lambda b: b.geometric_(0.5), lambda b: b.log_normal_()]:
    b = a.clone()
    f(b)
    b.sum().backward()
    print(b.grad_fn.name(), b.requires_grad, b._version, a.grad)
a.normal_()
a.cauchy_()
del b
