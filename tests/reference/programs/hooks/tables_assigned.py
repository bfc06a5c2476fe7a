"""A table of hooks put in the place of a tensor's own."""

from collections import OrderedDict

a = torch.ones(2, requires_grad=True)
a.register_hook(lambda g: print("registered", g))
a._backward_hooks = OrderedDict()
a._backward_hooks["mine"] = lambda g: print("assigned", g)
(a * 2).sum().backward()
a.register_hook(lambda g: print("added", g))
(a * 2).sum().backward()
a._backward_hooks = None
(a * 2).sum().backward()
b = a * 2
b._backward_hooks = OrderedDict(mine=lambda g: print("of a non-leaf", g))
b.sum().backward()
c = torch.ones(2)
c._backward_hooks = OrderedDict(mine=lambda g: print("of a constant", g))
(a + c).sum().backward()
del a._backward_hooks
