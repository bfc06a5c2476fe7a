# rule: modules.layers
# source: own
# claim: rows that are too long are shortened before they are summed, each with a weight of its own
# since: >=2.0
import torch
import torch.nn.functional as F

w = torch.tensor([[3.0, 4.0], [0.3, 0.4], [6.0, 8.0]], requires_grad=True)
s = torch.tensor([[1.0, 2.0]], requires_grad=True)
y = F.embedding_bag(torch.tensor([[0, 1]]), w, mode="sum", max_norm=1.0, per_sample_weights=s)
y.sum().backward()
print(y, w, w.grad, s.grad)
print(F.one_hot(torch.tensor([], dtype=torch.long), 3), F.one_hot(torch.tensor([1, 0])))
