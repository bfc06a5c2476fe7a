# rule: modes.decorator
# source: own
# claim: of a decorated generator, the mode holds while it runs and not where it has stopped
import torch

x = torch.ones(1, requires_grad=True)


@torch.no_grad()
def doubles(x):
    more = yield x * 2
    yield more, torch.is_grad_enabled()


steps = doubles(x)
print(next(steps).requires_grad, torch.is_grad_enabled(), (x * 3).requires_grad)
print(steps.send(x * 4))
print(list(steps), torch.is_grad_enabled())
