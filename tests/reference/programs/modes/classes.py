"""Grad mode around classes."""

@torch.no_grad()
class A:
    def __init__(self):
        self.g = torch.is_grad_enabled()
    def m(self): return torch.is_grad_enabled()
a = A()
print(a.g, a.m())
@torch.no_grad
class B:
    def __init__(self): self.g = torch.is_grad_enabled()
print(B().g)
@torch.inference_mode()
class C:
    def __init__(self): self.g = torch.is_grad_enabled()
print(C().g)
