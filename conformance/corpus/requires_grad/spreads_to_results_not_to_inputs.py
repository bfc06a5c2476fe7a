# rule: requires-grad.any-input-propagates
# source: seeds/002
# claim: imprecise: 'directly related' tensors turn on; only results do, however far away, never
#   fellow inputs
import torch

w = torch.tensor([0.5, 0.5], requires_grad=True)
x = torch.tensor([2.0, 8.0])
y = x * w
far = torch.exp(y - 1).sum()
print(x.requires_grad, y.requires_grad, far.requires_grad)
