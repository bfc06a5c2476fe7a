# rule: versions.saved-input-modified-raises
# source: own
# claim: of an operand and a result that were both changed, the operand is complained of
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
a = x * 1
b = torch.logsumexp(a, 0)
b.mul_(2)
a.mul_(2)
b.backward()
