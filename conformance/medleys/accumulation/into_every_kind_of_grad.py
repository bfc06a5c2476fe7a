"""Which tensor `.grad` is after a pass, by what it was before and by how the leaf lies in memory."""

import torch

leaves = dict(
    row=lambda: torch.arange(6.).requires_grad_(),
    matrix=lambda: torch.arange(6.).view(2, 3).clone().requires_grad_(),
    turned=lambda: torch.arange(6.).view(2, 3).t().requires_grad_(),
    apart=lambda: torch.arange(12.)[::2].requires_grad_(),
    spread=lambda: torch.ones(1).expand(6).requires_grad_(),
    number=lambda: torch.tensor(3.).requires_grad_(),
    empty=lambda: torch.ones(0, 3).requires_grad_(),
    double=lambda: torch.ones(2, dtype=torch.float64).requires_grad_(),
    complex=lambda: torch.ones(2, dtype=torch.complex64).requires_grad_(),
    images=lambda: torch.ones(2, 3, 2, 2).to(memory_format=torch.channels_last).requires_grad_(),
)
before = dict(
    nothing=lambda x: None,
    zeros=lambda x: torch.zeros_like(x),
    packed=lambda x: torch.ones(x.shape, dtype=x.dtype),
    part=lambda x: torch.ones(2, *x.shape, dtype=x.dtype)[1],
    spread=lambda x: torch.ones((), dtype=x.dtype).expand(x.shape),
    recorded=lambda x: torch.ones(x.shape, dtype=x.dtype, requires_grad=True) * 2,
    leaf=lambda x: torch.ones(x.shape, dtype=x.dtype, requires_grad=True),
    itself=lambda x: x.detach(),
)
roots = dict(
    times=lambda x: (x * 2).sum(),
    sum=lambda x: x.sum(),
    twice=lambda x: (x * x + x).sum(),
    transposed=lambda x: (x.movedim(0, -1) * 2).sum() if x.dim() else x * 2,
)
def tell(x, old, version):
    g = x.grad
    print(g.shape, g.stride(), g.storage_offset(), g.is_contiguous(), g.dtype, g._version, g.requires_grad, g is old, g._is_view())
    if old is not None:
        print(old._version - version, old.requires_grad, g.data_ptr() == old.data_ptr())
for leaf, make in leaves.items():
    for kind, given in before.items():
        for root, of in roots.items():
            if root != "times" and kind not in ("nothing", "packed"):
                continue
            for recorded in (False, True):
                print(leaf, kind, root, recorded)
                x = make()
                x.grad = old = given(x)
                version = 0 if old is None else old._version
                try:
                    y = of(x)
                    y.backward(torch.ones_like(y), create_graph=recorded)
                    tell(x, old, version)
                    old, version = x.grad, x.grad._version
                    y = of(x)
                    y.backward(torch.ones_like(y), create_graph=recorded)
                    tell(x, old, version)
                    print(x.grad.tolist())
                except RuntimeError as e:
                    print(e)
                x.grad = None
for root in (lambda x: x, lambda x: x * 1, lambda x: x.view(-1), lambda x: x.clone(), lambda x: x + torch.ones(2)):
    for held in (False, True):
        for recorded in (False, True):
            x = torch.ones(2, requires_grad=True)
            seed = torch.ones(2, requires_grad=recorded)
            hooked = []
            if held:
                x.register_hook(hooked.append)
            root(x).backward(seed, create_graph=recorded)
            print(x.grad is seed, x.grad.data_ptr() == seed.data_ptr(), [h.data_ptr() == x.grad.data_ptr() for h in hooked], seed._version)
            x.grad.detach().add_(1)
            print(seed, x.grad, hooked)
            root(x).backward(seed)
            print(seed, x.grad, hooked)
