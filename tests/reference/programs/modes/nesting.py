"""Nested, failing and half-used blocks."""

try:
    with torch.no_grad():
        raise ValueError("a")
except ValueError: pass
print(torch.is_grad_enabled())
ng = torch.no_grad()
with ng:
    with ng:
        print(torch.is_grad_enabled())
    print(torch.is_grad_enabled())
print(torch.is_grad_enabled())
torch.set_grad_enabled(True)
torch.no_grad(3)
torch.no_grad().__enter__()
print(torch.is_grad_enabled())
torch.set_grad_enabled(True)
print(torch.no_grad)
