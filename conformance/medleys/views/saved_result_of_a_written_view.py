# The result that an in-place operation on a view has saved belongs to the view's window into its
# base, as long as that is there (found by random programs).


import torch
def error(c, b):
    try:
        b.sum().backward()
    except RuntimeError as raised:
        return str(raised)
a = torch.ones(2, 2, requires_grad=True)
b = a + a
c = b[:1]
c.reciprocal_()
b.log_()
print(error(c, b))
b = a + a
c = b.view(4)
c.exp_()
c = None
b.log_()
print(error(c, b))
b = a + a
c = b[0]
c.sigmoid_()
(d,) = torch.autograd.grad(b.sum(), a, create_graph=True)
(e,) = torch.autograd.grad(d.sum(), a)
print(e)
