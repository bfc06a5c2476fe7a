# rule: modes.inference-tensors-alone-are-not-recorded
# source: own
# claim: detach_ does nothing in inference mode, and nothing to inference tensors
# since: >=2.4
import torch

made = torch.ones(2, requires_grad=True) * 2
with torch.inference_mode():
    leaf = torch.ones(2, requires_grad=True)
    made.detach_()
    made[:].detach_()
print(leaf.detach_().requires_grad, made.requires_grad, made.is_leaf)
