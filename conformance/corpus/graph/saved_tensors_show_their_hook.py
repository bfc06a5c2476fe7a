# rule: graph.hooks-of-one-saved-tensor
# source: changes
# claim: what a node saved has `unpack_hook`
# changes: saved_tensors_show_their_hook
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x.exp()
print(y.grad_fn._raw_saved_result.unpack_hook)
