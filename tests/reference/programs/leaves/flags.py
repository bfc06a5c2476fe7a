"""`requires_grad` for every dtype and in every way."""

for dt in [torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.complex64, torch.complex128, torch.int8, torch.uint8, torch.int16, torch.int32, torch.int64, torch.bool]:
    for f in [lambda: torch.ones(2, dtype=dt, requires_grad=True), lambda: torch.ones(2, dtype=dt).requires_grad_(), lambda: setattr(torch.ones(2, dtype=dt), "requires_grad", True), lambda: torch.ones(2, dtype=dt).requires_grad_(False), lambda: setattr(torch.ones(2, dtype=dt), "requires_grad", False), lambda: torch.tensor([1, 0], dtype=dt, requires_grad=True), lambda: torch.zeros_like(torch.ones(2, dtype=dt), requires_grad=True), lambda: torch.empty(2, dtype=dt, requires_grad=True).shape, lambda: torch.ones(2).new_zeros(2, dtype=dt, requires_grad=True), lambda: torch.arange(2, dtype=dt, requires_grad=True)]:
        try: print(dt, f())
        except Exception as e: print(dt, type(e).__name__, e)
x = torch.ones(2)
x.requires_grad = 1
x.requires_grad = None
x.requires_grad = "a"
x.requires_grad_(1)
x.requires_grad_(None)
x.requires_grad_(requires_grad=True)
y = x * 2
y.requires_grad = True
y.requires_grad = False
y.requires_grad_()
y.requires_grad_(False)
print(x.requires_grad_() is x)
torch.tensor([1, 2], requires_grad=True)
torch.tensor([1.0], requires_grad=1)
torch.tensor([1.0], requires_grad=None)
v = x.detach()[0:1]
v.requires_grad_()
w = torch.ones(2)
u = w[0:1]
u.requires_grad_()
print(u.is_leaf, w.requires_grad)
w.mul_(2)
print(u, w, u.is_leaf)
del x.requires_grad
x.is_leaf = True
x.grad_fn = 3
x.shape = 3
x.dtype = 3
x._version = 3
x.output_nr = 3
x.data_ptr = 3
