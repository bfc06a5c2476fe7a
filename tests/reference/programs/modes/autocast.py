"""Autocast: which operations run in which precision, and what the gradients have."""

import torch.nn.functional as F

x = torch.ones(2, 2, requires_grad=True); w = torch.ones(2, 2, requires_grad=True)
with torch.autocast("cpu"):
    a = x @ w; b = torch.matmul(a, w); c = torch.mm(x, x.double().float()); d = a + x; e = torch.cat([a, x]); f = F.linear(x, w); s = F.softmax(a, 1); l = F.cross_entropy(a, torch.tensor([0, 1])); m = F.mse_loss(a, x); t = torch.stack([a, a]); r = a.relu(); p = a.prod(); q = x.exp(); h = torch.einsum("ij,jk->ik", x, w); k = torch.bmm(x[None], w[None]); n = F.layer_norm(a, (2,)); o = x.mv(torch.ones(2)); u = torch.addmm(x, x, w); v = a.sum(); z = x.double() @ w.double()
    for y in (a, b, c, d, e, f, s, l, m, t, r, p, q, h, k, n, o, u, v, z): print(y.dtype, y.grad_fn.name())
    print(a.grad_fn.next_functions[1][0] is b.grad_fn.next_functions[1][0] if len(a.grad_fn.next_functions) > 1 else 0)
(a.sum() + b.sum() + l + m).backward(); print(x.grad, w.grad.dtype)
with torch.autocast("cpu", dtype=torch.float16): print((x @ w).dtype, torch.get_autocast_dtype("cpu"))
with torch.autocast("cpu", dtype=torch.float64): print((x @ w).dtype)
with torch.autocast("cpu", enabled=False): print((x @ w).dtype, torch.is_autocast_enabled("cpu"))
with torch.autocast("cpu"):
    with torch.autocast("cpu", enabled=False): print((x @ w).dtype)
    print((x @ w).dtype)
@torch.autocast("cpu")
def fn(): return (x @ w).dtype
print(fn(), torch.is_autocast_enabled("cpu"), torch.get_autocast_dtype("cpu"))
torch.autocast("foo")
torch.autocast(3)
torch.autocast()
try:
    with torch.autocast("cpu"): raise ValueError
except ValueError: print(torch.is_autocast_enabled("cpu"))
m = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))
with torch.amp.autocast("cpu", dtype=torch.bfloat16): o = m(torch.ones(1, 2)); print(o.dtype)
o.float().sum().backward(); print([p.grad.dtype for p in m.parameters()])
with torch.autocast("cpu"): c = nn.Conv2d(1, 1, 1)(torch.ones(1, 1, 2, 2)); print(c.dtype, nn.BatchNorm2d(1)(c).dtype); 
with torch.no_grad(), torch.autocast("cpu"): print((x @ w).dtype, (x @ w).requires_grad)
with torch.autocast("cpu"):
    y = x * 1
    print([n.name() for n, _ in torch.stack([x @ w, x]).grad_fn.next_functions], torch.cat([x @ w, x @ w]).dtype)
    for first, second in [((x.mm(w)), (x.mm(w))), ((y.mm(w)), (y.mm(w))), ((w.t().mm(w)), (w.t().mm(w)))]:
        print([a[0] is b[0] for a, b in zip(first.grad_fn.next_functions, second.grad_fn.next_functions)])
with torch.autocast("cpu", cache_enabled=False):
    first, second = x.mm(w), x.mm(w)
    print(first.grad_fn.next_functions[0][0] is second.grad_fn.next_functions[0][0])
