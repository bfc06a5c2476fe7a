"""The legacy `Variable`."""

import torch
from torch.autograd import Variable
t = torch.ones(2)
v = Variable(t)
print(v, v is t, isinstance(t, Variable), isinstance(3, Variable), type(v), v.requires_grad, v.data_ptr() == t.data_ptr())
w = Variable(t, requires_grad=True)
print(w, t.requires_grad)
w = Variable(t, volatile=True)
w = Variable(t, True, True)
print(w.requires_grad)
w.volatile
w.volatile = True
w.volatile = False
Variable(3)
Variable()
Variable(None)
Variable([1])
q = Variable(torch.ones(2, dtype=torch.int64), requires_grad=True)
n = Variable(torch.ones(2, requires_grad=True))
print(n.requires_grad, n.is_leaf)
y = torch.ones(2, requires_grad=True) * 2
m = Variable(y)
print(m.requires_grad, m.is_leaf, m._version)
y.add_(1)
print(m._version, t.volatile)
