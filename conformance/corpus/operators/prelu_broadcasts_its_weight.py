# rule: operators.leaky-relu
# source: changes
# claim: `prelu` views its weight in the shape of the input; its node is `PreluKernelBackward0`
# changes: prelu_broadcasts_its_weight
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
w = torch.tensor([0.5])
print(torch.nn.functional.prelu(x, w).grad_fn.name())
