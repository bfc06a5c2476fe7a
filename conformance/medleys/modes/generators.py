"""Grad mode around generators."""

import torch

@torch.no_grad()
def gen():
    print("start", torch.is_grad_enabled())
    try:
        r = yield torch.is_grad_enabled()
        print("got", r, torch.is_grad_enabled())
        yield 2
    except ValueError as e:
        print("caught", e, torch.is_grad_enabled())
        yield 3
    finally:
        print("finally", torch.is_grad_enabled())
g = gen()
print(next(g), torch.is_grad_enabled())
print(g.send("x"))
g.close()
g = gen()
print(next(g))
print(g.throw(ValueError("v")))
g.close()
print(list(gen()))
