# rule: operators.eval-dropout-is-identity
# source: own
# claim: probabilities may be a tensor, and must lie between 0 and 1
import torch

p = torch.tensor([0.0, 1.0])
print(torch.empty(2).bernoulli_(p), torch.bernoulli(p), torch.bernoulli(torch.ones(2), 0.0))
torch.nn.functional.dropout(p, 2.0)
torch.dropout(p, 2.0, True)
torch.feature_dropout(p, 0.5, True)
x = torch.ones(2, requires_grad=True)
y = x.clone().bernoulli_(0.5)
print(y.grad_fn, torch.autograd.grad(y.sum(), x, allow_unused=True))
