"""`GradScaler`: what it does to losses, gradients and steps, and how it refuses."""

w = nn.Parameter(torch.ones(2))
optimizer = torch.optim.SGD([w], lr=0.1)
scaler = torch.amp.GradScaler("cpu", init_scale=8.0)
print(scaler.is_enabled(), scaler.get_scale(), scaler.get_growth_factor(), scaler.state_dict())
scaler.unscale_(optimizer)
scaler.scale((w * 2).sum()).backward()
print(w.grad)
scaler.unscale_(optimizer)
print(w.grad, w.grad._version)
scaler.unscale_(optimizer)
print(scaler.step(optimizer), w)
scaler.step(optimizer)
scaler.update()
optimizer.zero_grad()
scaler.scale((w * float("inf")).sum()).backward()
scaler.step(optimizer)
print(w)
scaler.update()
print(scaler.get_scale())
scaler.update(16.0)
scaler.update()
print(scaler.scale([torch.ones(1), torch.ones(2)]), scaler.scale(torch.ones(1).double()))
scaler.scale(5)
scaler.step(torch.optim.SGD([nn.Parameter(torch.ones(1))], lr=0.1))
off = torch.amp.GradScaler("cpu", enabled=False)
print(off.scale(w) is w, off.get_scale(), off.state_dict())
torch.amp.GradScaler("cpu", growth_factor=0.5)
torch.amp.GradScaler("cpu", backoff_factor=2.0)
scaler.load_state_dict({})
class Product(torch.autograd.Function):
    @staticmethod
    @torch.amp.custom_fwd(device_type="cpu")
    def forward(ctx, a):
        print(torch.is_autocast_enabled("cpu"))
        return a @ a
    @staticmethod
    @torch.amp.custom_bwd(device_type="cpu")
    def backward(ctx, g):
        print(torch.is_autocast_enabled("cpu"), g.dtype)
        return g
x = torch.ones(2, 2, requires_grad=True)
with torch.autocast("cpu"):
    out = Product.apply(x)
out.sum().backward()
print(out.dtype, x.grad)
