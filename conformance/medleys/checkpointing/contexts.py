"""`context_fn`: one block around the first run, another around the second, and what these may be."""

import torch
from torch.utils.checkpoint import checkpoint, checkpoint_sequential

x = torch.tensor([1.0, 2.0], requires_grad=True)
told = []


def hooks(name):
    return torch.autograd.graph.saved_tensors_hooks(
        lambda t: (told.append(("pack", name)), t)[1],
        lambda t: (told.append(("unpack", name)), t)[1],
    )


def body(a):
    told.append((torch.is_grad_enabled(), torch.is_inference_mode_enabled(), torch.is_anomaly_enabled()))
    return (a.exp() * a).sin()


def tried(**keywords):
    told.clear()
    x.grad = None
    try:
        y = checkpoint(body, x, use_reentrant=False, **keywords)
        told.append("between")
        y.sum().backward()
    except (RuntimeError, TypeError, ValueError, AssertionError) as error:
        print(type(error).__name__, error)
    print(told, x.grad)


nothing = lambda: torch.set_grad_enabled(True)
tried()
tried(context_fn=lambda: (hooks("first"), hooks("second")))
tried(context_fn=lambda: (nothing(), hooks("second")))
tried(context_fn=lambda: (hooks("first"), nothing()))
tried(context_fn=lambda: (torch.no_grad(), torch.enable_grad()))
tried(context_fn=lambda: (torch.enable_grad(), torch.no_grad()))
tried(context_fn=lambda: (nothing(), torch.autograd.set_detect_anomaly(True)))
tried(context_fn=lambda: (torch.autograd.set_detect_anomaly(True), nothing()))
tried(context_fn=lambda: (nothing(), nothing()), determinism_check="none")
tried(context_fn=lambda: (hooks("first"), hooks("second")), preserve_rng_state=False)
tried(context_fn=lambda: (hooks("first"), hooks("second")), debug=False)
tried(context_fn=lambda: (hooks("first"),))
tried(context_fn=lambda: None)
tried(context_fn=3)
made = []
tried(context_fn=lambda: (made.append(1), nothing(), nothing())[1:])
print(made)
checkpoint(body, x, use_reentrant=True, context_fn=lambda: (nothing(), nothing()))

told.clear()
x.grad = None
y = checkpoint(body, x, use_reentrant=False, context_fn=lambda: (hooks("first"), hooks("second")))
y.sum().backward(retain_graph=True)
told.append("again")
y.sum().backward()
print(told, x.grad)
y.sum().backward()

told.clear()
inner = lambda a: checkpoint(body, a, use_reentrant=False, context_fn=lambda: (hooks("inner 1"), hooks("inner 2")))
outer = checkpoint(lambda a: inner(a) * a, x, use_reentrant=False, context_fn=lambda: (hooks("outer 1"), hooks("outer 2")))
outer.sum().backward()
print(told, x.grad)

told.clear()
with hooks("around"):
    y = checkpoint(body, x, use_reentrant=False, context_fn=lambda: (hooks("first"), hooks("second")))
y.sum().backward()
print(told)

told.clear()
with torch.no_grad():
    y = checkpoint(body, x, use_reentrant=False, context_fn=lambda: (hooks("first"), hooks("second")))
print(told, y.requires_grad)

told.clear()
y = checkpoint(body, x, use_reentrant=False, context_fn=lambda: (hooks("first"), hooks("second")))
(g,) = torch.autograd.grad(y.sum(), x, create_graph=True)
told.append("second derivative")
g.sum().backward()
print(told, x.grad)

told.clear()
x.grad = None
y = checkpoint_sequential([body, torch.exp, body], 2, x, use_reentrant=False)
y.sum().backward()
print(told, x.grad)


def fails(a):
    told.append("failing")
    return a.exp().view(7)


told.clear()
checkpoint(fails, x, use_reentrant=False, context_fn=lambda: (torch.no_grad(), hooks("second")))
print(told, torch.is_grad_enabled())
told.clear()
y = checkpoint(lambda a: fails(a) if len(told) else (told.append("first"), a.exp())[1], x, use_reentrant=False, context_fn=lambda: (nothing(), torch.no_grad()))
y.sum().backward()
print(told, torch.is_grad_enabled())
