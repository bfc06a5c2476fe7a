"""What a new thread begins with, whatever the mode of the one that starts it; what it leaves."""

import threading
import warnings

import torch

x = torch.tensor([1.0, 4.0], requires_grad=True)
seen = []


def modes():
    seen.append((torch.is_grad_enabled(), torch.is_inference_mode_enabled(), torch.is_anomaly_enabled(), torch.is_autocast_enabled()))


def work():
    y = x.sqrt()
    seen.append(y.requires_grad and not y.is_inference())
    y.sum().backward()


def elsewhere(function, *arguments):
    thread = threading.Thread(target=function, args=arguments)
    thread.start()
    thread.join()


elsewhere(modes)
with torch.no_grad():
    elsewhere(modes)
    elsewhere(work)
    modes()
with torch.inference_mode():
    elsewhere(modes)
    elsewhere(work)
    modes()
torch.set_grad_enabled(False)
elsewhere(modes)
torch.set_grad_enabled(True)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    with torch.autograd.detect_anomaly():
        elsewhere(modes)
with torch.autocast("cpu"):
    elsewhere(lambda: seen.append((x.outer(x).dtype, torch.is_autocast_enabled())))
print(seen, x.grad)
seen.clear()


def leaves_modes_behind():
    torch.set_grad_enabled(False)
    seen.append((x * 2).requires_grad)
    modes()


elsewhere(leaves_modes_behind)
modes()
elsewhere(modes)
print((x * 2).requires_grad, seen)
seen.clear()


@torch.no_grad()
def unrecorded(a):
    modes()
    seen.append((a * 2).requires_grad)
    elsewhere(modes)


elsewhere(unrecorded, x)
unrecorded(x)


@torch.no_grad()
def pieces(a):
    yield a * 2
    yield torch.is_grad_enabled()


run = pieces(x)
first = next(run)
elsewhere(lambda: seen.append((next(run), torch.is_grad_enabled())))
print(first.requires_grad, seen, torch.is_grad_enabled())
seen.clear()

pack = lambda t: (seen.append("pack"), t)[1]
unpack = lambda t: (seen.append("unpack"), t)[1]
with torch.autograd.graph.saved_tensors_hooks(pack, unpack):
    elsewhere(work)
    y = x.exp()
elsewhere(lambda: y.sum().backward())
print(seen, x.grad)
seen.clear()


def packed_here(a):
    with torch.autograd.graph.saved_tensors_hooks(pack, unpack):
        seen.append(a.exp())


elsewhere(packed_here, x)
z = seen[-1].sum()
z.backward()
print(seen, x.grad)
seen.clear()
with torch.autograd.graph.disable_saved_tensors_hooks("not here"):
    elsewhere(packed_here, x)
    packed_here(x)
print(len(seen))

y = x * 3
y.register_hook(lambda g: seen.append(("hook", torch.is_grad_enabled())))
x.register_post_accumulate_grad_hook(lambda p: seen.append(("added", p.grad)))
seen.clear()
elsewhere(lambda: y.sum().backward(retain_graph=True))
with torch.no_grad():
    elsewhere(y.sum().backward)
elsewhere(y.sum().backward, torch.ones(3))
print(seen)
elsewhere(y.backward, torch.ones(2))
elsewhere(lambda: seen.append(torch.autograd.grad(y.sum(), x)))
elsewhere(lambda: x.mul_(2))
with torch.no_grad():
    x.mul_(2)
    elsewhere(x.mul_, 2)
print(x._version, x.grad, x)


def fails():
    with torch.no_grad():
        raise ValueError("on its way out")


elsewhere(fails)
print(torch.is_grad_enabled())


class Doubled(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a):
        seen.append(("forward", torch.is_grad_enabled()))
        return a * 2

    @staticmethod
    def backward(ctx, grad):
        seen.append(("backward", torch.is_grad_enabled()))
        return grad * 2


seen.clear()
w = torch.ones(2, requires_grad=True)
with torch.no_grad():
    elsewhere(lambda: Doubled.apply(w).sum().backward())
d = Doubled.apply(w)
elsewhere(lambda: torch.autograd.grad(d.sum(), w, create_graph=True))
print(seen, w.grad)
