"""Clipping several gradients, some missing, in every way they may be given."""

import torch

def built():
    ps = [torch.ones(n, requires_grad=True) for n in (1, 2, 3)] + [torch.ones((), requires_grad=True), torch.ones(2, dtype=torch.float64, requires_grad=True)]
    for n, p in enumerate(ps):
        p.grad = None if n == 1 else torch.full_like(p.detach(), float(n + 1))
    return ps
given = dict(list=lambda ps: ps, tuple=lambda ps: tuple(ps), generator=lambda ps: (p for p in ps), last=lambda ps: ps[-1], reversed=lambda ps: ps[::-1], twice=lambda ps: ps + ps[:1])
ways = dict(
    value=lambda ps, each: torch.nn.utils.clip_grad_value_(ps, 1.5, foreach=each),
    below=lambda ps, each: torch.nn.utils.clip_grad_value_(ps, 0, foreach=each),
    norm=lambda ps, each: torch.nn.utils.clip_grad_norm_(ps, 1.0, foreach=each),
    first=lambda ps, each: torch.nn.utils.clip_grad_norm_(ps, 2.0, norm_type=1, foreach=each),
    largest=lambda ps, each: torch.nn.utils.clip_grad_norm_(ps, 2.0, norm_type=float("inf"), foreach=each),
    loose=lambda ps, each: torch.nn.utils.clip_grad_norm_(ps, 1000.0, foreach=each),
)
for form, give in given.items():
    for way, clip in ways.items():
        for each in (None, False, True):
            ps = built()
            old = [p.grad for p in ps]
            print(form, way, each)
            try:
                print(clip(give(ps), each))
            except (RuntimeError, TypeError, ValueError) as e:
                print(e)
            for p, g in zip(ps, old):
                print(None if g is None else (p.grad.tolist() if p.grad.dim() == 0 or way == "value" else p.grad.shape, p.grad is g, g.requires_grad, p._version), way == "norm" and g is not None and g)
