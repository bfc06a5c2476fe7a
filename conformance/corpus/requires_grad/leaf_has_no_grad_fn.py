# rule: requires-grad.leaf-has-no-grad-fn
# source: seeds/000, seeds/002
# claim: a tensor the user made is a leaf and its grad_fn is None, whether or not it requires
#   grad
import torch

a = torch.tensor([1.0], requires_grad=True)
b = torch.tensor([1.0])
c = a + b
print(a.is_leaf, a.grad_fn)
print(b.is_leaf, b.grad_fn)
print(c.is_leaf, c.grad_fn is None)
