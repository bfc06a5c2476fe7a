"""What functions within the transforms of `torch.func` may write to, and what they may not."""

from torch.func import grad, jacfwd, jacrev, jvp, vjp, vmap
x, c, w = torch.ones(2), torch.zeros(2), torch.ones(2, requires_grad=True)
def after(act):
    def function(t):
        act(t)
        return t.sum()
    return function
def tried(function, *args):
    try:
        print(function(*args))
    except RuntimeError as error:
        print(error)
for act in (lambda t: c.add_(t), lambda t: c.sub_(1), lambda t: c.mul_(t), lambda t: c.div_(2), lambda t: c.zero_(), lambda t: c.copy_(t)):
    tried(grad(after(act)), x)
for act in (lambda t: c.pow_(2), lambda t: c.pow_(t), lambda t: c.fill_(1), lambda t: c.masked_fill_(t > 0, 1.), lambda t: c.sigmoid_(), lambda t: c.uniform_(), lambda t: c.clamp_(0)):
    tried(grad(after(act)), x)
for act in (lambda t: c.__setitem__(0, t[0]), lambda t: c.__iadd__(t), lambda t: c.__imul__(2), lambda t: c[:1].add_(1), lambda t: c.data.add_(1), lambda t: w.add_(1)):
    tried(grad(after(act)), x)
for act in (lambda t: torch.zeros(2).add_(t), lambda t: c.clone().mul_(t), lambda t: (t * 1).add_(1), lambda t: x.add_(1), lambda t: c.unsqueeze_(0), lambda t: c.resize_(2), lambda t: c.detach_()):
    tried(grad(after(act)), x)
for transform in (jacrev, jacfwd, lambda f: lambda t: vjp(f, t)[0], lambda f: lambda t: jvp(f, (t,), (t,))[1]):
    tried(transform(after(lambda t: c.add_(t))), x)
tried(grad(lambda t: grad(lambda u: t.add_(u).sum())(t).sum()), x)
tried(grad(lambda t: grad(lambda u: (u * 1).add_(t).sum())(t).sum()), x)
for act in (lambda t: t.requires_grad_(), lambda t: c.requires_grad_(), lambda t: (t * 1).requires_grad_(False), lambda t: (t * 1).retain_grad(), lambda t: c.retain_grad()):
    tried(grad(after(act)), x)
tried(vmap(after(lambda t: t.requires_grad_())), x[None])
print(c, c.requires_grad, w)
rows = torch.ones(3, 2)
for act in (lambda t, z: z.add_(t), lambda t, z: z.sub_(t[0]), lambda t, z: z.mul_(t), lambda t, z: z.copy_(t), lambda t, z: z.fill_(t[0]), lambda t, z: z.pow_(t), lambda t, z: z.lerp_(t, .5)):
    tried(vmap(lambda t: act(t, torch.zeros(2)) + t), rows)
for act in (lambda t, z: z.__setitem__(0, t[0]), lambda t, z: z.masked_fill_(t > 0, 1.), lambda t, z: z.clamp_(t), lambda t, z: c.add_(t)):
    tried(vmap(lambda t: act(t, torch.zeros(2))), rows)
tried(vmap(lambda t: torch.zeros(2, 2).add_(t)), torch.ones(3))
tried(vmap(lambda t: t.clone().add_(c)), rows)
tried(vmap(lambda t: (t.shape, 3, t), out_dims=(None, None, 0)), rows)
tried(vmap(lambda t: c, out_dims=None), rows)
