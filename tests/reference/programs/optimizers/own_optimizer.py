"""An optimizer that a user wrote."""

class MySGD(torch.optim.Optimizer):
    def __init__(self, params, lr):
        super().__init__(params, dict(lr=lr))
    @torch.no_grad()
    def step(self):
        for g in self.param_groups:
            for p in g["params"]:
                p.add_(p.grad, alpha=-g["lr"])
x = torch.tensor([1.0, -2.0], requires_grad=True)
o = MySGD([x], 0.1)
h = o.register_step_post_hook(lambda opt, args, kw: print("post"))
(x * x).sum().backward()
o.step()
print(x, o)
torch.optim.Optimizer([x], {}).step()
