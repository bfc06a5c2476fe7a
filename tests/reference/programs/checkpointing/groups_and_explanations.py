"""Passes that count as one, and errors that explain themselves."""

import torch.utils.checkpoint as checkpointing
from torch.utils.checkpoint import GraphExecGroup, checkpoint

runs = []

def halves(x):
    runs.append(1)
    y = x.sin().cos()
    return y, y.sin().cos()

def in_two_passes(x):
    y, z = checkpoint(halves, x, use_reentrant=False)
    (of_y,) = torch.autograd.grad(z.sum(), y)
    return torch.autograd.grad(y, x, of_y)

x = torch.tensor([0.5, 2.0], requires_grad=True)
print(in_two_passes(x), len(runs))
with GraphExecGroup():
    print(in_two_passes(x), len(runs))
    try:
        GraphExecGroup().__enter__()
    except RuntimeError as error:
        print(str(error)[:44])
y = checkpoint(lambda x: x.sin().cos(), x, use_reentrant=False)
with GraphExecGroup():
    y.sum().backward(retain_graph=True)
    y.sum().backward()

def changing():
    seen = []
    def function(x):
        seen.append(1)
        return x.sin() * (x if len(seen) == 1 else x.double())
    return function

def explained(**settings):
    try:
        checkpoint(changing(), x, use_reentrant=False, **settings).sum().backward()
    except RuntimeError as error:
        print(type(error), str(error).splitlines()[:3], type(error.__cause__))

explained()
explained(debug=True)
with checkpointing.set_checkpoint_debug_enabled(True):
    explained()
with checkpointing.set_checkpoint_debug_enabled(False):
    explained(debug=True)
explained(debug=True, context_fn=lambda: None)
checkpoint(torch.sin, x, use_reentrant=False, debug=True, context_fn=lambda: None)
checkpoint(torch.sin, x, use_reentrant=True, debug=True)
