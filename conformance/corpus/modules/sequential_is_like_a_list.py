# rule: modules.containers
# source: own
# claim: Sequential is added to, repeated, cut and filled like a list; a part of it is a new one of
#   the same modules
# since: >=2.1
import torch
import torch.nn as nn

s = nn.Sequential(nn.Linear(2, 2), nn.ReLU())
s += nn.Sequential(nn.Tanh())
print(s + nn.Sequential(nn.Sigmoid()), s * 2, s[1:][0] is s[1])
s.insert(1, nn.Identity()).append(nn.Sigmoid()).extend([nn.GELU()])
s.insert(-1, nn.SiLU())
del s[0], s[:2]
s[0] = nn.ELU()
print(s, s.pop(-1), len(s))
s *= 2
print(s(torch.ones(2)))
