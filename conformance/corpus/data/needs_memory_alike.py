# rule: data.assignment-checks
# source: own
# claim: a tensor with memory cannot become one without, nor the other way round
# since: >=2.0
import torch

x, m = torch.ones(2), torch.ones(2, device="meta")
x.data = m
m.data = x
print(x, m)
