"""Jacobians and products with them: arguments and results that cannot be differentiated."""

x = torch.ones(2)
torch.func.jacrev(lambda a, n=2: a**n)(x, n=4)
torch.func.jacfwd(lambda a, n=2: a**n)(x, n=4)
torch.func.jacfwd(lambda a: a)(x.long())
torch.func.jacrev(lambda a: a.long())(x)
torch.func.vjp(lambda a: a.long(), x)
torch.func.jvp(lambda a: a, (x.long(),), (x.long(),))
torch.func.jvp(lambda a: a, (5,), (x,))
torch.func.jvp(lambda a: a, (), ())
