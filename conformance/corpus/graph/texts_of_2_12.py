# rule: graph.checkpoint-notices-another-computation
# source: changes
# claim: errors and warnings are reworded
# since: >=2.1
# changes: texts_of_2_12
import torch

x = torch.tensor([1.0], requires_grad=True)
n = []

def f(t):
    n.append(1)
    y = t.exp()
    return y.sin() if len(n) < 2 else y

y = torch.utils.checkpoint.checkpoint(f, x, use_reentrant=False)
y.backward()
