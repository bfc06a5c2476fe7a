# rule: modules.initialization
# source: own
# claim: sparse_ zeroes a part of each column of a matrix
# since: >=2.0
import torch
import torch.nn as nn

w = nn.init.sparse_(torch.zeros(4, 3), sparsity=0.6)
print((w == 0).sum(0))
nn.init.sparse_(torch.zeros(2), 0.5)
nn.init.trunc_normal_(torch.zeros(40), std=2.0, a=-1.0, b=1.0)
nn.init.trunc_normal_(torch.zeros(3), mean=9.0)
print(nn.init.kaiming_normal_(torch.empty(0, 2)), nn.init.kaiming_uniform_(torch.empty(0, 2)))
