"""In which order nodes run, seen by hooks."""

import torch

log = []
x = torch.tensor(1., requires_grad=True)
ys = [x * i for i in range(6)]
for i, y in enumerate(ys): y.register_hook(lambda g, i=i: log.append(i))
sum(ys).backward(); print(log)
log.clear()
ys = [x * i for i in range(6)]
for i, y in enumerate(ys): y.register_hook(lambda g, i=i: log.append(i))
torch.stack(ys).sum().backward(); print(log)
log.clear()
ys = [x * i for i in range(4)]
for i, y in enumerate(ys): y.register_hook(lambda g, i=i: log.append(i))
torch.autograd.backward(ys); print(log)
log.clear()
ys = [x * i for i in range(4)]
for i, y in enumerate(ys): y.register_hook(lambda g, i=i: log.append(i))
(ys[0] * ys[1] + ys[2] * ys[3]).backward(); print(log)

log = []
ps = [torch.tensor(float(i), requires_grad=True) for i in range(1, 5)]
for i, p in enumerate(ps): p.register_hook(lambda g, i=i: log.append('p%d' % i)); p.register_post_accumulate_grad_hook(lambda p, i=i: log.append('a%d' % i))
a = ps[0] * ps[1]; b = ps[2] * ps[3]; a.register_hook(lambda g: log.append('a')); b.register_hook(lambda g: log.append('b'))
(a / b).backward(); print(log)

x = torch.tensor(1., requires_grad=True)
log = []
late = x * 5
a = x * 2
b = a * 3
late.register_hook(lambda g: log.append('late')); a.register_hook(lambda g: log.append('a')); b.register_hook(lambda g: log.append('b'))
torch.autograd.backward([late, b]); print(log)
log.clear()
late = x * 5; a = x * 2; b = a * 3
late.register_hook(lambda g: log.append('late')); a.register_hook(lambda g: log.append('a')); b.register_hook(lambda g: log.append('b'))
(late + b).backward(); print(log)
