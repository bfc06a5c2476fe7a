# rule: hooks.node-hook
# source: own
# claim: joined tensors get all their gradients, and a Function's are shown as they were returned
import torch


class Fn(torch.autograd.Function):
    forward = lambda ctx, x, y: x * y
    backward = lambda ctx, grad: (grad, grad)


x, y = torch.tensor([1.0], requires_grad=True), torch.tensor([2.0])
for z in (torch.cat([x, y]), torch.stack([y, x]), torch.block_diag(y, x), Fn.apply(x, y), y * x):
    z.grad_fn.register_hook(lambda grads, outputs: print(grads))
    z.sum().backward()
