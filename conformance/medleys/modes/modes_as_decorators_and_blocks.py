import torch

x=torch.ones(3,requires_grad=True)
y=torch.no_grad()(lambda: x*2)()
@torch.no_grad()
def f(t):
    return t*2
z=f(x)
with torch.enable_grad():
    w=x*2
with torch.no_grad():
    with torch.enable_grad():
        q=x*2
    r=x*2
with torch.set_grad_enabled(False):
    s=x*2
torch.set_grad_enabled(False)
t=x*2
