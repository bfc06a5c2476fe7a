# rule: modules.layers
# source: own
# claim: without a momentum the running statistics are the mean over all batches
# since: >=2.0
import torch
import torch.nn as nn

m = nn.BatchNorm1d(1, momentum=None)
for x in (1.0, 4.0):
    m(torch.tensor([[x], [x + 1]]))
    print(m.running_mean, m.running_var, m.num_batches_tracked)
m.reset_running_stats()
m.num_batches_tracked = None
m.momentum = 0.5
print(m(torch.tensor([[1.0], [3.0]])), m.running_mean)
