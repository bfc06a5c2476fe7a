"""`autograd.grad` and `backward` with every combination of their arguments, and what each leaves."""

import torch

def built():
    x = torch.tensor([1., 2.], requires_grad=True)
    unused = torch.ones(3, requires_grad=True)
    constant = torch.ones(2)
    y = x * x
    return x, unused, constant, y, y.exp()
inputs = dict(
    leaf=lambda x, u, c, y, z: x,
    middle=lambda x, u, c, y, z: y,
    root=lambda x, u, c, y, z: z,
    unused=lambda x, u, c, y, z: u,
    both=lambda x, u, c, y, z: [u, x],
    twice=lambda x, u, c, y, z: (x, y, x),
    all=lambda x, u, c, y, z: [z, y, x],
    constant=lambda x, u, c, y, z: [x, c],
    none=lambda x, u, c, y, z: [],
)
def tell(result):
    for g in result or ():
        print(g if g is None else (g.tolist(), g.requires_grad, g.is_leaf, g._version))
for name, pick in inputs.items():
    for unused, zeros, recorded, retained in [(u, z, c, r) for u in (None, False, True) for z in (False, True) for c in (False, True) for r in (None, False, True) if r is None or u is None]:
        made = built()
        x, u, c, y, z = made
        print(name, unused, zeros, recorded, retained)
        try:
            tell(torch.autograd.grad(z, pick(*made), torch.ones(2), retained, recorded, allow_unused=unused, materialize_grads=zeros))
        except (RuntimeError, ValueError) as e:
            print(e)
        try:
            z.backward(torch.ones(2))
        except RuntimeError as e:
            print(e)
        print(None if x.grad is None else x.grad.tolist(), u.grad)
for name, pick in inputs.items():
    for recorded, retained in [(c, r) for c in (False, True) for r in (None, False, True)]:
        made = built()
        x, u, c, y, z = made
        y.retain_grad()
        print(name, recorded, retained)
        for number in (1, 2):
            try:
                z.backward(torch.ones(2), retained, recorded, inputs=pick(*made))
            except (RuntimeError, ValueError) as e:
                print(e)
            print([t.grad if t.is_leaf or t.retains_grad else None for t in made])
        x.grad = y.grad = None
seeds = dict(
    nothing=None,
    fits=torch.ones(2),
    row=torch.ones(1),
    number=torch.tensor(1.),
    wide=torch.ones(1, 2),
    double=torch.ones(2, dtype=torch.float64),
    whole=torch.ones(2, dtype=torch.int64),
    recorded=torch.ones(2, requires_grad=True),
    tall=torch.ones(3),
)
for name, seed in seeds.items():
    for recorded in (False, True):
        x, u, c, y, z = built()
        print(name, recorded)
        for go in (lambda: torch.autograd.grad(z, x, seed, create_graph=recorded, retain_graph=True), lambda: torch.autograd.grad([z, y], [x], [torch.ones(2), seed], create_graph=recorded), lambda: z.backward(seed, create_graph=recorded)):
            try:
                tell(go())
            except (RuntimeError, ValueError, TypeError) as e:
                print(e)
        print(x.grad)
        x.grad = None
