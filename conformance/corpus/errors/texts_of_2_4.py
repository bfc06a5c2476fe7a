# rule: errors.gradient-is-no-tensor
# source: changes
# claim: errors and warnings are reworded
# changes: texts_of_2_4
import torch

x = torch.tensor([1.0], requires_grad=True)
x.grad = torch.ones(2)
