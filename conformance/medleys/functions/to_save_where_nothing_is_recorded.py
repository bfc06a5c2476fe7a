# What a Function wants to save is checked also where nothing is recorded (found by random programs).


import torch
class Fn(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.to_save = [x]
        return torch.ones(1)
Fn.apply([1.0])
Fn.apply(torch.ones(1))
with torch.no_grad():
    Fn.apply(torch.ones(1, requires_grad=True))
