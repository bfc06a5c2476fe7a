# rule: modes.decorator
# source: seeds/000, seeds/001, seeds/003
# claim: no_grad wraps several steps at once, a whole function too
import torch

def steps(t):
    t = t * 2
    return t.exp().sum()

x = torch.tensor([0.0, 1.0], requires_grad=True)
quiet = torch.no_grad()(steps)
print(steps(x).requires_grad, quiet(x).requires_grad, torch.is_grad_enabled())
