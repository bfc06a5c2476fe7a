# rule: errors.bad-view
# source: own
# claim: a tensor without dimensions refuses an index, with the size that its kernel left behind
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
x.sum()[1]
x.max(0).values[1]
x.mode(0).values[1]
x.median(0).values[1]
x.max(0).values[0]
