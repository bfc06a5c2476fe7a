# rule: modules.containers
# source: own
# claim: an OrderedDict names the modules of a Sequential, also of a part of it
# since: >=2.0
import collections
import torch.nn as nn

named = collections.OrderedDict([("a", nn.Linear(1, 2)), ("b", nn.ReLU()), ("c", nn.Linear(2, 1))])
s = nn.Sequential(named)
print(s[1:], s.b is s[1], [name for name, _ in s.named_parameters()])
