# rule: modules.containers
# source: own
# claim: Sequential refuses other summands, factors that are no positive integers, and places that
#   it does not have
# since: >=2.1
import torch.nn as nn

s = nn.Sequential(nn.ReLU())
s + 3
s * 2.0
s * 0
s[20]
s.insert(20, nn.ReLU())
s.insert(0, 3)
nn.Sequential(3)
print(s)
