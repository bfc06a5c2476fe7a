# rule: accumulation.adds-to-grad
# source: seeds/003
# claim: within one backward too, all uses of a leaf are summed into its one .grad
import torch

w = torch.tensor([2.0, 4.0], requires_grad=True)
y = w * w + w * 10 - w
y.sum().backward()
print(w.grad)
