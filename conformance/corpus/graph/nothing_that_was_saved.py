# rule: graph.saved-tensors-are-inspectable
# source: own
# claim: what was not given is saved too: it can be read as None, but has nothing for hooks; hooks
#   come in pairs
# since: >=2.13
import torch

class Pass(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x, None)
        return x.clone()
    @staticmethod
    def backward(ctx, grad):
        print(ctx.saved_tensors)
        return grad

x = torch.ones(2, 2, requires_grad=True)
made = Pass.apply(x)
picked = x[:, torch.tensor([0, 1])]
print(made.grad_fn.saved_tensors, picked.grad_fn._saved_indices)
for saved in (made.grad_fn._raw_saved_tensors[1], picked.grad_fn._raw_saved_indices[0]):
    try:
        saved.register_hooks(torch.clone, torch.clone)
    except RuntimeError as error:
        print(saved.data, error)
try:
    made.grad_fn._raw_saved_tensors[0].register_hooks(torch.clone)
except TypeError as error:
    print(len(error.args))
made.sum().backward()
picked.sum().backward()
print(x.grad)
