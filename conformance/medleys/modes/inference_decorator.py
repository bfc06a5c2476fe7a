"""Inference mode as a decorator."""

import torch

@torch.inference_mode()
def f(x): return x * 2
x = torch.ones(2, requires_grad=True)
print(f(x).is_inference())
@torch.inference_mode
def g(x): return x * 2
print(g(x).is_inference())
@torch.inference_mode(mode=False)
def h(x): return x * 2
print(h(x).is_inference(), h(x).requires_grad)
with torch.inference_mode():
    print(h(x).is_inference(), h(x).requires_grad)
