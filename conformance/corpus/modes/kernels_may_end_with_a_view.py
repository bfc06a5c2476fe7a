# rule: modes.inference-tensors-alone-are-not-recorded
# source: own
# claim: in normal mode an operator on inference tensors alone gives a normal tensor; it is a view
#   if the kernel ends with one
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
with torch.inference_mode():
    part = torch.ones(2)
for made in (torch.stack([part]), part.roll(1), torch.cat([part])):
    print(made.is_inference(), made._is_view())
    made[:2].mul_(x)
    print(made.grad_fn)
