"""The modes that each kind of callback runs in, whatever mode the pass was started in."""

import torch
from torch import nn
from torch.utils.checkpoint import checkpoint

def say(who):
    print(who, torch.is_grad_enabled(), torch.is_inference_mode_enabled(), torch.is_anomaly_enabled(), torch.is_autocast_enabled("cpu"))
def telling(who, result=None):
    return lambda *args: (say(who), result)[1]
def packing(t):
    say("pack")
    return t
def unpacking(t):
    say("unpack")
    return t
class Telling(torch.autograd.Function):
    @staticmethod
    def forward(ctx, t):
        say("forward")
        ctx.save_for_backward(t)
        return t * 2
    @staticmethod
    def backward(ctx, g):
        say("backward")
        t, = ctx.saved_tensors
        return g * 2 + t * 0
class Once(torch.autograd.Function):
    @staticmethod
    def forward(ctx, t):
        say("forward once")
        return t * 2
    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(ctx, g):
        say("backward once")
        return g * 2
x = torch.ones(2, requires_grad=True)
x.register_hook(telling("hook of a leaf"))
x.register_post_accumulate_grad_hook(telling("accumulated"))
all_of_one = torch.autograd.graph.register_multi_grad_hook([x], telling("all of one"))
any_of_one = torch.autograd.graph.register_multi_grad_hook([x], telling("any of one"), mode="any")
def graph():
    with torch.autograd.graph.saved_tensors_hooks(packing, unpacking):
        y = Telling.apply(x)
        z = y * x
    y.register_hook(telling("hook"))
    z.grad_fn.register_hook(telling("hook of a node"))
    z.grad_fn.register_prehook(telling("hook before a node"))
    return z.sum()
graph().backward()
graph().backward(create_graph=True)
x.grad = None
with torch.no_grad():
    with torch.enable_grad():
        z = graph()
    z.backward()
with torch.no_grad():
    with torch.enable_grad():
        z = graph()
    z.backward(create_graph=True)
x.grad = None
with torch.autograd.set_detect_anomaly(True):
    graph().backward()
with torch.autocast("cpu", dtype=torch.bfloat16):
    z = graph()
    z.backward()
z = graph()
with torch.autocast("cpu", dtype=torch.bfloat16):
    z.backward()
all_of_one.remove()
any_of_one.remove()
g, = torch.autograd.grad(graph(), x)
g, = torch.autograd.grad(graph(), x, create_graph=True)
Once.apply(x).sum().backward()
torch.autograd.grad(Once.apply(x).sum(), x, create_graph=True)
with torch.inference_mode():
    w = Telling.apply(torch.ones(2))
with torch.no_grad():
    w = Telling.apply(x)
c = torch.ones(2, requires_grad=True)
for reentrant in (True, False):
    with torch.autocast("cpu", dtype=torch.bfloat16):
        y = checkpoint(lambda t: (say("checkpointed"), t * t)[1], c, use_reentrant=reentrant)
    y.sum().backward()
m = nn.Linear(2, 2)
m.register_forward_pre_hook(telling("before forward"))
m.register_forward_hook(telling("after forward"))
m.register_full_backward_pre_hook(telling("before backward"))
m.register_full_backward_hook(telling("after backward"))
m(c).sum().backward()
with torch.no_grad():
    y = m(c)
o = torch.optim.SGD(m.parameters(), lr=0.1)
o.register_step_pre_hook(telling("before a step"))
o.register_step_post_hook(telling("after a step"))
def closure():
    say("closure")
    o.zero_grad()
    loss = m(c).sum()
    loss.backward()
    return loss
o.step(closure)
with torch.no_grad():
    o.step(closure)
m.apply(telling("applied"))
m.register_state_dict_post_hook(telling("state"))
m.register_load_state_dict_pre_hook(telling("before loading"))
m.register_load_state_dict_post_hook(telling("after loading"))
m.load_state_dict(m.state_dict())
for transform in (torch.func.grad, torch.func.jacrev):
    transform(lambda t: (say("transformed"), t.sum())[1])(torch.ones(2))
    with torch.no_grad():
        transform(lambda t: (say("transformed"), t.sum())[1])(torch.ones(2))
v, pull = torch.func.vjp(lambda t: (say("transformed"), t * t)[1], torch.ones(2))
g, = pull(torch.ones(2))
v = torch.func.jvp(lambda t: (say("pushed"), t * t)[1], (torch.ones(2),), (torch.ones(2),))
j = torch.autograd.functional.jacobian(lambda t: (say("of a function"), t * t)[1], torch.ones(2))
with torch.no_grad():
    j = torch.autograd.functional.jacobian(lambda t: (say("of a function"), t * t)[1], torch.ones(2))
say("at last")
