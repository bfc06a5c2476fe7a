# rule: modes.saved-tensor-hooks
# source: own
# claim: hooks of one saved tensor must be callable
# since: >=2.9
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x.exp()
y.grad_fn._raw_saved_result.register_hooks(1, lambda t: t)
with torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: t):
    z = x.exp() * x
z.sum().backward()
print(y.grad_fn._raw_saved_result, x.grad)
