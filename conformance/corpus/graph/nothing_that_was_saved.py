# rule: graph.saved-tensors-are-inspectable
# source: own
# claim: what was not given is saved too: it can be read as None, but has nothing for hooks
# since: >=2.13
import torch

x = torch.ones(2, 2, requires_grad=True)
picked = x[:, torch.tensor([0, 1])].grad_fn
print(picked._saved_indices)
saved = picked._raw_saved_indices[0]
try:
    saved.register_hooks(torch.clone, torch.clone)
except RuntimeError as error:
    print(saved.data, error)
