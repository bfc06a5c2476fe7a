# rule: graph.grad-fn-names
# source: seeds/002
# claim: outdated: built-in nodes end in Backward0 (or 1, ...) rather than in plain Backward
import torch

x = torch.tensor([0.5, 2.0], requires_grad=True)
names = [t.grad_fn.name() for t in (x * x, x - 1, -x, x.sigmoid(), x.mean(), x.t())]
print(names)
