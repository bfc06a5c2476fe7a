"""One Function for any number of inputs and outputs, and all that it may save and mark."""

import torch

class Any(torch.autograd.Function):
    @staticmethod
    def forward(ctx, count, saves, marks, *tensors):
        floats = [t for t in tensors if t.is_floating_point()]
        outs = [sum(t * (n + 2) for t in floats) for n in range(count)]
        if "dirty" in marks:
            ctx.mark_dirty(floats[0])
            outs[0] = floats[0].mul_(2)
        if "plain" in marks:
            ctx.mark_non_differentiable(outs[-1])
        if "undefined" in marks:
            ctx.set_materialize_grads(False)
        if "same" in marks:
            outs[0] = floats[0]
        if "view" in marks:
            outs[0] = floats[0].view(-1)
        kept = dict(nothing=[], inputs=tensors, outputs=outs, both=[*tensors, None, *outs])[saves]
        ctx.save_for_backward(*kept)
        ctx.inputs = [t.is_floating_point() for t in tensors]
        ctx.pointers = [None if t is None else t.data_ptr() for t in kept]
        return outs[0] if count == 1 else tuple(outs)
    @staticmethod
    def backward(ctx, *grads):
        saved = ctx.saved_tensors
        print("backward", ctx.needs_input_grad, [g if g is None else (g.tolist(), g.requires_grad) for g in grads])
        print([t if t is None else (t.dtype, t.requires_grad, t.is_leaf, t._version, t.data_ptr() == p) for t, p in zip(saved, ctx.pointers)])
        total = sum(g * (n + 2) for n, g in enumerate(grads) if g is not None)
        for t in saved:
            if t is not None and t.is_floating_point():
                total = total + t * t
        return (None, None, None, *[total * (n + 1) if f else None for n, f in enumerate(ctx.inputs)])
def arguments():
    x = torch.tensor([1., 2.], requires_grad=True)
    return x, dict(one=[x * 1], two=[x * 1, x * 3], leaf=[x], mixed=[x * 1, torch.tensor([1, 2]), torch.ones(2)], same=[x, x], last=[torch.ones(2), x * 1], constant=[torch.ones(2)])
def told(outs):
    for o in outs:
        print(o.tolist(), o.requires_grad, o.is_leaf, o.output_nr, o._version, o._is_view(), o.grad_fn and o.grad_fn.name())
def tried(of, count, saves, marks):
    print(of, count, saves, marks)
    x, kinds = arguments()
    given = kinds[of]
    try:
        result = Any.apply(count, saves, marks, *given)
    except RuntimeError as e:
        return print(e)
    outs = [result] if count == 1 else result
    told(outs)
    print([o is g for o in outs for g in given], [g._version for g in given])
    wanted = [o for o in outs if o.requires_grad]
    if not wanted:
        return
    for chosen in (wanted, wanted[-1:]):
        try:
            g, = torch.autograd.grad(chosen, x, [torch.ones(2)] * len(chosen), create_graph=True, allow_unused=True)
            print(g)
            if g is not None and g.requires_grad:
                print(torch.autograd.grad(g.sum(), x, retain_graph=True, allow_unused=True))
            chosen[0].backward(torch.ones(2))
            print(x.grad)
        except RuntimeError as e:
            print(e)
for of in ("one", "two", "leaf", "mixed", "same", "last", "constant"):
    for count in (1, 3):
        for saves in ("nothing", "both"):
            tried(of, count, saves, "")
    for marks in ("dirty", "plain", "undefined", "same", "view", "dirty undefined"):
        tried(of, 2, "inputs", marks)
for marks in ("dirty", "plain", "undefined", "same", "view"):
    tried("one", 1, "outputs", marks)
with torch.no_grad():
    tried("two", 2, "both", "dirty")
