"""Which dtypes can require grad, asked in every way."""


import torch
for d in [torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.complex64, torch.complex128, torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64, torch.bool]:
    try:
        t = torch.ones(2, dtype=d, requires_grad=True)
        print(d, t.requires_grad, t.is_leaf, t)
    except Exception as e:
        print(d, type(e).__name__, e)
    t = torch.ones(2, dtype=d)
    try:
        t.requires_grad = True
        print(t)
    except Exception as e:
        print(type(e).__name__, e)
    try:
        print(t.requires_grad_())
    except Exception as e:
        print(type(e).__name__, e)
    try:
        print(t.requires_grad_(False))
    except Exception as e:
        print(type(e).__name__, e)
    try:
        print(torch.nn.Parameter(t))
    except Exception as e:
        print(type(e).__name__, e)
    try:
        print(torch.nn.Parameter(t, requires_grad=False))
    except Exception as e:
        print(type(e).__name__, e)
