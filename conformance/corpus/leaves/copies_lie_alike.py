# rule: leaves.deepcopy
# source: own
# claim: a deep copy lies in memory as what it copies, keeps its gradient and is frozen as that is;
#   pickled, it loses the gradient
import copy
import pickle
import torch

x = torch.ones(2, 3).t().requires_grad_()
(x * x).sum().backward()
y = copy.deepcopy(x)
print(y.stride(), y.requires_grad, y.grad, y.grad is x.grad)
y = pickle.loads(pickle.dumps(x))
print(y.stride(), y.requires_grad, y.grad)
p = torch.nn.Parameter(torch.ones(2), requires_grad=False)
print(copy.deepcopy(p).requires_grad, pickle.loads(pickle.dumps(p)).requires_grad)
