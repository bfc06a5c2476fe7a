"""Grad mode as block, decorator and function."""

import torch

x = torch.ones(2, requires_grad=True)
print(torch.is_grad_enabled())
with torch.no_grad():
    y = x * 2
    print(torch.is_grad_enabled(), y.requires_grad)
    with torch.enable_grad():
        z = x * 2
        print(torch.is_grad_enabled(), z.requires_grad)
    print(torch.is_grad_enabled())
@torch.no_grad()
def f(a): return a * 2, torch.is_grad_enabled()
print(f(x), f.__name__)
@torch.no_grad
def f2(a): return a * 2, torch.is_grad_enabled()
print(f2(x), torch.is_grad_enabled())
@torch.enable_grad()
def f3(a): return a * 2
with torch.no_grad(): print(f3(x))
torch.set_grad_enabled(False)
print(torch.is_grad_enabled())
torch.set_grad_enabled(True)
with torch.set_grad_enabled(False):
    print(torch.is_grad_enabled())
print(torch.is_grad_enabled())
@torch.set_grad_enabled(False)
def f4(a): return torch.is_grad_enabled()
print(torch.is_grad_enabled(), f4(x), torch.is_grad_enabled())
g = torch.set_grad_enabled(False)
print(torch.is_grad_enabled(), g)
with g: print(torch.is_grad_enabled())
print(torch.is_grad_enabled())
torch.set_grad_enabled(3)
torch.set_grad_enabled("a")
torch.set_grad_enabled(None)
torch.set_grad_enabled(True)
