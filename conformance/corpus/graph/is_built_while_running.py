# rule: graph.dynamic
# source: seeds/002
# claim: the graph is dynamic: Python control flow decides it anew on every run
import torch

def power(base, times):
    result = base
    for i in range(times):
        result = result * base
    return result

x = torch.tensor(2.0, requires_grad=True)
print(torch.autograd.grad(power(x, 1), x), torch.autograd.grad(power(x, 3), x))
