# rule: modes.inference-tensors-alone-are-not-recorded
# source: own
# claim: an operation on inference tensors alone does not ask autograd, and so is not refused for a
#   leaf but, after the write, for an inference tensor; a number may count as a tensor
# since: >=2.4
import torch

with torch.inference_mode():
    x = torch.ones(2, 1, requires_grad=True)
for write in (x.zero_, x.t_, x.neg_, lambda: x.add_(x), lambda: x.add_(1), lambda: x.pow_(2)):
    try:
        write()
    except RuntimeError as error:
        print(error, x.shape, x.tolist())
